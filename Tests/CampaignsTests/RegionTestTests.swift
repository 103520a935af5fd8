import Campaigns
import Commerce
import Evaluation
import Oversight
import Statistics
import Testing

/// Tests by region are suggested where it is costly not to know what a campaign causes.
@Suite struct RegionTestTests {
  /// A campaign that earns most of the shop's revenue, or a small part of it.
  private func input(
    roas: Double, budget: Double = 400, tested daysAgo: Int? = nil,
    _ change: (inout PlanningInput) -> Void = { _ in }
  ) throws -> PlanningInput {
    let campaign = PlanningFixture.campaign(1, audience: .everyone, budget: budget)
    var book = MetricsBook()
    PlanningFixture.record(campaign, roas: roas, into: &book)
    var input = PlanningFixture.input(campaigns: [campaign], book: book)
    if let daysAgo {
      let test = try #require(
        LiftMeasurement(incremental: 1_000, standardError: 300, attributed: 2_000))
      input.responses[campaign.id]?.learnLift(
        test, on: PlanningFixture.now.day.adding(days: -daysAgo))
    }
    change(&input)
    return input
  }

  private func tests(_ input: PlanningInput) -> [RegionTest] {
    var generator = SeededGenerator(seed: 7)
    let counter = Counter()
    return Strategist.propose(
      input, limit: 3, recipients: { _, _ in [] }, newCampaign: counter.next,
      newExperiment: counter.next, using: &generator
    ).regionTests
  }

  /// Attributed revenue a unit at which the campaign just pays by what is thought to be caused.
  private var paying: Double {
    1 / PlanningFixture.shop.grossMargin / IndustryPriors.incrementality(.everyone)
  }

  @Test func `one is suggested where a campaign may pay or not, with the next step`() throws {
    let test = try #require(tests(try input(roas: paying)).first)
    #expect(test.campaign == Campaign.ID(1) && test.gain > 0)
    #expect(test.reason.contains("may be incremental, a profit of"))
    #expect(test.steps[0].hasPrefix("The agent cannot run it"))
    #expect(test.steps[1].contains("growth lift FILE --plan 3 --days \(test.design.days)"))
    #expect(test.steps[2].contains("--held-back --campaign 1 --attributed AMOUNT"))
  }

  @Test func `none where it pays in any case, so that holding it back costs more`() throws {
    #expect(tests(try input(roas: 8 * paying)).isEmpty)
  }

  @Test func `none where orders are too few to tell`() throws {
    #expect(tests(try input(roas: paying, budget: 12)).isEmpty)
  }

  @Test func `none for half a year after a lift test, and again when it is half forgotten`() throws
  {
    #expect(tests(try input(roas: paying, tested: 30)).isEmpty)
    #expect(tests(try input(roas: paying, tested: 181)).isEmpty)
  }

  @Test func `none while an alert holds the campaign or its delivery settles`() throws {
    #expect(tests(try input(roas: paying) { $0.alarms = [.shop] }).isEmpty)
    #expect(tests(try input(roas: paying) { $0.learning = [Campaign.ID(1)] }).isEmpty)
  }
}
