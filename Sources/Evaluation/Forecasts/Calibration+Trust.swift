import Oversight
import Statistics

extension Calibration.Line {
  /// Share of intervals that may miss beyond what they promise before trust is lost.
  static let tolerated = 0.15
  /// Outcomes without which nothing is concluded.
  static let leastOutcomes = 8

  /// Why decisions of this kind should not be made alone, in words; `nil` while their forecasts hold
  /// or too few have been measured.
  ///
  /// Trust is lost when it is at least 95 % probable that fewer lie within their interval than its
  /// level less 0.15 (by the posterior of a share with Jeffreys' prior), or that outcomes lie more
  /// than one half width to the worse side of what was expected.
  package var concern: String? {
    guard settled >= Self.leastOutcomes else { return nil }
    let coverage = BetaDistribution(Double(within) + 0.5, Double(settled - within) + 0.5)
    if coverage.cumulative(level - Self.tolerated) >= 0.95 {
      return "forecasts of \(kind.rawValue) do not hold: \(within) of \(settled) outcomes within "
        + "the \(FigureWords.share(level)) interval"
    }
    let reach = StudentDistribution(degreesOfFreedom: Double(settled - 1)).quantile(0.95)
    if biasError.isFinite, meanBias + reach * biasError < -1 {
      return "forecasts of \(kind.rawValue) promise too much: \(settled) outcomes lie "
        + "\(FigureWords.oneDecimal(meanBias.magnitude)) half widths below what was expected"
    }
    return nil
  }
}
