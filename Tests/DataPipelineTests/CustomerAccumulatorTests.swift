import Commerce
import DataPipeline
import Statistics
import Testing

@Suite struct CustomerAccumulatorTests {
  @Test func `orders of one day are one purchase day`() throws {
    let customers = try accumulate([
      ("1", "A", "2024-01-05 09:00", 10), ("2", "A", "2024-01-05 18:00", 5),
      ("3", "A", "2024-01-09", 1),
    ])
    #expect(
      customers == [
        Customer(
          id: Customer.ID(1), firstDay: try Fixture.day("2024-01-05"),
          lastDay: try Fixture.day("2024-01-09"), purchaseDays: 2, orders: 3,
          revenueMicros: 16_000_000,
          firstDayRevenueMicros: 15_000_000)
      ])
  }

  @Test(arguments: 0..<20)
  func `the order of rows does not matter`(seed: UInt64) throws {
    var generator = SplitMix64(state: seed)
    var rows = (1...400).map { number in
      (
        String(number), "C\(Int.random(in: 1...9, using: &generator))",
        "2024-01-\(10 + Int.random(in: 0...19, using: &generator))",
        Int.random(in: 1...50, using: &generator)
      )
    }
    let shuffled = try accumulate(rows.shuffled(using: &generator))
    rows.sort { $0.2 < $1.2 }
    #expect(try accumulate(rows) == shuffled)
    #expect(shuffled == byHand(rows))
  }

  @Test func `customers come in the order of their references`() throws {
    let text = """
      order_id,customer_id,order_date,amount
      1,b,2024-01-01,1
      2,customer-with-a-long-name-2,2024-01-01,1
      3,a,2024-01-01,1
      4,customer-with-a-long-name-10,2024-01-01,1
      5,ab,2024-01-01,1
      6,B,2024-01-01,1
      """
    var accumulator = CustomerAccumulator()
    _ = try OrderReader(bytes: Array(text.utf8), name: "o.csv").read(batch: { accumulator.add($0) })
    let table = accumulator.finish()
    #expect(
      table.customers.indices.map { table.reference(of: $0) } == [
        "B", "a", "ab", "b", "customer-with-a-long-name-10", "customer-with-a-long-name-2",
      ])
    #expect(table.customers.map(\.id.value) == [1, 2, 3, 4, 5, 6])
  }

  private func accumulate(_ rows: [(String, String, String, Int)]) throws -> [Customer] {
    let lines = rows.map { "\($0.0),\($0.1),\($0.2),\($0.3)\n" }.joined()
    let text = "order_id,customer_id,order_date,amount\n" + lines
    var accumulator = CustomerAccumulator()
    _ = try OrderReader(bytes: Array(text.utf8), name: "o.csv").read(batch: { accumulator.add($0) })
    return accumulator.finish().customers
  }

  /// The same by grouping, for rows in order of time.
  private func byHand(_ rows: [(String, String, String, Int)]) -> [Customer] {
    let groups = Dictionary(grouping: rows) { $0.1 }.sorted { $0.key < $1.key }
    return groups.enumerated().compactMap { position, group in
      var customer: Customer?
      for row in group.value {
        guard let day = Day(row.2) else { return nil }
        let micros = Int64(row.3) * 1_000_000
        if customer == nil {
          customer = Customer(
            id: Customer.ID(Int64(position) + 1), firstOrderOn: day, amountMicros: micros)
        } else {
          customer?.ordered(on: day, amountMicros: micros)
        }
      }
      return customer
    }
  }
}
