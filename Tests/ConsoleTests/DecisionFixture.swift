import AgentInterface
import Commerce
import Oversight

/// Decisions: one major by its step, one minor, one irreversible, one of several budgets.
enum DecisionFixture {
  static func waiting() throws -> [Decision] {
    [try raise(), try email(), try minor()]
  }

  static func handle(_ id: Int64, _ name: String) -> CampaignHandle {
    CampaignHandle(campaign: Campaign.ID(id), externalName: "ga-\(id) \(name)", externalID: nil)
  }

  /// Major: its step is beyond the limit.
  static func raise(to amount: Double = 70, revision: Int = 1) throws -> Decision {
    let change = BudgetChange(
      campaign: handle(4, "Winback · lapsed gifters"), from: SnapshotFixture.money(40),
      to: SnapshotFixture.money(amount))
    return try decision(
      871, revision: revision, .setDailyBudget(change),
      "Raise \"Winback · lapsed gifters\" £40 → £70",
      .metaAds, Estimate(mean: 61, low: 31, high: 94), worst: 631,
      [
        Check(.halt, .passed, "not halted"),
        Check(.budgetCap, .passed, "holds £52.50 more today; £580.00 of the day cap is free"),
        Check(.minimumReturn, .passed, "ROAS 4.8 (3.6…6.1), the minimum is 2.0"),
        Check(.stepLimit, .needsPerson, "+75 % in a day, the limit is +50 %"),
      ], expiresIn: 3 * 3_600 + 720, curve: curve)
  }

  /// Major: an e-mail cannot be taken back.
  static func email() throws -> Decision {
    let plan = CampaignPlan(
      campaign: Campaign.ID(9), externalName: "ga-9 Upsell · champions", objective: .upsell,
      platform: .klaviyo, audience: .segment(.champions),
      recipients: (1...214).map { "C\($0)" }, dailyBudget: nil, spendCap: nil,
      end: SnapshotFixture.now.day.adding(days: 5),
      creatives: [
        Creative(
          label: "A", idea: .gratitude, headline: "Something for you",
          body: "Thank you for a fine year.",
          callToAction: "Open", subject: "A thank-you, and what is new",
          preview: "For our best customers")
      ])
    return try decision(
      872, .sendEmailCampaign(plan), "Send \"Upsell · champions\" to 214 people", .klaviyo,
      Estimate(mean: 41, low: -6, high: 88), worst: 0,
      [Check(.contactPressure, .passed, "nobody has had 2 e-mails in the last seven days")],
      expiresIn: 11 * 3_600)
  }

  /// Neither major nor irreversible.
  static func minor(revision: Int = 1) throws -> Decision {
    let change = BudgetChange(
      campaign: handle(1, "Shopping · bestsellers"), from: SnapshotFixture.money(200),
      to: SnapshotFixture.money(220))
    return try decision(
      873, revision: revision, .setDailyBudget(change),
      "Raise \"Shopping · bestsellers\" £200 → £220",
      .googleAds, Estimate(mean: 18, low: 9, high: 27), worst: 260,
      [Check(.autonomy, .needsPerson, "level 1 asks for every budget")], expiresIn: 20 * 3_600)
  }

  static func reallocation() throws -> Decision {
    let changes = [
      BudgetChange(
        campaign: handle(2, "Brand search"), from: SnapshotFixture.money(120),
        to: SnapshotFixture.money(80)),
      BudgetChange(
        campaign: handle(4, "Winback · lapsed gifters"), from: SnapshotFixture.money(40),
        to: SnapshotFixture.money(70)),
      BudgetChange(
        campaign: handle(1, "Shopping · bestsellers"), from: SnapshotFixture.money(200),
        to: SnapshotFixture.money(210)),
    ]
    return try decision(
      874, .reallocateBudgets(changes), "Move £40 a day from Brand search to Winback and Shopping",
      .googleAds, Estimate(mean: 61, low: 31, high: 94), worst: 700,
      [Check(.major, .needsPerson, "moves £40.00 a day, £25.00 and more is major")],
      expiresIn: 5 * 3_600, curve: curve)
  }

  static func blocked() throws -> Decision {
    var decision = try minor()
    decision = try self.decision(
      870, decision.action, "Raise \"Candles · interest\" £30 → £40", .metaAds,
      Estimate(mean: 2, low: -9, high: 12), worst: 80,
      [Check(.minimumReturn, .blocked, "ROAS 0.2, the minimum is 2.0")], expiresIn: 0)
    decision.state = .blocked(rule: .minimumReturn, words: "ROAS 0.2, the minimum is 2.0")
    return decision
  }

  static func decision(
    _ id: Int64, revision: Int = 1, _ action: Action, _ title: String, _ platform: Platform,
    _ profit: Estimate, worst: Double, _ checks: [Check], expiresIn seconds: Int64,
    curve: Decision.Curve? = nil
  ) throws -> Decision {
    let now = SnapshotFixture.now
    return try Decision(
      id: Decision.ID(id), revision: revision, action: action, title: title, platform: platform,
      proposedBy: .agent, proposedAt: now.adding(hours: -1),
      evidence: .init(
        reason: "The next £1 here earns £2.9 (2.1…3.6); in Brand search it earns £0.8 (0.5…1.1).",
        facts: [
          .init("sample", "262 customers, 61 orders"), .init("attribution", "7-day click"),
        ], dataFrom: now.adding(days: -14), dataTo: now.adding(days: -2), curve: curve,
        alternatives: ["£60, the step limit: +£45 a day", "nothing: £0"]),
      forecast: .init(metric: .incrementalProfit, estimate: profit, horizonDays: 7),
      atWorst: SnapshotFixture.money(worst), checks: checks,
      state: .needsApproval(expires: now.adding(seconds: seconds)))
  }

  static let curve = Decision.Curve(
    spend: [0, 20, 40, 60, 80, 100], mean: [0, 85, 140, 172, 190, 200],
    low: [0, 70, 118, 140, 150, 152], high: [0, 100, 162, 204, 230, 248], current: 40, proposed: 70)
}
