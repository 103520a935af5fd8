/// Finds the names someone may have meant.
package enum NearestName {
  /// `'caps', 'keys' or 'theme'`: up to three known names, nearest first.
  package static func words(for name: String, among known: [String]) -> String {
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
