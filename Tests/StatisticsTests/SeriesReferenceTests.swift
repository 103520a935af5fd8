import RealModule
import Statistics
import Testing

private let names = [
  "air_passengers", "retail_sales", "pedestrians_daily", "online_retail_even_daily_revenue",
  "robyn_weekly_revenue",
]

private struct Reference: Decodable {
  var period: Int
  var horizon: Int
  var values: [Double]
  var mannKendall: [String: Double]
  var hamedRao: [String: Double]
  var seasonal: [String: Double]
  var stl: Decomposition
  var robust: Robust
  var fixed: [String: Fixed]
  var optimised: [String: Optimised]
  var simple: Double
  var holt: Double
  var theta: Theta
  var ets: ETS?
  var peers: [String: Double]

  struct Decomposition: Decodable {
    var trend_first_mid_last: [Double]
    var seasonal_first_m: [Double]
    var resid_std: Double
    var seasonal_strength: Double
    var trend_strength: Double
  }
  struct Robust: Decodable {
    var resid_mad: Double
  }
  struct Fixed: Decodable {
    var sse: Double
    var fitted_first_5: [Double]
    var final_level: Double
    var final_trend: Double
    var forecast: [Double]
  }
  struct Optimised: Decodable {
    var sse: Double
    var damped: Double
  }
  struct Theta: Decodable {
    var alpha: Double
    var b0: Double
    var forecast: [Double]
  }
  struct ETS: Decodable {
    var llf: Double
    var forecast: [Double]
    var pi95_lower: [Double]
    var pi95_upper: [Double]
  }
}

private func reference(_ name: String) throws -> Reference {
  try #require(try Fixture.json("forecasts.json", as: [String: Reference].self)[name])
}

private func agree(_ values: [Double], _ reference: [Double], within tolerance: Double) -> Bool {
  let size = reference.map(abs).max() ?? 0
  return values.count >= reference.count
    && zip(values, reference).allSatisfy {
      agrees($0, $1, within: tolerance, floor: tolerance * size)
    }
}

@Suite struct SeriesReferenceTests {
  @Test(arguments: names)
  func `trend tests agree with pymannkendall on every series`(name: String) throws {
    let expected = try reference(name)
    let test = try TrendTest(expected.values)
    #expect(test.statistic == expected.mannKendall["s"])
    #expect(agrees(test.variance, try #require(expected.mannKendall["var_s"]), within: 1e-8))
    #expect(agrees(test.score, try #require(expected.mannKendall["z"]), within: 1e-8))
    let corrected = try TrendTest(expected.values, corrected: true)
    #expect(agrees(corrected.variance, try #require(expected.hamedRao["var_s"]), within: 1e-8))
    #expect(agrees(corrected.score, try #require(expected.hamedRao["z"]), within: 1e-8))
    let seasonal = try TrendTest(seasonal: expected.values, period: expected.period)
    #expect(seasonal.statistic == expected.seasonal["s"])
    #expect(agrees(seasonal.score, try #require(expected.seasonal["z"]), within: 1e-8))
    let line = try TheilSenLine(expected.values)
    #expect(
      agrees(line.slope, try #require(expected.mannKendall["sens_slope"]), within: 1e-8))
    #expect(
      agrees(line.intercept, try #require(expected.mannKendall["intercept"]), within: 1e-8))
  }

  @Test(arguments: names)
  func `fixed recursions agree with the textbook's on every series`(name: String) throws {
    let expected = try reference(name)
    let weights = ExponentialSmoothing.Weights(level: 0.3, trend: 0.1, season: 0.2)
    let sums = try #require(expected.fixed["add"])
    let start = try #require(
      ExponentialSmoothing.State(from: expected.values, period: expected.period))
    let additive = ExponentialSmoothing(weights: weights, start: start).run(over: expected.values)
    #expect(agrees(additive.squaredError, sums.sse, within: 1e-8))
    #expect(agree(additive.fitted, sums.fitted_first_5, within: 1e-8))
    #expect(agree(additive.forecast(expected.horizon), sums.forecast, within: 1e-8))
    guard let factors = expected.fixed["mul"] else { return }
    let other = try #require(
      ExponentialSmoothing.State(factorsFrom: expected.values, period: expected.period))
    let product = MultiplicativeSmoothing(weights: weights, start: other)
      .run(over: expected.values)
    #expect(agrees(product.squaredError, factors.sse, within: 1e-8))
    #expect(agree(product.fitted, factors.fitted_first_5, within: 1e-8))
    #expect(agrees(product.end.level, factors.final_level, within: 1e-8))
    #expect(agrees(product.end.trend, factors.final_trend, within: 1e-8))
    #expect(agree(product.forecast(expected.horizon), factors.forecast, within: 1e-8))
  }

  @Test(arguments: names)
  func `fits err no more than statsmodels' on every series`(name: String) throws {
    let expected = try reference(name)
    let (values, period) = (expected.values, expected.period)
    var pairs: [(Double, Double, String)] = []
    func add(_ form: ExponentialSmoothing.Form, _ peer: Double) throws {
      let fit = try ExponentialSmoothing.fit(values, form: form)
      pairs.append((fit.run(over: values).squaredError, peer, "\(form)"))
    }
    try add(.simple, expected.simple)
    try add(.holt, expected.holt)
    let sums = try #require(expected.optimised["add"])
    try add(.init(hasTrend: true, period: period), sums.sse)
    try add(.init(hasTrend: true, isDamped: true, period: period), sums.damped)
    if let factors = expected.optimised["mul"] {
      for (isDamped, peer) in [(false, factors.sse), (true, factors.damped)] {
        let fit = try MultiplicativeSmoothing.fit(values, period: period, isDamped: isDamped)
        pairs.append((fit.run(over: values).squaredError, peer, "factors, damped \(isDamped)"))
      }
    }
    for (error, peer, form) in pairs {
      #expect(error <= peer * 1.001, "\(form): \(error) > \(peer)")
    }
  }

  @Test(arguments: names)
  func `the decomposition agrees with statsmodels' STL`(name: String) throws {
    let expected = try reference(name)
    let parts = try SeasonalDecomposition(expected.values, period: expected.period)
    let trend = [parts.trend[0], parts.trend[parts.trend.count / 2], parts.trend.last ?? 0]
    #expect(agree(trend, expected.stl.trend_first_mid_last, within: 1e-8))
    #expect(agree(parts.season, expected.stl.seasonal_first_m, within: 1e-8))
    let spread = try #require(Moments(parts.rest).populationVariance).squareRoot()
    #expect(agrees(spread, expected.stl.resid_std, within: 1e-8))
    #expect(agrees(parts.seasonStrength, expected.stl.seasonal_strength, within: 1e-8))
    #expect(agrees(parts.trendStrength, expected.stl.trend_strength, within: 1e-8))
    let robust = try SeasonalDecomposition(
      expected.values, period: expected.period, settings: .init(isRobust: true))
    let deviation = try #require(SortedSample(robust.rest)).medianAbsoluteDeviation
    #expect(agrees(deviation, expected.robust.resid_mad, within: 1e-6))
  }

  @Test(arguments: ["air_passengers", "retail_sales", "pedestrians_daily"])
  func `the damped additive method is as likely as statsmodels' ETS`(
    name: String
  ) throws {
    let expected = try reference(name)
    let ets = try #require(expected.ets)
    let run = try ExponentialSmoothing.fit(
      expected.values, form: .init(hasTrend: true, isDamped: true, period: expected.period)
    ).run(over: expected.values)
    let count = Double(expected.values.count)
    let variance = run.squaredError / count
    let likelihood = -count / 2 * (Double.log(2 * Double.pi * variance) + 1)
    #expect(likelihood >= ets.llf - 1e-3)
  }

  @Test(arguments: ["air_passengers", "retail_sales", "robyn_weekly_revenue"])
  func `theta agrees with statsmodels on positive series`(name: String) throws {
    let expected = try reference(name)
    let theta = try ThetaMethod(
      expected.values, period: expected.period, weight: expected.theta.alpha)
    #expect(agrees(theta.slope, expected.theta.b0, within: 1e-6))
    #expect(agree(theta.forecast(expected.horizon), expected.theta.forecast, within: 5e-3))
  }
}

@Suite struct CombinedForecastTests {
  /// The protocol of the peers' numbers: the last four origins, one horizon apart, all values
  /// before them, errors in units of the seasonal naive error, mean over origins and series.
  @Test func `combined forecasts err less than the best peer and cover what they say`() throws {
    var (errors, coverages, peers): ([Double], [Double], [String: Double]) = ([], [], [:])
    for name in names {
      let expected = try reference(name)
      let seasons = CombinedForecast.Seasons(
        periods: [expected.period], year: expected.period == 7 ? 365.25 : nil)
      let test = try ForecastBacktest(
        expected.values, seasons: seasons, horizon: expected.horizon)
      #expect(test.origins == 4)
      errors.append(try #require(test.scaledError))
      coverages.append(test.coverage)
      for (peer, error) in expected.peers { peers[peer, default: 0] += error / 5 }
    }
    let mean = errors.reduce(0, +) / 5
    let best = try #require(peers["hw_damped_add_statsmodels"])
    #expect(agrees(best, 0.97944374683, within: 1e-9))
    #expect(mean <= 0.95, "\(errors)")
    #expect((0.92...0.98).contains(coverages.reduce(0, +) / 5), "\(coverages)")
  }

  @Test func `a plain season is continued and a silent weekday stays silent`() throws {
    let week = [10.0, 12, 14, 16, 20, 0, 8]
    let values = (0..<140).map { week[$0 % 7] }
    let forecast = try CombinedForecast(values, seasons: .init(periods: [7]), horizon: 14)
    for (step, mean) in forecast.mean.enumerated() {
      #expect(abs(mean - week[step % 7]) < 0.05)
    }
    #expect(forecast.mean[5] == 0)
    #expect(forecast.intervals(level: 0.95)[5] == 0...0)
  }

  @Test func `a forecast scales with its series`() throws {
    let values = try reference("air_passengers").values
    let one = try CombinedForecast(values, seasons: .init(periods: [12]), horizon: 6)
    let other = try CombinedForecast(
      values.map { 1_000 * $0 }, seasons: .init(periods: [12]), horizon: 6)
    #expect(agree(other.mean, one.mean.map { 1_000 * $0 }, within: 1e-3))
  }

  @Test func `wider levels hold narrower ones, and every mean`() throws {
    let values = try reference("retail_sales").values
    let forecast = try CombinedForecast(values, seasons: .init(periods: [12]), horizon: 12)
    let ranges = [0.5, 0.8, 0.95, 0.99].map { forecast.intervals(level: $0) }
    for (inner, outer) in zip(ranges, ranges.dropFirst()) {
      for (one, other) in zip(inner, outer) {
        #expect(other.lowerBound <= one.lowerBound && one.upperBound <= other.upperBound)
      }
    }
    for (mean, range) in zip(forecast.mean, ranges[0]) { #expect(range.contains(mean)) }
    #expect(abs(forecast.parts.reduce(0) { $0 + $1.share } - 1) < 1e-9)
  }

  @Test func `constants, negatives and series with one jump are forecast`() throws {
    let flat = try CombinedForecast(
      [Double](repeating: 7, count: 40), seasons: .init(periods: [7]), horizon: 3)
    #expect(flat.mean.allSatisfy { agrees($0, 7, within: 1e-9) })
    #expect(flat.intervals(level: 0.95).allSatisfy { $0.upperBound - $0.lowerBound < 1e-9 })
    let sunken = (0..<60).map { Double($0 % 7) - 50 }
    let below = try CombinedForecast(sunken, seasons: .init(periods: [7]), horizon: 7)
    #expect(below.mean.allSatisfy { (-51 ... -43).contains($0) })
    let jump = (0..<60).map { $0 < 30 ? 1.0 : 1e9 }
    let after = try CombinedForecast(jump, seasons: .init(periods: []), horizon: 5)
    #expect(after.mean.allSatisfy { $0.isFinite })
  }

  @Test func `too few values and values that are no numbers are refused`() {
    #expect(throws: ForecastError.tooFewValues(found: 18, needed: 19)) {
      try CombinedForecast(
        [Double](repeating: 1, count: 18), seasons: .init(periods: [7]), horizon: 1)
    }
    #expect(throws: ForecastError.notFinite(index: 12)) {
      try CombinedForecast(
        [Double](repeating: 1, count: 12) + [.nan], seasons: .init(periods: []), horizon: 1)
    }
    #expect(throws: ForecastError.tooFewValues(found: 0, needed: 10)) {
      try CombinedForecast([], seasons: .init(periods: []), horizon: 1)
    }
  }

  @Test func `nineteen days are enough for a week's season`() throws {
    let values = (0..<19).map { Double(10 + $0 % 7) }
    let forecast = try CombinedForecast(values, seasons: .init(periods: [7]), horizon: 28)
    #expect(forecast.mean.count == 28)
    #expect(forecast.mean.allSatisfy { (8...18).contains($0) })
  }
}
