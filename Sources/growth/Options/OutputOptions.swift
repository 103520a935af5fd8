import ArgumentParser

/// How a command shows its answer.
struct OutputOptions: ParsableArguments {
  @Flag(help: "Print JSON with stable field names.")
  var json = false

  /// Prints JSON if it was asked for, otherwise text: aligned on a terminal, tab-separated in a
  /// pipe.
  func print(_ report: some Report) throws {
    if json {
      Swift.print(try JSONText.of(report))
    } else {
      let text = report.text(Terminal.hasOutput ? .aligned : .separated)
      if !text.isEmpty { Swift.print(text) }
    }
  }
}
