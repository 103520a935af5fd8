import RealModule

/// How many users an experiment on a mean needs, by the t-test of two equal arms.
package struct MeanPlan: Sendable, Codable, Equatable {
  /// The two-sided error rate, in (0, 1).
  package let alpha: Double
  /// The probability of finding a true effect, in (0, 1).
  package let power: Double

  package init(alpha: Double = 0.05, power: Double = 0.8) {
    self.alpha = alpha
    self.power = power
  }

  /// Users an arm to find a difference of `effect` standard deviations (Cohen's d).
  ///
  /// - Returns: Not rounded, at least 2; `nil` if the effect is 0 or not finite.
  package func usersPerArm(toFindEffect effect: Double) -> Double? {
    guard effect != 0, effect.isFinite else { return nil }
    var (low, high) = (2.0, 4.0)
    while power(ofEffect: effect, usersPerArm: high) < power {
      low = high
      high *= 2
      guard high < 1e15 else { return nil }
    }
    for _ in 0..<100 where high - low > 1e-11 * high {
      let middle = 0.5 * (low + high)
      if power(ofEffect: effect, usersPerArm: middle) < power {
        low = middle
      } else {
        high = middle
      }
    }
    return high
  }

  /// The probability that `users` an arm, at least 2, find a difference of `effect` deviations.
  ///
  /// The noncentral t distribution, integrated over the law of the estimated deviation.
  package func power(ofEffect effect: Double, usersPerArm users: Double) -> Double {
    guard users >= 2 else { return 0 }
    let freedom = 2 * users - 2
    let limit = StudentDistribution(degreesOfFreedom: freedom).quantile(1 - alpha / 2)
    let distance = abs(effect) * (users / 2).squareRoot()
    let normal = NormalDistribution.standard
    let spread = 9 / (2 * freedom).squareRoot()
    let logFactor =
      freedom / 2 * Double.log(freedom / 2) - logGamma(freedom / 2) + Double.log(2)
    return min(
      1,
      gaussIntegral(over: max(1e-9, 1 - spread)...(1 + spread)) { ratio in
        let density = Double.exp(
          logFactor + (freedom - 1) * Double.log(ratio) - freedom / 2 * ratio * ratio)
        return density
          * (normal.survival(limit * ratio - distance)
            + normal.cumulative(-limit * ratio - distance))
      })
  }
}
