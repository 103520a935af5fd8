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
      1, gaussIntegral(over: range) { treatment.density($0) * control.cumulative($0) })
    lossOfTreatment = gaussIntegral(over: range) { control.survival($0) * treatment.cumulative($0) }
    lossOfControl = gaussIntegral(over: range) { treatment.survival($0) * control.cumulative($0) }
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
