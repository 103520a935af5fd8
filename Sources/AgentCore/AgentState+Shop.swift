import AgentInterface
import Commerce
import DataPipeline
import Oversight
import Persistence

/// What all orders say together, read when it is asked for.
extension AgentState {
  private static let shownDays = 84
  private static let forecastDays = 28
  private static let cohortMonths = 13

  private var yesterday: Day { now.day.adding(days: -1) }

  func shopDetail(_ store: Store, _ shelf: HistoryShelf) throws(StoreError) -> ShopDetail {
    let history = try history(store, shelf)
    let cohorts = history?.cohorts(newest: Self.cohortMonths, asOf: yesterday)
    return ShopDetail(
      outlook: words(of: outlook, demand.through(yesterday)),
      cohorts: (cohorts?.cohorts ?? []).map {
        ShopDetail.Cohort(month: $0.month, customers: $0.customers, active: $0.active)
      },
      migration: migration, clusters: clusters(of: nil), models: modelFacts,
      imports: try store.importedFiles(newest: 10).map(importNote))
  }

  /// Orders and revenue of a segment's members, as they were and are expected.
  func outlook(
    of segment: SegmentName, _ store: Store, _ shelf: HistoryShelf
  ) throws(StoreError) -> DemandOutlook? {
    guard let demand = try history(store, shelf)?.segments[segment] else { return nil }
    let through = demand.through(yesterday)
    let forecast = shelf.outlook(of: segment, after: yesterday) {
      DemandForecast.make(history: through, horizonDays: Self.forecastDays)
    }
    return words(of: forecast, through)
  }

  private func history(
    _ store: Store, _ shelf: HistoryShelf
  ) throws(StoreError) -> CustomerHistory? {
    guard let segmentation = people.segmentation else { return nil }
    return try shelf.history(upTo: yesterday) { () throws(StoreError) in
      var history = CustomerHistory(customers: people.customers, segmentation: segmentation)
      try store.forEachOrder(before: Instant(now.day)) { customer, day, amount in
        history.add(customer: customer, on: day, amountMicros: amount)
      }
      return history
    }
  }

  private func words(of forecast: DemandForecast?, _ demand: DailyDemand) -> DemandOutlook? {
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
      words: forecast.words)
  }

  /// Where the members of a week ago are now.
  private var migration: [ShopDetail.Migration] {
    guard let earlier = people.earlier, let segmentation = people.segmentation else { return [] }
    let names = SegmentName.allCases
    let place = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    var counts: [SegmentName?: [Int]] = [:]
    for row in segmentation.names.indices {
      guard let column = place[segmentation.names[row]] else { continue }
      let before = earlier.members[people.customers[row].id]
      counts[before, default: Array(repeating: 0, count: names.count)][column] += 1
    }
    return (names.map(Optional.some) + [nil]).compactMap { from in
      counts[from].map { ShopDetail.Migration(from: from, counts: $0) }
    }
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
