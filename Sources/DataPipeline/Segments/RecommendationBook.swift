import Commerce

/// Which channels and campaigns suit a segment, with the reason in words and the segment's own
/// numbers.
struct RecommendationBook {
  let currency: Currency

  /// Best first; none for an empty segment, and no e-mail where nobody may be written to.
  func recommendations(for segment: Segment) -> [Segment.Recommendation] {
    guard segment.customers > 0 else { return [] }
    return Self.plans(for: segment.name)
      .filter { $0.platform != .klaviyo || segment.reachableByEmail > 0 }
      .map { plan in
        Segment.Recommendation(
          platform: plan.platform, objective: plan.objective,
          reason: "\(plan.idea): \(facts(of: segment, for: plan))")
      }
  }

  private struct Plan {
    var platform: Platform
    var objective: Campaign.Objective
    var idea: String
  }

  private static func plans(for name: SegmentName) -> [Plan] {
    switch name {
    case .champions:
      [
        Plan(platform: .klaviyo, objective: .retention, idea: "Thank them and let them in first"),
        Plan(platform: .metaAds, objective: .acquisition, idea: "Find people who resemble them"),
      ]
    case .loyal:
      [
        Plan(platform: .klaviyo, objective: .upsell, idea: "Show what goes with what they buy"),
        Plan(platform: .klaviyo, objective: .retention, idea: "Reward the habit"),
      ]
    case .potentialLoyalists:
      [
        Plan(platform: .klaviyo, objective: .retention, idea: "Make a habit of it"),
        Plan(platform: .metaAds, objective: .upsell, idea: "Stay in sight with a larger basket"),
      ]
    case .new:
      [
        Plan(
          platform: .klaviyo, objective: .retention,
          idea: "Win the second purchase while the first is fresh")
      ]
    case .promising:
      [
        Plan(platform: .klaviyo, objective: .retention, idea: "Help them find a second purchase"),
        Plan(
          platform: .metaAds, objective: .retention, idea: "Remind them where they spend their time"
        ),
      ]
    case .needAttention:
      [
        Plan(
          platform: .klaviyo, objective: .retention, idea: "Bring them back before they drift off"),
        Plan(platform: .shopify, objective: .retention, idea: "Offer a limited code"),
      ]
    case .aboutToSleep:
      [
        Plan(platform: .klaviyo, objective: .winback, idea: "Wake them with what is new")
      ]
    case .atRisk:
      [
        Plan(
          platform: .klaviyo, objective: .winback,
          idea: "Win them back while they remember the shop"),
        Plan(
          platform: .metaAds, objective: .winback, idea: "Reach those who no longer open e-mail"),
      ]
    case .cannotLose:
      [
        Plan(
          platform: .klaviyo, objective: .winback,
          idea: "Write to them personally and ask what went wrong"),
        Plan(platform: .googleAds, objective: .winback, idea: "Be found when they search again"),
        Plan(
          platform: .shopify, objective: .winback, idea: "Give them a code worth coming back for"),
      ]
    case .hibernating:
      [
        Plan(
          platform: .klaviyo, objective: .winback,
          idea: "Try an offer by e-mail, which costs little")
      ]
    case .lost:
      [
        Plan(platform: .klaviyo, objective: .winback, idea: "Write once more, then stop")
      ]
    }
  }

  /// Numbers that bear on the plan.
  private func facts(of segment: Segment, for plan: Plan) -> String {
    var facts = [plan.platform == .klaviyo ? reach(segment) : "\(segment.customers) customers"]
    facts.append("last bought \(days(segment.meanRecencyDays)) ago")
    facts.append("\(money(segment.meanMonetary)) a purchase day")
    if plan.objective != .winback, let value = segment.lifetimeValue {
      facts.append("worth \(money(value.mean)) each over 12 months")
    }
    if plan.objective != .acquisition, let risk = segment.churnRisk {
      facts.append("\(percent(risk)) risk of no purchase in 90 days")
    }
    return facts.joined(separator: ", ")
  }

  private func reach(_ segment: Segment) -> String {
    segment.reachableByEmail == segment.customers
      ? "none of \(segment.customers) is known to refuse e-mail"
      : "\(segment.reachableByEmail) of \(segment.customers) not known to refuse e-mail"
  }

  private func days(_ count: Double) -> String {
    let whole = Int(count.rounded())
    return whole == 1 ? "1 day" : "\(whole) days"
  }

  private func money(_ units: Double) -> String { Money(units: units, currency).whole }
}
