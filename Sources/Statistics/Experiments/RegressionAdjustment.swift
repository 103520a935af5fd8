/// One arm's metric together with what the same users did before (CUPED's covariate).
package struct AdjustedArm: Sendable, Codable, Equatable {
  package var metric: Moments
  /// The same metric, or another one, before the experiment began.
  package var before: Moments
  /// The sum over users of metric × before.
  package var sumOfProducts: Double

  package init(metric: Moments, before: Moments, sumOfProducts: Double) {
    self.metric = metric
    self.before = before
    self.sumOfProducts = sumOfProducts
  }

  /// Sample covariance of the metric and the covariate; `nil` for fewer than two users.
  fileprivate var covariance: Double? {
    guard metric.count > 1, metric.count == before.count else { return nil }
    let count = Double(metric.count)
    return (sumOfProducts - count * metric.mean * before.mean) / (count - 1)
  }
}

/// A comparison whose noise is reduced by what was known of the users before (CUPED).
///
/// Source: Deng, Xu, Kohavi and Walker, "Improving the sensitivity of online controlled experiments
/// by utilizing pre-experiment data", 2013. The slope is taken over both arms together.
package struct RegressionAdjustedTest: Sendable, Codable, Equatable {
  /// What a unit of the covariate predicts of the metric.
  package let slope: Double
  /// Treatment minus control, adjusted.
  package let difference: EffectEstimate
  /// As a share of the control's adjusted mean.
  package let relativeLift: EffectEstimate?

  /// - Throws: ``ComparisonError/invalidArm(index:)`` for fewer than two users or unequal counts,
  ///   ``ComparisonError/noVariation`` if nothing varies.
  package init(control: AdjustedArm, treatment: AdjustedArm) throws(ComparisonError) {
    guard let controlCovariance = control.covariance else { throw .invalidArm(index: 0) }
    guard let treatmentCovariance = treatment.covariance else { throw .invalidArm(index: 1) }
    var metric = control.metric
    metric.merge(treatment.metric)
    var before = control.before
    before.merge(treatment.before)
    let joint = AdjustedArm(
      metric: metric, before: before,
      sumOfProducts: control.sumOfProducts + treatment.sumOfProducts)
    let spread = before.variance ?? 0
    let slope = spread > 0 ? (joint.covariance ?? 0) / spread : 0
    func adjusted(_ arm: AdjustedArm, _ covariance: Double) -> Moments {
      let variance =
        (arm.metric.variance ?? 0) + slope * slope * (arm.before.variance ?? 0)
        - 2 * slope * covariance
      return Moments(
        count: arm.metric.count, mean: arm.metric.mean - slope * arm.before.mean,
        variance: variance)
    }
    let test = try WelchTest(
      control: adjusted(control, controlCovariance),
      treatment: adjusted(treatment, treatmentCovariance))
    self.slope = slope
    difference = test.difference
    relativeLift = test.relativeLift
  }
}
