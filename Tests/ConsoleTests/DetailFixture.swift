import AgentInterface
import Commerce
import Oversight

/// Answers to the queries of every drill-down.
enum DetailFixture {
  static func all() throws -> [(Query, Detail)] {
    [
      (.campaign(Campaign.ID(2)), .campaign(try campaign())),
      (.segment(.atRisk), .segment(segment())), (.shop, .shop(shop())),
      (.experiment(Experiment.ID(5)), .experiment(try experiment())),
      (.alert(Alert.ID(31)), .alert(try alert())),
      (.decision(Decision.ID(871)), .decision(try decision())),
    ]
  }

  static var costPerClick: Series {
    let values = (0..<72).map { hour -> Double? in
      if hour == 30 { return nil }
      return hour < 66
        ? 0.3 + 0.04 * Double((hour * 7) % 5 - 2) / 2 : 0.5 + 0.06 * Double(hour - 66)
    }
    return Series(
      name: "CPC", unit: "£", start: SnapshotFixture.now.adding(hours: -72), stepHours: 1,
      values: values, low: values.map { _ in 0.25 }, high: values.map { _ in 0.37 },
      flagged: Array(66..<72))
  }

  static func campaign() throws -> CampaignDetail {
    let spend = Series(
      name: "Spend", unit: "£", start: SnapshotFixture.now.adding(days: -28), stepHours: 24,
      values: (0..<28).map { 95 + Double(($0 * 13) % 30) })
    return CampaignDetail(
      row: CampaignFixture.rows[1], series: [costPerClick, spend],
      creatives: results, curve: DecisionFixture.curve,
      history: Array(SnapshotFixture.activity.suffix(3)),
      decisions: [try DecisionFixture.reallocation()], changes: changes)
  }

  private static var results: [CampaignDetail.CreativeResult] {
    zip(CampaignFixture.creatives, [0.61, 0.39]).map { creative, share in
      let metrics = Metrics(
        impressions: Int64(18_000 * share), clicks: Int64(760 * share), conversions: 30 * share)
      return CampaignDetail.CreativeResult(
        creative: creative, metrics: metrics, trend: [1, 1, 2, 2, 3, 3, 4],
        wear: share > 0.5 ? wear : nil)
    }
  }

  private static let wear = Wear(early: 0.04, late: 0.024, days: 24, pValue: 1e-6)

  private static var changes: [CampaignChange] {
    let day = SnapshotFixture.now.day
    return [
      CampaignChange(
        at: SnapshotFixture.instant(13, 9), subject: .lastDay, from: .day(day.adding(days: 1)),
        to: .day(day.adding(days: 5)), because: "it ends in 2 days", by: .agent, approvedBy: [],
        decision: Decision.ID(860)),
      CampaignChange(
        at: SnapshotFixture.instant(12, 9), subject: .dailyBudget,
        from: .money(SnapshotFixture.money(90)), to: .money(SnapshotFixture.money(120)),
        because: "the next £1 a day brings £2.40", by: .agent, approvedBy: [.person("ana")],
        decision: Decision.ID(851)),
    ]
  }

  static func segment() -> SegmentDetail {
    let histogram: (String, [(String, Int)]) -> SegmentDetail.Histogram = { label, bins in
      .init(label: label, bins: bins.map { .init(label: $0.0, customers: $0.1) })
    }
    return SegmentDetail(
      segment: SnapshotFixture.customers.segments[3],
      recency: histogram(
        "Days since the last order",
        [("0–30", 4), ("31–90", 61), ("91–180", 120), ("over 180", 77)]),
      frequency: histogram(
        "Purchase days", [("1", 0), ("2–3", 80), ("4–7", 122), ("8 and more", 60)]),
      monetary: histogram(
        "A purchase day", [("under £10", 12), ("£10–20", 97), ("£20–50", 120), ("over £50", 33)]),
      cameFrom: [.init(other: .loyal, customers: 2), .init(other: nil, customers: 0)],
      wentTo: [.init(other: .hibernating, customers: 3), .init(other: .loyal, customers: 1)],
      clusters: [.init(words: "often, long ago, large baskets", size: 610, members: 180)],
      examples: [
        .init(
          customer: Customer.ID(1_044), lastDay: SnapshotFixture.instant(2, 0, month: 8).day,
          purchaseDays: 6, revenue: SnapshotFixture.money(412), churnRisk: 0.66)
      ])
  }

  static func experiment() throws -> ExperimentDetail {
    ExperimentDetail(
      row: SnapshotFixture.experiments[0], creatives: CampaignFixture.creatives,
      looks: (1...6).map { look in
        let half = 0.4 / Double(look)
        return .init(
          at: SnapshotFixture.instant(9 + look - 1, 9),
          effect: Estimate(mean: 0.09, low: 0.09 - half, high: 0.09 + half, level: 0.95))
      }, decisions: [try DecisionFixture.minor()],
      messages: [
        .init(
          idea: .curiosity, effect: Estimate(mean: 0.08, low: -0.02, high: 0.19), tests: 2),
        .init(idea: .gratitude, effect: Estimate(mean: 0, low: -0.17, high: 0.21), tests: 0),
      ])
  }

  static func alert() throws -> AlertDetail {
    AlertDetail(
      alert: SnapshotFixture.alerts[0], scopeName: "Brand search", series: costPerClick,
      decisions: [try DecisionFixture.reallocation()])
  }

  static func decision() throws -> DecisionDetail {
    DecisionDetail(
      decision: try DecisionFixture.raise(), operations: [], similar: 9, similarWithinInterval: 8)
  }
}
