import Oversight
import Commerce
import Evaluation
import RealModule

extension OpportunityFinder.Search {
  /// Winback, retention and upsell for every segment, on the channels that suit it.
  mutating func segments() {
    for segment in input.segments where segment.customers > 0 {
      for recommendation in segment.channels where recommendation.objective != .acquisition {
        if recommendation.platform == .klaviyo {
          email(segment, recommendation)
        } else if recommendation.platform.hasBudgets, segment.customers < PlanningInput.matchable {
          reject(
            recommendation.objective.opportunity,
            "\(segment.name.rawValue) on \(recommendation.platform.name)",
            "\(FigureWords.count(segment.customers, "member")): platforms match from about "
              + "\(PlanningInput.matchable) on")
        }
      }
      for (kind, platform, audience) in input.advertisable
      where audience == .segment(segment.name) {
        advertisement(segment, kind, platform)
      }
    }
  }

  private mutating func email(_ segment: Segment, _ idea: Segment.Recommendation) {
    let audience = Audience.segment(segment.name)
    let subject = "\(segment.name.rawValue) by e-mail"
    let basket = idea.objective == .upsell ? smallBasket(segment) : nil
    let kind = basket == nil ? idea.objective.opportunity : .crossSell
    if let basket {
      reject(.upsell, subject, "\(basket): what goes with it is offered before what costs more")
    }
    let people = min(
      input.mailable[segment.name] ?? segment.reachableByEmail, segment.reachableByEmail)
    guard people >= 20 else {
      return reject(kind, subject, "only \(FigureWords.count(people, "member")) may be written to")
    }
    if let words = input.occupied(.klaviyo, audience, restDays: 14) {
      return reject(kind, subject, words)
    }
    let rate = history.emailOrders(idea.objective)
    // Those who are likelier to stay away without it have more to be won.
    let lift = 0.7 + 0.6 * (segment.churnRisk ?? 0.5)
    let orders = Double(people) * rate.mean * lift
    let value = segment.meanMonetary > 0 ? segment.meanMonetary : input.orderValue
    let lost =
      Double(people) * IndustryPriors.unsubscribes * IndustryPriors.valueOfReach
      * (segment.lifetimeValue?.mean ?? value) * input.shop.grossMargin
    let profit = ProfitModel(
      gross: orders * value * input.shop.grossMargin
        * IndustryPriors.incrementality(audience).squareRoot(),
      cost: lost,
      logDeviation: (rate.logDeviation * rate.logDeviation + 0.3 / max(0.3, orders))
        .squareRoot())
    let reason =
      "\(FigureWords.count(people, "member")) of \(segment.name.rawValue) may be written to; "
      + "\(FigureWords.oneDecimal(orders)) orders of \(input.words(value)) are expected "
      + "(\(rate.basis))\(risk(segment)); "
      + (basket.map { "\($0), and orders do not say of what" } ?? idea.reason)
    offer(
      Opportunity(
        kind: kind, platform: .klaviyo, audience: audience, campaign: nil,
        profit: profit.estimate, cost: 0, horizonDays: 7, confidence: profit.confidence,
        reason: reason), subject: subject)
  }

  /// How little members spend who come back often; `nil` for others. Orders have no items here, so
  /// the size of a basket has to stand for what is missing in it.
  private func smallBasket(_ segment: Segment) -> String? {
    guard segment.meanFrequency >= CrossSelling.leastVisits, segment.meanMonetary > 0,
      segment.meanMonetary < CrossSelling.smallBasket * input.orderValue
    else { return nil }
    return "they come back often (\(FigureWords.oneDecimal(segment.meanFrequency)) times) for "
      + "\(input.words(segment.meanMonetary)), a usual order is \(input.words(input.orderValue))"
  }

  private mutating func advertisement(
    _ segment: Segment, _ kind: Opportunity.Kind, _ platform: Platform
  ) {
    let subject = "\(segment.name.rawValue) on \(platform.name)"
    let advice = segment.channels.first { $0.platform == platform }?.reason
    let words =
      "\(FigureWords.count(segment.customers, "member"))\(risk(segment))"
      + (advice.map { "; \($0)" } ?? "")
    campaign(
      kind, platform, .segment(segment.name), subject: subject, words: words, valueFactor: 1)
  }

  private func risk(_ segment: Segment) -> String {
    segment.churnRisk.map { ", \(FigureWords.share($0)) likely to buy nothing in 90 days" } ?? ""
  }
}

/// When an e-mail offers what goes with what was bought, not what costs more. Own judgement.
enum CrossSelling {
  /// Purchase days on average from which on members come back often.
  static let leastVisits = 3.0
  /// Share of a usual order below which a basket is small.
  static let smallBasket = 0.85
}

extension Segment {
  /// What is recommended for it, or what usually suits such a segment.
  var channels: [Recommendation] {
    guard recommendations.isEmpty else { return recommendations }
    func advise(_ platform: Platform, _ objective: Campaign.Objective, _ reason: String)
      -> Recommendation
    { Recommendation(platform: platform, objective: objective, reason: reason) }
    switch name {
    case .champions, .loyal:
      return [advise(.klaviyo, .upsell, "they buy often and read what we write")]
    case .potentialLoyalists, .new, .promising:
      return [advise(.klaviyo, .retention, "a second and third order makes the habit")]
    case .needAttention, .aboutToSleep:
      return [
        advise(.klaviyo, .retention, "they have begun to stay away"),
        advise(.metaAds, .retention, "a reminder outside the inbox"),
      ]
    case .atRisk, .cannotLose:
      return [
        advise(.klaviyo, .winback, "they bought well and have stayed away"),
        advise(.metaAds, .winback, "they bought well and may not open e-mails any more"),
      ]
    case .hibernating, .lost:
      return [advise(.klaviyo, .winback, "an e-mail costs next to nothing")]
    }
  }
}
