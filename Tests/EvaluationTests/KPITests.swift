import Commerce
import Evaluation
import Testing

@Suite struct KPITests {
  let today = Day(number: 15_000)

  /// Three windows of days, alike but for the last week's clicks and orders.
  func input(conversionsLastWeek: Double = 4, history: Int = 400) -> KPIInput {
    var metrics: [Day: Metrics] = [:]
    var orders: [Day: OrderBook.Count] = [:]
    var new: [Day: Int] = [:]
    for back in 1...history {
      let day = today.adding(days: -back)
      let wave = Double(back % 7)
      let isLast = back <= 7
      metrics[day] = Metrics(
        impressions: 10_000, clicks: 200 + Int64(wave * 3),
        conversions: (isLast ? conversionsLastWeek : 4) + Double(back % 3) * 0.1,
        spendMicros: 50_000_000, revenueMicros: 200_000_000)
      orders[day] = (20 + back % 5, Int64(20 + back % 5) * 40_000_000)
      new[day] = 5
    }
    let end = today.adding(days: -1)
    return KPIInput(
      settledThrough: end, shopThrough: end, metrics: metrics, orders: orders, newCustomers: new,
      customers: [
        end: .init(all: 1_000, active: 300, activeBefore: 280, lost: 140),
        end.adding(days: -7): .init(all: 990, active: 305, activeBefore: 282, lost: 138),
      ], lifetimeValues: [end: 85, end.adding(days: -7): 80])
  }

  func figure(
    _ kpi: KPI, _ source: KPIDefinition.Source, _ input: KPIInput, targets: [KPI: Double] = [:]
  ) throws -> KPIFigure {
    try #require(
      KPIFigure.all(input, targets: targets).first {
        $0.definition.kpi == kpi && $0.definition.source == source
      })
  }

  @Test func `every figure of the mission is defined once`() {
    let pairs = KPIDefinition.all.map { "\($0.kpi.rawValue) \($0.source.rawValue)" }
    #expect(Set(pairs).count == pairs.count)
    let kpis = Set(KPIDefinition.all.map(\.kpi))
    #expect(kpis == Set(KPI.allCases).subtracting([.impressions, .clicks, .feedAge]))
    #expect(Set(KPIDefinition.all.map(\.name)).count == KPIDefinition.all.count)
    #expect(KPIDefinition.all.allSatisfy { !$0.formula.isEmpty && $0.windowDays > 0 })
  }

  @Test func `figures are the sums of their windows divided`() throws {
    let input = input()
    #expect(try figure(.spend, .platforms, input).value == 350)
    #expect(try figure(.returnOnAdSpend, .platforms, input).value == 4)
    #expect(try figure(.acquisitionCost, .both, input).value == 10)
    #expect(try figure(.averageOrderValue, .shop, input).value == 40)
    #expect(try figure(.costPerThousand, .platforms, input).value == 5)
    #expect(try figure(.churnRate, .customers, input).value == 0.5)
    #expect(try figure(.activeRate, .customers, input).value == 0.3)
    #expect(try figure(.lifetimeValue, .customers, input).value == 85)
    let conversions = try figure(.orders, .platforms, input)
    #expect(conversions.definition.name == "conversions")
    #expect(
      conversions.from == today.adding(days: -7) && conversions.through == today.adding(days: -1))
  }

  @Test func `a change is told from noise`() throws {
    let steady = try figure(.orders, .platforms, input())
    #expect(steady.lastWeek?.isOutsideNoise == false)
    let doubled = try figure(.conversionRate, .platforms, input(conversionsLastWeek: 8))
    #expect(doubled.lastWeek?.isOutsideNoise == true)
    #expect((doubled.lastWeek?.relative ?? 0) > 0.8)
    #expect(doubled.lastYear?.isOutsideNoise == true)
    let spend = try figure(.spend, .platforms, input())
    #expect(spend.lastWeek?.relative == 0 && spend.lastWeek?.isOutsideNoise == false)
    let churn = try figure(.churnRate, .customers, input())
    #expect(churn.lastWeek?.isOutsideNoise == false && churn.lastYear == nil)
    let worth = try figure(.lifetimeValue, .customers, input())
    #expect(worth.lastWeek?.before == 80 && worth.lastWeek?.relative == 0.0625)
    #expect(worth.lastYear == nil)
  }

  @Test func `history that is not there is not made up`() throws {
    let short = input(history: 10)
    #expect(try figure(.spend, .platforms, short).value == 350)
    #expect(try figure(.spend, .platforms, short).lastWeek == nil)
    #expect(try figure(.revenue, .shop, short).lastYear == nil)
    let empty = KPIInput(settledThrough: today, shopThrough: today)
    for figure in KPIFigure.all(empty) {
      #expect(figure.value == nil && figure.lastWeek == nil && figure.lastYear == nil)
    }
  }

  @Test func `what nobody paid for has no cost`() throws {
    var input = input()
    for day in input.metrics.keys { input.metrics[day]?.spendMicros = 0 }
    for (kpi, source) in [
      (KPI.acquisitionCost, KPIDefinition.Source.both), (.costPerClick, .platforms),
      (.costPerThousand, .platforms),
    ] {
      #expect(try figure(kpi, source, input).value == nil)
    }
    #expect(try figure(.spend, .platforms, input).value == 0)
  }

  @Test func `a target is met on its better side`() throws {
    let targets: [KPI: Double] = [
      .returnOnAdSpend: 3, .acquisitionCost: 8, .churnRate: 0.6, .spend: 100, .revenue: 1,
    ]
    #expect(try figure(.returnOnAdSpend, .platforms, input(), targets: targets).meetsTarget == true)
    #expect(try figure(.acquisitionCost, .both, input(), targets: targets).meetsTarget == false)
    #expect(try figure(.churnRate, .customers, input(), targets: targets).meetsTarget == true)
    #expect(try figure(.spend, .platforms, input(), targets: targets).meetsTarget == nil)
    #expect(try figure(.revenue, .platforms, input(), targets: targets).target == nil)
    #expect(try figure(.revenue, .shop, input(), targets: targets).meetsTarget == true)
  }

  @Test func `days without clicks or orders divide by nothing`() throws {
    var input = input()
    for day in input.metrics.keys {
      input.metrics[day] = Metrics(impressions: 100, spendMicros: 1_000_000)
      input.orders[day] = nil
      input.newCustomers[day] = nil
    }
    #expect(try figure(.costPerClick, .platforms, input).value == nil)
    #expect(try figure(.averageOrderValue, .shop, input).value == nil)
    #expect(try figure(.acquisitionCost, .both, input).value == nil)
    #expect(try figure(.orders, .shop, input).value == 0)
    #expect(try figure(.returnOnAdSpend, .platforms, input).value == 0)
    #expect(try figure(.returnOnAdSpend, .platforms, input).lastWeek?.relative == nil)
  }
}
