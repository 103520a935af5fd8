import Statistics
import Testing

@Suite struct LimitedOutlierTests {
  private let week: [Double] = [40, 50, 60, 55, 70, 90, 80]

  private func series(days: Int) -> [Double] {
    var generator = SplitMix64(state: 5)
    return (0..<days).map { week[$0 % 7] + Double.random(in: -4...4, using: &generator) }
  }

  private func total(_ values: [Double]) throws -> Double {
    try CombinedForecast(values, seasons: .init(periods: [7]), horizon: 28).mean.reduce(0, +)
  }

  @Test(arguments: [60, 117, 118, 119]) func `one far value does not lead a forecast`(place: Int)
    throws
  {
    let plain = series(days: 120)
    var far = plain
    far[place] *= 30
    let forecast = try CombinedForecast(far, seasons: .init(periods: [7]), horizon: 28)
    #expect(forecast.limitedPlaces == [place])
    #expect(abs(forecast.mean.reduce(0, +) / (try total(plain)) - 1) < 0.06)
  }

  @Test func `a new level of some days is believed`() throws {
    var values = series(days: 120)
    for day in 110..<120 { values[day] += 300 }
    let forecast = try CombinedForecast(values, seasons: .init(periods: [7]), horizon: 14)
    #expect(forecast.limitedPlaces.isEmpty)
    #expect(forecast.mean.allSatisfy { $0 > 200 })
  }

  @Test(arguments: [20, 117, 118, 119]) func `nor where things sell now and then`(place: Int) throws
  {
    var generator = SplitMix64(state: 2)
    let plain = (0..<120).map { day in
      day % 4 == 1 ? 200 + Double.random(in: -60...60, using: &generator) : 0
    }
    var far = plain
    far[place] += 50_000
    #expect(try total(far) < 3 * total(plain) && total(far) > 0.5 * total(plain))
  }

  @Test(arguments: [10, 13, 20, 27]) func `nor in a short series`(count: Int) throws {
    var generator = SplitMix64(state: 4)
    var values = (0..<count).map { _ in 200 + Double.random(in: -20...20, using: &generator) }
    values[count - 1] += 50_000
    let forecast = try CombinedForecast(
      values, seasons: .init(periods: count >= 19 ? [7] : []), horizon: 28)
    #expect(forecast.mean.allSatisfy { (100...1_000).contains($0) })
    #expect(forecast.intervals(level: 0.95).allSatisfy { $0.upperBound < 10_000 })
  }

  @Test func `two far days alone do not either`() throws {
    var far = series(days: 120)
    for day in 118..<120 { far[day] += 5_000 }
    #expect(abs(try total(far) / total(series(days: 120)) - 1) < 0.25)
  }

  @Test func `rare sales are not taken for outliers`() throws {
    let values = (0..<120).map { $0.isMultiple(of: 9) ? 5.0 : 0 }
    let forecast = try CombinedForecast(values, seasons: .init(periods: []), horizon: 7)
    #expect(forecast.limitedPlaces.isEmpty)
  }

  @Test func `what was never negative is not expected to be`() throws {
    var generator = SplitMix64(state: 9)
    let falling = (0..<80).map {
      max(0, 60 - Double($0) + Double.random(in: -9...9, using: &generator))
    }
    let forecast = try CombinedForecast(falling, seasons: .init(periods: [7]), horizon: 28)
    #expect(forecast.mean.allSatisfy { $0 >= 0 })
    #expect(forecast.intervals(level: 0.95).allSatisfy { $0.lowerBound >= 0 })
    let owed = try CombinedForecast(
      falling.map { $0 - 30 }, seasons: .init(periods: [7]), horizon: 28)
    #expect(owed.intervals(level: 0.95).contains { $0.lowerBound < 0 })
  }
}
