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
    return try page(row, creatives: CampaignFixture.creatives)
  }

  @Test func `the chart of intervals is scaled by the later ones, wider ones are cut`() throws {
    let row = SnapshotFixture.experiments[0]
    let looks = (0..<10).map { index in
      let reach = index == 0 ? 9.5 : 0.2 / Double(index)
      return ExperimentDetail.Look(
        at: row.experiment.startedAt.adding(days: index),
        effect: Estimate(mean: 0.05, low: max(-1, 0.05 - reach), high: 0.05 + reach))
    }
    let screen = try page(row, looks: looks)
    #expect(screen.contains("▲▼ wider") && screen.contains("│▲▲▲"), "\(screen)")
    #expect(!screen.contains("00 %"), "\(screen)")
    let even = looks.suffix(4).map {
      ExperimentDetail.Look(at: $0.at, effect: Estimate(mean: 0.05, low: 0.01, high: 0.09))
    }
    #expect(try !page(row, looks: even).contains("wider"))
  }

  @Test func `an effect that cannot be told is not shown as numbers`() throws {
    var row = SnapshotFixture.experiments[0]
    row.experiment.reading?.relativeEffect = .unknownEffect(level: 0.98)
    let look = ExperimentDetail.Look(
      at: row.experiment.startedAt, effect: .unknownEffect(level: 0.98))
    let screen = try page(row, looks: [look])
    #expect(screen.contains("too little was counted to tell one"))
    #expect(!screen.contains("1,000") && !screen.contains("interval that holds"), "\(screen)")
  }

  private func page(
    _ row: ExperimentRow, creatives: [Creative] = [], looks: [ExperimentDetail.Look] = []
  ) throws -> String {
    var snapshot = try SnapshotFixture.snapshot()
    snapshot.experiments = [row]
    var driver = try Driver(width: 110, height: 50, snapshot: snapshot)
    driver.press("6", "6", "Enter")
    driver.receive(
      .detail(
        .experiment(row.experiment.id),
        .experiment(ExperimentDetail(row: row, creatives: creatives, looks: looks, decisions: []))))
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
