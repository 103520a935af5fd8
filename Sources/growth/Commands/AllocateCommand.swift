import ArgumentParser

struct AllocateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "allocate",
    abstract: "Divide a budget over channels so that it returns the most.",
    discussion: """
      FILE holds a budget and one response curve for each channel, A sʰ / (sʰ + cʰ) for a spend s: \
      {"budget": 1000, "channels": [{"A": 900, "c": 200, "h": 1.2}, …], "lower": […], \
      "upper": […]}, and if need be "current" and "max_change" for a largest step, and \
      "minimum_return" of the next unit. On a terminal the answer is a table, otherwise JSON.

      With --stdio the curves are learnt instead, day by day from delayed reports: JSON lines start, \
      history, day and end come in, one line {"spend": {…}} answers each day.
      """)

  @Argument(help: "The file with the curves.")
  var file: String?

  @Flag(help: "Play the closed loop on standard input and output.")
  var stdio = false

  @Option(name: .customLong("case"), help: "Which case of a file that holds several, from 0.")
  var number: Int?

  @Flag(help: "Print JSON with stable field names.")
  var json = false

  func validate() throws {
    guard stdio != (file != nil) else {
      throw ValidationError("Name either a file or --stdio.")
    }
  }

  func run() throws {
    guard let file else { return try play() }
    let problem = try StaticAllocationFile(path: file, number: number).read()
    let report = StaticAllocationReport(problem, try problem.divided())
    print(json || !Terminal.hasOutput ? try JSONText.of(report) : report.text(.aligned))
  }

  private func play() throws {
    var session = AllocationSession()
    while !session.hasEnded, let line = readLine() {
      if let answer = try session.answer(line) { Terminal.say(answer) }
    }
  }
}
