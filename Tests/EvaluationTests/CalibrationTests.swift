import Commerce
import Evaluation
import Oversight
import RealModule
import Statistics
import Testing

@Suite struct CalibrationTests {
  let start = Instant(Day(number: 15_000), hour: 10)

  func decision(
    _ estimate: Estimate, came actual: Double, after days: Int = 0,
    metric: Decision.Forecast.Metric = .attributedRevenue, raw: Estimate? = nil
  ) throws -> Decision {
    let change = BudgetChange(
      campaign: CampaignHandle(campaign: Campaign.ID(1), externalName: "x", externalID: nil),
      from: Money(units: 40, .poundSterling), to: Money(units: 70, .poundSterling))
    return try Decision(
      id: Decision.ID(1), action: .setDailyBudget(change), title: "t", platform: .googleAds,
      proposedBy: .agent, proposedAt: start,
      evidence: Decision.Evidence(reason: "r", facts: [], dataFrom: start, dataTo: start),
      forecast: Decision.Forecast(
        metric: metric, estimate: estimate, horizonDays: 5, uncorrected: raw),
      atWorst: Money(units: 1, .poundSterling), state: .settled(at: start),
      outcome: Decision.Outcome(
        .init(actual: actual, withinInterval: estimate.contains(actual)),
        settledAt: start.adding(days: days), note: ""))
  }

  /// Log-normal outcomes around forecasts whose deviation is believed to be 0.3.
  func decisions(
    _ count: Int, truth deviation: Double, bias: Double = 1, seed: UInt64
  ) throws -> [Decision] {
    var generator = SeededGenerator(seed: seed)
    return try (0..<count).map { number in
      let median = 50 + 100 * uniform(using: &generator)
      let actual =
        bias * median
        * Double.exp(normal(mean: 0, deviation: deviation, using: &generator))
      return try decision(believed(median), came: actual, after: number)
    }
  }

  func believed(_ median: Double) -> Estimate {
    Estimate(
      mean: median * Double.exp(0.045), low: median * Double.exp(-1.2816 * 0.3),
      high: median * Double.exp(1.2816 * 0.3))
  }

  func coverage(
    _ correction: ForecastCorrection, truth deviation: Double, bias: Double
  ) -> Double {
    var generator = SeededGenerator(seed: 99)
    var held = 0
    for _ in 0..<2_000 {
      let forecast = Decision.Forecast(
        metric: .attributedRevenue, estimate: believed(100), horizonDays: 5)
      let actual =
        100 * bias * Double.exp(normal(mean: 0, deviation: deviation, using: &generator))
      held += correction.applied(to: forecast).estimate.contains(actual) ? 1 : 0
    }
    return Double(held) / 2_000
  }

  @Test func `forecasts that hold are hardly changed and keep their trust`() throws {
    for seed in 1...10 {
      let known = try decisions(40, truth: 0.3, seed: UInt64(seed))
      let correction = ForecastCorrection(of: .budgets, in: known)
      #expect(abs(correction.bias - 1) < 0.15)
      #expect(correction.width > 0.7 && correction.width < 1.5)
      #expect(Calibration.of(.budgets, in: known)?.concern == nil)
    }
  }

  @Test(arguments: [(0.7, 1.0), (0.3, 0.6), (0.3, 1.6), (0.6, 0.7)])
  func `forecasts that do not hold are brought nearer to what they promise`(
    deviation: Double, bias: Double
  ) throws {
    let known = try decisions(40, truth: deviation, bias: bias, seed: 5)
    let none = ForecastCorrection(of: .emails, in: known)
    let correction = ForecastCorrection(of: .budgets, in: known)
    let before = abs(coverage(none, truth: deviation, bias: bias) - 0.8)
    let after = abs(coverage(correction, truth: deviation, bias: bias) - 0.8)
    #expect(after < 0.5 * before)
    #expect(after < 0.12)
    #expect(none.outcomes == 0 && none.bias == 1 && none.width == 1)
  }

  @Test func `one outcome says little`() throws {
    let known = [try decision(Estimate(mean: 100, low: 90, high: 110), came: 300)]
    let correction = ForecastCorrection(of: .budgets, in: known)
    #expect(correction.bias < 1.2 && correction.width < 1.2)
    let line = try #require(Calibration.of(.budgets, in: known))
    #expect(line.biasError.isInfinite && line.concern == nil)
  }

  @Test func `a correction is learnt from what models said, not from what was corrected`() throws {
    let raw = Estimate(mean: 100, low: 80, high: 120)
    let shown = Estimate(mean: 60, low: 40, high: 80)
    let known = try (0..<30).map { try decision(shown, came: 60, after: $0, raw: raw) }
    #expect(ForecastCorrection(of: .budgets, in: known).bias < 0.75)
    #expect(Calibration.of(.budgets, in: known)?.within == 30)
    let forecast = Decision.Forecast(metric: .attributedRevenue, estimate: raw, horizonDays: 5)
    let corrected = ForecastCorrection(of: .budgets, in: known).applied(to: forecast)
    #expect(corrected.uncorrected == raw && corrected.estimate.mean < 75)
    let again = ForecastCorrection(of: .budgets, in: known).applied(to: corrected)
    #expect(again == corrected)
  }

  @Test func `corrected forecasts stay possible`() throws {
    let wide = try (0..<40).map {
      try decision(
        Estimate(mean: 0.02, low: 0.018, high: 0.022), came: $0.isMultiple(of: 2) ? 0 : 0.1,
        after: $0, metric: .clickThroughRate)
    }
    let forecast = Decision.Forecast(
      metric: .clickThroughRate, estimate: Estimate(mean: 0.6, low: 0.1, high: 0.9),
      horizonDays: 5)
    let estimate = ForecastCorrection(of: .budgets, in: wide).applied(to: forecast).estimate
    #expect(estimate.low >= 0 && estimate.high <= 1)
    #expect(estimate.low <= estimate.mean && estimate.mean <= estimate.high)
    let unscored = Decision.Forecast(
      metric: .attributedRevenue, estimate: Estimate(mean: 1, low: 0, high: 2), horizonDays: 0)
    #expect(ForecastCorrection(of: .budgets, in: wide).applied(to: unscored) == unscored)
  }

  @Test func `a class that does not hold loses trust, in words`() throws {
    let narrow = try decisions(20, truth: 1.2, seed: 3)
    let line = try #require(Calibration.of(.budgets, in: narrow))
    let concern = try #require(line.concern)
    #expect(
      concern == "forecasts of budgets do not hold: \(line.within) of 20 outcomes within the "
        + "80 % interval")
    #expect(line.shareInterval.contains(line.share))
    let sunny = try (0..<12).map {
      try decision(
        Estimate(mean: 100, low: 60, high: 140), came: 50 + Double($0 % 3), after: $0)
    }
    #expect(Calibration.of(.budgets, in: sunny)?.concern != nil)
    #expect(Calibration.of(.budgets, in: Array(sunny.prefix(7)))?.concern == nil)
  }

  @Test func `only the newest outcomes count`() throws {
    let old = try decisions(60, truth: 2, seed: 1)
    let new = try (0..<60).map {
      try decision(Estimate(mean: 100, low: 80, high: 120), came: 100, after: 100 + $0)
    }
    let line = try #require(Calibration.of(.budgets, in: new + old))
    #expect(line.settled == 60 && line.within == 60)
  }

  @Test func `the pinball loss is that of both ends`() throws {
    let known = [try decision(Estimate(mean: 100, low: 80, high: 120), came: 130)]
    let line = try #require(Calibration.of(.budgets, in: known))
    // 0.1 × 50 for the low end, 0.9 × 10 for the high one.
    #expect(abs((line.pinballLoss ?? 0) - 0.07) < 1e-12)
    let nothing = [try decision(Estimate(mean: 0, low: 0, high: 0), came: 0)]
    #expect(Calibration.of(.budgets, in: nothing)?.pinballLoss == nil)
  }
}
