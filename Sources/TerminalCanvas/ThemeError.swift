/// Why a theme could not be read, and where.
package struct ThemeError: Error, Hashable, Sendable, CustomStringConvertible {
  package let file: String
  /// Counted from 1.
  package let line: Int
  /// Counted from 1.
  package let column: Int
  package let problem: String
  package let expected: String

  package init(file: String, line: Int, column: Int, problem: String, expected: String) {
    self.file = file
    self.line = line
    self.column = column
    self.problem = problem
    self.expected = expected
  }

  package var description: String {
    "\(file):\(line):\(column): \(problem). Expected \(expected)."
  }
}

/// Finds the names someone may have meant.
enum NearestNames {
  /// At most `count` of the names, nearest first, by the number of letters to change.
  static func to(_ word: String, among names: [String], count: Int = 3) -> [String] {
    let measured = names.map { (name: $0, distance: editDistance(word, $0)) }
    return measured.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
      .prefix(count).map(\.name)
  }

  /// Levenshtein's distance over the first 64 letters of each.
  static func editDistance(_ left: String, _ right: String) -> Int {
    let left = Array(left.prefix(64))
    let right = Array(right.prefix(64))
    var row = Array(0...right.count)
    for (i, letter) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in right.enumerated() {
        let above = row[j + 1]
        row[j + 1] = min(above + 1, row[j] + 1, diagonal + (letter == other ? 0 : 1))
        diagonal = above
      }
    }
    return row[right.count]
  }
}
