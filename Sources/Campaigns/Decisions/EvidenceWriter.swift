package import Commerce
import Evaluation
import Oversight
import Statistics

/// Writes the title, the evidence, the forecast and the worst case of every kind of decision.
package enum EvidenceWriter {
  /// Creating and starting a campaign, or sending an e-mail.
  package static func draft(
    launching draft: CampaignDraft, because opportunity: Opportunity, input: PlanningInput
  ) -> DecisionDraft {
    draft.campaign.platform == .klaviyo
      ? email(draft, opportunity, input) : advertisement(draft, opportunity, input)
  }

  private static func advertisement(
    _ draft: CampaignDraft, _ opportunity: Opportunity, _ input: PlanningInput
  ) -> DecisionDraft {
    let campaign = draft.campaign
    let budget = campaign.dailyBudget ?? .zero(input.currency)
    let roas = OwnResults(input).roas(campaign.platform, campaign.audience)
    let facts =
      [
        Decision.Fact("audience", reach(draft, input)),
        Decision.Fact("budget", "\(budget) a day until \(campaign.end), then renewed if it earns"),
        Decision.Fact(
          "expected profit, 14 days",
          "\(input.words(opportunity.profit.mean)) (\(input.words(opportunity.profit.low)) to "
            + "\(input.words(opportunity.profit.high)))"),
        Decision.Fact("likely to be a profit", FigureWords.share(opportunity.confidence)),
      ] + input.tryingFact(opportunity) + [
        Decision.Fact("expected ROAS", "\(twoDecimals(roas.mean)) from \(roas.basis)")
      ]
    let response = CampaignResponse(
      campaign.id, campaign.audience, dailySpend: budget.units, roas: roas.mean,
      scale: input.scale)
    let curve = BudgetPlanner.curve(response, current: 0, proposed: budget.units)
    return DecisionDraft(
      action: .createCampaign(draft.plan),
      title: "Start \"\(campaign.name)\" on \(campaign.platform.name) at \(budget) a day",
      platform: campaign.platform,
      evidence: input.evidence(
        opportunity.reason, facts + messages(draft), curve: curve,
        alternatives: alternatives(opportunity)),
      forecast: OutcomeForecast.revenue(
        mean: budget.units * roas.mean * 0.9, logDeviation: roas.logDeviation + 0.1, days: 7,
        orderValue: input.orderValue),
      atWorst: input.spendAtWorst(
        budget, campaign.platform, end: campaign.end, cap: campaign.totalBudget),
      campaign: campaign, opportunity: opportunity)
  }

  private static func email(
    _ draft: CampaignDraft, _ opportunity: Opportunity, _ input: PlanningInput
  ) -> DecisionDraft {
    let campaign = draft.campaign
    let people = draft.plan.recipients.count
    let rate = OwnResults(input).emailOrders(campaign.objective)
    var value = input.orderValue
    if case .segment(let name) = campaign.audience, let segment = input.segment(name),
      segment.meanMonetary > 0
    {
      value = segment.meanMonetary
    }
    let revenue = Double(people) * rate.mean * value
    let leaving = Double(people) * IndustryPriors.unsubscribes
    let facts =
      [
        Decision.Fact("recipients", reach(draft, input)),
        Decision.Fact(
          "expected profit",
          "\(input.words(opportunity.profit.mean)) "
            + "(\(input.words(opportunity.profit.low)) to \(input.words(opportunity.profit.high)))"),
        Decision.Fact(
          "expected orders",
          "\(FigureWords.oneDecimal(Double(people) * rate.mean)) of \(input.words(value))"),
        Decision.Fact("expected unsubscribes", FigureWords.oneDecimal(leaving)),
        Decision.Fact("cannot be taken back", "what has been sent stays sent"),
      ] + testFacts(draft.plan)
    return DecisionDraft(
      action: .sendEmailCampaign(draft.plan),
      title: "Send \"\(campaign.name)\" to \(FigureWords.count(people, "customer"))",
      platform: campaign.platform,
      evidence: input.evidence(
        opportunity.reason, facts + messages(draft), alternatives: alternatives(opportunity)),
      forecast: OutcomeForecast.revenue(
        mean: revenue / 7, logDeviation: rate.logDeviation, days: 7, orderValue: value),
      atWorst: .zero(input.currency), campaign: campaign,
      experiment: draft.plan.pendingTest(at: input.now), opportunity: opportunity)
  }

  /// The test that an e-mail with two messages is.
  private static func testFacts(_ plan: CampaignPlan) -> [Decision.Fact] {
    guard let test = plan.test else { return [] }
    return [
      Decision.Fact("tests", test.hypothesis),
      Decision.Fact(
        "compared",
        "what each recipient spends in \(Experiment.EmailTrial.windowDays) days, dealt by a hash, "
          + "with what they spent in the \(Experiment.EmailTrial.beforeDays) days before taken into "
          + "account"),
    ] + designFacts(test.design, "difference")
  }

  private static func reach(_ draft: CampaignDraft, _ input: PlanningInput) -> String {
    let people = draft.plan.recipients.count
    guard people > 0 else { return draft.campaign.audience.description }
    return "\(FigureWords.count(people, "customer")) in \(draft.campaign.audience)"
  }

  private static func messages(_ draft: CampaignDraft) -> [Decision.Fact] {
    draft.plan.creatives.map { creative in
      let text = creative.subject.map { "\($0): \(creative.preview ?? "")" }
      return Decision.Fact(
        "message \(creative.label), \(creative.idea.rawValue)",
        text ?? "\(creative.headline). \(creative.body)")
    } + draft.notes.map { Decision.Fact("brand", $0) }
  }

  private static func alternatives(_ opportunity: Opportunity) -> [String] {
    ["nothing: these customers get no message, nothing is spent"]
      + (opportunity.platform == .klaviyo
        ? ["advertising to the same people, which costs money"]
        : ["an e-mail to those who accept one, which costs nothing"])
  }
}

extension EvidenceWriter {
  /// Moving several budgets in one decision.
  package static func draft(
    reallocating plan: BudgetPlan, because opportunity: Opportunity? = nil, input: PlanningInput
  ) -> DecisionDraft? {
    guard let first = plan.changes.first else { return nil }
    let names = plan.changes.compactMap { change in
      input.campaign(change.campaign.campaign).map { words(change, $0.name) }
    }
    let platform =
      input.campaign((plan.changes.first(where: \.isRaise) ?? first).campaign.campaign)?.platform
      ?? .googleAds
    let title =
      names.count == 1
      ? names[0]
      : "Move budgets: " + names.prefix(3).joined(separator: ", ")
        + (names.count > 3 ? " and \(names.count - 3) more" : "")
    let action: Action =
      plan.changes.count == 1 ? .setDailyBudget(first) : .reallocateBudgets(plan.changes)
    let facts =
      [
        Decision.Fact(
          "expected gain",
          "\(input.words(plan.gain.mean)) a day (\(input.words(plan.gain.low)) to "
            + "\(input.words(plan.gain.high)))"),
        Decision.Fact("likely to be a gain", FigureWords.share(plan.confidence)),
      ] + input.tryingFact(opportunity) + [
        Decision.Fact(
          "attributed revenue a day",
          "\(input.words(plan.revenueNow.mean)) now, "
            + "\(input.words(plan.revenueAfter.mean)) after"),
        Decision.Fact("budget a day in all", change(plan.addedPerDay, input)),
      ] + (input.demandFact.map { [$0] } ?? []) + names.map { Decision.Fact("change", $0) }
      + plan.later.compactMap { change in
        input.campaign(change.campaign.campaign).map {
          Decision.Fact("tomorrow, with what is freed", words(change, $0.name))
        }
      } + incrementality(plan.changes, input)
    return DecisionDraft(
      action: action, title: title, platform: platform,
      evidence: input.evidence(
        season(of: opportunity, input) + plan.reason, facts, campaign: first.campaign.campaign,
        curve: plan.curve,
        alternatives: plan.alternatives),
      forecast: OutcomeForecast.revenue(
        plan.revenueAfter, days: 5, orderValue: input.orderValue
      ).adding(plan.gain),
      atWorst: worst(of: plan.changes, input), opportunity: opportunity)
  }

  /// The forecast that a seasonal push rests on; nothing for other moves.
  private static func season(of opportunity: Opportunity?, _ input: PlanningInput) -> String {
    guard opportunity?.kind == .seasonalPush, let fact = input.demandFact else { return "" }
    return
      "\(fact.label): \(fact.value), without which this would not be worth it, or half at most; "
  }

  /// One budget, by a person's wish or the agent's.
  package static func draft(
    setting budget: Money, of campaign: Campaign, because reason: String,
    opportunity: Opportunity? = nil, input: PlanningInput
  ) -> DecisionDraft? {
    guard let now = campaign.dailyBudget else { return nil }
    let change = BudgetChange(campaign: CampaignHandle(campaign), from: now, to: budget)
    let response = input.response(of: campaign)
    let before = response.revenue(atDailySpend: now.units)
    let after = response.revenue(atDailySpend: budget.units)
    let next = response.marginal(atDailySpend: now.units)
    let facts =
      input.worthFacts(opportunity) + [
        Decision.Fact("next unit of budget brings", "\(input.words(next.mean)) of revenue"),
        Decision.Fact(
          "attributed revenue a day",
          "\(input.words(before.mean)) now, \(input.words(after.mean)) after"),
        Decision.Fact("incremental", response.incrementalityWords(on: input.now.day)),
      ]
    return DecisionDraft(
      action: .setDailyBudget(change), title: words(change, campaign.name),
      platform: campaign.platform,
      evidence: input.evidence(
        reason, facts + input.figures(campaign), campaign: campaign.id,
        curve: BudgetPlanner.curve(response, current: now.units, proposed: budget.units)),
      forecast: OutcomeForecast.revenue(after, days: 5, orderValue: input.orderValue),
      atWorst: worst(of: [change], input), opportunity: opportunity)
  }

  /// What lift tests say of the campaigns that move; one line where none was tested.
  private static func incrementality(
    _ changes: [BudgetChange], _ input: PlanningInput
  ) -> [Decision.Fact] {
    let known = changes.prefix(5).compactMap { change -> Decision.Fact? in
      guard let campaign = input.campaign(change.campaign.campaign),
        let response = input.responses[campaign.id],
        response.incrementality(on: input.now.day).isTested
      else { return nil }
      return Decision.Fact(
        "incremental, \"\(campaign.name)\"", response.incrementalityWords(on: input.now.day))
    }
    guard known.isEmpty else { return known }
    return [
      Decision.Fact(
        "incremental", "not tested: revenue is as the platforms attribute it to themselves")
    ]
  }

  /// `Raise "Winback · lapsed gifters" £40 → £70`.
  static func words(_ change: BudgetChange, _ name: String) -> String {
    let verb = change.isRaise ? "Raise" : "Lower"
    return "\(verb) \"\(name)\" \(short(change.from)) → \(short(change.to))"
  }

  /// Without pence where there are none.
  static func short(_ money: Money) -> String {
    money.micros % 1_000_000 == 0 ? money.whole : money.description
  }

  private static func change(_ units: Double, _ input: PlanningInput) -> String {
    if units.magnitude < 0.005 { return "unchanged" }
    return "\(input.words(units.magnitude)) \(units > 0 ? "more" : "less")"
  }

  /// What the raises can cost more until the campaigns end.
  private static func worst(of changes: [BudgetChange], _ input: PlanningInput) -> Money {
    changes.filter(\.isRaise).reduce(.zero(input.currency)) { sum, change in
      guard let campaign = input.campaign(change.campaign.campaign) else { return sum }
      return sum
        + input.spendAtWorst(
          change.to - change.from, campaign.platform, end: campaign.end, cap: campaign.totalBudget)
    }
  }
}

extension PlanningInput {
  /// What an opportunity is worth and how sure that is; nothing without one.
  func worthFacts(_ opportunity: Opportunity?) -> [Decision.Fact] {
    guard let opportunity else { return [] }
    let days = FigureWords.count(opportunity.horizonDays, "day")
    return [
      Decision.Fact(
        "expected profit, \(days)",
        "\(words(opportunity.profit.mean)) (\(words(opportunity.profit.low)) to "
          + "\(words(opportunity.profit.high)))"),
      Decision.Fact("likely to be a profit", FigureWords.share(opportunity.confidence)),
    ]
  }

  /// What speaks for trying it beside what is expected.
  fileprivate func tryingFact(_ opportunity: Opportunity?) -> [Decision.Fact] {
    guard let opportunity, let hope = opportunity.learning else { return [] }
    let days = FigureWords.count(opportunity.horizonDays, "day")
    return [
      Decision.Fact(
        "if returns are better than expected",
        "\(words(hope.profit)) in \(days), \(FigureWords.share(hope.confidence)) likely to be a "
          + "profit; a reason to try it and see")
    ]
  }

  /// What is believed of a campaign, or would be before its first day.
  func response(of campaign: Campaign) -> CampaignResponse {
    if let known = responses[campaign.id] { return known }
    var response = CampaignResponse.prior(of: campaign, scale: scale)
    response.pool = pool
    return response
  }
}
