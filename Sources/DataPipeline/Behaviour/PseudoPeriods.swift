import Commerce
import RealModule
import Statistics

/// Windows inside the data in which a forecast can be learnt, because what followed is known.
struct PseudoPeriods {
  /// Days before the end of the data at which knowledge stops, and days looked ahead from there.
  let windows: [Window]

  struct Window: Hashable {
    var daysBack: Int
    var length: Int
    /// Whether the window is one of the longest, from which the level is learnt.
    var tellsLevel: Bool
  }

  /// Six windows that reach back from a quarter of the data to half of it, as long as the horizon
  /// where that fits. Further back too little is known of the customers, and far more than the
  /// horizon's length back the shop was another.
  init(historyDays: Int, horizonDays: Int) {
    let reach = min(Double(historyDays) / 2, 4 * Double(horizonDays))
    windows = [0.5, 0.6, 0.7, 0.8, 0.9, 1].compactMap { part in
      let back = Int((reach * part).rounded())
      guard back >= 14 else { return nil }
      return Window(daysBack: back, length: min(back, horizonDays), tellsLevel: part >= 0.8)
    }
  }
}

/// One pseudo-period: what was known at its beginning and what happened in it.
struct PseudoPeriod {
  private(set) var panel: BehaviourPanel
  /// Purchase days of each customer of the panel.
  let purchases: [Double]
  let tellsLevel: Bool

  init(
    _ histories: PurchaseHistories, _ rows: [Int], _ window: PseudoPeriods.Window,
    endingAt day: Day, clock: SeasonalClock, model: BetaGeometric
  ) {
    let start = day.adding(days: -window.daysBack)
    let end = start.adding(days: window.length)
    panel = BehaviourPanel(
      histories, among: rows, at: start, until: end, clock: clock, model: model)
    purchases = panel.rows.map {
      Double(histories.purchases(of: $0, after: start, upTo: end).days)
    }
    tellsLevel = window.tellsLevel
  }

  /// Whether enough customers were known, and some bought and some did not.
  var isTelling: Bool {
    let silent = purchases.count { $0 == 0 }
    return purchases.count >= 100 && silent >= 20 && purchases.count - silent >= 20
  }

  /// Lets all periods share the means of their standard deviations as units.
  ///
  /// - Returns: The units, one a feature.
  static func measure(_ periods: inout [PseudoPeriod]) -> [Double] {
    var units = [Double](repeating: periods.isEmpty ? 1 : 0, count: BehaviourPanel.dimension)
    for period in periods {
      for (column, deviation) in period.panel.deviations.enumerated() {
        units[column] += deviation / Double(periods.count)
      }
    }
    for index in periods.indices { periods[index].panel.measure(in: units) }
    return units
  }

  /// The rows of several periods, each period weighing as much as all its customers divided by the
  /// number of periods.
  ///
  /// - Parameters:
  ///   - periods: What to take them from.
  ///   - columns: Features to take; all if `nil`.
  ///   - scale: What they are measured in.
  ///   - offset: ln of the rate that is known of each customer.
  /// - Returns: One row a customer and period.
  static func rows(
    of periods: [PseudoPeriod], columns: [Int]? = nil, in scale: BehaviourPanel.Scale,
    offset: (BehaviourPanel) -> [Double]
  ) -> RateRows {
    var rows = RateRows(dimension: columns?.count ?? BehaviourPanel.dimension)
    let weight = 1 / Double(max(1, periods.count))
    for period in periods {
      let offsets = offset(period.panel)
      for index in period.panel.rows.indices {
        let all = period.panel.features(of: index, in: scale)
        let features = columns.map { $0.map { all[all.startIndex + $0] }[...] } ?? all
        rows.append(
          features, offset: offsets[index], events: period.purchases[index], weight: weight)
      }
    }
    return rows
  }
}
