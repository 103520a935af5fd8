import AgentInterface
import Commerce
import Oversight

/// A shop on a morning in December with something of everything: the source of every frame in these
/// tests.
enum SnapshotFixture {
  static let currency = Currency.poundSterling
  static let now = instant(14, 9)

  static func instant(_ day: Int, _ hour: Int, month: Int = 12) -> Instant {
    Instant(Day(year: 2011, month: month, day: day) ?? Day(number: 0), hour: hour)
  }

  static func money(_ units: Double) -> Money { Money(units: units, currency) }

  /// - Throws: Only if a decision's action cannot be encoded.
  static func snapshot(sequence: Int = 1) throws -> Snapshot {
    Snapshot(
      sequence: sequence, shop: Shop(name: "Fernhill Gifts", currency: currency), now: now,
      clock: ClockStatus(speed: 1_800, isSimulated: true, isStopped: false), agent: agent,
      money: moneyStatus, approvals: try DecisionFixture.waiting(),
      blocked: [try DecisionFixture.blocked()], alerts: alerts, campaigns: CampaignFixture.rows,
      budgets: try budgets(), customers: customers, experiments: experiments, activity: activity)
  }

  static let agent = AgentStatus(
    phase: .observe, standing: .running, level: .ask, levelExceptions: 0, tick: 4_211,
    tickMilliseconds: 18, skippedTicks: 0, inFlight: 0, staleHours: nil)

  static let moneyStatus = MoneyStatus(
    dayCap: money(1_500), spentToday: money(222), heldToday: money(920), totalCap: money(40_000),
    spentTotal: money(3_180), shopRevenueToday: money(695), shopOrdersToday: 41,
    attributedWeek: Metrics(spendMicros: 1_520_000_000, revenueMicros: 4_757_600_000),
    attributedWeekBefore: Metrics(spendMicros: 1_410_000_000, revenueMicros: 4_020_000_000))

  static let alerts = [
    Alert(
      id: Alert.ID(31), severity: .warning, scope: .campaign(Campaign.ID(2)),
      metric: .costPerClick, expected: Estimate(mean: 0.31, low: 0.25, high: 0.37), actual: 0.84,
      openedAt: now.adding(seconds: -12 * 60),
      causes: ["auction price, not our bid", "a new competitor in the same auctions"]),
    Alert(
      id: Alert.ID(30), severity: .notice, scope: .platform(.metaAds), metric: .feedAge,
      expected: Estimate(mean: 1, low: 0, high: 2), actual: 3, openedAt: instant(14, 4),
      state: .resolved, resolvedAt: instant(14, 7), causes: ["Meta reported late"]),
  ]

  private static func budgets() throws -> BudgetBoard {
    BudgetBoard(
      lines: [
        .init(
          label: "today", platform: nil, cap: money(1_500), held: money(920),
          spent: money(222), free: money(580)),
        .init(
          label: "Google Ads", platform: .googleAds, cap: money(900), held: money(640),
          spent: money(158), free: money(260)),
        .init(
          label: "Meta Ads", platform: .metaAds, cap: money(600), held: money(280),
          spent: money(64), free: money(320)),
      ],
      marginal: [
        marginal(4, "Winback · lapsed gifters", 40, 2.9, 2.1, 3.6),
        marginal(1, "Shopping · bestsellers", 200, 2.6, 2.2, 3.0),
        marginal(3, "Christmas sets · lookalike", 90, 1.3, 0.8, 1.9),
        marginal(2, "Brand search", 120, 0.8, 0.5, 1.1),
      ], proposal: try DecisionFixture.reallocation())
  }

  private static func marginal(
    _ id: Int64, _ name: String, _ budget: Double, _ mean: Double, _ low: Double, _ high: Double
  ) -> BudgetBoard.Marginal {
    BudgetBoard.Marginal(
      campaign: Campaign.ID(id), name: name, budget: money(budget),
      next: Estimate(mean: mean, low: low, high: high))
  }

  static let customers = CustomerBoard(
    customers: 2_172, orders: 9_804, movedThisWeek: 12,
    segments: [
      segment(.champions, 214, 0.41, (612, 540, 690), 0.08, 5, 2, .metaAds, .upsell),
      segment(.loyal, 301, 0.22, (288, 251, 330), 0.17, 3, 2, .klaviyo, .retention),
      segment(.new, 188, 0.05, (96, 60, 141), 0.38, 9, 3, .klaviyo, .retention),
      segment(.atRisk, 262, 0.11, (140, 108, 177), 0.61, 2, 4, .metaAds, .winback),
      segment(.hibernating, 502, 0.06, (21, 12, 33), 0.88, 1, 1, .klaviyo, .winback),
    ], valueNote: nil)

  private static func segment(
    _ name: SegmentName, _ size: Int, _ share: Double, _ value: (Double, Double, Double),
    _ churn: Double, _ movedIn: Int, _ movedOut: Int, _ platform: Platform,
    _ objective: Campaign.Objective
  ) -> Segment {
    Segment(
      name: name, customers: size, reachableByEmail: size * 9 / 10, revenueShare: share,
      meanRecencyDays: 20 + churn * 200, meanFrequency: 9 - churn * 8,
      meanMonetary: 18.5 + share * 40,
      lifetimeValue: Estimate(mean: value.0, low: value.1, high: value.2), churnRisk: churn,
      movedIn: movedIn, movedOut: movedOut,
      recommendations: [
        .init(platform: platform, objective: objective, reason: "they answer best there")
      ])
  }

  static let experiments = [
    ExperimentRow(
      experiment: Experiment(
        id: Experiment.ID(5), campaign: Campaign.ID(4),
        hypothesis: "Saying what is new beats saying we miss you", metric: .clickThroughRate,
        variants: [
          .init(creative: "A", idea: .benefit, trials: 4_190, successes: 151, share: 0.5),
          .init(creative: "B", idea: .curiosity, trials: 4_220, successes: 166, share: 0.5),
        ], startedAt: instant(10, 9), plannedTrials: 5_255, status: .running,
        reading: .init(
          relativeEffect: Estimate(mean: 0.091, low: 0.01, high: 0.17, level: 0.95),
          winProbability: 0.97, sampleRatioP: 0.62, verdict: .continue,
          reason: "2,100 more trials are planned")),
      campaignName: "Winback · lapsed gifters", daysLeft: 1.6),
    ExperimentRow(
      experiment: Experiment(
        id: Experiment.ID(4), campaign: Campaign.ID(5), hypothesis: "Image or text for candles",
        metric: .conversionRate,
        variants: [
          .init(creative: "A", trials: 560, successes: 4, share: 0.5),
          .init(creative: "B", trials: 560, successes: 4, share: 0.5),
        ], startedAt: instant(3, 9), plannedTrials: 9_000, status: .inconclusive,
        reading: .init(
          relativeEffect: Estimate(mean: -0.02, low: -0.31, high: 0.28, level: 0.95),
          winProbability: 0.38, sampleRatioP: 0.9, verdict: .stopInconclusive,
          reason: "its campaign is paused"), concludedAt: instant(13, 9)),
      campaignName: "Candles · interest", daysLeft: nil),
  ]

  static let activity = [
    ActivityEntry(
      id: 906, at: now, kind: .observe, by: .agent,
      text: "212 orders, £1,290; 34 reports, 1 late",
      detail:
        "Orders since yesterday 09:00.\nThe report of Meta Ads came 3 h late and was restated."),
    ActivityEntry(
      id: 905, at: now, kind: .plan, by: .agent, text: "14 opportunities, 2 decisions, 1 blocked"),
    ActivityEntry(
      id: 904, at: now.adding(seconds: -120), kind: .person, by: .person("ana"),
      text: "paused \"Candles · interest\"", campaign: Campaign.ID(5)),
    ActivityEntry(
      id: 903, at: instant(14, 8), kind: .act, by: .agent,
      text: "Shopping £185 → £200, done, as forecast", decision: Decision.ID(860),
      campaign: Campaign.ID(1)),
    ActivityEntry(
      id: 902, at: instant(14, 7), kind: .learn, by: .agent,
      text: "Brand: half-saturation £85 → £61", campaign: Campaign.ID(2)),
    ActivityEntry(
      id: 901, at: instant(13, 22), kind: .alert, by: .agent,
      text: "CPC of \"Brand search\" opened",
      campaign: Campaign.ID(2)),
  ]
}
