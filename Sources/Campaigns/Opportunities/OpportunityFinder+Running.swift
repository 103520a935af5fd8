import Commerce
import Evaluation
import Oversight
import Statistics

extension OpportunityFinder.Search {
  /// Running campaigns whose return lies below the minimum beyond chance.
  mutating func losses() {
    for campaign in input.campaigns where campaign.status == .active && campaign.platform.hasBudgets
    {
      let lag = AttributionLag.days(campaign.platform)
      let days = input.book.settledDays(campaign.id, now: input.now, lagDays: lag, days: 21)
      let metrics = days.reduce(Metrics.zero) { $0 + $1.metrics }
      let spend = Double(metrics.spendMicros) / 1_000_000
      guard spend > 0, !days.isEmpty,
        let reading = ReturnReading(
          metrics, days: days.count, shop: input.shop, orderValue: input.orderValue)
      else { continue }
      judge(campaign, metrics, spend, days.count, reading)
    }
  }

  private mutating func judge(
    _ campaign: Campaign, _ metrics: Metrics, _ spend: Double, _ days: Int, _ reading: ReturnReading
  ) {
    let minimum = input.policy.minimumReturn
    let expected = spend * minimum / input.orderValue
    let below = reading.probabilityBelow(minimum)
    guard below > 0.5 else { return }
    let words =
      "ROAS \(twoDecimals(reading.roas.mean)) (\(twoDecimals(reading.roas.low)) to "
      + "\(twoDecimals(reading.roas.high))) on \(input.words(spend)) over "
      + "\(FigureWords.count(days, "settled day")), the minimum is \(twoDecimals(minimum))"
    guard max(metrics.conversions, expected) >= input.policy.minimumConversions else {
      let needed = FigureWords.whole(input.policy.minimumConversions)
      return reject(
        .pauseLoss, "\"\(campaign.name)\"",
        "\(words); judged from \(needed) orders on, "
          + "\(FigureWords.oneDecimal(max(metrics.conversions, expected))) so far")
    }
    // Asked every day again, so the bar is higher than for a single look.
    guard below >= 0.975 else {
      return reject(
        .pauseLoss, "\"\(campaign.name)\"",
        "\(words); \(FigureWords.share(below)) likely to be below, paused from 98 % on")
    }
    let saved = Estimate(
      mean: -reading.profitPerDay.mean * 7, low: -reading.profitPerDay.high * 7,
      high: -reading.profitPerDay.low * 7)
    let usable = saved.mean > 0 ? saved : Estimate(mean: 0.01, low: saved.low, high: saved.high)
    offer(
      Opportunity(
        kind: .pauseLoss, platform: campaign.platform, audience: campaign.audience,
        campaign: campaign.id, profit: usable, cost: 0, horizonDays: 7, confidence: below,
        reason: "\(words); \(FigureWords.share(below)) likely to be below it"),
      subject: "\"\(campaign.name)\"", urgency: 2)
  }

  /// Campaigns that deserve a test now.
  mutating func tests() {
    let largest = TrialRules.largest(of: input.campaigns)
    for campaign in input.campaigns where campaign.status == .active && campaign.platform.hasBudgets
    {
      let subject = "\"\(campaign.name)\""
      if input.isHeld(campaign) {
        reject(.experiment, subject, "an alert is open there")
        continue
      }
      if memory.isBusy(campaign.id) {
        reject(.experiment, subject, "another decision for it is waiting")
        continue
      }
      let isLarge = largest.contains(campaign.id)
      let best =
        isLarge
        ? TestPlanner.best(for: campaign, planner.line(campaign.id), history, input)
        : TestPlanner.ofCreatives(for: campaign, input)
      switch best {
      case .failure(let obstacle): reject(.experiment, subject, obstacle.words)
      case .success(let proposal):
        testProposals[campaign.id] = proposal
        let horizon = proposal.horizonDays
        offer(
          Opportunity(
            kind: .experiment, platform: campaign.platform, audience: campaign.audience,
            campaign: campaign.id, profit: proposal.gainPerDay.scaled(by: Double(horizon)),
            cost: proposal.cost, horizonDays: horizon, confidence: 0.6, reason: proposal.reason),
          subject: subject)
      }
    }
  }

  /// Money moved to where the next unit earns more.
  mutating func budgets(using generator: inout some RandomNumberGenerator) {
    switch planner.outcome(using: &generator) {
    case .nothing(let why): reject(.budgetMove, "budgets", why)
    case .plan(let plan):
      guard let first = plan.changes.first,
        let campaign = planner.line(first.campaign.campaign)?.campaign
      else { return }
      budgetPlan = plan
      let push = seasonalWords(plan)
      offer(
        Opportunity(
          kind: push == nil ? .budgetMove : .seasonalPush, platform: campaign.platform,
          audience: campaign.audience,
          campaign: campaign.id, profit: plan.gain.scaled(by: 7),
          cost: max(0, plan.addedPerDay * 7), horizonDays: 7, confidence: plan.confidence,
          learning: Hope(profit: plan.hope.profit * 7, confidence: plan.hope.confidence),
          reason: (push.map { "\($0); " } ?? "") + plan.reason), subject: "budgets")
    }
  }

  /// What the forecast adds to a move that without it would not be made, or be worth or add half at
  /// most; `nil` where the peak may as well not come or little depends on it.
  private func seasonalWords(_ plan: BudgetPlan) -> String? {
    guard let demand = input.demand, demand.low > 1, plan.addedPerDay > 0,
      let forecast = input.demandFact
    else { return nil }
    var calm = input
    calm.demand = nil
    // A sequence of its own: what is looked at here does not change what is drawn elsewhere.
    var generator = SeededGenerator(seed: UInt64(bitPattern: input.now.seconds))
    let words = "\(forecast.label): \(forecast.value)"
    switch BudgetPlanner(calm, memory: memory, history: history).outcome(using: &generator) {
    case .nothing: return "\(words); without it no budget would move"
    case .plan(let usual):
      guard usual.hope.profit < plan.hope.profit / 2 || usual.addedPerDay < plan.addedPerDay / 2
      else { return nil }
      return
        "\(words); without it moving budgets would add \(input.words(usual.addedPerDay)) a day "
        + "and bring \(input.words(usual.gain.mean)), not \(input.words(plan.gain.mean))"
    }
  }
}
