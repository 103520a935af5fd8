import AgentInterface
import Commerce
import Statistics

extension LiftRecord {
  /// A test of regions as the agent takes it.
  ///
  /// - Parameters:
  ///   - test: What was read.
  ///   - days: One for each of its periods.
  ///   - attributed: What the platform attributed to the campaign, above 0.
  ///   - isHeldBack: Whether the campaign was off where the test ran, so that its absence is seen.
  /// - Throws: ``CommandFailure`` for a result without an error, or of the wrong sign beyond chance.
  init(_ test: GeoTest, of days: [Day], attributed: Double, isHeldBack: Bool) throws {
    guard let error = test.totalError, error > 0 else {
      throw CommandFailure(
        "The result has no error, because the test has too few days for an interval at "
          + "\(Figure.percent(test.question.level)), so the agent cannot weigh it. Give earlier days "
          + "too, or a lower --level.")
    }
    let brought = isHeldBack ? -test.total : test.total
    if test.isSupported, brought < 0 {
      throw CommandFailure(
        isHeldBack
          ? "More was sold where the campaign was held back than expected, beyond chance, so "
            + "something else happened there. Nothing was recorded."
          : "Less was sold in the treated regions than expected, beyond chance. If the campaign was "
            + "off there, say so with --held-back. Nothing was recorded.")
    }
    let periods = test.question.test
    self.init(
      incremental: brought, standardError: error, attributed: attributed,
      days: days[periods.lowerBound]...days[periods.upperBound - 1])
  }
}
