import ArgumentParser
import DataPipeline
import Foundation
import Statistics

struct DetectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "detect",
    abstract: "Find what is unusual in a series of timed values from a CSV file.",
    discussion: """
      The file has a header, a time column and a value column, at any regular or irregular \
      interval: timestamp,value or any other names. Each value is judged by those before it; the \
      first hundred are never unusual. A file whose rows run from the newest to the oldest is judged \
      from its end. A score of at least 0.5 is an alert. Empty values are \
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
    let stream = ReadingStream(path: file, time: time, value: value)
    // What comes through a pipe can be read once only, and is judged in the order in which it comes.
    let isReversed = try isFile && stream.isNewestFirst()
    let scan = isReversed ? try scanBackwards(stream) : try scan(stream)
    if out == nil || output.json {
      try output.print(DetectReport(scan, isReversed: isReversed))
    }
  }

  private var isFile: Bool {
    // What cannot be looked at is read as a stream, which says what is wrong with it.
    let attributes = try? FileManager.default.attributesOfItem(atPath: file)
    return attributes?[.type] as? FileAttributeType == .typeRegular
  }

  private var empty: AnomalyScan { AnomalyScan(limits: .init(lower: lower, upper: upper)) }

  private func scan(_ stream: ReadingStream) throws -> AnomalyScan {
    var scan = empty
    guard let writer = try out.map({ try ScoresWriter(path: $0) }) else {
      try stream.read(keepsText: false) { reading, _ in _ = scan.take(reading) }
      return scan
    }
    try stream.read(header: { try writer.begin(header: $0, delimiter: $1) }) { reading, text in
      try writer.add(text, score: scan.take(reading).score)
    }
    try writer.finish()
    return scan
  }

  /// Takes the rows from the last to the first; the scores are written in the file's order.
  private func scanBackwards(_ stream: ReadingStream) throws -> AnomalyScan {
    var readings: [ReadingStream.Reading] = []
    try stream.read(keepsText: false) { reading, _ in readings.append(reading) }
    var scan = empty
    var scores = [Double](repeating: 0, count: readings.count)
    for place in readings.indices.reversed() { scores[place] = scan.take(readings[place]).score }
    guard let writer = try out.map({ try ScoresWriter(path: $0) }) else { return scan }
    var place = 0
    try stream.read(header: { try writer.begin(header: $0, delimiter: $1) }) { _, text in
      try writer.add(text, score: scores[place])
      place += 1
    }
    try writer.finish()
    return scan
  }
}
