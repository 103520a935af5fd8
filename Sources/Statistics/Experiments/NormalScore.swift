/// A two-sided p-value on the normal scale, with the sign of its statistic.
///
/// So that statistics of any distribution can be compared with limits in standard errors; the
/// statistic itself where the p-value is too small to be told from 0.
package func normalScore(of statistic: Double, pValue: Double) -> Double {
  guard pValue > 1e-290 else { return statistic }
  let size = -NormalDistribution.standard.quantile(pValue / 2)
  return statistic < 0 ? -size : size
}

extension EffectEstimate {
  /// The p-value of no difference on the normal scale, with the effect's sign.
  package var score: Double {
    degreesOfFreedom.isFinite ? normalScore(of: statistic, pValue: pValue) : statistic
  }
}
