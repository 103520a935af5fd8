/// Which rows of a long list are on the screen.
package struct ScrollWindow: Hashable, Sendable {
  package let count: Int
  package let height: Int
  /// The first row shown.
  package let top: Int

  /// Moves the old window by the least that keeps the selection in it.
  ///
  /// - Parameters:
  ///   - count: Rows of the list.
  ///   - height: Rows that fit.
  ///   - selection: The row that must be seen, if any.
  ///   - top: The first row shown before.
  package init(count: Int, height: Int, selection: Int?, top: Int) {
    self.count = max(0, count)
    self.height = max(0, height)
    var top = min(max(0, top), max(0, count - height))
    if let selection, selection >= 0, selection < count, height > 0 {
      top = min(max(top, selection - height + 1), selection)
    }
    self.top = top
  }

  package var range: Range<Int> {
    top..<min(count, top + height)
  }

  /// Where in the list the window is, such as `12–30 of 400`; empty when everything is seen.
  package var note: String {
    guard range.count < count, !range.isEmpty else { return "" }
    return "\(range.lowerBound + 1)–\(range.upperBound) of \(count)"
  }
}
