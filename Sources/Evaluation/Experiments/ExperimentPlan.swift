package import Statistics

/// What a test has to measure and find, from which its size follows.
package struct ExperimentQuestion: Sendable, Equatable {
  package enum Baseline: Sendable, Equatable {
    /// A rate, in (0, 1).
    case rate(Double)
    /// A mean with its standard deviation between users.
    case mean(Double, deviation: Double)
  }

  package var baseline: Baseline
  /// The least relative change worth finding, not 0: 0.05 is +5 %.
  package var minimumEffect: Double
  package var alpha: Double
  package var power: Double
  /// With the control, from 2.
  package var variants: Int
  package var looks: Int
  package var spending: AlphaSpending?
  /// Users a day in all variants together.
  package var trafficPerDay: Double?
  /// The guardrail metric's baseline and the relative harm that may be overlooked.
  package var guardrail: (baseline: Baseline, margin: Double)?

  package init(
    baseline: Baseline, minimumEffect: Double, alpha: Double = 0.05, power: Double = 0.8,
    variants: Int = 2, looks: Int = PlannedHorizon.usualLooks,
    spending: AlphaSpending? = .obrienFleming, trafficPerDay: Double? = nil,
    guardrail: (baseline: Baseline, margin: Double)? = nil
  ) {
    self.baseline = baseline
    self.minimumEffect = minimumEffect
    self.alpha = alpha
    self.power = power
    self.variants = variants
    self.looks = looks
    self.spending = spending
    self.trafficPerDay = trafficPerDay
    self.guardrail = guardrail
  }

  package static func == (one: Self, other: Self) -> Bool {
    one.baseline == other.baseline && one.minimumEffect == other.minimumEffect
      && one.alpha == other.alpha && one.power == other.power && one.variants == other.variants
      && one.looks == other.looks && one.spending == other.spending
      && one.trafficPerDay == other.trafficPerDay
      && one.guardrail?.baseline == other.guardrail?.baseline
      && one.guardrail?.margin == other.guardrail?.margin
  }
}

/// How large a test has to be, when it may be looked at, and with which limits.
package struct ExperimentPlan: Sendable, Equatable {
  package struct Look: Sendable, Equatable {
    /// Users in each variant.
    package let usersPerVariant: Double
    /// Of the statistic, in standard errors, on either side.
    package let limit: Double
    /// The two-sided p-value that the limit is.
    package let pValue: Double
    /// The chance to have found the minimum effect by now.
    package let power: Double
  }

  package let question: ExperimentQuestion
  /// Of one comparison: alpha divided by the comparisons with the control.
  package let alphaPerComparison: Double
  /// Users in each variant of a test with one look.
  package let usersForOneLook: Double
  /// Users in each variant, with what the looks cost; the guardrail's need included.
  package let usersPerVariant: Double
  /// Users in each variant that the guardrail alone needs.
  package let usersForGuardrail: Double?
  /// `usersPerVariant` over `usersForOneLook`, for the looks alone.
  package let inflation: Double
  package let looks: [Look]
  /// Whole days, where the traffic is known.
  package let days: Double?
  /// The average share of the sample used where the minimum effect is there.
  package let expectedShare: Double

  /// - Returns: `nil` where the baseline or the change leads outside the possible.
  package init?(_ question: ExperimentQuestion) {
    let alpha = question.alpha / Double(max(1, question.variants - 1))
    let (mean, variances) = Self.spread(question.baseline, change: question.minimumEffect)
    let difference = abs(mean * question.minimumEffect)
    guard difference > 0, variances > 0, variances.isFinite else { return nil }
    let shares = (1...max(1, question.looks)).map { Double($0) / Double(max(1, question.looks)) }
    let design = Self.design(question.spending, shares, alpha: alpha)
    let reach = design.distance(foundWith: question.power)
    let single = GroupSequentialPlan(.pocock, looks: 1, alpha: alpha)
      .distance(foundWith: question.power)
    let perUser = variances / (difference * difference)
    let guardrail = question.guardrail.flatMap {
      Self.guardrailUsers($0.baseline, margin: $0.margin, question, shares)
    }
    let users = max(reach * reach * perUser, guardrail ?? 0).rounded(.up)
    self.question = question
    alphaPerComparison = alpha
    usersForOneLook = (single * single * perUser).rounded(.up)
    usersPerVariant = users
    usersForGuardrail = guardrail?.rounded(.up)
    inflation = (reach / single) * (reach / single)
    let distance = (users / perUser).squareRoot()
    var found = 0.0
    looks = zip(zip(shares, design.limits), design.exits(atDistance: distance)).map { look, exit in
      found += exit.upper
      return Look(
        usersPerVariant: (look.0 * users).rounded(.up), limit: look.1,
        pValue: twoSidedNormalP(look.1), power: found)
    }
    expectedShare = design.expectedShare(atDistance: distance)
    days = question.trafficPerDay.map { (users * Double(question.variants) / $0).rounded(.up) }
  }

  /// The mean, and the variances of a user of both variants added.
  private static func spread(
    _ baseline: ExperimentQuestion.Baseline, change: Double
  ) -> (mean: Double, variances: Double) {
    switch baseline {
    case .rate(let rate):
      let changed = rate * (1 + change)
      guard rate > 0, rate < 1, changed > 0, changed < 1 else { return (rate, .nan) }
      return (rate, rate * (1 - rate) + changed * (1 - changed))
    case .mean(let mean, let deviation): return (mean, 2 * deviation * deviation)
    }
  }

  private static func design(
    _ spending: AlphaSpending?, _ shares: [Double], alpha: Double
  ) -> GroupSequentialPlan {
    if let spending { return GroupSequentialPlan(spending, shares: shares, alpha: alpha) }
    let sequence = HorizonSequence(alpha: alpha, horizon: 1)
    return GroupSequentialPlan(
      information: shares, limits: shares.map { sequence.limit(atSize: $0) }, alpha: alpha)
  }

  /// Users in each variant that show non-inferiority at the last look, where there is no harm.
  private static func guardrailUsers(
    _ baseline: ExperimentQuestion.Baseline, margin: Double, _ question: ExperimentQuestion,
    _ shares: [Double]
  ) -> Double? {
    let (mean, variances) = spread(baseline, change: 0)
    let tolerated = abs(mean * margin)
    guard tolerated > 0, variances > 0 else { return nil }
    let alpha = 2 * GuardrailLimits.error / Double(max(1, question.variants - 1))
    let limit = design(question.spending, shares, alpha: alpha).limits.last ?? .infinity
    let reach = limit + NormalDistribution.standard.quantile(question.power)
    return reach * reach * variances / (tolerated * tolerated)
  }
}
