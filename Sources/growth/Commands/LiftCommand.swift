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
      for instead, with the smallest lift it would find.
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

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard level > 0.5, level <= 0.99 else {
      throw ValidationError("--level is from 0.5 to 0.99.")
    }
    for text in [from, to].compactMap({ $0 }) where Day(text) == nil {
      throw ValidationError("'\(text)' is no day. Write one like 2024-05-31.")
    }
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

  func run() async throws {
    let data = try PanelReader(path: file).read()
    do {
      if let plan, let days {
        try output.print(try planReport(data, regions: plan, days: days))
      } else if let from = from.flatMap({ Day($0) }), let to = to.flatMap({ Day($0) }) {
        try output.print(try testReport(data, from: from, through: to))
      }
    } catch let error as CausalError {
      throw PanelFileError.test(file: file, error)
    }
  }

  private func testReport(
    _ data: DatedPanel, from: Day, through: Day
  ) throws -> LiftReport {
    guard let periods = data.periods(from: from, through: through) else {
      throw PanelFileError.dayOutside(
        file: file, from: from, through: through, first: data.days[0],
        last: data.days[data.days.count - 1])
    }
    let question = GeoTest.Question(
      treated: names(treated, data), test: periods, excluded: names(exclude, data), level: level,
      isAugmented: augmented)
    return LiftReport(try GeoTest(data.panel, question), data)
  }

  private func planReport(
    _ data: DatedPanel, regions: Int, days: Int
  ) throws -> LiftPlanReport {
    let request = GeoTestPlan.Request(
      regions: regions, periods: days, excluded: names(exclude, data), level: level)
    var generator = SeededGenerator(seed: 1)
    return LiftPlanReport(
      try GeoTestPlan.search(data.panel, request, using: &generator), request, data)
  }

  /// As the file spells them; what it does not have stays as it was written, to be refused.
  private func names(_ list: String?, _ data: DatedPanel) -> [String] {
    (list ?? "").split(separator: ",").map { part in
      let name = part.split { $0 == " " }.joined(separator: " ")
      return data.panel.regions.first { $0.lowercased() == name.lowercased() } ?? name
    }
  }
}
