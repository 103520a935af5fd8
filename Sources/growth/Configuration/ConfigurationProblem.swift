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

/// Finds the names someone may have meant.
enum NearestName {
  /// `'caps', 'keys' or 'theme'`: up to three known names, nearest first.
  static func words(for name: String, among known: [String]) -> String {
    let nearest = known.map { ($0, distance(name, $0)) }
      .sorted { ($0.1, $0.0) < ($1.1, $1.0) }.prefix(3).map { "'\($0.0)'" }
    guard let last = nearest.last, nearest.count > 1 else { return nearest.joined() }
    return nearest.dropLast().joined(separator: ", ") + " or " + last
  }

  /// Levenshtein's distance over the first 64 letters of each.
  private static func distance(_ left: String, _ right: String) -> Int {
    let right = Array(right.prefix(64))
    var row = Array(0...right.count)
    for (count, letter) in left.prefix(64).enumerated() {
      var diagonal = row[0]
      row[0] = count + 1
      for (index, other) in right.enumerated() {
        let above = row[index + 1]
        row[index + 1] = min(above + 1, row[index] + 1, diagonal + (letter == other ? 0 : 1))
        diagonal = above
      }
    }
    return row[right.count]
  }
}
