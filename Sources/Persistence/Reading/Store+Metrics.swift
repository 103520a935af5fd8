package import Commerce

/// What a campaign's creative did in one day.
package struct DailyMetrics: Hashable, Sendable {
  package var campaign: Campaign.ID
  package var creative: String
  package var day: Day
  package var metrics: Metrics

  package init(campaign: Campaign.ID, creative: String, day: Day, metrics: Metrics) {
    self.campaign = campaign
    self.creative = creative
    self.day = day
    self.metrics = metrics
  }
}

extension Store {
  /// Hours that begin in `start` ..< `end`, by hour, then creative. Hours without a report are left
  /// out.
  package func metricsByHour(
    of campaign: Campaign.ID, from start: Instant, to end: Instant
  ) throws(StoreError) -> [MetricsRow] {
    try reading { database in
      try database.sql(ScreenQuery.metricsByHour.rawValue)
        .all(campaign, start.hourIndex, end.hourIndex) { row in
          MetricsRow(
            campaign: campaign, creative: row.text(1), hour: row.startOfHour(0),
            metrics: row.metrics(from: 2))
        }
    }
  }

  /// Days in `first` … `last`, over all of history, by day, then creative. Days without a report
  /// are left out.
  package func metricsByDay(
    of campaign: Campaign.ID, from first: Day, through last: Day
  ) throws(StoreError) -> [DailyMetrics] {
    try reading { database in
      try database.sql(ScreenQuery.metricsByDay.rawValue).all(campaign, first, last) { row in
        DailyMetrics(
          campaign: campaign, creative: row.text(1), day: row.day(0), metrics: row.metrics(from: 2))
      }
    }
  }

  /// What all campaigns did on each day of `first` … `last` that has a report.
  package func shopMetrics(
    from first: Day, through last: Day
  ) throws(StoreError) -> [Day: Metrics] {
    try reading { database in
      let rows = try database.sql(ScreenQuery.shopMetrics.rawValue).all(first, last) { row in
        (row.day(0), row.metrics(from: 1))
      }
      return Dictionary(uniqueKeysWithValues: rows)
    }
  }

  /// The first day of any report; `nil` before it.
  package func firstMetricsDay() throws(StoreError) -> Day? {
    try reading {
      try $0.sql("SELECT day FROM metrics_day ORDER BY day LIMIT 1").first { $0.day(0) }
    }
  }

  /// Days of `first` … `last` on which something was ordered, oldest first.
  package func dailyOrders(
    from first: Day, through last: Day
  ) throws(StoreError) -> [StoredState.DailyOrders] {
    try reading { database in
      try database.sql(ScreenQuery.dailyOrders.rawValue).all(first, last) { row in
        StoredState.DailyOrders(day: row.day(0), orders: row.int(1), revenueMicros: row.int64(2))
      }
    }
  }

  /// Orders of all time.
  package func orderCount() throws(StoreError) -> Int {
    try reading {
      try $0.sql("SELECT coalesce(sum(orders), 0) FROM order_day").first { $0.int(0) } ?? 0
    }
  }
}

extension SQLRow {
  /// An hour kept as the number of hours since 1970.
  func startOfHour(_ column: Int32) -> Instant {
    Instant(seconds: int64(column) * Instant.secondsPerHour)
  }
}
