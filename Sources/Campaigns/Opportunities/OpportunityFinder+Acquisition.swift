import Commerce
import Evaluation
import Oversight

extension OpportunityFinder.Search {
  /// New customers: search, strangers and people who resemble the best customers.
  mutating func acquisition() {
    let newcomers = input.segment(.new)
    let value = input.orderValue
    let later = newcomers?.lifetimeValue?.mean ?? 0
    // A year of later orders counts at a discount, and never more than two first orders.
    let factor = 1 + min(2, max(0, later) * 0.6 / max(1, value))
    if !input.canResemble {
      reject(
        .lookalike, "\(Audience.lookalike) on \(Platform.metaAds.name)",
        "\(FigureWords.count(input.bestCustomers, "best customer")): too few to look like")
    }
    for (kind, platform, audience) in input.advertisable where kind.objective == .acquisition {
      let subject = "\(audience) on \(platform.name)"
      let words =
        later > 0
        ? "a new customer brings \(input.words(value)) at once and about \(input.words(later)) "
          + "in the year after" : "a first order brings \(input.words(value))"
      campaign(kind, platform, audience, subject: subject, words: words, valueFactor: factor)
    }
  }

  /// A new advertising campaign for an audience, at a first budget that can teach something.
  mutating func campaign(
    _ kind: Opportunity.Kind, _ platform: Platform, _ audience: Audience, subject: String,
    words: String, valueFactor: Double
  ) {
    if let words = input.occupied(platform, audience, restDays: 7) {
      return reject(kind, subject, words)
    }
    if input.isHeld(platform) {
      return reject(kind, subject, "increases on \(platform.name) wait while an alert is open")
    }
    guard let wanted = planner.firstBudget(platform, audience) else {
      let free = input.free(on: platform)
      let isFree = free.units >= FirstBudget.least * platform.overspendFactor
      return reject(
        kind, subject,
        isFree
          ? "the next unit earns more in what runs or starts elsewhere"
          : "only \(free) may still be held today")
    }
    guard let budget = FirstBudget.units(wanted, platform, input) else {
      return reject(
        kind, subject, "only \(input.free(on: platform)) may still be held today")
    }
    let roas = history.roas(platform, audience, others: 0)
    let days = 14
    let caused = IndustryPriors.incrementality(audience)
    let profit = ProfitModel(
      gross: budget * Double(days) * roas.mean * caused * valueFactor * input.shop.grossMargin,
      cost: budget * Double(days), logDeviation: roas.logDeviation)
    let reason =
      "\(words); attributed return \(FigureWords.oneDecimal(roas.mean)) expected "
      + "(\(roas.basis)), of which \(FigureWords.share(caused)) is thought to be caused"
    offer(
      Opportunity(
        kind: kind, platform: platform, audience: audience, campaign: nil,
        profit: profit.estimate, cost: budget * Double(days), horizonDays: days,
        confidence: profit.confidence, learning: profit.hope, reason: reason), subject: subject)
  }
}

extension PlanningInput {
  /// Why nothing new is started for an audience on a platform.
  func occupied(_ platform: Platform, _ audience: Audience, restDays: Int) -> String? {
    for campaign in campaigns
    where campaign.platform == platform && campaign.audience == audience {
      switch campaign.status {
      case .pending, .paused, .active, .scheduled:
        return "\"\(campaign.name)\" is \(campaign.status.rawValue)"
      case .completed, .cancelled:
        let days = now.day.days(since: min(campaign.end, now.day))
        let since = platform == .klaviyo ? now.day.days(since: campaign.start) : days
        guard since < restDays else { continue }
        return "\"\(campaign.name)\" was there \(FigureWords.count(since, "day")) ago"
      }
    }
    return nil
  }
}

/// The budget that a new campaign begins with.
enum FirstBudget {
  /// Currency units a day below which nothing can be learnt.
  static let least = 5.0

  /// What is wanted in round numbers, as far as it may still be held; `nil` if too little is free to
  /// learn anything.
  static func units(_ wanted: Double, _ platform: Platform, _ input: PlanningInput) -> Double? {
    let free = input.free(on: platform).units / max(1, platform.overspendFactor)
    let budget = min(wanted, free)
    guard budget >= max(least, 0.5 * wanted) else { return nil }
    return budget >= 40 ? (budget / 5).rounded(.down) * 5 : budget.rounded(.down)
  }
}
