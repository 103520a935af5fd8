import Commerce
import Evaluation
import Oversight
import Testing

@Suite struct ForecastTests {
  let start = Instant(Day(number: 15_000), hour: 10)
  let campaign = Campaign.ID(1)

  func decision(
    _ action: Action, _ metric: Decision.Forecast.Metric, _ estimate: Estimate, days: Int,
    state: Decision.State
  ) throws -> Decision {
    try Decision(
      id: Decision.ID(1), action: action, title: "t", platform: .googleAds, proposedBy: .agent,
      proposedAt: start,
      evidence: Decision.Evidence(reason: "r", facts: [], dataFrom: start, dataTo: start),
      forecast: Decision.Forecast(metric: metric, estimate: estimate, horizonDays: days),
      atWorst: .pounds(1), state: state)
  }

  var raise: Action {
    .setDailyBudget(
      BudgetChange(
        campaign: CampaignHandle(campaign: campaign, externalName: "x", externalID: nil),
        from: .pounds(40), to: .pounds(70)))
  }

  var book: MetricsBook {
    var book = MetricsBook()
    for day in -20...8 {
      book.record(
        Metrics(
          impressions: 1_000, clicks: 30, conversions: 2, spendMicros: 60_000_000,
          revenueMicros: day < 0 ? 30_000_000 : 100_000_000), campaign: campaign, creative: "A",
        hour: Instant(start.day.adding(days: day), hour: 12))
    }
    return book
  }

  func outcome(_ decision: Decision, at now: Instant) -> Decision.Outcome? {
    ForecastScore.outcome(
      of: decision, book: book, campaigns: [:], shop: TestWorld.shop, now: now)
  }

  @Test func `revenue is measured over the whole days of the horizon, once they have settled`()
    throws
  {
    let until = start.adding(days: 5)
    let made = try decision(
      raise, .attributedRevenue, Estimate(mean: 90, low: 70, high: 120), days: 5,
      state: .observing(until: until))
    #expect(outcome(made, at: until) == nil)
    #expect(outcome(made, at: until.adding(days: 3)) == nil)
    let found = try #require(outcome(made, at: until.adding(days: 4)))
    #expect(found.measurement == .init(actual: 100, withinInterval: true))
    #expect(
      found.note
        == "attributed revenue a day: £100.00, within the forecast of £90.00 (£70.00 to £120.00); "
        + "10 orders in 5 days")
  }

  @Test func `a pause is scored by what the campaign had lost, with all orders in`() throws {
    let pause = Action.pauseCampaign(
      CampaignHandle(campaign: campaign, externalName: "x", externalID: nil),
      dailyBudget: .pounds(40))
    let made = try decision(
      pause, .spendAvoided, Estimate(mean: 20, low: 10, high: 30), days: 3,
      state: .observing(until: start.adding(days: 3)))
    let found = try #require(outcome(made, at: start.adding(days: 8)))
    let measured = try #require(found.measurement)
    #expect(abs(measured.actual - (60 - 30 * 0.45)) < 1e-9)
    #expect(!measured.withinInterval)
    #expect(found.note.contains("above the forecast"))
  }

  @Test func `what is not being observed has no outcome`() throws {
    let made = try decision(
      raise, .attributedRevenue, Estimate(mean: 1, low: 0, high: 2), days: 5,
      state: .confirmed(at: start))
    #expect(outcome(made, at: start.adding(days: 30)) == nil)
  }

  @Test func `calibration counts what held, by kind`() throws {
    var first = try decision(
      raise, .attributedRevenue, Estimate(mean: 100, low: 80, high: 120), days: 5,
      state: .settled(at: start))
    first.outcome = Decision.Outcome(
      .init(actual: 110, withinInterval: true), settledAt: start, note: "")
    var second = first
    second.outcome = Decision.Outcome(
      .init(actual: 70, withinInterval: false), settledAt: start, note: "")
    var unmeasured = first
    unmeasured.outcome = Decision.Outcome(nil, settledAt: start, note: "nothing was measured")
    let line = try #require(Calibration.of(.budgets, in: [first, second, unmeasured]))
    #expect(line.settled == 2 && line.within == 1)
    #expect(abs(line.meanBias - -0.5) < 1e-12)
    #expect(
      line.words
        == "budgets: 1 of 2 within the 80 % interval; outcomes lie 0.5 half widths below")
    #expect(Calibration.lines([first]).map(\.kind) == [.budgets])
    #expect(Calibration.of(.emails, in: [first]) == nil)
  }
}
