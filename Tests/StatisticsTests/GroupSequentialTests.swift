import Statistics
import Testing

/// Constants of Jennison and Turnbull (2000), tables 2.1, 2.3 and 2.9, and the limits of gsDesign's
/// `sfLDOF` and `sfLDPocock`, all two-sided at 5 %.
@Suite struct GroupSequentialTests {
  @Test(arguments: [
    (2, 2.178, 1.977), (3, 2.289, 2.004), (4, 2.361, 2.024), (5, 2.413, 2.040),
    (10, 2.555, 2.087), (20, 2.672, 2.126),
  ])
  func `limits of Pocock and of O'Brien and Fleming are the published ones`(
    looks: Int, pocock: Double, obrienFleming: Double
  ) {
    let flat = GroupSequentialPlan(.pocock, looks: looks)
    #expect(flat.limits.allSatisfy { abs($0 - pocock) < 6e-4 })
    let steep = GroupSequentialPlan(.obrienFleming, looks: looks)
    #expect(abs((steep.limits.last ?? 0) - obrienFleming) < 6e-4)
    #expect(
      abs((steep.limits.first ?? 0) - obrienFleming * Double(looks).squareRoot()) < 6e-4 * 5)
  }

  @Test func `spent alpha gives the published limits of Lan and DeMets`() {
    let shares = (1...5).map { Double($0) / 5 }
    let steep = GroupSequentialPlan(.obrienFleming, shares: shares)
    let flat = GroupSequentialPlan(.pocock, shares: shares)
    for (limit, expected) in zip(steep.limits, [4.8769, 3.3569, 2.6803, 2.2898, 2.0310]) {
      #expect(abs(limit - expected) < 1e-3)
    }
    for (limit, expected) in zip(flat.limits, [2.4380, 2.4268, 2.4102, 2.3966, 2.3860]) {
      #expect(abs(limit - expected) < 1e-3)
    }
  }

  @Test(arguments: [(5, 1.229, 1.028), (2, 1.110, 1.008), (10, 1.301, 1.040)])
  func `the sample grows by the published factor`(
    looks: Int, pocock: Double, obrienFleming: Double
  ) {
    let flat = GroupSequentialPlan(.pocock, looks: looks)
    let steep = GroupSequentialPlan(.obrienFleming, looks: looks)
    #expect(abs(flat.inflation(power: 0.8) - pocock) < 2e-3)
    #expect(abs(steep.inflation(power: 0.8) - obrienFleming) < 2e-3)
  }

  @Test(arguments: [
    [0.1, 0.12, 0.5, 0.9, 1.0], [1.0], [0.3, 0.300001, 1.0], [0.01, 0.011, 0.012, 1.0],
  ])
  func `the error is alpha at any distances of the looks`(shares: [Double]) {
    for spending in [AlphaSpending.obrienFleming, .pocock, .power(exponent: 3)] {
      let plan = GroupSequentialPlan(spending, shares: shares)
      #expect(abs(plan.power(atDistance: 0) - 0.05) < 1e-7)
    }
  }

  @Test func `limits do not depend on the unit of information`() {
    let shares = [0.2, 0.5, 1.0]
    let one = GroupSequentialPlan(.pocock, shares: shares)
    let other = GroupSequentialPlan(
      information: shares.map { $0 * 1e9 },
      spent: shares.map { AlphaSpending.pocock.spent(at: $0, alpha: 0.05) }, alpha: 0.05)
    for (limit, same) in zip(one.limits, other.limits) { #expect(abs(limit - same) < 1e-9) }
  }

  @Test func `spending rises from nothing to alpha and stays there`() {
    for spending in [AlphaSpending.obrienFleming, .pocock, .power(exponent: 2)] {
      let spent = stride(from: 0.0, through: 1.5, by: 0.1).map {
        spending.spent(at: $0, alpha: 0.05)
      }
      #expect(spent.first == 0 && spent.last == 0.05)
      #expect(zip(spent, spent.dropFirst()).allSatisfy { $0 <= $1 })
    }
  }

  @Test func `a test with one look is an ordinary one`() {
    let plan = GroupSequentialPlan(.obrienFleming, looks: 1)
    let effect = EffectEstimate(value: 0.3, standardError: 0.1)
    let inference = StageWiseInference(plan: plan, endedAt: 0, effect: effect)
    #expect(agrees(plan.limits[0], 1.959963984540054, within: 1e-9))
    #expect(agrees(inference.pValue, effect.pValue, within: 1e-9))
    #expect(agrees(inference.interval.lowerBound, effect.interval().lowerBound, within: 1e-7))
    #expect(agrees(inference.interval.upperBound, effect.interval().upperBound, within: 1e-7))
    #expect(agrees(inference.medianEffect, 0.3, within: 1e-7))
  }

  @Test func `an estimate after early looks is drawn towards nothing`() {
    let plan = GroupSequentialPlan(.pocock, looks: 5)
    let effect = EffectEstimate(value: 0.25, standardError: 0.1)
    let inference = StageWiseInference(plan: plan, endedAt: 4, effect: effect)
    #expect(inference.pValue > effect.pValue && inference.pValue < 0.05)
    #expect(inference.medianEffect < 0.25 && inference.medianEffect > 0)
    #expect(inference.interval.lowerBound > 0)
    let edge = EffectEstimate(value: plan.limits[4], standardError: 1)
    let limit = StageWiseInference(plan: plan, endedAt: 4, effect: edge)
    #expect(agrees(limit.pValue, 0.05, within: 1e-4))
  }

  @Test(arguments: [(5, 2.6), (40, 1.1), (40, -3.0), (100, 4.5)])
  func `the ends of a stage-wise interval leave its tails to the outcomes beyond`(
    looks: Int, statistic: Double
  ) {
    let shares = (1...looks).map { Double($0) / Double(looks) }
    let plan = GroupSequentialPlan(.obrienFleming, shares: shares)
    let inference = StageWiseInference(
      plan: plan, endedAt: looks - 1, effect: EffectEstimate(value: statistic, standardError: 1))
    // The other way: a walk with the effect as its drift, to the look's own outcome.
    let seen = GroupSequentialPlan(
      information: shares, limits: plan.limits.dropLast() + [abs(statistic)], alpha: 0.05)
    func upper(_ distance: Double) -> Double {
      let exits = seen.exits(atDistance: distance)
      let above = exits.dropLast().reduce(0) { $0 + $1.upper }
      guard let last = exits.last else { return above }
      // Below nothing, "above the outcome" is what neither stopped nor ended below it.
      return statistic > 0
        ? above + last.upper : 1 - exits.dropLast().reduce(0) { $0 + $1.lower } - last.lower
    }
    #expect(abs(upper(inference.interval.lowerBound) - 0.025) < 1e-8)
    #expect(abs(upper(inference.medianEffect) - 0.5) < 1e-8)
    #expect(abs(upper(inference.interval.upperBound) - 0.975) < 1e-8)
  }

  @Test func `the largest excursion has the law of a Brownian motion`() {
    let sequence = HorizonSequence(alpha: 0.05, horizon: 1_000)
    // 4 % of Brownian motions go beyond 2.3263; the series' later terms are below 10⁻¹¹.
    #expect(abs(sequence.limit(atSize: 1_000) - 2.3263) < 1e-4)
    let effect = EffectEstimate(value: 2.3263, standardError: 1)
    #expect(agrees(sequence.pValue(of: effect, size: 1_000), 0.05, within: 1e-3))
    #expect(sequence.pValue(of: effect, size: 2_000) > 0.05)
    #expect(sequence.pValue(of: EffectEstimate(value: 0, standardError: 1), size: 500) == 1)
  }

  @Test func `limit and p-value of an anytime test agree at every size`() {
    for horizon in [nil, 3_000.0] {
      let sequence = HorizonSequence(alpha: 0.05, horizon: horizon)
      for size in [10.0, 100, 1_000, 3_000, 10_000, 1e6] {
        let limit = sequence.limit(atSize: size)
        let above = EffectEstimate(value: limit * 1.0001, standardError: 1)
        let below = EffectEstimate(value: limit * 0.9999, standardError: 1)
        #expect(sequence.pValue(of: above, size: size) < 0.05)
        #expect(sequence.pValue(of: below, size: size) > 0.05)
      }
    }
  }

  @Test func `a mean's sample grows with the square of the effect`() throws {
    let plan = MeanPlan()
    let small = try #require(plan.usersPerArm(toFindEffect: 0.01))
    let large = try #require(plan.usersPerArm(toFindEffect: -0.1))
    #expect(abs(small / large - 100) < 0.5)
    #expect(plan.usersPerArm(toFindEffect: 0) == nil)
    #expect(plan.usersPerArm(toFindEffect: .nan) == nil)
  }
}
