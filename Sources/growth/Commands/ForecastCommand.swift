import ArgumentParser
import DataPipeline

struct ForecastCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast",
    abstract: "Forecast a series of dated values from a CSV file.",
    discussion: """
      The file has a header, a date or time column and a value column, one row an hour, day, week \
      or month: date,value or ds,y or any other names. Several methods are tried on the file's own \
      past and combined by how well they did; the intervals come from the errors they made there.
      """)

  @Argument(help: "The file.")
  var file: String

  @Option(help: "How many steps ahead, from 1 to 1000.")
  var horizon: Int

  @Option(
    help: "Steps after which the season returns, 1 for none; without it, by the dates' interval.")
  var period: Int?

  @Option(help: ArgumentHelp("Of the intervals, between 0 and 1.", valueName: "levels"))
  var level = "0.8,0.95"

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (1...1_000).contains(horizon) else {
      throw ValidationError("--horizon is from 1 to 1000.")
    }
    if let period, !(1...1_000).contains(period) {
      throw ValidationError("--period is from 1 to 1000.")
    }
    guard levels != nil else {
      throw ValidationError(
        "'\(level)' is no list of levels. Write one or more between 0 and 1, like 0.8,0.95.")
    }
  }

  func run() async throws {
    let series = try SeriesReader(path: file).read()
    let request = SeriesForecast.Request(
      horizon: horizon, period: period, levels: levels ?? [])
    do {
      try output.print(ForecastReport(try SeriesForecast(series, request)))
    } catch let error as SeriesError {
      throw SeriesFileError.series(file: file, error)
    }
  }

  /// Whole tenths of a per cent, so that each has a name.
  private var levels: [Double]? {
    let parts = level.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Double($0.filter { $0 != " " }) }
    guard numbers.count == parts.count, Set(numbers).count == numbers.count,
      numbers.allSatisfy({ $0 >= 0.01 && $0 <= 0.999 })
    else { return nil }
    return numbers
  }
}
