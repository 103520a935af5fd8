/// One of the methods that a combined forecast is made of, on one scale.
struct ForecastMember: Equatable {
  let method: Method
  let scale: ValueScale

  enum Method: Equatable {
    /// The last period again.
    case repetition(period: Int)
    /// Exponential smoothing of level, damped trend or none, and season.
    case smoothing(period: Int, hasTrend: Bool)
    /// Today's difference from a period ago, from those of the days before.
    case autoregression(period: Int)
    /// Seasons taken out by loess, and one of these on what is left.
    case decomposition(Rest)
    /// A level times the share of the season; for values of at least 0.
    case shares(period: Int)
    /// A yearly wave taken out, and smoothing of what is left.
    case yearlyWave(period: Int, length: Double)
  }

  /// What forecasts a series without seasons.
  enum Rest: Equatable {
    case smoothing, theta, autoregression
  }

  /// Methods that err alike; a combination first chooses within each.
  var family: Family {
    switch method {
    case .repetition: .repetition
    case .smoothing(let period, _) where period > 60: .longSmoothing
    case .smoothing: .smoothing
    case .autoregression(let period) where period > 60: .longAutoregression
    case .autoregression: .autoregression
    case .decomposition(.autoregression): .adjustedAutoregression
    case .decomposition: .decomposition
    case .shares: .shares
    case .yearlyWave: .yearlyWave
    }
  }

  enum Family: Int, CaseIterable {
    case smoothing, decomposition, autoregression, adjustedAutoregression, repetition
    case longSmoothing, longAutoregression, shares, yearlyWave
  }

  /// Forecasts from each of `origins`, with parameters learnt from the values before `learnt`.
  ///
  /// - Parameters:
  ///   - values: On the scale as given.
  ///   - learnt: At most the first of `origins`.
  ///   - origins: Rising; a forecast from one knows only the values before it.
  ///   - horizon: Steps ahead.
  ///   - parts: Decompositions of the same values, shared by the methods that need them.
  /// - Returns: On the scale as given; `nil` where the method does not work.
  func forecasts(
    of values: [Double], learnt: Int, origins: [Int], horizon: Int, parts: DecomposedPasts
  ) -> [[Double]?] {
    let series = scale.encoded(values)
    let forecasts: [[Double]?]
    switch method {
    case .repetition(let period):
      forecasts = origins.map {
        seasonalNaiveForecast(Array(series[..<$0].suffix(period)), period: period, horizon: horizon)
      }
    case .smoothing(let period, let hasTrend):
      forecasts = QuickSmoothing(series[..<learnt], period: period, hasTrend: hasTrend)
        .runs(over: series, until: origins).map { $0.forecast(horizon) }
    case .autoregression(let period):
      let found = SeasonalAutoregression(series[..<learnt], period: period)
      forecasts = origins.map { found?.forecast(after: series[..<$0], horizon: horizon) }
    case .decomposition(let rest):
      var method = AdjustedForecast(rest: rest)
      forecasts = origins.map { origin in
        parts.past(of: series, before: origin).map { method.forecast(after: $0, horizon) } ?? nil
      }
    case .shares(let period):
      let method = SeasonalShares(series[..<learnt], period: period)
      forecasts = origins.map { method.forecast(after: series[..<$0], horizon: horizon) }
    case .yearlyWave(let period, let length):
      forecasts = aboveWave(
        series, period: period, length: length, learnt: learnt, origins: origins, horizon: horizon)
    }
    return forecasts.map { $0.map(scale.decoded) }
  }

  private func aboveWave(
    _ series: [Double], period: Int, length: Double, learnt: Int, origins: [Int], horizon: Int
  ) -> [[Double]?] {
    guard let wave = YearlyWave(series[..<learnt], period: period, length: length) else {
      return origins.map { _ in nil }
    }
    let heights = (0..<series.count + horizon).map(wave.value)
    let rest = zip(series, heights).map { $0 - $1 }
    let runs = QuickSmoothing(rest[..<learnt], period: period, hasTrend: false)
      .runs(over: rest, until: origins)
    return zip(origins, runs).map { origin, run in
      run.forecast(horizon).enumerated().map { $1 + heights[origin + $0] }
    }
  }
}
