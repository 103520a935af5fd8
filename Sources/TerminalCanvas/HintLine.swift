/// A key and what it does now.
package struct KeyHint: Hashable, Sendable {
  package let key: String
  package let label: String
  package let isEnabled: Bool

  package init(_ key: String, _ label: String, isEnabled: Bool = true) {
    self.key = key
    self.label = label
    self.isEnabled = isEnabled
  }

  package var text: StyledText {
    guard isEnabled else { return StyledText("\(key) \(label)", .keyDisabled) }
    return StyledText(key, .keyName) + StyledText(" " + label, .keyHint)
  }
}

/// One row of keys: those of the moment at the left, those that are always there at the right.
///
/// What does not fit is left out whole, from the end of the left side first.
package struct HintLine: Widget, Hashable, Sendable {
  package let left: [KeyHint]
  package let right: [KeyHint]

  package init(left: [KeyHint], right: [KeyHint] = []) {
    self.left = left
    self.right = right
  }

  package func draw(on canvas: inout Canvas, in rectangle: Rectangle) {
    canvas.within(rectangle) { canvas in
      let rightSide = HintLine.fitting(right.reversed(), in: canvas.size.width)
      let end = HintLine.joined(rightSide.reversed())
      let room = canvas.size.width - end.width - (end.isEmpty ? 0 : 2)
      canvas.write(HintLine.joined(HintLine.fitting(left, in: room)), at: .zero)
      canvas.write(end, at: Point(x: canvas.size.width - end.width, y: 0))
    }
  }

  private static func joined(_ hints: [KeyHint]) -> StyledText {
    hints.map(\.text).joined(separator: "  ")
  }

  private static func fitting(_ hints: [KeyHint], in width: Int) -> [KeyHint] {
    var kept: [KeyHint] = []
    for hint in hints {
      guard joined(kept + [hint]).width <= width else { break }
      kept.append(hint)
    }
    return kept
  }
}
