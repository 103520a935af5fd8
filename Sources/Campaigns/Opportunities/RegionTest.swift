package import Commerce
import Evaluation
import Oversight
import RealModule
import Statistics

/// A test by region that is worth running: a campaign held back in some regions for some weeks, so
/// that what is missing there tells how much of its attributed return it causes.
///
/// The agent cannot run it, because platform adapters cannot choose regions, and does not know the
/// shop's regions, because orders have none. A person holds the campaign back and hands the result
/// on with `growth lift`.
package struct RegionTest: Hashable, Sendable {
  package var campaign: Campaign.ID
  package var name: String
  package var platform: Platform
  package var design: Design
  /// Profit that knowing is expected to add, less what holding back loses, in currency units.
  package var gain: Double
  package var reason: String

  /// How much is held back and for how long.
  package struct Design: Hashable, Sendable {
    /// Of the shop's revenue, the part of the regions that are held back, in (0, 1).
    package var share: Double
    package var days: Int

    package init(share: Double, days: Int) {
      self.share = share
      self.days = days
    }
  }

  package init(
    campaign: Campaign.ID, name: String, platform: Platform, design: Design, gain: Double,
    reason: String
  ) {
    self.campaign = campaign
    self.name = name
    self.platform = platform
    self.design = design
    self.gain = gain
    self.reason = reason
  }

  /// Days after a lift test in which no other is asked for: what it taught is half forgotten then.
  static let restDays = 182
  /// Days over which the answer counts, the test's own included.
  private static let horizonDays = 182.0
  /// Settled days that a campaign must have, so that its attributed return is known.
  private static let settledDays = 14
  /// What regions drift apart over some weeks, as a share of their revenue.
  private static let drift = 0.02
  /// Share of the budget that the answer must be worth a day: it costs a person's time.
  private static let leastGain = 0.05
  /// Share of what is not known that the answer must take away, to be one.
  private static let leastNews = 0.2

  private static let designs = [0.25, 0.5].flatMap { share in
    [28, 56].map { Design(share: share, days: $0) }
  }

  /// What a person does next, in the order in which it is done.
  package var steps: [String] {
    [
      "The agent cannot run it: the platform adapters have no choice of regions, and orders none "
        + "in them.",
      "Write the shop's revenue by region and day, of \(4 * design.days) days or more, to a file with the "
        + "header location,date,Y and find regions by: "
        + "growth lift FILE --plan 3 --days \(design.days)",
      "Exclude those of a line with about \(FigureWords.share(design.share)) of all from the campaign at "
        + "\(platform.name) for \(design.days) days, then hand the result on by: growth lift FILE "
        + "--treated REGIONS --from DAY --to DAY --held-back --campaign \(campaign) "
        + "--attributed AMOUNT",
    ]
  }
}

extension RegionTest {
  /// The tests that are worth running, the most valuable first.
  static func worthwhile(_ planner: BudgetPlanner, _ input: PlanningInput) -> [RegionTest] {
    let largest = TrialRules.largest(of: input.campaigns)
    return planner.lines.filter { largest.contains($0.campaign.id) }
      .compactMap { best(for: $0, input) }
      .sorted { ($0.gain, $1.campaign) > ($1.gain, $0.campaign) }
  }

  private static func best(for line: BudgetPlanner.Line, _ input: PlanningInput) -> RegionTest? {
    guard isFree(line, input) else { return nil }
    let today = input.now.day
    let known = line.response.incrementality(on: today)
    let share =
      known.isTested
      ? known : .supposed(mean: IndustryPriors.incrementality(line.campaign.audience))
    let stake = Stake(line, share, input)
    return designs.compactMap { stake.test($0, of: line.campaign, input) }
      .max { ($0.gain, -$0.design.share) < ($1.gain, -$1.design.share) }
  }

  /// Whether a campaign has run long enough and nothing else would be measured with it.
  private static func isFree(_ line: BudgetPlanner.Line, _ input: PlanningInput) -> Bool {
    let campaign = line.campaign
    if let last = line.response.liftTestedOn, input.now.day.days(since: last) < restDays {
      return false
    }
    let isTested = input.experiments.contains {
      $0.status.isOpen && $0.campaigns.contains(campaign.id)
    }
    return line.response.days >= settledDays && !isTested && !input.isHeld(campaign)
      && !input.learning.contains(campaign.id)
  }

  /// What depends on how much of a campaign's attributed return is incremental, a day.
  private struct Stake {
    var share: Incrementality
    var attributed: Double
    var spend: Double
    var margin: Double

    init(_ line: BudgetPlanner.Line, _ share: Incrementality, _ input: PlanningInput) {
      self.share = share
      spend = line.budget.units
      attributed = line.attributed.expectedReturn(of: spend).mean
      margin = input.shop.grossMargin
    }

    var profit: Double { attributed * margin * share.mean - spend }

    /// Orders come by chance, those of the regions that stand for the others too, and regions drift
    /// apart; the share is what is missing beside what would have been attributed.
    func error(_ design: Design, _ input: PlanningInput) -> Double {
      let usual = input.orders.average(days: 28, before: input.now.day)
      let spread = 1 + OutcomeForecast.orderSpread * OutcomeForecast.orderSpread
      let revenue = design.share * usual.revenuePerDay * Double(design.days)
      let chance = revenue * usual.orderValue * spread / (1 - design.share)
      let apart = RegionTest.drift * revenue
      let expected = design.share * attributed * Double(design.days)
      guard expected > 0, revenue > 0 else { return .infinity }
      return (chance + apart * apart).squareRoot() / expected
    }

    func test(_ design: Design, of campaign: Campaign, _ input: PlanningInput) -> RegionTest? {
      let error = error(design, input)
      guard error.isFinite, share.news(ofTestWithError: error) >= RegionTest.leastNews else {
        return nil
      }
      let known = share.worth(ofTestWithError: error, profit: attributed * margin, cost: spend)
      let worth = known * (RegionTest.horizonDays - Double(design.days))
      let cost = design.share * Double(design.days) * max(0, profit)
      let gain = worth - cost
      guard gain >= RegionTest.leastGain * spend * RegionTest.horizonDays else { return nil }
      return RegionTest(
        campaign: campaign.id, name: campaign.name, platform: campaign.platform, design: design,
        gain: gain, reason: reason(design, error: error, worth: worth, cost: cost, input))
    }

    private func reason(
      _ design: Design, error: Double, worth: Double, cost: Double, _ input: PlanningInput
    ) -> String {
      let interval = share.interval()
      func profit(_ part: Double) -> String {
        input.words(attributed * margin * part - spend)
      }
      return "\(input.words(attributed)) a day is attributed to \(input.words(spend)); between "
        + "\(FigureWords.share(interval.lowerBound)) and \(FigureWords.share(interval.upperBound)) of "
        + "it may be incremental, a profit of \(profit(interval.lowerBound)) to "
        + "\(profit(interval.upperBound)) a day. Holding it back in "
        + "\(FigureWords.share(design.share)) of the shop for \(design.days) days would tell the share "
        + "to within \(FigureWords.share(error)): worth about \(input.words(worth)) over half a "
        + "year, and \(input.words(cost)) of profit given up meanwhile."
    }
  }
}
