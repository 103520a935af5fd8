import ArgumentParser
import DataPipeline
import Statistics

struct DetectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "detect",
    abstract: "Find what is unusual in a series of timed values from a CSV file.",
    discussion: """
      The file has a header, a time column and a value column, at any regular or irregular \
      interval: timestamp,value or any other names. Each value is judged by those before it; the \
      first hundred are never unusual. A score of at least 0.5 is an alert. Empty values are \
      missing and score 0 unless the silence itself is unusual.
      """)

  @Argument(help: "The file.")
  var file: String

  @Option(help: "Where to write the file's rows with a column anomaly_score.")
  var out: String?

  @Option(help: ArgumentHelp("The time column.", valueName: "name"))
  var time: String?

  @Option(help: ArgumentHelp("The value column.", valueName: "name"))
  var value: String?

  @Option(help: "Values below are alerts.")
  var lower: Double?

  @Option(help: "Values above are alerts.")
  var upper: Double?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let lower, let upper, lower > upper {
      throw ValidationError("--lower is at most --upper.")
    }
  }

  func run() async throws {
    var scan = AnomalyScan(
      limits: .init(lower: lower, upper: upper))
    let writer = try out.map { try ScoresWriter(path: $0) }
    let stream = ReadingStream(path: file, time: time, value: value)
    try stream.read(
      header: { try writer?.begin(header: $0, delimiter: $1) },
      row: { reading, text in
        let score = scan.take(reading).score
        try writer?.add(text, score: score)
      })
    try writer?.finish()
    if out == nil || output.json { try output.print(DetectReport(scan)) }
  }
}
