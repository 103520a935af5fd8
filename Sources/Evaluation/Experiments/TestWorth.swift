package import Commerce
package import Statistics

/// What a test is worth: the value of what it may teach against what it costs to run, a day over
/// the time in which the answer counts. One rule for creatives, audiences and budgets.
package struct TestWorth: Hashable, Sendable {
  /// What is believed of the effect before the test.
  package var belief: NormalPrior
  /// Of the effect as the test will measure it.
  package var standardError: Double
  /// Measured effects above it are acted on, where a challenger replaces something.
  package var limit: Double
  package var days: Double
  /// Days from the start over which an answer is worth something.
  package var horizonDays: Double
  /// Profit a day that one unit of the effect is worth, in currency units.
  package var stake: Double

  package init(
    belief: NormalPrior, standardError: Double, limit: Double = 0, days: Double,
    horizonDays: Double,
    stake: Double
  ) {
    self.belief = belief
    self.standardError = standardError
    self.limit = limit
    self.days = days
    self.horizonDays = horizonDays
    self.stake = stake
  }

  /// Where the challenger replaces the control after a clear result.
  ///
  /// - Parameters:
  ///   - exposed: Share of the stake that has the effect while the test runs already.
  ///   - running: Profit a day of what is spent in addition while it runs.
  /// - Returns: Profit a day over the horizon that the test is expected to add.
  package func ofReplacing(
    exposed: Double, running: Estimate = Estimate(mean: 0, low: 0, high: 0)
  ) -> Estimate {
    gain(
      learnt: belief.expectedAdoption(above: limit, standardError: standardError),
      exposed: exposed, running: running)
  }

  /// Where what is learnt moves something up or down by one unit, as it is moved now by the better
  /// guess: the belief changes with every result, so none has to be clear.
  ///
  /// - Parameter running: Profit a day that the test costs or brings while it runs.
  /// - Returns: Profit a day over the horizon that the test is expected to add.
  package func ofMoving(running: Estimate) -> Estimate {
    gain(
      learnt: belief.valueOfMeasuring(standardError: standardError), exposed: 0, running: running)
  }

  private func gain(learnt: Double, exposed: Double, running: Estimate) -> Estimate {
    let after = max(0, 1 - days / horizonDays)
    let during = min(1, days / horizonDays)
    let spread = 1.28 * belief.deviation
    return Estimate(
      mean: stake * (learnt * after + belief.mean * exposed * during) + running.mean * during,
      low: stake * min(0, belief.mean - spread) * exposed * during + min(0, running.low) * during,
      high: stake * max(0, belief.mean + spread) * (after + exposed * during)
        + max(0, running.high) * during)
  }
}
