import Statistics
import Testing

private struct Series: Decodable {
  var period: Int
  var values: [Double]
  var mannKendall: Kendall
  var hamedRao: Corrected
  var seasonal: Kendall
  var simple: Simple
  var simpleOptimised: Double
  var holtOptimised: Double
  var fixed: Fixed
  var optimised: Double
  var damped: Double
  var theta: Theta

  struct Kendall: Decodable {
    var s: Double
    var var_s: Double
    var z: Double
    var p: Double
    var sens_slope: Double?
    var intercept: Double?
  }
  struct Corrected: Decodable {
    var z: Double
    var var_s: Double
  }
  struct Simple: Decodable {
    var forecast: Double
    var sse: Double
  }
  struct Fixed: Decodable {
    var sse: Double
    var fitted_first_5: [Double]
    var final_level: Double
    var final_trend: Double
    var forecast: [Double]
  }
  struct Theta: Decodable {
    var alpha: Double
    var b0: Double
    var forecast: [Double]
  }
}

private func series(_ name: String) throws -> Series {
  try #require(try Fixture.json("series.json", as: [String: Series].self)[name])
}

@Test(arguments: ["air_passengers", "retail_sales"])
func `fixed recursions agree with the textbook's`(name: String) throws {
  let expected = try series(name)
  let simple = ExponentialSmoothing(
    weights: .init(level: 0.3), start: .init(level: expected.values[0])
  ).run(over: expected.values)
  #expect(agrees(simple.squaredError, expected.simple.sse, within: 1e-8))
  #expect(agrees(simple.forecast(1)[0], expected.simple.forecast, within: 1e-8))
  let start = try #require(
    ExponentialSmoothing.State(from: expected.values, period: expected.period))
  let winters = ExponentialSmoothing(
    weights: .init(level: 0.3, trend: 0.1, season: 0.2), start: start
  ).run(over: expected.values)
  #expect(agrees(winters.squaredError, expected.fixed.sse, within: 1e-8))
  #expect(agrees(winters.end.level, expected.fixed.final_level, within: 1e-8))
  #expect(agrees(winters.end.trend, expected.fixed.final_trend, within: 1e-8))
  for (value, reference) in zip(winters.fitted, expected.fixed.fitted_first_5) {
    #expect(agrees(value, reference, within: 1e-8))
  }
  for (value, reference) in zip(winters.forecast(12), expected.fixed.forecast) {
    #expect(agrees(value, reference, within: 1e-8))
  }
}

@Test(arguments: ["air_passengers", "retail_sales"])
func `fitted methods err no more than statsmodels'`(name: String) throws {
  let expected = try series(name)
  let period = expected.period
  for (form, peer) in [
    (ExponentialSmoothing.Form.simple, expected.simpleOptimised),
    (.holt, expected.holtOptimised),
    (.init(hasTrend: true, period: period), expected.optimised),
    (.init(hasTrend: true, isDamped: true, period: period), expected.damped),
  ] {
    let fit = try ExponentialSmoothing.fit(expected.values, form: form)
    let error = fit.run(over: expected.values).squaredError
    #expect(error <= peer * 1.001, "\(form): \(error) > \(peer)")
  }
}

@Test(arguments: ["air_passengers", "retail_sales"])
func `trend tests agree with pymannkendall`(name: String) throws {
  let expected = try series(name)
  let plain = try TrendTest(expected.values)
  #expect(plain.statistic == expected.mannKendall.s)
  #expect(agrees(plain.variance, expected.mannKendall.var_s, within: 1e-9))
  #expect(agrees(plain.score, expected.mannKendall.z, within: 1e-9))
  let corrected = try TrendTest(expected.values, corrected: true)
  #expect(agrees(corrected.variance, expected.hamedRao.var_s, within: 1e-8))
  #expect(agrees(corrected.score, expected.hamedRao.z, within: 1e-8))
  let seasonal = try TrendTest(seasonal: expected.values, period: expected.period)
  #expect(seasonal.statistic == expected.seasonal.s)
  #expect(agrees(seasonal.score, expected.seasonal.z, within: 1e-9))
  let line = try TheilSenLine(expected.values)
  #expect(agrees(line.slope, try #require(expected.mannKendall.sens_slope), within: 1e-9))
  #expect(agrees(line.intercept, try #require(expected.mannKendall.intercept), within: 1e-9))
}

@Test(arguments: ["air_passengers", "retail_sales"])
func `theta agrees with statsmodels at its weight`(name: String) throws {
  let expected = try series(name)
  let theta = try ThetaMethod(
    expected.values, period: expected.period, weight: expected.theta.alpha)
  #expect(agrees(theta.slope, expected.theta.b0, within: 1e-6))
  for (value, reference) in zip(theta.forecast(12), expected.theta.forecast) {
    #expect(agrees(value, reference, within: 2e-3), "\(value) \(reference)")
  }
}

@Test func `deviations grow with the horizon as for a random walk`() {
  let walk = ExponentialSmoothing(weights: .init(level: 1), start: .init(level: 0))
    .run(over: [1, 2, 1])
  #expect(
    walk.forecastDeviations(3, oneStep: 2) == [2, 2 * 2.0.squareRoot(), 2 * 3.0.squareRoot()])
  #expect(walk.forecastDeviations(0, oneStep: 2) == [])
}

@Test func `the seasonal naive forecast repeats the last period`() {
  #expect(seasonalNaiveForecast([9, 1, 2, 3], period: 3, horizon: 5) == [1, 2, 3, 1, 2])
  #expect(seasonalNaiveForecast([1], period: 3, horizon: 5) == nil)
  #expect(seasonalNaiveError([1, 2, 3, 5], period: 2) == 2.5)
  #expect(seasonalNaiveError([1, 1, 1], period: 1) == nil)
}

@Test func `series that are too short or not finite are refused`() {
  #expect(throws: ForecastError.tooFewValues(found: 5, needed: 16)) {
    try ExponentialSmoothing.fit([1, 2, 3, 4, 5], form: .init(hasTrend: true, period: 7))
  }
  #expect(throws: ForecastError.notFinite(index: 1)) { try TrendTest([1, .nan, 3]) }
  #expect(throws: ForecastError.tooFewValues(found: 1, needed: 2)) { try TheilSenLine([1]) }
  #expect(ExponentialSmoothing.State(from: [1, 2, 3], period: 2) == nil)
}

@Test func `a constant series is forecast as itself`() throws {
  let flat = [Double](repeating: 7, count: 40)
  let fit = try ExponentialSmoothing.fit(flat, form: .init(hasTrend: true, period: 7))
  #expect(fit.run(over: flat).forecast(3).allSatisfy { agrees($0, 7, within: 1e-6) })
  #expect(try TrendTest(flat).pValue == 1)
  #expect(try ThetaMethod(flat, period: 7).forecast(2).allSatisfy { agrees($0, 7, within: 1e-6) })
}
