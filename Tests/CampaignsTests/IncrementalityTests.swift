import Campaigns
import Commerce
import Evaluation
import Oversight
import Statistics
import Testing

/// Lift tests correct what budgets are planned by.
@Suite struct CampaignIncrementalityTests {
  let first = PlanningFixture.campaign(1, audience: .everyone)
  let second = PlanningFixture.campaign(2, platform: .metaAds, audience: .prospects)
  let today = PlanningFixture.now.day

  func input(share: Double?) throws -> PlanningInput {
    var book = MetricsBook()
    PlanningFixture.record(first, roas: 5, into: &book)
    PlanningFixture.record(second, roas: 5, into: &book)
    var input = PlanningFixture.input(campaigns: [first, second], book: book)
    if let share {
      let test = try #require(
        LiftMeasurement(
          incremental: 2_000 * share, standardError: 100, attributed: 2_000))
      input.responses[first.id]?.learnLift(test, on: today)
    }
    return input
  }

  func budget(of id: Campaign.ID, _ input: PlanningInput) -> Double {
    var generator = SeededGenerator(seed: 7)
    let plan = BudgetPlanner(input).plan(using: &generator)
    return plan?.changes.first { $0.campaign.campaign == id }?.to.units ?? 40
  }

  @Test func `without a test figures are attributed, and said to be`() throws {
    let response = try #require(try input(share: nil).responses[first.id])
    #expect(!response.incrementality(on: today).isTested)
    #expect(
      response.incrementalityWords(on: today)
        == "attributed; no lift test has shown how much of it is incremental")
    let earned = response.earnedBelief(on: today).expectedReturn(of: 40)
    #expect(earned == response.belief.expectedReturn(of: 40))
  }

  @Test func `a test that found little moves money away, and says so`() throws {
    let tested = try input(share: 0.2)
    #expect(budget(of: first.id, tested) < budget(of: first.id, try input(share: nil)))
    let words = tested.responses[first.id]?.incrementalityWords(on: today) ?? ""
    #expect(words.contains("of what is attributed is incremental"))
    #expect(words.contains("by 1 lift test, the last on \(today)"))
    var generator = SeededGenerator(seed: 7)
    let plan = try #require(BudgetPlanner(tested).plan(using: &generator))
    let draft = try #require(EvidenceWriter.draft(reallocating: plan, input: tested))
    #expect(draft.evidence.facts.contains { $0.label == "incremental, \"Campaign 1\"" })
    #expect(plan.reason.contains("of incremental revenue"))
  }

  @Test func `forecasts stay of what the platform will attribute`() throws {
    let before = BudgetPlanner(try input(share: nil)).marginals().first { $0.campaign == first.id }
    let after = BudgetPlanner(try input(share: 0.2)).marginals().first { $0.campaign == first.id }
    #expect(before?.next == after?.next)
  }

  @Test func `a belief with a test survives being stored, one without reads as before`() throws {
    let tested = try #require(try input(share: 0.5).responses[first.id])
    let untested = try #require(try input(share: nil).responses[first.id])
    #expect(tested != untested && tested.revision == untested.revision + 1)
    let later = tested.incrementality(on: today.adding(days: 400))
    #expect(later.logDeviation > tested.incrementality(on: today).logDeviation)
  }
}
