/// What lies in a bar behind its fillings.
package enum BarTrack: Hashable, Sendable {
  case blank
  case dots
}

/// A horizontal bar with a filled part, a reserved part after it, and a mark.
package struct Bar: InlineWidget, Hashable, Sendable {
  package let fraction: Double
  package let reserved: Double
  package let marker: Double?
  package let track: BarTrack
  package let hasEnds: Bool
  package let role: Role

  /// - Parameters:
  ///   - fraction: Filled part of the whole; above 1 the bar is full and drawn as over its limit.
  ///   - reserved: Part of the whole that is spoken for, drawn after the filled one.
  ///   - marker: Where on the whole a mark stands, such as the pace that was expected by now.
  ///   - track: What lies behind.
  ///   - hasEnds: Whether the ends of the bar are drawn, one cell each.
  ///   - role: Of the filled part.
  package init(
    fraction: Double, reserved: Double = 0, marker: Double? = nil, track: BarTrack = .blank,
    hasEnds: Bool = true, role: Role = .barFill
  ) {
    self.fraction = fraction
    self.reserved = reserved
    self.marker = marker
    self.track = track
    self.hasEnds = hasEnds
    self.role = role
  }

  package func text(width: Int, glyphs: Glyphs) -> StyledText {
    guard hasEnds, width >= 3 else { return inside(width: max(0, width), glyphs: glyphs) }
    let ends = glyphs == .unicode ? ("▕", "▏") : ("[", "]")
    var text = StyledText(ends.0, .barTrack)
    text.append(inside(width: width - 2, glyphs: glyphs))
    text.append(ends.1, style: Style(.barTrack))
    return text
  }

  private func inside(width: Int, glyphs: Glyphs) -> StyledText {
    let isUnicode = glyphs == .unicode
    let mark = marker.flatMap { $0.isFinite ? $0.unitFraction * Double(width - 1) : nil }
    let whole = (fraction.unitFraction + reserved.unitFraction).unitFraction
    let spokenFor = Int((whole * Double(width)).rounded())
    let filled = filled(width: width, glyphs: glyphs)
    var text = StyledText(runs: [])
    for x in 0..<width {
      if let mark, x == Int(mark.rounded()) {
        text.append(isUnicode ? "│" : "|", style: Style(.chartMark))
      } else if x < filled.count {
        text.append(filled[x], style: Style(fraction > 1 ? .barOver : role))
      } else if x < spokenFor {
        text.append(isUnicode ? "┄" : "=", style: Style(.barReserved))
      } else {
        text.append(trackGlyph(glyphs), style: Style(.barTrack))
      }
    }
    return text
  }

  /// Full cells and a broken one; whatever is above zero shows at least the smallest step.
  private func filled(width: Int, glyphs: Glyphs) -> [String] {
    let steps = glyphs.horizontalSteps
    let total = fraction.unitFraction * Double(width * steps.count)
    let count = max(total > 0 ? 1 : 0, Int(total.rounded()))
    var cells = Array(repeating: steps[steps.count - 1], count: count / steps.count)
    if count % steps.count > 0 { cells.append(steps[count % steps.count - 1]) }
    return cells
  }

  private func trackGlyph(_ glyphs: Glyphs) -> String {
    switch track {
    case .blank: " "
    case .dots: glyphs == .unicode ? "·" : "."
    }
  }
}
