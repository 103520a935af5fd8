/// A place in a file of tests that cannot be used: where, what stood there, what to do.
package struct ExperimentFileProblem: Error, Equatable, Sendable {
  package var file: String
  /// From 1.
  package var line: Int
  /// From 1: the character in JSON, the column of the table in CSV.
  package var column: Int
  package var found: String
  package var expected: String
  package var advice: String

  package init(
    file: String, line: Int, column: Int, found: String, expected: String, advice: String
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.found = found
    self.expected = expected
    self.advice = advice
  }
}

extension ExperimentFileProblem: CustomStringConvertible {
  package var description: String {
    "\(file):\(line):\(column): found \(found), expected \(expected). \(advice)"
  }
}
