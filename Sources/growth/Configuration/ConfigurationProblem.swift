/// One thing that is wrong with the configuration, and where.
struct ConfigurationProblem: Hashable, Sendable, CustomStringConvertible {
  var file: String
  /// Counted from 1.
  var line: Int
  /// Counted from 1.
  var column: Int
  var problem: String
  var expected: String

  var description: String { "\(file):\(line):\(column): \(problem). Expected \(expected)." }
}

/// Why a configuration is not used. Nothing of it is: a limit that was meant must not be left out
/// silently.
enum ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
  case missing(path: String)
  /// The file of the brand's rules.
  case noBrand(path: String)
  case unreadable(path: String, reason: String)
  case wrong([ConfigurationProblem])

  var description: String {
    switch self {
    case .missing(let path):
      "There is no configuration '\(path)'. Check the path after --config."
    case .noBrand(let path):
      "There is no file of brand rules '\(path)'. Check the path after 'brand:' in the configuration "
        + "or on the command line."
    case .unreadable(let path, let reason):
      "The file '\(path)' cannot be read: \(reason). Correct that, or move the file away."
    case .wrong(let problems):
      problems.map(\.description).joined(separator: "\n")
        + (problems.count == 1
          ? " Correct it and start again." : "\nCorrect these and start again.")
    }
  }
}
