import AgentInterface
import Commerce
import DataPipeline
import Evaluation
import OrderedCollections
import Oversight
import Persistence

/// The shop's figures and how well forecasts have held, worked out when they are asked for.
extension AgentState {
  /// Every KPI of the shop.
  func kpiRows(_ store: Store, _ shelf: HistoryShelf) throws(StoreError) -> [KPIRow] {
    let input = try kpiInput(store, histories(store, shelf))
    return KPIFigure.all(input, targets: settings.targets).map(KPIRow.init)
  }

  private func kpiInput(
    _ store: Store, _ histories: PurchaseHistories
  ) throws(StoreError) -> KPIInput {
    let shopThrough = now.day.adding(days: -1)
    let lag = Set(campaigns.values.map(\.platform)).map(AttributionLag.days).max() ?? 0
    let settled = now.day.adding(days: -lag - 1)
    var metrics: [Day: Metrics] = [:]
    var orders: [Day: OrderBook.Count] = [:]
    for back in [0, 7, 364] {
      let end = settled.adding(days: -back)
      for (day, value) in try store.shopMetrics(from: end.adding(days: -6), through: end) {
        metrics[day] = value
      }
      let last = shopThrough.adding(days: -back)
      let first = min(last, end).adding(days: -6)
      for row in try store.dailyOrders(from: first, through: last) {
        orders[row.day] = (row.orders, row.revenueMicros)
      }
    }
    return KPIInput(
      settledThrough: settled, shopThrough: shopThrough, metrics: metrics, orders: orders,
      newCustomers: newCustomers(), customers: customerCounts(histories, through: shopThrough),
      lifetimeValues: lifetimeValues(histories, through: shopThrough), shopSince: demand.firstDay,
      metricsSince: try store.firstMetricsDay())
  }

  private func newCustomers() -> [Day: Int] {
    people.customers.reduce(into: [:]) { $0[$1.firstDay, default: 0] += 1 }
  }

  private func customerCounts(
    _ histories: PurchaseHistories, through end: Day
  ) -> [Day: KPIInput.CustomerCounts] {
    [0, 7, 364].reduce(into: [:]) { counts, back in
      let day = end.adding(days: -back)
      guard let activity = histories.activity(asOf: day, windowDays: 90) else { return }
      counts[day] = KPIInput.CustomerCounts(
        all: activity.all, active: activity.active, activeBefore: activity.activeBefore,
        lost: activity.lost)
    }
  }

  /// Customers as they were known then by the model as it is now: what has changed between the days
  /// is the customers, not what is believed of them.
  private func lifetimeValues(
    _ histories: PurchaseHistories, through end: Day
  ) -> [Day: Double] {
    guard let model = people.model else { return [:] }
    return [0, 7, 364].reduce(into: [:]) { means, back in
      let day = end.adding(days: -back)
      let known = histories.customers(asOf: day).customers
      guard CustomerModel.isEnough(known, asOf: day) else { return }
      let values = model.values(of: known, asOf: day).compactMap(\.revenue)
      if !values.isEmpty { means[day] = values.reduce(0, +) / Double(values.count) }
    }
  }

  /// One row for each class of decision with an outcome.
  func calibrationRows() -> [CalibrationRow] {
    let known = Array(decisions.values)
    return Calibration.lines(known).map { line in
      CalibrationRow(line, ForecastCorrection(of: line.kind, in: known))
    }
  }

  func calibrationRow(of kind: ActionClass) -> CalibrationRow? {
    let known = Array(decisions.values)
    return Calibration.of(kind, in: known).map {
      CalibrationRow($0, ForecastCorrection(of: kind, in: known))
    }
  }
}

extension KPIRow {
  init(_ figure: KPIFigure) {
    self.init(
      kpi: figure.definition.kpi, name: figure.definition.name,
      formula: figure.definition.formula, attribution: figure.definition.attribution,
      windowDays: figure.definition.windowDays, from: figure.from, through: figure.through,
      value: figure.value, target: figure.target, meetsTarget: figure.meetsTarget,
      lastWeek: figure.lastWeek.map(Change.init), lastYear: figure.lastYear.map(Change.init))
  }
}

extension KPIRow.Change {
  init(_ change: KPIFigure.Change) {
    self.init(
      before: change.before, relative: change.relative, isOutsideNoise: change.isOutsideNoise)
  }
}

extension CalibrationRow {
  init(_ line: Calibration.Line, _ correction: ForecastCorrection) {
    self.init(
      kind: line.kind, settled: line.settled, within: line.within, level: line.level,
      coverageLow: line.shareInterval.lowerBound, coverageHigh: line.shareInterval.upperBound,
      bias: line.meanBias, biasError: line.biasError.isFinite ? line.biasError : nil,
      pinballLoss: line.pinballLoss, biasFactor: correction.bias, widthFactor: correction.width,
      concern: line.concern)
  }
}
