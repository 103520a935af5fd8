import Commerce
package import Oversight
import RealModule

/// What earlier outcomes of a kind of decision say of its next forecast.
///
/// Learnt from the forecasts as models gave them, so that a correction does not undo itself once it
/// works. Both factors are drawn to 1 as if ``priorOutcomes`` outcomes had said 1: with few outcomes
/// little is changed, because a handful of misses says little.
package struct ForecastCorrection: Hashable, Codable, Sendable {
  /// What the mean is multiplied by, in [0.5, 2].
  package let bias: Double
  /// What the distances of the interval's ends from the mean are multiplied by, in [0.5, 3].
  package let width: Double
  /// Outcomes it was learnt from.
  package let outcomes: Int

  /// Outcomes that the belief in 1 is worth: the logarithm of a width learnt from ten outcomes is
  /// uncertain by about a quarter, as much as models are believed to be off.
  package static let priorOutcomes = 10.0

  /// Learns from the measured outcomes of a kind, the newest ``Calibration/remembered``.
  package init(of kind: ActionClass, in decisions: [Decision]) {
    self.init(Calibration.outcomes(of: kind, in: decisions))
  }

  init(_ scored: [ScoredForecast]) {
    let bias = Self.bias(scored)
    self.bias = bias
    width = Self.width(scored, bias: bias)
    outcomes = scored.count
  }

  /// The forecast as it should be shown; nothing that is not scored is changed.
  package func applied(to forecast: Decision.Forecast) -> Decision.Forecast {
    guard outcomes > 0, forecast.horizonDays > 0, bias != 1 || width != 1 else { return forecast }
    let raw = forecast.uncorrected ?? forecast.estimate
    var corrected = forecast
    corrected.uncorrected = raw
    corrected.estimate = estimate(raw, within: forecast.metric.range)
    return corrected
  }

  private func estimate(_ raw: Estimate, within range: ClosedRange<Double>) -> Estimate {
    let centred = raw.mean > 0 ? raw.scaled(by: bias) : raw
    func end(_ value: Double) -> Double {
      min(range.upperBound, max(range.lowerBound, centred.mean + width * (value - centred.mean)))
    }
    return Estimate(
      mean: min(range.upperBound, max(range.lowerBound, centred.mean)), low: end(centred.low),
      high: end(centred.high), level: raw.level)
  }

  /// Actual over expected, on average; none counts for more than four times what was expected.
  private static func bias(_ scored: [ScoredForecast]) -> Double {
    let ratios = scored.filter { $0.raw.mean > 0 }.map { max(0, min(4, $0.actual / $0.raw.mean)) }
    guard !ratios.isEmpty else { return 1 }
    let count = Double(ratios.count)
    let mean = ratios.reduce(0, +) / count
    return max(0.5, min(2, (priorOutcomes + count * mean) / (priorOutcomes + count)))
  }

  /// How much wider the intervals would have had to be to hold what they promised: the conformal
  /// quantile of distances from the mean in widths of the interval on that side.
  private static func width(_ scored: [ScoredForecast], bias: Double) -> Double {
    guard !scored.isEmpty else { return 1 }
    let distances = scored.map { distance($0, bias: bias) }.sorted()
    let level = scored.reduce(0) { $0 + $1.raw.level } / Double(scored.count)
    let rank = Int((Double(distances.count + 1) * level).rounded(.up))
    let needed = max(0.25, min(4, distances[max(0, min(rank, distances.count) - 1)]))
    let count = Double(scored.count)
    let width = Double.exp(count / (count + priorOutcomes) * Double.log(needed))
    return max(0.5, min(3, width))
  }

  private static func distance(_ scored: ScoredForecast, bias: Double) -> Double {
    let raw = scored.raw.mean > 0 ? scored.raw.scaled(by: bias) : scored.raw
    let miss = scored.actual - raw.mean
    let side = miss >= 0 ? raw.high - raw.mean : raw.mean - raw.low
    guard side > 0 else { return miss == 0 ? 0 : 4 }
    return miss.magnitude / side
  }
}

extension Decision.Forecast.Metric {
  /// The values it can have.
  fileprivate var range: ClosedRange<Double> {
    switch self {
    case .incrementalProfit, .spendAvoided, .shopProfit: -.infinity...Double.infinity
    case .attributedRevenue: 0...Double.infinity
    case .clickThroughRate: 0...1
    }
  }
}
