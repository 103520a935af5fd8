import RealModule

/// The z-test of two rates, with intervals of their difference and ratio.
package struct TwoProportionTest: Sendable, Codable, Equatable {
  package let control: Proportion
  package let treatment: Proportion
  /// The difference in standard errors of the pooled rate, positive if the treatment is better.
  package let statistic: Double
  /// Two-sided, of no difference.
  package let pValue: Double
  /// Treatment minus control with the unpooled standard error.
  package let difference: EffectEstimate
  /// The difference as a share of the control's rate (delta method); `nil` if that is 0.
  package let relativeLift: EffectEstimate?

  /// - Throws: ``ComparisonError/invalidArm(index:)`` without trials or with impossible counts
  ///   (control is arm 0), ``ComparisonError/noVariation`` if all trials ended the same way.
  package init(control: Proportion, treatment: Proportion) throws(ComparisonError) {
    guard control.isValid, let controlRate = control.rate else { throw .invalidArm(index: 0) }
    guard treatment.isValid, let treatmentRate = treatment.rate else {
      throw .invalidArm(index: 1)
    }
    let (before, after) = (Double(control.trials), Double(treatment.trials))
    let successes = Double(control.successes + treatment.successes)
    let pooled = successes / (before + after)
    guard pooled > 0, pooled < 1 else { throw .noVariation }
    self.control = control
    self.treatment = treatment
    let error = (pooled * (1 - pooled) * (1 / before + 1 / after)).squareRoot()
    statistic = (treatmentRate - controlRate) / error
    pValue = twoSidedNormalP(statistic)
    let arms = ComparedMeans(
      controlMean: controlRate, treatmentMean: treatmentRate,
      controlError: controlRate * (1 - controlRate) / before,
      treatmentError: treatmentRate * (1 - treatmentRate) / after)
    difference = arms.difference(degreesOfFreedom: .infinity)
    relativeLift = arms.relativeLift(degreesOfFreedom: .infinity)
  }

  /// Newcombe's interval of the difference (1998, method 10), from both arms' Wilson intervals.
  package func newcombeInterval(level: Double = 0.95) -> ClosedRange<Double> {
    let before = control.wilsonInterval(level: level)
    let after = treatment.wilsonInterval(level: level)
    let (low, high) = (control.rate ?? 0, treatment.rate ?? 0)
    let down = hypotenuse(high - after.lowerBound, before.upperBound - low)
    let up = hypotenuse(after.upperBound - high, low - before.lowerBound)
    return (high - low - down)...(high - low + up)
  }

  /// Cohen's h: the difference of the rates' arcsine angles.
  package var effectSize: Double {
    cohensEffect(from: control.rate ?? 0, to: treatment.rate ?? 0)
  }

  private func hypotenuse(_ one: Double, _ other: Double) -> Double {
    (one * one + other * other).squareRoot()
  }
}

func cohensEffect(from baseline: Double, to rate: Double) -> Double {
  2 * Double.asin(rate.squareRoot()) - 2 * Double.asin(baseline.squareRoot())
}
