import Statistics

extension ResponseBelief {
  /// How much of a spend's return is not known, as a share of what is expected, at most 3.
  func relativeDeviation(at spend: Double) -> Double {
    let (mean, deviation) = expectedReturn(of: max(1, spend))
    return mean > 0 ? min(3, deviation / mean) : 0
  }
}
