/// An estimate with its interval on a scale: `├──●──┤`.
package struct Whisker: InlineWidget, Hashable, Sendable {
  package let low: Double
  package let estimate: Double
  package let high: Double
  package let range: ClosedRange<Double>
  package let reference: Double?
  package let role: Role

  /// - Parameters:
  ///   - low: Lower end of the interval, at most `estimate`.
  ///   - estimate: The point estimate.
  ///   - high: Upper end of the interval.
  ///   - range: Values at the left and the right edge; what lies outside ends in an angle.
  ///   - reference: A value to compare with, drawn as a thin line behind; nil for none.
  ///   - role: Of the interval.
  package init(
    low: Double, estimate: Double, high: Double, range: ClosedRange<Double>,
    reference: Double? = 0, role: Role = .chartSeries1
  ) {
    self.low = low
    self.estimate = estimate
    self.high = high
    self.range = range
    self.reference = reference
    self.role = role
  }

  package func text(width: Int, glyphs: Glyphs) -> StyledText {
    guard width > 0 else { return StyledText(runs: []) }
    guard low.isFinite, estimate.isFinite, high.isFinite, low <= high else {
      return StyledText("–".padded(toWidth: width, alignment: .center), .textDim)
    }
    var cells = Array(repeating: StyledText.Run(text: " ", style: Style()), count: width)
    if let reference, range.contains(reference) {
      cells[column(of: reference, width)] = StyledText.Run(
        text: glyphs == .unicode ? "┊" : ":", style: Style(.chartAxis))
    }
    drawInterval(into: &cells, glyphs: glyphs)
    var text = StyledText(runs: [])
    for cell in cells { text.append(cell.text, style: cell.style) }
    return text
  }

  private func drawInterval(into cells: inout [StyledText.Run], glyphs: Glyphs) {
    let width = cells.count
    let left = column(of: low, width)
    let right = column(of: high, width)
    let isUnicode = glyphs == .unicode
    let ends = isUnicode ? ("├", "┤", "‹", "›") : ("|", "|", "<", ">")
    for x in left...right { cells[x] = piece(isUnicode ? "─" : "-") }
    cells[left] = piece(low < range.lowerBound ? ends.2 : ends.0)
    cells[right] = piece(high > range.upperBound ? ends.3 : ends.1)
    if range.contains(estimate) {
      cells[column(of: estimate, width)] = StyledText.Run(
        text: isUnicode ? "●" : "o", style: Style(role, on: nil, .bold))
    }
  }

  private func piece(_ text: String) -> StyledText.Run {
    StyledText.Run(text: text, style: Style(role))
  }

  private func column(of value: Double, _ width: Int) -> Int {
    let span = range.upperBound - range.lowerBound
    guard span > 0, span.isFinite else { return width / 2 }
    return Int((((value - range.lowerBound) / span).unitFraction * Double(width - 1)).rounded())
  }
}
