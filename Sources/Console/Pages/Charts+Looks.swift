import AgentInterface
import Commerce
import TerminalCanvas

extension Charts {
  /// The estimate of an experiment at each look, with its interval.
  ///
  /// The first intervals are many times as wide as the last, which are those to be read: the upright
  /// axis holds the later half of them, and wider ones are cut. The ends of the newest are named, so
  /// that it can be read off.
  static func looks(_ all: [ExperimentDetail.Look]) -> LineChart? {
    let looks = all.filter { !$0.effect.isUnknownEffect }
    guard let first = looks.first, let last = looks.last else { return nil }
    let hour: (Instant) -> Double = { Double($0.seconds - first.at.seconds) / 3_600 }
    let range = laterRange(looks.map(\.effect))
    let isCut = looks.contains { look in
      range.map { look.effect.low < $0.lowerBound || look.effect.high > $0.upperBound } ?? false
    }
    return LineChart(
      title: "effect of the challenger",
      note: "░ interval that holds at every look" + (isCut ? "  ▲▼ wider" : ""),
      series: [
        ChartSeries(
          points: [ChartPoint(x: 0, y: 0), ChartPoint(x: hour(last.at), y: 0)], role: .chartAxis),
        ChartSeries(points: looks.map { ChartPoint(x: hour($0.at), y: $0.effect.mean) }),
      ],
      band: looks.map { ChartBandPoint(x: hour($0.at), low: $0.effect.low, high: $0.effect.high) },
      marks: [last.effect.low, last.effect.high].map {
        ChartMark(
          x: hour(last.at), y: $0, label: Words.signedPercent($0), isFilled: false)
      },
      x: timeAxis(from: first.at, hours: hour(last.at)),
      y: ChartAxis(range: range, label: { Words.signedPercent($0, digits: 0) }))
  }

  /// What the later half of the intervals spans, with no change and a tenth of air; `nil` where all
  /// of them span little more.
  private static func laterRange(_ effects: [Estimate]) -> ClosedRange<Double>? {
    func span(_ part: some Sequence<Estimate>) -> (low: Double, high: Double) {
      part.filter { $0.low.isFinite && $0.high.isFinite }
        .reduce((low: 0, high: 0)) { (min($0.low, $1.low), max($0.high, $1.high)) }
    }
    let later = span(effects.suffix((effects.count + 1) / 2))
    let all = span(effects)
    let air = (later.high - later.low) / 10
    guard air > 0, all.high - all.low > 15 * air else { return nil }
    return (later.low - air)...(later.high + air)
  }
}
