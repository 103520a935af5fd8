import AgentInterface
import ArgumentParser
import Commerce
import DataPipeline
import Statistics

struct LiftCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lift",
    abstract: "Read or plan a test in some regions: what it brought beyond the others.",
    discussion: """
      The file has one row a region and day with a header: location,date,Y or other names. The \
      treated regions are compared with a weighted mean of the others that moved like them before \
      the test (synthetic control). With --plan and --days, regions for a test to come are looked \
      for instead, with the smallest lift it would find. With --campaign and --attributed the \
      result goes to the agent, which plans the campaign's budget by what is incremental from then \
      on; the values of the file are then revenue in the shop's currency.
      """)

  @Argument(help: "The file.")
  var file: String

  @Option(help: ArgumentHelp("Where the test ran, parted by commas.", valueName: "regions"))
  var treated: String?

  @Option(help: ArgumentHelp("First day of the test.", valueName: "day"))
  var from: String?

  @Option(help: ArgumentHelp("Last day of the test.", valueName: "day"))
  var to: String?

  @Option(
    help: ArgumentHelp("Regions to leave out, parted by commas.", valueName: "regions"))
  var exclude: String?

  @Option(help: "Of the interval, from 0.5 to 0.99.")
  var level = 0.9

  @Flag(help: "Let a ridge take up what the regions leave unmatched; weights may fall below 0.")
  var augmented = false

  @Option(help: ArgumentHelp("Look for so many regions to test in.", valueName: "regions"))
  var plan: Int?

  @Option(help: ArgumentHelp("How long the planned test runs, in days.", valueName: "days"))
  var days: Int?

  @Option(
    help: ArgumentHelp(
      "Tell the agent what the test brought for this campaign, by its id or name.",
      valueName: "campaign"))
  var campaign: String?

  @Option(
    help: ArgumentHelp(
      "What the platform attributed to the campaign in the treated regions and days, in the "
        + "shop's currency; if it was held back there, what it attributed there in as many days "
        + "before.",
      valueName: "amount"))
  var attributed: Double?

  @Flag(help: "The campaign was off in the treated regions, so what they lack is what it brings.")
  var heldBack = false

  @OptionGroup var order: OrderOptions

  func validate() throws {
    guard level > 0.5, level <= 0.99 else {
      throw ValidationError("--level is from 0.5 to 0.99.")
    }
    for text in [from, to].compactMap({ $0 }) where Day(text) == nil {
      throw ValidationError("'\(text)' is no day. Write one like 2024-05-31.")
    }
    try validateCampaign()
    if plan != nil || days != nil {
      guard let plan, let days, treated == nil, from == nil, to == nil else {
        throw ValidationError(
          "A plan takes --plan and --days; a test that ran takes --treated, --from and --to.")
      }
      guard (1...100).contains(plan), (1...365).contains(days) else {
        throw ValidationError("--plan is from 1 to 100 and --days from 1 to 365.")
      }
    } else if treated == nil || from == nil || to == nil {
      throw ValidationError(
        "Give --treated, --from and --to of the test, or --plan and --days for one to come.")
    }
  }

  private func validateCampaign() throws {
    guard (campaign == nil) == (attributed == nil), campaign != nil || !heldBack else {
      throw ValidationError(
        "--campaign and --attributed go together, and --held-back with both.")
    }
    guard let attributed else { return }
    guard attributed.isFinite, attributed > 0 else {
      throw ValidationError("--attributed is above 0.")
    }
    guard plan == nil, days == nil else {
      throw ValidationError("A plan has no result that could be told of a campaign.")
    }
  }

  func run() async throws {
    let data = try PanelReader(path: file).read()
    do {
      if let plan, let days {
        try order.output.print(try planReport(data, regions: plan, days: days))
      } else if let from = from.flatMap({ Day($0) }), let to = to.flatMap({ Day($0) }) {
        let test = try test(data, from: from, through: to)
        let answer = try await tell(test, of: data.days)
        try order.output.print(LiftReport(test, data, recorded: answer))
      }
    } catch let error as CausalError {
      throw PanelFileError.test(file: file, error)
    }
  }

  /// Gives the result to the agent, where a campaign is named.
  ///
  /// - Returns: What the agent says to it; `nil` where none is named.
  private func tell(_ test: GeoTest, of days: [Day]) async throws -> String? {
    guard let campaign, let attributed else { return nil }
    let record = try LiftRecord(test, of: days, attributed: attributed, isHeldBack: heldBack)
    let desk = try await order.open()
    return try await desk.send(.recordLift(try await desk.campaign(campaign).id, record))
  }

  private func test(_ data: DatedPanel, from: Day, through: Day) throws -> GeoTest {
    guard let periods = data.periods(from: from, through: through) else {
      throw PanelFileError.dayOutside(
        file: file, from: from, through: through, first: data.days[0],
        last: data.days[data.days.count - 1])
    }
    let question = GeoTest.Question(
      treated: try data.regions(parted(treated), file: file), test: periods,
      excluded: try kept(out: data), level: level, isAugmented: augmented)
    return try GeoTest(data.panel, question)
  }

  private func planReport(
    _ data: DatedPanel, regions: Int, days: Int
  ) throws -> LiftPlanReport {
    let request = GeoTestPlan.Request(
      regions: regions, periods: days, excluded: try kept(out: data), level: level)
    var generator = SeededGenerator(seed: 1)
    return LiftPlanReport(
      try GeoTestPlan.search(data.panel, request, using: &generator), request, data)
  }

  private func parted(_ list: String?) -> [String] {
    (list ?? "").split(separator: ",").map { $0.split { $0 == " " }.joined(separator: " ") }
  }

  /// An excluded region that is incomplete is left out already.
  private func kept(out data: DatedPanel) throws -> [String] {
    let incomplete = Set(data.incomplete.map { $0.lowercased() })
    return try data.regions(
      parted(exclude).filter { !incomplete.contains($0.lowercased()) }, file: file)
  }
}
