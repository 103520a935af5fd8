/// How values of one direction of a chart are placed and named.
package struct ChartAxis {
  package let range: ClosedRange<Double>?
  package let ticks: [Double]?
  package let title: String
  package let label: (Double) -> String

  /// - Parameters:
  ///   - range: Values at the ends; without it, round values around the data.
  ///   - ticks: Values that get a name; without them, round values.
  ///   - title: What is measured, in which unit.
  ///   - label: Names a value, such as `£0.40`.
  package init(
    range: ClosedRange<Double>? = nil, ticks: [Double]? = nil, title: String = "",
    label: @escaping (Double) -> String = ChartAxis.plain
  ) {
    self.range = range
    self.ticks = ticks
    self.title = title
    self.label = label
  }

  /// A number with at most three decimals, without needless zeros.
  package static func plain(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "–" }
    let thousandths = Int((abs(value) * 1000).rounded())
    let sign = value < 0 && thousandths > 0 ? "−" : ""
    var decimals = String(thousandths % 1000 + 1000).dropFirst()
    while decimals.last == "0" { decimals.removeLast() }
    return sign + String(thousandths / 1000) + (decimals.isEmpty ? "" : "." + decimals)
  }
}

/// The values of an axis, placed.
struct AxisScale {
  let lower: Double
  let upper: Double
  let ticks: [Double]

  /// Puts the values on a scale that begins and ends at round numbers unless the axis says where.
  ///
  /// - Parameters:
  ///   - axis: What was asked for.
  ///   - values: All that must be seen, finite; may be empty.
  ///   - maximumTicks: Names there is room for, at least 2.
  init(axis: ChartAxis, values: [Double], maximumTicks: Int) {
    let count = max(2, maximumTicks)
    var low = axis.range?.lowerBound ?? values.min() ?? 0
    var high = axis.range?.upperBound ?? values.max() ?? 1
    if !(high - low > 0) || !(high - low).isFinite {
      let middle = low.isFinite ? low : 0
      low = middle - max(1, abs(middle) / 2)
      high = middle + max(1, abs(middle) / 2)
    }
    let step = AxisScale.roundStep(atLeast: (high - low) / Double(count - 1))
    if axis.range == nil {
      low = (low / step).rounded(.down) * step
      high = (high / step).rounded(.up) * step
    }
    lower = low
    upper = high
    ticks = axis.ticks ?? AxisScale.multiples(of: step, from: low, through: high)
  }

  /// Where a value lies between the ends, 0 at the lower one; outside it is beyond 0…1.
  func fraction(of value: Double) -> Double {
    (value - lower) / (upper - lower)
  }

  /// The smallest of 1, 2, 5 times a power of ten that is not below `size`.
  private static func roundStep(atLeast size: Double) -> Double {
    guard size > 0, size.isFinite else { return 1 }
    var power = 1.0
    while power * 10 <= size { power *= 10 }
    while power > size { power /= 10 }
    for factor in [1.0, 2, 5] where factor * power >= size * (1 - 1e-9) { return factor * power }
    return 10 * power
  }

  private static func multiples(of step: Double, from low: Double, through high: Double) -> [Double]
  {
    let first = (low / step - 1e-9).rounded(.up)
    let last = (high / step + 1e-9).rounded(.down)
    guard first.isFinite, last.isFinite, last >= first, last - first < 1000 else { return [] }
    return (0...Int(last - first)).map { (first + Double($0)) * step }
  }
}
