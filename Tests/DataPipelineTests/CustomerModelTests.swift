import Commerce
import DataPipeline
import Foundation
import Statistics
import Testing

@Suite struct CustomerModelTests {
  @Test func `too few buyers are no model`() throws {
    let (table, _) = try Fixture.table(Fixture.onlineRetail)
    let few = Array(table.customers.prefix(499))
    #expect(throws: CustomerModelError.tooFewBuyers(found: 499, needed: 500)) {
      try CustomerModel.fit(customers: few, asOf: Day(number: 15_317))
    }
    #expect(
      CustomerModelError.tooFewBuyers(found: 499, needed: 500).description
        == "No lifetime value yet: 499 buyers are known and 500 are needed.")
  }

  @Test func `a short history is no model`() {
    let customers = (0..<600).map {
      Customer(
        id: Customer.ID(Int64($0)), firstOrderOn: Day(number: 19_000), amountMicros: 1_000_000)
    }
    #expect(throws: CustomerModelError.historyTooShort(days: 179, needed: 180)) {
      try CustomerModel.fit(customers: customers, asOf: Day(number: 19_179))
    }
  }

  @Test func `nobody coming back is no model`() {
    let customers = (0..<600).map {
      Customer(
        id: Customer.ID(Int64($0)), firstOrderOn: Day(number: 19_000), amountMicros: 1_000_000)
    }
    #expect(throws: CustomerModelError.notFitted(reason: .noRepeatPurchases)) {
      try CustomerModel.fit(customers: customers, asOf: Day(number: 19_300))
    }
  }

  @Test func `cdnow up to september 1997 gives the published likelihood`() throws {
    let end = try Fixture.day("1997-09-30")
    let customers = try cdnow(until: end)
    let model = try CustomerModel.fit(customers: customers, asOf: end)
    #expect(model.buyers == 2_357 && model.historyDays == 272)
    #expect(abs(model.purchases.logLikelihood - -9_582.429) < 0.01)
    #expect(abs(model.purchases.model.rateShape / 0.2426 - 1) < 0.005)
    #expect(abs(try #require(model.spend).model.purchaseShape / 6.249 - 1) < 0.01)
    #expect(!model.purchases.isRidge)
  }

  @Test func `churn risk ranks and is calibrated on cdnow`() throws {
    let end = try Fixture.day("1997-09-30")
    let customers = try cdnow(until: end)
    let later = try cdnow(until: end.adding(days: 90))
    let model = try CustomerModel.fit(customers: customers, asOf: end)
    let risks = model.values(of: customers, asOf: end).map(\.churnRisk)
    let hasBought = zip(customers, later).map { $0.orders != $1.orders }
    #expect(risks.allSatisfy { (0...1).contains($0) })
    let predicted = risks.reduce(0, +) / Double(risks.count)
    let actual = Double(hasBought.count { !$0 }) / Double(hasBought.count)
    #expect(abs(predicted - actual) < 0.03)
    #expect(areaUnderCurve(risks, isPositive: hasBought.map { !$0 }) > 0.75)
  }

  @Test func `online retail has a ridge and good values all the same`() throws {
    let (table, _) = try Fixture.table(Fixture.onlineRetail)
    let day = Day(number: 15_317)
    let model = try CustomerModel.fit(customers: table.customers, asOf: day)
    #expect(model.purchases.isRidge)
    let values = model.values(of: table.customers, asOf: day)
    #expect(values.allSatisfy { ($0.revenue ?? -1) > 0 && $0.deviation > 0 && $0.purchases > 0 })
    #expect(model.parameterDeviation > 0.01 && model.parameterDeviation < 0.3)
  }

  @Test func `a model survives json`() throws {
    let end = try Fixture.day("1997-09-30")
    let customers = try cdnow(until: end)
    let model = try CustomerModel.fit(customers: customers, asOf: end)
    let copy = try JSONDecoder().decode(CustomerModel.self, from: JSONEncoder().encode(model))
    #expect(copy.values(of: customers, asOf: end) == model.values(of: customers, asOf: end))
  }

  /// Customers of the sample as they were on a day.
  private func cdnow(until end: Day) throws -> [Customer] {
    let lines = try String(contentsOfFile: Fixture.cdnow, encoding: .utf8).split(separator: "\r\n")
    let text = (lines.count > 1 ? lines : lines.flatMap { $0.split(separator: "\n") })
      .filter { (Int($0.split(separator: " ")[2]) ?? 0) <= number(of: end) }
      .joined(separator: "\n")
    var accumulator = CustomerAccumulator()
    _ = try OrderReader(bytes: Array(text.utf8), name: "cdnow").read(batch: { accumulator.add($0) })
    return accumulator.finish().customers
  }

  private func number(of day: Day) -> Int {
    let (year, month, dayOfMonth) = day.civil
    return year * 10_000 + month * 100 + dayOfMonth
  }

  /// Probability that a positive has a higher score than a negative, ties counting half.
  private func areaUnderCurve(_ scores: [Double], isPositive: [Bool]) -> Double {
    let positives = zip(scores, isPositive).filter(\.1).map(\.0)
    let negatives = zip(scores, isPositive).filter { !$0.1 }.map(\.0).sorted()
    let wins = positives.reduce(0.0) { sum, score in
      let below = negatives.partitioningIndex { $0 >= score }
      let upTo = negatives.partitioningIndex { $0 > score }
      return sum + Double(below) + Double(upTo - below) / 2
    }
    return wins / Double(positives.count) / Double(negatives.count)
  }
}

extension [Double] {
  /// The first position at which a condition that stays true becomes true.
  fileprivate func partitioningIndex(_ condition: (Double) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if condition(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
