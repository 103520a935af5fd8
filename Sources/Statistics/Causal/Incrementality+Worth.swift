import RealModule

extension Incrementality {
  /// What is supposed of a campaign that was never tested, around a share from elsewhere.
  ///
  /// - Parameter mean: The mean share, above 0.
  /// - Returns: A belief as wide as that of a campaign without any test.
  package static func supposed(mean: Double) -> Incrementality {
    let deviation = untested.logDeviation
    return Incrementality(
      logMean: Double.log(max(1e-9, mean)) - 0.5 * deviation * deviation, logDeviation: deviation,
      tests: 0)
  }

  /// The part of what is not known, as a variance of the logarithm, that a test takes away.
  ///
  /// - Parameter error: The standard error of the share as the test will measure it, above 0.
  /// - Returns: From 0 for a test that says nothing to 1.
  package func news(ofTestWithError error: Double) -> Double {
    let before = logDeviation * logDeviation
    let relative = error / mean
    let transfer = LiftMeasurement.transfer
    return before / (before + relative * relative + transfer * transfer)
  }

  /// What it is worth a day to know the share better, for a campaign that is kept while it is
  /// expected to earn its cost and stopped otherwise.
  ///
  /// After the test the expected share is log-normal around today's, by as much of the variance as
  /// the test takes away; the campaign is kept where that still earns the cost. The mean of what is
  /// then earned is that of a call option (Black & Scholes 1973, eq. 13, without interest), and the
  /// value of the test what it has above today's better choice: Raiffa & Schlaifer, "Applied
  /// statistical decision theory" (1961), ch. 5. Other uses of the answer are left out.
  ///
  /// - Parameters:
  ///   - error: The standard error of the share as the test will measure it, above 0.
  ///   - profit: Profit a day, before the campaign's cost, if all that is attributed were caused.
  ///   - cost: What it spends a day.
  /// - Returns: At least 0, in the unit of `profit`; 0 where profit or cost is not above 0.
  package func worth(
    ofTestWithError error: Double, profit: Double, cost: Double
  ) -> Double {
    let earned = profit * mean
    guard earned > 0, cost > 0, earned.isFinite, cost.isFinite, error.isFinite else { return 0 }
    let spread = logDeviation * news(ofTestWithError: error).squareRoot()
    guard spread > 1e-9 else { return 0 }
    let normal = NormalDistribution.standard
    let reach = Double.log(earned / cost) / spread + 0.5 * spread
    let kept = earned * normal.cumulative(reach) - cost * normal.cumulative(reach - spread)
    return max(0, kept - max(0, earned - cost))
  }
}
