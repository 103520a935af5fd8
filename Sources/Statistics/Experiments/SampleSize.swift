import RealModule

/// How many users an experiment on a rate needs, and what it can find with those it has.
package struct ProportionPlan: Sendable, Codable, Equatable {
  /// The control's rate, in (0, 1).
  package let baseline: Double
  /// The two-sided error rate, in (0, 1).
  package let alpha: Double
  /// The probability of finding a true effect, in (0, 1).
  package let power: Double

  package init(baseline: Double, alpha: Double = 0.05, power: Double = 0.8) {
    self.baseline = baseline
    self.alpha = alpha
    self.power = power
  }

  /// Users an arm to find a relative lift, by the unpooled z-test.
  ///
  /// `nil` if the lift is 0 or leads outside (0, 1).
  package func usersPerArm(toFindLift lift: Double) -> Double? {
    let rate = baseline * (1 + lift)
    guard lift != 0, isRate(baseline), isRate(rate) else { return nil }
    let spread = baseline * (1 - baseline) + rate * (1 - rate)
    return reach * reach * spread / ((rate - baseline) * (rate - baseline))
  }

  /// Users an arm to find a relative lift, by Cohen's h (the arcsine scale).
  package func usersPerArmByEffectSize(toFindLift lift: Double) -> Double? {
    let rate = baseline * (1 + lift)
    guard lift != 0, isRate(baseline), isRate(rate) else { return nil }
    let effect = cohensEffect(from: baseline, to: rate)
    let distance = GroupSequentialPlan(.pocock, looks: 1, alpha: alpha).distance(foundWith: power)
    return 2 * distance * distance / (effect * effect)
  }

  /// The smallest relative lift upwards that `users` an arm can find; `nil` if none below rate 1.
  package func detectableLift(usersPerArm users: Double) -> Double? {
    guard isRate(baseline), users > 0 else { return nil }
    var low = 0.0
    var high = 1 / baseline - 1
    guard (usersPerArm(toFindLift: high * (1 - 1e-12)) ?? .infinity) <= users else { return nil }
    for _ in 0..<100 {
      let middle = 0.5 * (low + high)
      if (usersPerArm(toFindLift: middle) ?? .infinity) <= users {
        high = middle
      } else {
        low = middle
      }
    }
    return high
  }

  /// The probability that `users` an arm find a relative lift.
  package func power(ofLift lift: Double, usersPerArm users: Double) -> Double {
    let rate = baseline * (1 + lift)
    guard isRate(baseline), isRate(rate), users > 0 else { return 0 }
    let error = ((baseline * (1 - baseline) + rate * (1 - rate)) / users).squareRoot()
    let limit = NormalDistribution.standard.quantile(1 - alpha / 2)
    let distance = (rate - baseline) / error
    return NormalDistribution.standard.survival(limit - distance)
      + NormalDistribution.standard.cumulative(-limit - distance)
  }

  private var reach: Double {
    NormalDistribution.standard.quantile(1 - alpha / 2)
      + NormalDistribution.standard.quantile(power)
  }

  private func isRate(_ value: Double) -> Bool { value > 0 && value < 1 }
}
