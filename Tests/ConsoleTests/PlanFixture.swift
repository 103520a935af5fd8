import AgentInterface
import Commerce
import Oversight

/// A week in its fourth day, the one before it, and what was learnt.
enum PlanFixture {
  static let monday = SnapshotFixture.instant(12, 0).day

  static func plan(firstDay: Day = monday) -> WeeklyPlan {
    WeeklyPlan(
      firstDay: firstDay, lastDay: firstDay.adding(days: 6),
      writtenAt: Instant(firstDay, hour: 3),
      summary:
        "7 days from Mon 2011-12-12: expected are £9,420 (£8,100 to £10,800) of revenue and, "
        + "after goods and £1,120 of ad spend, £3,120 (£2,520 to £3,740) of profit.",
      goals: [
        goal(.profit, 3_120, 2_520, 3_740, usual: 2_890),
        goal(.revenue, 9_420, 8_100, 10_800, usual: 8_900),
        goal(.newCustomers, 61, 48, 74, usual: 57),
        .init(
          measure: .spend, goal: 1_120, path: (1...7).map { 160 * Double($0) }, usual: 1_040,
          because: "the budgets in force, for 7 days"),
        .init(
          measure: .churnRisk, goal: 0.412, usual: 0.412,
          because: "not above today's; nothing forecasts it, so it is not scored"),
      ],
      budgets: [
        .init(
          objective: .acquisition, campaigns: 3, spend: money(840), waiting: money(210),
          before: money(801), revenue: Estimate(mean: 2_600, low: 2_050, high: 3_150),
          next: Estimate(mean: 1.9, low: 1.2, high: 2.6)),
        .init(
          objective: .winback, campaigns: 1, spend: money(280), waiting: money(0),
          before: money(239), revenue: nil, next: nil),
      ],
      risks: ["open alert: CPC of \"Brand search\" is £0.84, expected £0.25…£0.37"],
      conditions: [
        .init(measure: .revenue, day: firstDay.adding(days: 1), isBelow: true, limit: 2_050),
        .init(measure: .revenue, day: firstDay.adding(days: 3), isBelow: false, limit: 6_200),
      ],
      remembered: [
        "ann rejected the plan of 5 to 11 Dec as too expensive (\"sales are slow\"); no more "
          + "spending was proposed for the rest of it"
      ])
  }

  static func detail(_ state: Decision.State? = nil) -> PlanDetail {
    let tracked = TrackedPlan(
      plan(), decision: Decision.ID(873),
      actual: [day(0, revenue: 1_402), day(1, revenue: 1_190)], churnRisk: 0.409)
    let before = TrackedPlan(
      plan(firstDay: monday.adding(days: -7)), decision: Decision.ID(850), actual: [],
      closing: .init(
        at: SnapshotFixture.instant(12, 3), results: [],
        words: "3 of 5 goals reached; £2,710 profit, within £2,890 (£2,300 to £3,450)",
        isEarly: false))
    return PlanDetail(
      plans: [tracked, before],
      states: [
        Decision.ID(873): state ?? .needsApproval(expires: SnapshotFixture.now.adding(hours: 48)),
        Decision.ID(850): .rejected(
          Decision.Rejection(
            by: .person("ann"), at: SnapshotFixture.instant(5, 9), code: .tooExpensive, note: "")),
      ],
      today: day(2, revenue: 480))
  }

  static let lessons = [
    Lesson(
      id: 8, at: SnapshotFixture.instant(14, 7), kind: .results,
      subject: "return of \"Brand search\"", before: "4.10 a unit spent",
      after: "2.40 (1.90 to 2.95) a unit spent at £120.00 a day",
      because: "21 settled days of its figures", campaign: Campaign.ID(2)),
    Lesson(
      id: 7, at: SnapshotFixture.instant(13, 10), kind: .rejection,
      subject: "Move budgets: Prospecting £40 → £60",
      before: "worth asking; the like counts 100 % of its score",
      after:
        "not asked again before 2011-12-27; the like counts 75 % of its score, which wears off "
        + "by half in 30 days; the like is proposed at 60 % of its size",
      because: "ann rejected decision 866: too expensive", decision: Decision.ID(866)),
    Lesson(
      id: 6, at: SnapshotFixture.instant(12, 2), kind: .rollback, subject: "return of \"Winback\"",
      before: "0.61 (0.40 to 0.82) a unit spent at £40.00 a day",
      after: "as in version 12 again: 2.20 (1.70 to 2.71) a unit spent at £40.00 a day",
      because: "version 12 made the last 5 settled days at least 143 times as likely as version 17"),
  ]

  private static func goal(
    _ measure: WeeklyPlan.Measure, _ mean: Double, _ low: Double, _ high: Double, usual: Double
  ) -> WeeklyPlan.Goal {
    WeeklyPlan.Goal(
      measure: measure, goal: mean, expected: Estimate(mean: mean, low: low, high: high),
      path: (1...7).map { mean * Double($0) / 7 }, usual: usual,
      because: "as many days of the last 4 weeks brought less")
  }

  private static func day(_ place: Int, revenue: Double) -> ShopDay {
    ShopDay(
      day: monday.adding(days: place), orders: Int(revenue / 40), revenue: revenue,
      newCustomers: 9 - place, spend: 158, grossMargin: 0.45)
  }

  private static func money(_ units: Double) -> Money { SnapshotFixture.money(units) }
}
