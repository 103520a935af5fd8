import Commerce
import Evaluation
import Oversight
import RealModule
import Statistics

/// A campaign's message shown to another audience too, at the same budget.
struct AudienceProposal: Hashable, Sendable {
  var campaign: Campaign.ID
  var audience: Audience
  var otherAudience: Audience
  var dailyBudget: Money
  var days: Int
  var hypothesis: String
  /// Of the logarithm of the other audience's return over this one's.
  var belief: NormalPrior
  /// Of that as the test will measure it.
  var standardError: Double
  /// Attributed revenue a day of both campaigns together.
  var revenuePerDay: Estimate
  /// Expected in the campaign that sells less.
  var orders: Double
  var gainPerDay: Estimate
  var reason: String

  var design: Experiment.Design {
    TrialRules.design(days: days, freedom: Double(days - 1)) { Double.exp($0 * standardError) - 1 }
  }
}

/// Decides whether the message of a campaign is worth showing to an adjacent audience.
///
/// The answer is what the same money returns there, so the arms are compared per unit of spend. Two
/// audiences are adjacent if they suit the same objective and what platforms attribute to them is
/// caused by advertising to the same part; else the comparison would reward claims.
enum AudienceTests {
  /// Days that a test may take.
  static let lengths = [14, 21, 28]

  static func proposal(
    for campaign: Campaign, _ history: OwnResults, _ input: PlanningInput
  ) -> Result<AudienceProposal, TestObstacle> {
    guard let budget = campaign.dailyBudget, campaign.platform.hasBudgets else {
      return .failure(TestObstacle("it has no budget"))
    }
    if let words = TrialRules.obstacle(to: campaign, about: "audience", input) {
      return .failure(TestObstacle(words))
    }
    let needed = budget.scaledUp(by: campaign.platform.overspendFactor)
    guard needed <= input.free(on: campaign.platform) else {
      return .failure(
        TestObstacle(
          "\(needed) would have to be held for as much again, "
            + "\(input.free(on: campaign.platform)) is free"))
    }
    let possible = lengths.filter {
      TrialRules.shortage(of: campaign, at: budget, days: $0, input) == nil
    }
    guard !possible.isEmpty else {
      let words = TrialRules.shortage(of: campaign, at: budget, days: lengths[0], input)
      return .failure(TestObstacle(words ?? "it ends too soon"))
    }
    let designs = adjacent(to: campaign, input).flatMap { other in
      let there = history.roas(campaign.platform, other)
      return possible.map { design(campaign, budget, other, there, days: $0, input) }
    }
    guard !designs.isEmpty else { return .failure(TestObstacle("no adjacent audience is free")) }
    let telling = designs.filter { $0.orders >= Double(ExperimentJudge.leastSuccesses) }
    guard let best = telling.max(by: { $0.gainPerDay.mean < $1.gainPerDay.mean }) else {
      let most = designs.map(\.orders).max() ?? 0
      return .failure(
        TestObstacle(
          "\(FigureWords.whole(most)) orders in \(lengths.max() ?? 0) days, "
            + "\(ExperimentJudge.leastSuccesses) are needed on each side"))
    }
    guard best.gainPerDay.mean > 0 else {
      return .failure(
        TestObstacle(
          "\(best.otherAudience) are \(FigureWords.share(best.belief.chanceOfGain)) likely to "
            + "return more, which does not pay for \(input.words(budget.units)) a day"))
    }
    return .success(best)
  }

  /// Audiences that might take the message as well, in a fixed order.
  static func adjacent(to campaign: Campaign, _ input: PlanningInput) -> [Audience] {
    let caused = IndustryPriors.incrementality(campaign.audience)
    return candidates(campaign.objective).filter { audience in
      audience != campaign.audience && IndustryPriors.incrementality(audience) == caused
        && isReachable(audience, input)
        && input.occupied(campaign.platform, audience, restDays: 28) == nil
    }
  }

  private static func candidates(_ objective: Campaign.Objective) -> [Audience] {
    switch objective {
    case .acquisition: [.prospects, .lookalike, .everyone]
    case .retention:
      [.potentialLoyalists, .new, .promising, .needAttention, .champions, .loyal]
        .map(Audience.segment)
    case .upsell: [.champions, .loyal, .potentialLoyalists].map(Audience.segment)
    case .winback:
      [.aboutToSleep, .atRisk, .cannotLose, .hibernating, .lost].map(Audience.segment)
    }
  }

  private static func isReachable(_ audience: Audience, _ input: PlanningInput) -> Bool {
    switch audience {
    case .everyone, .prospects: return true
    case .lookalike: return input.canResemble
    case .segment(let name): return (input.segment(name)?.customers ?? 0) >= PlanningInput.matchable
    }
  }

  private static func design(
    _ campaign: Campaign, _ budget: Money, _ other: Audience, _ there: OwnResults.Level, days: Int,
    _ input: PlanningInput
  ) -> AudienceProposal {
    let here = input.response(of: campaign).roas(atDailySpend: budget.units)
    let ownDeviation = Double.log(max(here.high, 0.01) / max(here.low, 0.01)) / 2.56
    let belief = NormalPrior(
      mean: Double.log(there.mean / max(here.mean, 0.01)),
      deviation: (ownDeviation * ownDeviation + there.logDeviation * there.logDeviation)
        .squareRoot())
    let spend = budget.units * Double(days)
    let orders = [here.mean, there.mean].map { spend * $0 / input.orderValue }
    let error = orders.reduce(0) { $0 + PairedReturns.chance(ofOrders: $1) }.squareRoot()
    let reach = StudentDistribution(degreesOfFreedom: Double(days - 1))
      .quantile(1 - ExperimentJudge.trialAlpha / 2)
    let caused = input.shop.grossMargin * IndustryPriors.incrementality(campaign.audience)
    func profit(_ deviations: Double) -> Double {
      let roas = there.mean * Double.exp(deviations * there.logDeviation)
      return budget.units * (roas * caused - 1)
    }
    let gain = TestWorth(
      belief: belief, standardError: error, limit: reach * error,
      days: Double(days + AttributionLag.days(campaign.platform)),
      horizonDays: TrialRules.horizonDays, stake: budget.units * here.mean * caused
    ).ofReplacing(
      exposed: 0,
      // What it may earn meanwhile a plain campaign would earn too: only its cost counts.
      running: Estimate(mean: min(0, profit(0)), low: profit(-1.28), high: 0))
    return proposal(
      campaign, budget, other, days, here, there, belief, error, gain, orders: orders)
  }

  private static func proposal(
    _ campaign: Campaign, _ budget: Money, _ other: Audience, _ days: Int, _ here: Estimate,
    _ there: OwnResults.Level, _ belief: NormalPrior, _ error: Double, _ gain: Estimate,
    orders: [Double]
  ) -> AudienceProposal {
    let both = budget.units * (here.mean + there.mean)
    let spread = (belief.deviation * belief.deviation + 0.01).squareRoot()
    return AudienceProposal(
      campaign: campaign.id, audience: campaign.audience, otherAudience: other,
      dailyBudget: budget, days: days,
      hypothesis: "\(other) return more attributed revenue per unit of spend than "
        + "\(campaign.audience) to the message of \"\(campaign.name)\"",
      belief: belief, standardError: error,
      revenuePerDay: Estimate(
        mean: both, low: both * Double.exp(-1.28 * spread), high: both * Double.exp(1.28 * spread)),
      orders: orders.min() ?? 0, gainPerDay: gain,
      reason: "\(campaign.audience) return \(twoDecimals(here.mean)) a unit "
        + "(\(twoDecimals(here.low)) to \(twoDecimals(here.high))), \(other) are thought to return "
        + "\(twoDecimals(there.mean)) (\(there.basis)), "
        + "\(FigureWords.share(belief.chanceOfGain)) likely to be more; \(days) days at "
        + "\(budget) a day each tell it to within \(FigureWords.share(Double.exp(error) - 1))")
  }
}
