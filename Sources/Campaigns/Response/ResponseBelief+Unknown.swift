import RealModule
import Statistics

extension ResponseBelief {
  /// How much of a spend's return is not known, as a share of what is expected, at most 3.
  func relativeDeviation(at spend: Double) -> Double {
    let (mean, deviation) = expectedReturn(of: max(1, spend))
    return mean > 0 ? min(3, deviation / mean) : 0
  }

  /// A curve through what may be hoped for at a spend and well beyond it, where less is known.
  ///
  /// - Parameters:
  ///   - deviations: Of what is not known of a return, added to what is expected; 0 for none.
  ///   - spend: Currency units a day that are spent now.
  /// - Returns: Revenue a day by daily spend.
  func hopeful(by deviations: Double, from spend: Double) -> HillCurve {
    func hoped(_ spend: Double) -> Double {
      expectedReturn(of: spend).mean * (1 + deviations * relativeDeviation(at: spend))
    }
    let curve = mean
    let near = max(1, spend)
    let far = 3 * max(near, curve.halfSaturation)
    let (low, high) = (hoped(near), hoped(far))
    guard low > 0, high > 0 else { return curve }
    // Two points decide the height and the half-saturation of a shape; it grows by more than 1 and
    // less than its power between them.
    let reach = Double.pow(far / near, curve.shape)
    let growth = min(max(high / low, 1.02), 0.98 * reach)
    let half = Double.pow(far, curve.shape) * (growth - 1) / (reach - growth)
    let unit = HillCurve(
      maximum: 1, halfSaturation: Double.pow(half, 1 / curve.shape), shape: curve.shape)
    return unit.scaled(by: high / unit.value(far))
  }
}
