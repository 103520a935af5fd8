package import Commerce
import RealModule
package import Statistics

/// A test that would be worth running, with the size it needs.
package struct ExperimentProposal: Hashable, Sendable {
  package var campaign: Campaign.ID
  package var metric: Experiment.Metric
  package var control: Creative
  package var challenger: Creative
  package var hypothesis: String
  /// Trials of each variant.
  package var plannedTrials: Int64
  package var expectedDays: Double
  /// The control's rate so far.
  package var baseline: Double
  /// The least effect that is found, with which chance, within which time, and what is guarded.
  package var design: Experiment.Design
  /// What is believed of the challenger's rate over the control's, as a logarithm.
  package var belief: NormalPrior
  /// Profit a day over the four weeks after its start that the test is expected to add, after what
  /// it costs to show the challenger, in currency units.
  package var gainPerDay: Estimate
  package var reason: String
  /// Challengers that were left out, and why.
  package var notes: [String] = []
}

/// Why a campaign is not tested now.
package enum ExperimentObstacle: Error, Hashable, Sendable {
  case notRunning
  case underTest(Experiment.ID)
  case testedLately(days: Int)
  case oneIdea
  case tooLittleTraffic(perDay: Double, daysNeeded: Double?)
  case runsOut(days: Int)
  case notWorthIt(chanceOfGain: Double)
}

extension ExperimentObstacle: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notRunning: "it is not running"
    case .underTest(let id): "test \(id) is running"
    case .testedLately(let days): "the last test ended \(FigureWords.count(days, "day")) ago"
    case .oneIdea: "its creatives do not differ in one idea"
    case .tooLittleTraffic(let perDay, let days):
      "\(FigureWords.whole(perDay)) impressions a day are too few"
        + (days.map { ": a test would take \(FigureWords.whole($0)) days" } ?? "")
    case .runsOut(let days): "it ends in \(FigureWords.count(days, "day"))"
    case .notWorthIt(let chance):
      "a challenger that is \(FigureWords.share(chance)) likely to be better costs more to test "
        + "than is to be learnt"
    }
  }
}

/// Decides which campaign deserves a test, and how large it has to be.
package enum ExperimentDesign {
  /// Longest that a test may be expected to take.
  static let longestDays = 21.0
  /// Relative differences worth looking for, smallest first.
  static let effects = [0.15, 0.2, 0.3, 0.4]
  /// The chance to find an effect of that size.
  package static let power = 0.8
  /// Days over which a winner is worth something: creatives wear out.
  static let horizonDays = 28.0
  /// Days between two tests of one campaign.
  static let restDays = 10

  /// A test of the campaign's first creative against the first other one with another idea.
  ///
  /// - Parameters:
  ///   - campaign: With both creatives.
  ///   - book: The campaigns' figures.
  ///   - experiments: All of the shop, for what was tested lately.
  ///   - shop: Its margin says what a conversion is worth.
  ///   - now: The present.
  ///   - belief: Of the logarithm of an idea's rate over another's, by a metric: the challenger's
  ///     and the control's creative and the metric are passed.
  /// - Returns: The test, or why there is none.
  package static func proposal(
    for campaign: Campaign, book: MetricsBook, experiments: [Experiment], shop: Shop, now: Instant,
    belief: (Creative, Creative, Experiment.Metric) -> NormalPrior
  ) -> Result<ExperimentProposal, ExperimentObstacle> {
    guard campaign.status == .active, campaign.platform.hasBudgets else {
      return .failure(.notRunning)
    }
    if let obstacle = recentTest(of: campaign.id, experiments, now: now) {
      return .failure(obstacle)
    }
    let traffic = Traffic(of: campaign.id, book: book, now: now)
    guard let size = size(for: traffic) else {
      return .failure(
        .tooLittleTraffic(perDay: traffic.impressionsPerDay, daysNeeded: longest(traffic)))
    }
    guard let control = campaign.creatives.first,
      let challenger = campaign.creatives.dropFirst().first(where: { $0.idea != control.idea })
    else { return .failure(.oneIdea) }
    let believed = belief(challenger, control, size.metric)
    let gain = gain(size, believed, profitPerDay: traffic.revenuePerDay * shop.grossMargin)
    guard gain.mean > 0 else {
      return .failure(.notWorthIt(chanceOfGain: believed.chanceOfGain))
    }
    return .success(
      proposal(campaign, control, challenger, size, traffic, believed, gain))
  }

  /// What the test adds a day over the horizon: the part of the effect that is taken up after a
  /// clear result, less what half of the traffic loses while the test runs.
  private static func gain(
    _ size: Size, _ belief: NormalPrior, profitPerDay: Double
  ) -> Estimate {
    let error = (2 * (1 - size.baseline) / (size.baseline * size.trials)).squareRoot()
    let limit = NormalDistribution.standard.quantile(1 - ExperimentJudge.finalAlpha / 2) * error
    return TestWorth(
      belief: belief, standardError: error, limit: limit, days: size.days,
      horizonDays: horizonDays, stake: profitPerDay
    ).ofReplacing(exposed: 0.5)
  }

  /// The test that is open or ended lately with a campaign in it.
  private static func recentTest(
    of campaign: Campaign.ID, _ experiments: [Experiment], now: Instant
  ) -> ExperimentObstacle? {
    for experiment in experiments where experiment.campaigns.contains(campaign) {
      if experiment.status.isOpen { return .underTest(experiment.id) }
      guard let ended = experiment.concludedAt else { continue }
      let days = now.day.days(since: ended.day)
      if days < restDays { return .testedLately(days: days) }
    }
    return nil
  }

  private struct Size {
    var metric: Experiment.Metric
    var trials: Double
    var effect: Double
    var days: Double
    var baseline: Double
  }

  /// Conversions are tested where there are enough of them, else clicks.
  private static func size(for traffic: Traffic) -> Size? {
    for effect in effects {
      for metric in [Experiment.Metric.conversionRate, .clickThroughRate] {
        let (baseline, perDay) = traffic.rate(metric)
        let plan = ProportionPlan(
          baseline: baseline, alpha: ExperimentJudge.finalAlpha, power: power)
        guard perDay > 0, let trials = plan.usersPerArm(toFindLift: effect) else { continue }
        let days = 2 * trials / perDay
        guard days <= longestDays else { continue }
        return Size(
          metric: metric, trials: trials, effect: effect, days: days, baseline: baseline)
      }
    }
    return nil
  }

  private static func longest(_ traffic: Traffic) -> Double? {
    let (baseline, perDay) = traffic.rate(.clickThroughRate)
    let plan = ProportionPlan(baseline: baseline, alpha: ExperimentJudge.finalAlpha, power: power)
    guard perDay > 0, let trials = plan.usersPerArm(toFindLift: effects[effects.count - 1]) else {
      return nil
    }
    return 2 * trials / perDay
  }

  private static func design(_ size: Size, _ traffic: Traffic) -> Experiment.Design {
    let guarded = size.metric.guardrail
    let (rate, perDay) = traffic.rate(guarded)
    return Experiment.Design(
      minimumEffect: size.effect, power: power,
      alpha: ExperimentJudge.sequentialAlpha + ExperimentJudge.finalAlpha, days: size.days,
      guardrail: ExperimentGuardrail.design(
        guarded, baseline: rate, trials: perDay * size.days / 2, power: power))
  }

  private static func proposal(
    _ campaign: Campaign, _ control: Creative, _ challenger: Creative, _ size: Size,
    _ traffic: Traffic, _ belief: NormalPrior, _ gain: Estimate
  ) -> ExperimentProposal {
    let trials = Int64(size.trials.rounded(.up))
    let noun = size.metric == .clickThroughRate ? "impressions" : "clicks"
    return ExperimentProposal(
      campaign: campaign.id, metric: size.metric, control: control, challenger: challenger,
      hypothesis:
        "\(challenger.idea.rawValue) instead of \(control.idea.rawValue) raises the "
        + "\(size.metric.rawValue) of \"\(campaign.name)\"",
      plannedTrials: trials, expectedDays: size.days, baseline: size.baseline,
      design: design(size, traffic), belief: belief, gainPerDay: gain,
      reason: "\(size.metric.rawValue) is \(FigureWords.share(size.baseline)); a difference of "
        + "\(FigureWords.share(size.effect)) shows with \(FigureWords.whole(size.trials)) \(noun) "
        + "in each variant, about \(FigureWords.count(Int(size.days.rounded(.up)), "day"))")
  }
}

/// A campaign's traffic on an average day of the last week.
struct Traffic {
  let impressionsPerDay: Double
  let clicksPerDay: Double
  let revenuePerDay: Double
  private let metrics: Metrics
  private let settled: Metrics

  init(of campaign: Campaign.ID, book: MetricsBook, now: Instant) {
    let yesterday = now.day.adding(days: -1)
    metrics = book.lastDays(7, of: campaign, through: yesterday)
    settled = book.settled(campaign, now: now, lagDays: 3, days: 14)
    let known = book.firstDay(of: campaign).map { yesterday.days(since: $0) + 1 } ?? 0
    let days = Double(min(7, max(1, known)))
    impressionsPerDay = Double(metrics.impressions) / days
    clicksPerDay = Double(metrics.clicks) / days
    revenuePerDay = Double(metrics.revenueMicros) / 1_000_000 / days
  }

  /// The rate of a metric, and its trials a day.
  func rate(_ metric: Experiment.Metric) -> (baseline: Double, perDay: Double) {
    switch metric {
    case .clickThroughRate: (metrics.clickThroughRate ?? 0, impressionsPerDay)
    case .conversionRate: (settled.conversionRate ?? 0, clicksPerDay)
    }
  }
}
