import Statistics

/// Whether a series rises or falls, by how much, and how sure that is.
package struct SeriesTrend: Sendable, Equatable {
  package let direction: Direction
  /// Change of the level in a period as a share of its median; 0 if that is 0.
  package let change: Double
  /// Two-sided, of no trend, allowing for autocorrelation.
  package let pValue: Double
  /// What the change is over, as `week`.
  package let span: String

  package enum Direction: String, Sendable {
    case rising, falling, level
  }

  /// Below this a trend counts as there.
  package static let significance = 0.05
  /// Means of periods that are compared at most; what is older says little about now.
  private static let memory = 300

  /// Compares the means of whole periods, so that no season is taken for a trend.
  ///
  /// `nil` for less than six of them.
  package init?(_ values: [Double], period: Int, pace: SeriesPace) {
    let length = max(1, period)
    let blocks = Array(
      stride(from: values.count % length, to: values.count, by: length).map { first in
        values[first..<first + length].reduce(0, +) / Double(length)
      }.suffix(Self.memory))
    guard blocks.count >= 6, let test = try? TrendTest(blocks, corrected: true),
      let line = try? TheilSenLine(blocks), let middle = SortedSample(blocks)?.median
    else { return nil }
    pValue = test.pValue
    change = middle == 0 ? 0 : line.slope / abs(middle)
    let isThere = test.pValue < Self.significance && line.slope != 0
    direction = !isThere ? .level : line.slope > 0 ? .rising : .falling
    span = Self.name(length, of: pace)
  }

  private static func name(_ length: Int, of pace: SeriesPace) -> String {
    switch (pace, length) {
    case (_, 1): pace.name
    case (.months(let step, _), _) where step * length == 12: "year"
    case (.seconds(let step), _) where step * Int64(length) == 86_400: "day"
    case (.seconds(let step), _) where step * Int64(length) == 604_800: "week"
    case (.seconds(604_800), 52): "year"
    default: "\(length) steps"
    }
  }

  /// `The level rises by 2.4 % a week (p = 0.003).`
  package var sentence: String {
    guard direction != .level else {
      return "The level shows no clear trend (p = \(Self.rounded(pValue)))."
    }
    let verb = direction == .rising ? "rises" : "falls"
    let chance = pValue < 0.001 ? "p < 0.001" : "p = \(Self.rounded(pValue))"
    return "The level \(verb) by \(percent(abs(change))) a \(span) (\(chance))."
  }

  private static func rounded(_ value: Double) -> String {
    let thousandths = Int((value * 1_000).rounded())
    let digits = String(thousandths % 1_000)
    return "\(thousandths / 1_000)." + String(repeating: "0", count: 3 - digits.count) + digits
  }
}
