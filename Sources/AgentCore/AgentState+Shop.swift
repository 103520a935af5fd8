import AgentInterface
import Commerce
import DataPipeline
import Evaluation
import Oversight
import Persistence

/// What all orders say together, read when it is asked for.
extension AgentState {
  private static let shownDays = 84
  private static let cohortMonths = 13

  private var yesterday: Day { now.day.adding(days: -1) }

  func shopDetail(_ store: Store, _ shelf: HistoryShelf) throws(StoreError) -> ShopDetail {
    let histories = try histories(store, shelf)
    return ShopDetail(
      outlook: words(of: outlook, demand.through(yesterday)), cohorts: cohorts(histories),
      migration: migration, clusters: clusters(of: nil), models: modelFacts,
      imports: try store.importedFiles(newest: 10).map(importNote),
      kpis: try kpiRows(store, shelf), calibration: calibrationRows())
  }

  /// How the members of a segment buy, and what they are expected to.
  struct Rhythm {
    var outlook: DemandOutlook?
    var habits: [Decision.Fact]
    var cohorts: [ShopDetail.Cohort]
  }

  func rhythm(
    of segment: SegmentName, _ store: Store, _ shelf: HistoryShelf
  ) throws(StoreError) -> Rhythm {
    let histories = try histories(store, shelf)
    let rows = people.rows(of: segment, in: histories)
    let demand = shelf.segmentDemand(upTo: yesterday) {
      SegmentDemand(histories, asOf: yesterday)
    }
    let expected = demand.flatMap { demand in
      words(
        of: outlook.map { demand.forecast(of: segment, shop: $0) },
        demand.history(of: segment), "of whoever was a member each week")
    }
    return Rhythm(
      outlook: expected, habits: habitFacts(rows, histories),
      cohorts: cohorts(histories.subset(rows)))
  }

  private func cohorts(_ histories: PurchaseHistories) -> [ShopDetail.Cohort] {
    let isOver = yesterday.adding(days: 1).civil.day == 1
    return CohortTable(histories, asOf: yesterday).cohorts.suffix(Self.cohortMonths).map {
      ShopDetail.Cohort(
        month: $0.month, customers: $0.customers, active: $0.active, isLastMonthOver: isOver)
    }
  }

  func histories(
    _ store: Store, _ shelf: HistoryShelf
  ) throws(StoreError) -> PurchaseHistories {
    try shelf.histories(upTo: yesterday) { () throws(StoreError) in
      try people.histories(upTo: yesterday) { (end, body) throws(StoreError) in
        try store.forEachOrder(before: end, body)
      }
    }
  }

  /// Medians over the members, so that a few wholesale customers do not speak for all.
  private func habitFacts(_ rows: [Int], _ histories: PurchaseHistories) -> [Decision.Fact] {
    var facts = channelFacts(rows, histories)
    let habits = rows.compactMap { CustomerHabits(histories, $0, asOf: yesterday) }
    if let basket = median(habits.map(\.basket)) {
      facts.append(Decision.Fact("an order", Money(units: basket, shop.currency).description))
    }
    if let gap = median(habits.compactMap(\.daysBetweenPurchases)) {
      facts.append(Decision.Fact("between orders", "\(Int(gap.rounded())) days"))
    }
    if let late = median(habits.compactMap(\.lateness)) {
      facts.append(
        Decision.Fact("silent for", "\(FigureWords.oneDecimal(late)) × their usual gap"))
    }
    if let trend = median(habits.compactMap(\.spendTrend)) {
      let change = Int(((trend - 1) * 100).rounded())
      facts.append(
        Decision.Fact("spend an order day", "\(change > 0 ? "+" : "")\(change) % a year"))
    }
    return facts
  }

  /// By what most members first came, where orders tell it.
  private func channelFacts(_ rows: [Int], _ histories: PurchaseHistories) -> [Decision.Fact] {
    var known = KnownCustomers(day: yesterday)
    for row in rows {
      guard let customer = histories.customer(row, asOf: yesterday) else { continue }
      known.add(customer, row: row)
    }
    let shares = ChannelShare.shares(of: known, in: histories).prefix(3)
    guard !shares.isEmpty else { return [] }
    let words = shares.map {
      "\($0.name) \(Int((100 * Double($0.customers) / Double(known.customers.count)).rounded())) %"
    }
    return [Decision.Fact("first came by", words.joined(separator: ", "))]
  }

  private func median(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.sorted()[values.count / 2]
  }

  private func words(
    of forecast: DemandForecast?, _ demand: DailyDemand, _ whose: String? = nil
  ) -> DemandOutlook? {
    guard let forecast, let last = demand.lastDay else { return nil }
    let shown = min(Self.shownDays, demand.orders.count)
    func outlook(
      _ name: String, _ unit: String, _ values: [Double], _ expected: [Estimate]
    ) -> DemandOutlook.Outlook {
      DemandOutlook.Outlook(
        history: Series(
          name: name, unit: unit, start: Instant(last.adding(days: 1 - shown)), stepHours: 24,
          values: values.suffix(shown).map { $0 }), expected: expected)
    }
    return DemandOutlook(
      orders: outlook(
        "orders a day", "", demand.orders.map(Double.init), forecast.days.map(\.orders)),
      revenue: outlook(
        "revenue a day", shop.currency.symbol, demand.revenueUnits, forecast.days.map(\.revenue)),
      words: forecast.words + (whose.map { "; \($0)" } ?? ""))
  }

  /// Where the members of a week ago are now.
  private var migration: [ShopDetail.Migration] {
    guard let before = people.earlier, let now = people.snapshot() else { return [] }
    let week = SegmentMigration(from: before, to: now)
    let known = zip(SegmentName.allCases, week.counts).map {
      ShopDetail.Migration(from: $0, counts: $1)
    }
    return (known + [ShopDetail.Migration(from: nil, counts: week.newcomers)])
      .filter { $0.counts.contains { $0 > 0 } }
  }

  private var modelFacts: [Decision.Fact] {
    guard let model = people.model else {
      return [Decision.Fact("lifetime value", people.valueNote ?? "not fitted yet")]
    }
    return model.facts.map { Decision.Fact($0.label, $0.value) }
  }

  private func importNote(_ file: ImportedFile) -> ShopDetail.Import {
    ShopDetail.Import(
      name: file.name, at: file.at, newOrders: file.newOrders, newCustomers: file.newCustomers,
      alreadyStored: file.alreadyStored,
      quality: file.report?.facts.map { Decision.Fact($0.label, $0.value) } ?? [],
      diagnostics: (file.report?.diagnostics ?? []).prefix(5).map { "\($0)" })
  }
}
