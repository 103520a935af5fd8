import Commerce
import DataPipeline
import Foundation
import Statistics
import Testing

@Suite struct SeriesReaderTests {
  @Test(arguments: [
    "ds,y\n2024-01-01,1\n2024-01-02,2.5\n2024-01-03,3\n",
    "\u{FEFF}date;sales\r\n01.01.2024;1\r\n02.01.2024;2,5\r\n03.01.2024;3\r\n",
    "ds,y\r2024-01-01,1\r2024-01-02,2.5\r2024-01-03,3",
    "region,value,day\nx,1,20240101\nx,2.5,20240102\nx,3e0,20240103\n",
    "when\thow many\n\"2024-01-01\"\t\"1\"\n2024-01-02\t2.5\n\n2024-01-03\t3\n",
  ])
  func `dates and values are found in many layouts`(text: String) throws {
    let series = try read(text)
    #expect(series.values == [1, 2.5, 3])
    #expect(series.pace == .seconds(86_400))
    #expect(series.pace.label(of: series.last) == "2024-01-03")
    #expect(series.notes.isEmpty)
  }

  @Test(arguments: [
    ("1949-01-01,1\n1949-02-01,2\n1949-03-01,3", "month", "1949-05-01"),
    ("2023-11,1\n2023-12,2\n2024-01,3", "month", "2024-03-01"),
    ("2023-11-30,1\n2023-12-31,2\n2024-01-31,3", "month", "2024-03-31"),
    ("2023-01-31,1\n2023-04-30,2\n2023-07-31,3", "quarter", "2024-01-31"),
    ("2023-11-06,1\n2023-11-13,2\n2023-11-20,3", "week", "2023-12-04"),
    ("2024-02-28 22:00,1\n2024-02-28 23:00,2\n2024-02-29 00:00,3", "hour", "2024-02-29 02:00:00"),
    (
      "2024-01-01T00:00Z,1\n2024-01-01T00:30Z,2\n2024-01-01T01:00Z,3", "30 minutes",
      "2024-01-01 02:00:00"
    ),
  ])
  func `the interval is told from the dates`(rows: String, name: String, second: String) throws {
    let series = try read("date,value\n" + rows)
    #expect(series.pace.name == name)
    #expect(series.pace.label(of: series.time(of: 4)) == second)
  }

  @Test(arguments: [
    (
      "date,value\n2024-01-01,1\n2024-01-02,NaN\n",
      "s.csv:3, column 2 'value': found 'NaN', expected a number like 1234.5. Correct the cell, or remove the row: missing times are interpolated."
    ),
    (
      "date,value\n2024-01-01,1\n2024-01-02,\n",
      "s.csv:3, column 2 'value': found '', expected a number like 1234.5. Correct the cell, or remove the row: missing times are interpolated."
    ),
    (
      "date,value\n2024-13-01,1\n",
      "s.csv:2, column 1 'date': found '2024-13-01', expected a date like 2024-05-31 or 2024-05-31 17:00. Correct the cell."
    ),
    (
      "date,value\n2024-01-01,1\n2024-01-02,2\n2024-01-01,1\n",
      "s.csv:4, column 1 'date': found '2024-01-01', expected a time that line 2 does not have. Add up or remove the repeated rows."
    ),
    (
      "2024-01-01,1\n2024-01-02,2\n",
      "'s.csv' starts with '2024-01-01', '1'; expected a header with a date column and a value column, like 'date,value'. Add or correct the header."
    ),
    ("date,value\n", "'s.csv' has a header and no rows. Give one row a time: a date and a value."),
    ("", "'s.csv' is empty. Give a header and one row a time: a date and a value."),
    (
      "date,value\n2024-01-01,1\n",
      "'s.csv' cannot be forecast. The series has 1 value; a forecast needs at least 10. Give more values."
    ),
    (
      "date,value\n2024-01-01,1\n2024-01-02,1\n2024-01-03,1\n2024-01-07 05:00,1\n",
      "'s.csv' cannot be forecast. The dates have no regular interval. Give one value an hour, day, week or month."
    ),
  ])
  func `a file that cannot be used is refused with its place`(text: String, message: String) {
    #expect(refusal(text) == message)
  }

  @Test func `rows out of order are sorted and gaps are told`() throws {
    let series = try read(
      "date,value\n2024-01-03,3\n2024-01-01,1\n2024-01-02,2\n2024-01-04,4\n2024-01-06,6\n")
    #expect(series.values == [1, 2, 3, 4, 5, 6])
    #expect(
      series.notes == [
        "The dates were not in order and have been sorted.",
        "1 value is missing, at 2024-01-05: interpolated.",
      ])
  }

  @Test func `a weekday without any value counts as closed`() throws {
    let first = try Fixture.day("2024-01-01")
    let days = (0..<35).map { first.adding(days: $0) }.filter { $0.weekday != 6 }
    let series = try read("date,value\n" + days.map { "\($0),5" }.joined(separator: "\n"))
    #expect(series.values.count == 34)
    #expect(series.values[6] == 0 && series.values[7] == 5)
    #expect(series.notes == ["There is never a value on Sun: taken as 0."])
  }

  private func refusal(_ text: String) -> String? {
    do {
      _ = try read(text)
      return nil
    } catch {
      return "\(error)"
    }
  }
}

private func read(_ text: String) throws -> DatedSeries {
  try SeriesReader(bytes: Array(text.utf8), name: "s.csv").read()
}

@Suite struct SeriesForecastTests {
  @Test func `a daily series is forecast with its week, its dates and a tried method`() throws {
    let forecast = try SeriesForecast(week(60), .init(horizon: 14, levels: [0.8, 0.95]))
    #expect(forecast.period == 7)
    #expect(forecast.points.count == 14)
    #expect(forecast.pace.label(of: forecast.points[0].time) == "2022-05-02")
    for (step, point) in forecast.points.enumerated() {
      #expect(abs(point.mean - Double(100 + 10 * ((60 + step) % 7))) < 5)
      #expect(point.intervals.count == 2)
      #expect(point.intervals[1].lowerBound <= point.intervals[0].lowerBound)
    }
    let test = try #require(forecast.backtest)
    #expect(test.coverage >= 0.9)
    #expect(forecast.method.hasPrefix("combination of "))
  }

  @Test func `too few values say how many are needed`() throws {
    #expect(throws: SeriesError.tooFewValues(found: 9, needed: 10, of: nil)) {
      try SeriesForecast(week(9), .init(horizon: 1))
    }
    #expect(throws: SeriesError.tooFewValues(found: 60, needed: 65, of: 30)) {
      try SeriesForecast(week(60), .init(horizon: 1, period: 30))
    }
    let short = try SeriesForecast(week(15), .init(horizon: 7))
    #expect(
      short.notes == [
        "A season of 7 steps needs at least 19 values; 15 are forecast without one.",
        "The series is too short to try a forecast of this length on its past.",
      ])
    #expect(short.backtest == nil)
  }

  @Test func `trends are said in words`() throws {
    let rising = try SeriesForecast(
      series((0..<112).map { 100 + Double($0) + Double($0 * 7 % 5) }), .init(horizon: 7))
    #expect(rising.trend?.direction == .rising)
    #expect(rising.trend?.sentence.hasPrefix("The level rises by 4.") == true)
    #expect(rising.trend?.sentence.hasSuffix(" a week (p < 0.001).") == true)
    let flat = try SeriesForecast(week(112), .init(horizon: 7))
    #expect(flat.trend?.direction == .level)
    let constant = try SeriesForecast(
      series([Double](repeating: 3, count: 50)), .init(horizon: 7))
    #expect(constant.trend?.sentence == "The level shows no clear trend (p = 1.000).")
    #expect(constant.backtest?.scaledError == nil)
    #expect(constant.points.allSatisfy { abs($0.mean - 3) < 1e-9 })
  }

  @Test func `hours have a day and a week`() throws {
    let values = (0..<600).map { load(hour: $0) }
    let hours = DatedSeries(
      pace: .seconds(3_600), first: Instant(Day(number: 19_000)), values: values)
    let forecast = try SeriesForecast(hours, .init(horizon: 48, isTested: false))
    #expect(forecast.period == 24)
    for (step, point) in forecast.points.enumerated() {
      let actual = load(hour: 600 + step)
      #expect(abs(point.mean - actual) < 20, "\(step): \(point.mean) \(actual)")
    }
  }

  @Test func `the sample shop's two years a day take little time`() throws {
    let report = try Fixture.table(Fixture.onlineRetail).report
    let units = report.demand.revenueUnits
    let long = Array((units + units).prefix(730))
    let clock = ContinuousClock()
    var least = Duration.seconds(9)
    for _ in 0..<3 {
      let time = try clock.measure {
        _ = try SeriesForecast(series(long), .init(horizon: 14, levels: [0.8], isTested: false))
      }
      least = min(least, time)
    }
    // 20 ms alone on the machine; the bound leaves room for busy ones.
    #expect(least < .milliseconds(250))
  }

  /// A day that rises hour by hour, higher on two days of seven.
  private func load(hour: Int) -> Double {
    let ofDay = 50 * Double(hour % 24) / 24
    let ofWeek: Double = hour / 24 % 7 < 2 ? 80 : 0
    return 100 + ofDay + ofWeek
  }

  private func week(_ days: Int) -> DatedSeries {
    series(
      (0..<days).map { day in
        let height = 100 + 10 * (day % 7) + day * 5 % 3
        return Double(height)
      })
  }

  private func series(_ values: [Double]) -> DatedSeries {
    DatedSeries(pace: .seconds(86_400), first: Instant(Day(number: 19_054)), values: values)
  }
}
