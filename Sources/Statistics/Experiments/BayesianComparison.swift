import RealModule

/// What two arms' posteriors say about which is better and what a wrong choice would cost.
package struct BayesianComparison: Sendable, Codable, Equatable {
  /// The probability that the treatment is better, in [0, 1].
  package let winProbability: Double
  /// What adopting the treatment loses on average where it is worse, in units of the metric.
  package let lossOfTreatment: Double
  /// What keeping the control loses on average where the treatment is better.
  package let lossOfControl: Double

  /// Compares the posteriors of two rates by quadrature, each to about 10⁻⁸ of its size.
  ///
  /// - Parameters:
  ///   - control: The posterior of the control's rate, both shapes at least 1.
  ///   - treatment: The posterior of the treatment's rate, both shapes at least 1.
  package init(control: BetaDistribution, treatment: BetaDistribution) {
    let range = BayesianComparison.range(of: [control, treatment])
    winProbability = min(
      1, integral(over: range) { treatment.density($0) * control.cumulative($0) })
    lossOfTreatment = integral(over: range) { control.survival($0) * treatment.cumulative($0) }
    lossOfControl = integral(over: range) { treatment.survival($0) * control.cumulative($0) }
  }

  /// Compares two arms of successes and trials under a flat prior on both rates.
  ///
  /// - Throws: ``ComparisonError/invalidArm(index:)`` for impossible counts (control is arm 0).
  package init(control: Proportion, treatment: Proportion) throws(ComparisonError) {
    guard control.isValid else { throw .invalidArm(index: 0) }
    guard treatment.isValid else { throw .invalidArm(index: 1) }
    self.init(
      control: BetaDistribution(
        Double(control.successes + 1), Double(control.trials - control.successes + 1)),
      treatment: BetaDistribution(
        Double(treatment.successes + 1), Double(treatment.trials - treatment.successes + 1)))
  }

  /// Compares by a normal posterior of the difference, here or relative.
  package init(posterior: NormalDistribution) {
    let scaled = posterior.mean / posterior.deviation
    let density = NormalDistribution.standard.density(scaled)
    let win = NormalDistribution.standard.cumulative(scaled)
    let lose = NormalDistribution.standard.survival(scaled)
    winProbability = win
    lossOfTreatment = max(0, posterior.deviation * (density - scaled * lose))
    lossOfControl = max(0, posterior.deviation * (density + scaled * win))
  }

  private static func range(of posteriors: [BetaDistribution]) -> ClosedRange<Double> {
    let reach = 12 * (posteriors.map(\.variance).max() ?? 0).squareRoot()
    let means = posteriors.map(\.mean)
    return max(0, (means.min() ?? 0) - reach)...min(1, (means.max() ?? 1) + reach)
  }
}

extension EffectEstimate {
  /// The posterior of the true difference after a normal prior; `nil` means a flat one.
  package func posterior(prior: NormalDistribution? = nil) -> NormalDistribution {
    guard let prior else { return NormalDistribution(mean: value, deviation: standardError) }
    let before = 1 / (prior.deviation * prior.deviation)
    let seen = 1 / (standardError * standardError)
    return NormalDistribution(
      mean: (prior.mean * before + value * seen) / (before + seen),
      deviation: (1 / (before + seen)).squareRoot())
  }
}

/// Gauss and Legendre's rule of 8 points on each of 48 panels.
private func integral(
  over range: ClosedRange<Double>, of function: (Double) -> Double
) -> Double {
  let panels = 48
  let half = (range.upperBound - range.lowerBound) / Double(2 * panels)
  var sum = 0.0
  for panel in 0..<panels {
    let centre = range.lowerBound + half * Double(2 * panel + 1)
    for (node, weight) in gaussNodes {
      sum += weight * (function(centre - half * node) + function(centre + half * node))
    }
  }
  return sum * half
}

private let gaussNodes: [(node: Double, weight: Double)] = [
  (0.1834346424956498049394761, 0.3626837833783619829651504),
  (0.5255324099163289858177390, 0.3137066458778872873379622),
  (0.7966664774136267395915539, 0.2223810344533744705443560),
  (0.9602898564975362316835609, 0.1012285362903762591525314),
]
