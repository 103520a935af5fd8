package import Commerce
package import Statistics

/// What is expected of a dated series, how sure that is, and how such forecasts did in its past.
package struct SeriesForecast: Sendable {
  /// How it was made, in words.
  package let method: String
  package let points: [Point]
  /// Of intervals, in the order asked for.
  package let levels: [Double]
  /// `nil` if it was not asked for or the past is too short.
  package let backtest: ForecastBacktest?
  package let trend: SeriesTrend?
  package let pace: SeriesPace
  /// Steps after which the season returns; 1 for none.
  package let period: Int
  package let notes: [String]

  package struct Point: Sendable, Equatable {
    package let time: Instant
    /// Near the median of what is expected.
    package let mean: Double
    /// One a level.
    package let intervals: [ClosedRange<Double>]
  }

  /// What to forecast.
  package struct Request: Sendable {
    /// Steps ahead, at least 1.
    package var horizon: Int
    /// Steps after which the season returns, 1 for none; `nil` to go by the interval.
    package var period: Int?
    /// Each in (0, 1).
    package var levels: [Double]
    /// Whether to try the method on the past, at four times the cost.
    package var isTested: Bool

    package init(
      horizon: Int, period: Int? = nil, levels: [Double] = [0.8, 0.95], isTested: Bool = true
    ) {
      self.horizon = horizon
      self.period = period
      self.levels = levels
      self.isTested = isTested
    }
  }

  /// Forecasts `series`.
  ///
  /// - Throws: ``SeriesError`` for too few values, with how many are needed.
  package init(_ series: DatedSeries, _ request: Request) throws(SeriesError) {
    let count = series.values.count
    let seasons = CombinedForecast.Seasons(
      of: series.pace, count: count, period: request.period)
    let horizon = max(1, request.horizon)
    let combined: CombinedForecast
    do {
      combined = try CombinedForecast(series.values, seasons: seasons, horizon: horizon)
    } catch {
      throw SeriesError(error, period: request.period)
    }
    let intervals = request.levels.map { combined.intervals(level: $0) }
    levels = request.levels
    points = combined.mean.enumerated().map { step, mean in
      Point(
        time: series.time(of: count + step), mean: mean, intervals: intervals.map { $0[step] })
    }
    backtest =
      request.isTested
      ? try? ForecastBacktest(series.values, seasons: seasons, horizon: horizon) : nil
    pace = series.pace
    period = seasons.periods.first ?? 1
    trend = SeriesTrend(series.values, period: period, pace: series.pace)
    method = combined.methodWords
    notes =
      series.notes + Self.notes(series, seasons, request, isTested: backtest != nil)
      + Self.notes(series, limited: combined.limitedPlaces)
  }

  private static func notes(_ series: DatedSeries, limited places: [Int]) -> [String] {
    guard let last = places.last else { return [] }
    let time = series.time(of: last)
    let date = time == Instant(time.day) ? "\(time.day)" : "\(time)"
    let words =
      places.count == 1
      ? "The value of \(date) lies far from all around and counts"
      : "\(places.count) values, the last of them of \(date), lie far from all around and count"
    return ["\(words) no more than a usual one."]
  }

  private static func notes(
    _ series: DatedSeries, _ seasons: CombinedForecast.Seasons, _ request: Request, isTested: Bool
  ) -> [String] {
    var notes: [String] = []
    if request.period == nil, seasons.periods.isEmpty, let usual = series.pace.periods.first {
      notes.append(
        "A season of \(usual) steps needs at least \(2 * usual + 5) values; "
          + "\(series.values.count) are forecast without one.")
    }
    if request.isTested, !isTested {
      notes.append("The series is too short to try a forecast of this length on its past.")
    }
    return notes
  }
}

extension CombinedForecast.Seasons {
  /// The seasons that `count` values at an interval can tell; a period asked for is the first.
  package init(of pace: SeriesPace, count: Int, period: Int?) {
    guard let period else {
      let told = pace.periods.filter { count >= 2 * $0 + 5 }
      self.init(periods: told, year: pace.year)
      return
    }
    guard period > 1 else {
      self.init(periods: [])
      return
    }
    let longer = pace.periods.filter { $0 > period && $0.isMultiple(of: period) }
    self.init(periods: [period] + longer, year: period == 7 ? pace.year : nil)
  }
}

extension CombinedForecast {
  /// `exponential smoothing 52 %, seasonal autoregression 48 %`: the parts of at least 5 %.
  fileprivate var methodWords: String {
    let said = parts.filter { $0.share >= 0.05 }
    let words = said.map { "\($0.name) \(Int(($0.share * 100).rounded())) %" }
    return "combination of " + words.joined(separator: ", ")
  }
}

extension SeriesError {
  fileprivate init(_ error: ForecastError, period: Int?) {
    switch error {
    case .tooFewValues(let found, let needed):
      self = .tooFewValues(found: found, needed: needed, of: (period ?? 1) > 1 ? period : nil)
    case .notFinite(let index): self = .notFinite(index: index)
    }
  }
}
