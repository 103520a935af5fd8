/// A row of small columns that shows how a number moved.
package struct Sparkline: InlineWidget, Hashable, Sendable {
  package let values: [Double?]
  package let range: ClosedRange<Double>?
  package let role: Role

  /// - Parameters:
  ///   - values: Oldest first; nothing, or what is no finite number, is a gap.
  ///   - range: Values of the lowest and the highest column; without it, those of the data shown.
  ///   - role: Of the columns.
  package init(
    _ values: [Double?], range: ClosedRange<Double>? = nil, role: Role = .chartSeries1
  ) {
    self.values = values
    self.range = range
    self.role = role
  }

  /// The last `width` values, at the right when there are fewer.
  package func text(width: Int, glyphs: Glyphs) -> StyledText {
    guard width > 0 else { return StyledText(runs: []) }
    let shown = values.suffix(width).map { value in value.flatMap { $0.isFinite ? $0 : nil } }
    let present = shown.compactMap { $0 }
    let gap = String(repeating: " ", count: width - shown.count)
    guard let lowest = present.min(), let highest = present.max() else {
      return StyledText(String(repeating: " ", count: width))
    }
    let scale = range ?? lowest...highest
    let steps = glyphs.verticalSteps
    let columns = shown.map { value in value.map { steps[step(of: $0, in: scale, steps.count)] } }
    return StyledText(gap + columns.map { $0 ?? " " }.joined(), role)
  }

  private func step(of value: Double, in scale: ClosedRange<Double>, _ count: Int) -> Int {
    let span = scale.upperBound - scale.lowerBound
    guard span > 0, span.isFinite else { return (count - 1) / 2 }
    let fraction = ((value - scale.lowerBound) / span).unitFraction
    return min(count - 1, Int(fraction * Double(count)))
  }
}
