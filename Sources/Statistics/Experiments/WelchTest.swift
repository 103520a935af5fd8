/// Welch's t-test of the difference of two means with unequal variances.
package struct WelchTest: Sendable, Codable, Equatable {
  /// Treatment minus control.
  package let difference: EffectEstimate
  /// The difference as a share of the control's mean, by the delta method; `nil` if that is 0.
  package let relativeLift: EffectEstimate?

  /// Compares two arms by their moments.
  ///
  /// - Throws: ``ComparisonError/invalidArm(index:)`` for fewer than two observations (control is
  ///   arm 0), ``ComparisonError/noVariation`` if neither arm varies.
  package init(control: Moments, treatment: Moments) throws(ComparisonError) {
    guard let controlVariance = control.variance else { throw .invalidArm(index: 0) }
    guard let treatmentVariance = treatment.variance else { throw .invalidArm(index: 1) }
    let arms = ComparedMeans(
      controlMean: control.mean, treatmentMean: treatment.mean,
      controlError: controlVariance / Double(control.count),
      treatmentError: treatmentVariance / Double(treatment.count))
    guard arms.controlError + arms.treatmentError > 0 else { throw .noVariation }
    let freedom = arms.degreesOfFreedom(control: control.count, treatment: treatment.count)
    difference = arms.difference(degreesOfFreedom: freedom)
    relativeLift = arms.relativeLift(degreesOfFreedom: freedom)
  }
}

/// Two means with the squares of their standard errors.
struct ComparedMeans {
  var controlMean: Double
  var treatmentMean: Double
  var controlError: Double
  var treatmentError: Double

  /// Welch and Satterthwaite's approximation.
  func degreesOfFreedom(control: Int, treatment: Int) -> Double {
    let both = controlError + treatmentError
    let below =
      controlError * (controlError / Double(control - 1))
      + treatmentError * (treatmentError / Double(treatment - 1))
    return both * both / below
  }

  func difference(degreesOfFreedom: Double) -> EffectEstimate {
    EffectEstimate(
      value: treatmentMean - controlMean,
      standardError: (controlError + treatmentError).squareRoot(),
      degreesOfFreedom: degreesOfFreedom)
  }

  /// The variance of treatment / control to first order (delta method).
  func relativeLift(degreesOfFreedom: Double) -> EffectEstimate? {
    guard controlMean != 0 else { return nil }
    let ratio = treatmentMean / controlMean
    let variance =
      (treatmentError + ratio * ratio * controlError) / (controlMean * controlMean)
    guard variance > 0, variance.isFinite else { return nil }
    return EffectEstimate(
      value: (treatmentMean - controlMean) / abs(controlMean),
      standardError: variance.squareRoot(), degreesOfFreedom: degreesOfFreedom)
  }
}
