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

  @Test func `the newest interval can be read off the chart`() throws {
    let row = SnapshotFixture.experiments[0]
    let looks = (0..<6).map { index in
      ExperimentDetail.Look(
        at: row.experiment.startedAt.adding(days: index),
        effect: Estimate(mean: 0.32, low: 0.037, high: 0.607))
    }
    let screen = try page(row, looks: looks)
    #expect(screen.contains("+60.7 % ○") && screen.contains("+3.7 % ○"), "\(screen)")
  }

  @Test(arguments: [
    (ExperimentRow.End.approval, "waits for you", "decided: waits for you"),
    (.objection, "may be vetoed", "decided: carried out unless you object"),
    (.platform, "is being done", "decided: is being carried out"),
  ])
  func `a decided test says what it waits for instead of days left`(
    end: ExperimentRow.End, short: String, long: String
  ) throws {
    var row = SnapshotFixture.experiments[0]
    row.experiment.reading?.verdict = .adopt
    row.daysLeft = nil
    row.end = end
    var snapshot = try SnapshotFixture.snapshot()
    snapshot.experiments = [row]
    for (width, height) in [(80, 24), (132, 41)] {
      var driver = try Driver(width: width, height: height, snapshot: snapshot)
      driver.press("6", "6")
      #expect(driver.screen.contains(String(short.prefix(13))), "\(driver.screen)")
    }
    let screen = try page(row)
    #expect(screen.contains(long) && !screen.contains("left  "), "\(screen)")
  }

  @Test func `the list at 80 columns shows whether the split is as planned`() throws {
    var driver = try Driver(width: 80, height: 24, snapshot: try SnapshotFixture.snapshot())
    driver.press("6", "6")
    #expect(driver.screen.contains("health") && driver.screen.contains("as planned"))
  }

  @Test func `plan and guardrail are on the page`() throws {
    var row = SnapshotFixture.experiments[0]
    row.experiment.design = Experiment.Design(
      minimumEffect: 0.2, power: 0.8, days: 11.2,
      guardrail: .init(metric: .conversionRate, margin: 0.1, mustBeShown: true))
    row.experiment.reading?.guardrail = Experiment.GuardrailReading(
      metric: .conversionRate, control: .init(trials: 151, successes: 6),
      challenger: .init(trials: 166, successes: 5),
      change: Estimate(mean: -0.24, low: -0.8, high: 0.9, level: 0.91), state: .open)
    let screen = try page(row)
    for words in [
      "planned for  +20 % with a chance of 80 %, within 12 days; false calls 5 %",
      "guardrail    conversion rate, to be shown less than 10 % lower",
      "B 3.01 % of 166 against A 3.97 % of 151, −24.0 % (−80.0 % to +90.0 %, 91 % at every look)",
      "not clear yet",
    ] { #expect(screen.contains(words), "\(words)\n\(screen)") }
  }

  @Test func `an e-mail's messages are shown by what their recipients did`() throws {
    var row = SnapshotFixture.experiments[0]
    row.experiment.subject = .email(Experiment.EmailTrial(name: "ga-4 Winback"))
    row.experiment.plannedTrials = 14
    for index in [0, 1] {
      row.experiment.variants[index].trials = 600
      row.experiment.variants[index].successes = 90
      row.experiment.variants[index].revenueMicros = 4_320_000_000
      row.experiment.variants[index].sending = Experiment.Sending(
        delivered: 580, clicks: 29, unsubscribes: 2, attributedMicros: 300_000_000)
    }
    let screen = try page(row, creatives: CampaignFixture.creatives)
    for words in [
      "messages of one e-mail", "revenue per recipient",
      "1,200 recipients, by their orders of 14 d",
      "sent to", "5.0 %", "7.20",
    ] { #expect(screen.contains(words), "\(words)\n\(screen)") }
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
