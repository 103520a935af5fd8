import AgentInterface
import Commerce
import Console
import Testing

/// The pages of tests that are not about creatives.
struct ExperimentPageTests {
  private static func pounds(_ units: Double) -> Money { Money(units: units, .poundSterling) }

  private func screen(_ subject: Experiment.Subject) throws -> String {
    var row = SnapshotFixture.experiments[0]
    row.experiment.subject = subject
    row.experiment.plannedTrials = 28
    row.daysLeft = 9
    row.experiment.variants = [
      .init(
        creative: "A", trials: 12, successes: 31, share: 0.5, spendMicros: 960_000_000,
        revenueMicros: 2_208_000_000),
      .init(
        creative: "B", trials: 12, successes: 44, share: 0.5, spendMicros: 948_000_000,
        revenueMicros: 2_939_000_000),
    ]
    var snapshot = try SnapshotFixture.snapshot()
    snapshot.experiments = [row]
    var driver = try Driver(width: 110, height: 44, snapshot: snapshot)
    driver.press("6", "6", "Enter")
    driver.receive(
      .detail(
        .experiment(row.experiment.id),
        .experiment(
          ExperimentDetail(
            row: row, creatives: CampaignFixture.creatives, looks: [], decisions: []))))
    return driver.screen
  }

  @Test func `a test of an audience shows both by what they returned`() throws {
    let screen = try screen(
      .audience(
        Experiment.AudienceTrial(
          platform: .metaAds, challenger: Campaign.ID(9), audience: .segment(.atRisk),
          otherAudience: .segment(.cannotLose), dailyBudget: Self.pounds(80))))
    for words in [
      "an audience: Can't lose beside At risk, £80.00 a day each", "return on ad spend",
      "24 days compared, planned 28 days", "ROAS", "2.30", "3.10", "9 days",
    ] { #expect(screen.contains(words), "\(words) is missing in\n\(screen)") }
  }

  @Test func `a test of a budget shows both heights and its blocks`() throws {
    let screen = try screen(
      .budget(
        Experiment.BudgetTrial(
          platform: .googleAds, base: Self.pounds(100), low: Self.pounds(82),
          high: Self.pounds(122), startsHigh: true, margin: 0.4,
          believed: Estimate(mean: 2, low: 1, high: 3))))
    for words in [
      "a budget: £82.00 and £122.00 a day in blocks of 4 days", "profit on the extra spend",
      "£82.00 a day", "£122.00 a day", "at the one look that counts",
    ] { #expect(screen.contains(words), "\(words) is missing in\n\(screen)") }
  }
}
