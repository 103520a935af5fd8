import Commerce
import Evaluation
import Oversight
import RealModule
import Statistics

/// A campaign's budget switched between two heights by blocks of days.
struct BudgetProposal: Hashable, Sendable {
  var campaign: Campaign.ID
  var trial: Experiment.BudgetTrial
  var hypothesis: String
  /// Of the profit on a unit of extra spend.
  var belief: NormalPrior
  /// Of that as the test will measure it.
  var standardError: Double
  /// Attributed revenue a day over a pair of blocks.
  var revenuePerDay: Estimate
  /// Money spent in addition over the whole test, in currency units.
  var extraSpend: Double
  var gainPerDay: Estimate
  var reason: String

  var design: Experiment.Design {
    TrialRules.design(
      days: Experiment.BudgetTrial.days, freedom: Double(Experiment.BudgetTrial.blocks - 2)
    ) { $0 * standardError }
  }

  /// Share of the belief's variance that the test is expected to take away, 0…1.
  var news: Double {
    let before = belief.deviation * belief.deviation
    return before / (before + standardError * standardError)
  }
}

/// Decides whether what the next unit of a campaign's budget earns is worth finding out.
///
/// It is where that is uncertain, the campaign stands near the point where the next unit just pays,
/// and enough is sold for two weeks at each height to tell the difference.
enum BudgetTests {
  /// Share of a day's revenue that differs from day to day beyond what orders leave to chance.
  static let dayNoise = 0.2
  /// What a curve may get wrong of its slope, as a share: days that all spent about the same say how
  /// much comes back and nothing of how much more would, which is the curve's own guess.
  static let slopeError = 0.25
  /// Share of the budget that the answer must be worth a day, as for a move of budgets.
  static let leastGain = 0.005
  /// Share of the belief's variance that the answer must take away, to be one.
  static let leastNews = 0.2

  static func proposal(
    for campaign: Campaign, _ line: BudgetPlanner.Line?, _ input: PlanningInput
  ) -> Result<BudgetProposal, TestObstacle> {
    guard let line else { return .failure(TestObstacle("it has no budget")) }
    if let words = TrialRules.obstacle(to: campaign, about: "budget", input) {
      return .failure(TestObstacle(words))
    }
    guard let trial = trial(campaign, line, input) else {
      return .failure(TestObstacle("its budget of \(line.budget) leaves no room for a step"))
    }
    if let words = TrialRules.shortage(
      of: campaign, at: trial.high, days: Experiment.BudgetTrial.days, input)
    {
      return .failure(TestObstacle(words))
    }
    let proposal = design(campaign, line, trial, input)
    guard proposal.news >= leastNews, proposal.gainPerDay.mean >= leastGain * trial.base.units
    else {
      return .failure(
        TestObstacle(
          "the next unit of spend earns \(FigureWords.change(proposal.belief.mean)) give or take "
            + "\(FigureWords.share(proposal.belief.deviation)); a test would tell it to within "
            + "\(FigureWords.share(proposal.standardError)), which is not worth its cost"))
    }
    return .success(proposal)
  }

  /// Two budgets around the present one, so far apart that a switch is within the step limit and
  /// delivery does not settle anew; the higher one no higher than what may be held today.
  private static func trial(
    _ campaign: Campaign, _ line: BudgetPlanner.Line, _ input: PlanningInput
  ) -> Experiment.BudgetTrial? {
    let base = line.budget
    // A fall by a fifth is a rise by a quarter back: the fall is what counts.
    let settled = campaign.platform.settledStep.map { min($0, $0 / (1 + $0)) } ?? .infinity
    let step = 1 + min(input.policy.stepLimit, settled)
    let most =
      base.units + input.free(on: campaign.platform).units
      / max(1, campaign.platform.overspendFactor)
    let high = rounded(min(base.units * step.squareRoot(), most), input.currency)
    let low = roundedUp(high.units / step, input.currency)
    guard low.units >= BudgetPlanner.least(input), low < base, base <= high,
      (high - low).units >= 0.1 * base.units
    else { return nil }
    let order = VariantAssignment(salt: "first block", shares: [1, 1])
      .variant(of: "\(campaign.id) \(input.now.day)")
    let next = line.attributed.marginalReturn(at: base.units)
    return Experiment.BudgetTrial(
      platform: campaign.platform, base: base, low: low, high: high, startsHigh: order == 1,
      margin: margin(line, input),
      believed: Estimate(
        mean: next.mean, low: max(0, next.mean - 1.2816 * next.deviation),
        high: next.mean + 1.2816 * next.deviation))
  }

  /// Profit that a unit of attributed revenue makes: less than the shop's margin where a lift test
  /// says that not all of it is caused.
  private static func margin(_ line: BudgetPlanner.Line, _ input: PlanningInput) -> Double {
    let spend = line.budget.units
    let attributed = line.attributed.expectedReturn(of: spend).mean
    let earned = line.belief.expectedReturn(of: spend).mean
    let caused = attributed > 0 ? min(1, max(0.05, earned / attributed)) : 1
    return max(0.01, input.shop.grossMargin * caused)
  }

  private static func rounded(_ units: Double, _ currency: Currency) -> Money {
    let whole = units >= 20 ? (units + 1e-9).rounded(.down) : units
    return Money(units: whole + 1e-9, currency).roundedDownToMinorUnit
  }

  private static func roundedUp(_ units: Double, _ currency: Currency) -> Money {
    let minor = Money(units: units, currency).roundedDownToMinorUnit
    let next = Money(micros: minor.micros + currency.microsPerMinorUnit, currency)
    return units >= 20 ? Money(units: (units - 1e-9).rounded(.up), currency) : next
  }

  private static func design(
    _ campaign: Campaign, _ line: BudgetPlanner.Line, _ trial: Experiment.BudgetTrial,
    _ input: PlanningInput
  ) -> BudgetProposal {
    let next = line.attributed.marginalReturn(at: trial.base.units)
    let guess = slopeError * next.mean
    let deviation = (next.deviation * next.deviation + guess * guess).squareRoot()
    let belief = NormalPrior(
      mean: next.mean * trial.margin - 1, deviation: max(1e-6, deviation * trial.margin))
    let error = standardError(line, trial, input)
    let (running, extraSpend) = running(line, trial)
    let gain = TestWorth(
      belief: belief, standardError: error,
      days: Double(Experiment.BudgetTrial.days + AttributionLag.days(campaign.platform)),
      horizonDays: TrialRules.horizonDays, stake: (trial.high - trial.low).units / 2
        // What more budget may earn meanwhile a plain raise would earn too: only a cost counts.
    ).ofMoving(running: Estimate(mean: min(0, running), low: min(0, running), high: 0))
    return BudgetProposal(
      campaign: campaign.id, trial: trial,
      hypothesis: "raising \"\(campaign.name)\" from \(trial.low) to \(trial.high) a day brings "
        + "more profit than the extra spend costs",
      belief: belief, standardError: error, revenuePerDay: revenue(line, trial),
      extraSpend: extraSpend, gainPerDay: gain,
      reason: "the next unit of spend is thought to bring \(twoDecimals(trial.believed.mean)) "
        + "(\(twoDecimals(trial.believed.low)) to \(twoDecimals(trial.believed.high))), "
        + "\(twoDecimals(1 / trial.margin)) pays for it; \(Experiment.BudgetTrial.blocks) blocks of "
        + "\(Experiment.BudgetTrial.blockDays) days tell the profit on it to within "
        + "\(FigureWords.share(error))")
  }

  /// Of the profit on a unit of extra spend, by the compared days at each height.
  private static func standardError(
    _ line: BudgetPlanner.Line, _ trial: Experiment.BudgetTrial, _ input: PlanningInput
  ) -> Double {
    let revenue = line.attributed.expectedReturn(of: trial.base.units).mean
    let spread = 1 + OutcomeForecast.orderSpread * OutcomeForecast.orderSpread
    let day = revenue * input.orderValue * spread + revenue * revenue * dayNoise * dayNoise
    let compared = trial.comparedDays
    let variance = day * (1 / Double(compared.high) + 1 / Double(compared.low))
    return variance.squareRoot() / (trial.high - trial.low).units * trial.margin
  }

  /// What alternating costs a day against staying, by the curve that is believed, and what it
  /// spends more in all.
  private static func running(
    _ line: BudgetPlanner.Line, _ trial: Experiment.BudgetTrial
  ) -> (profit: Double, extraSpend: Double) {
    let high = Double(trial.comparedDays.high)
    let share = high / (high + Double(trial.comparedDays.low))
    func revenue(_ budget: Money) -> Double {
      line.attributed.expectedReturn(of: budget.units).mean
    }
    let spend =
      share * trial.high.units + (1 - share) * trial.low.units - trial.base.units
    let more =
      share * revenue(trial.high) + (1 - share) * revenue(trial.low) - revenue(trial.base)
    return (more * trial.margin - spend, spend * Double(Experiment.BudgetTrial.days))
  }

  private static func revenue(
    _ line: BudgetPlanner.Line, _ trial: Experiment.BudgetTrial
  ) -> Estimate {
    let ends = [trial.low, trial.high].map { line.attributed.expectedReturn(of: $0.units) }
    let mean = (ends[0].mean + ends[1].mean) / 2
    let deviation = (ends[0].deviation + ends[1].deviation) / 2
    return Estimate(
      mean: mean, low: max(0, mean - 1.2816 * deviation), high: mean + 1.2816 * deviation)
  }
}
