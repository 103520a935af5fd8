/// Where text stands in a space wider than itself.
package enum Alignment: Hashable, Sendable {
  case left
  case right
  case center
}

extension String {
  /// The text cut to at most `width` cells, the last of them `ellipsis` when something is missing.
  package func truncated(toWidth width: Int, ellipsis: String = "…") -> String {
    guard width > 0 else { return "" }
    guard DisplayWidth.of(self) > width else { return SafeText.cleaned(self) }
    let room = width - DisplayWidth.of(ellipsis)
    guard room >= 0 else { return prefix(ofWidth: width) }
    return prefix(ofWidth: room) + ellipsis
  }

  /// The longest beginning of the text that fits into `width` cells.
  package func prefix(ofWidth width: Int) -> String {
    var result = ""
    var used = 0
    SafeText.forEachCluster(of: self) { cluster in
      guard used + cluster.width <= width else { return false }
      result += cluster.text
      used += cluster.width
      return true
    }
    return result
  }

  /// The text in exactly `width` cells: cut when too long, filled with spaces when too short.
  package func padded(toWidth width: Int, alignment: Alignment = .left) -> String {
    let text = truncated(toWidth: width)
    let missing = max(0, width - DisplayWidth.of(text))
    let before = alignment.cellsBefore(of: missing)
    return String(repeating: " ", count: before) + text
      + String(repeating: " ", count: missing - before)
  }

  /// The text in lines of at most `width` cells, broken between words where possible.
  package func wrapped(toWidth width: Int) -> [String] {
    StyledText(self).wrapped(to: width).map(\.plain)
  }
}

extension Alignment {
  /// How many of `missing` cells come before the text.
  func cellsBefore(of missing: Int) -> Int {
    switch self {
    case .left: 0
    case .right: missing
    case .center: missing / 2
    }
  }
}
