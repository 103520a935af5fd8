import Commerce

extension StateReader {
  /// The last 35 days, by campaign, creative, hour.
  ///
  /// The table is clustered by hour, so the rows of a series arrive in order and need only be put
  /// together.
  func hourlyMetrics(now: Instant) throws -> [MetricsRow] {
    var series: [SeriesKey: [MetricsRow]] = [:]
    try database.sql(
      """
      SELECT hour, campaign, creative, impressions, opens, clicks, conversions, unsubscribes, spend, revenue
      FROM metrics_hour WHERE hour >= ? ORDER BY hour
      """
    ).forEach(now.adding(days: -Retention.hourlyDays).hourIndex) { row in
      let key = SeriesKey(campaign: row.identifier(1), creative: row.text(2))
      series[key, default: []].append(
        MetricsRow(
          campaign: key.campaign, creative: key.creative, hour: row.startOfHour(0),
          metrics: row.metrics(from: 3)))
    }
    return series.keys.sorted().flatMap { series[$0] ?? [] }
  }

  /// All of history, oldest first.
  func dailyOrders() throws -> [StoredState.DailyOrders] {
    try database.sql("SELECT day, orders, revenue FROM order_day ORDER BY day").all { row in
      StoredState.DailyOrders(day: row.day(0), orders: row.int(1), revenueMicros: row.int64(2))
    }
  }

  func contacts(now: Instant) throws -> [(reference: String, at: Instant)] {
    try database.sql("SELECT at, reference FROM email_contact WHERE at > ? ORDER BY at, reference")
      .all(now.adding(days: -Retention.contactPressureDays)) { ($0.text(1), $0.instant(0)) }
  }
}

private struct SeriesKey: Hashable, Comparable {
  var campaign: Campaign.ID
  var creative: String

  static func < (left: Self, right: Self) -> Bool {
    (left.campaign, left.creative) < (right.campaign, right.creative)
  }
}
