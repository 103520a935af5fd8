import Commerce

extension TableWriter {
  /// Replaces hourly rows and moves the roll-ups of their days by the difference.
  ///
  /// Rows of hours that were let go of are closed: they are left out, since what they replace is
  /// not known any more.
  func write(_ rows: [MetricsRow]) throws {
    let horizon = try horizonHour() ?? .min
    let known = try database.sql(
      """
      SELECT impressions, opens, clicks, conversions, unsubscribes, spend, revenue FROM metrics_hour
      WHERE hour = ? AND campaign = ? AND creative = ?
      """)
    let hourly = try database.sql(Self.replaceHour)
    var days: [DaySeries: Metrics] = [:]
    for row in rows where row.hour.hourIndex >= horizon {
      let hour = row.hour.hourIndex
      let before = try known.first(hour, row.campaign, row.creative) { $0.metrics(from: 0) }
      guard before != row.metrics else { continue }
      try hourly.run(hour, row.campaign, row.creative, row.metrics)
      let series = DaySeries(day: row.hour.day, campaign: row.campaign, creative: row.creative)
      days[series, default: .zero] += row.metrics.difference(from: before ?? .zero)
    }
    let daily = try database.sql(Self.addToDay)
    for (series, change) in days {
      try daily.run(series.day, series.campaign, series.creative, change)
    }
  }

  private static let replaceHour = """
    INSERT INTO metrics_hour
      (hour, campaign, creative, impressions, opens, clicks, conversions, unsubscribes, spend, revenue)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET impressions = excluded.impressions, opens = excluded.opens,
      clicks = excluded.clicks, conversions = excluded.conversions,
      unsubscribes = excluded.unsubscribes, spend = excluded.spend, revenue = excluded.revenue
    """

  private static let addToDay = """
    INSERT INTO metrics_day
      (day, campaign, creative, impressions, opens, clicks, conversions, unsubscribes, spend, revenue)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET impressions = impressions + excluded.impressions,
      opens = opens + excluded.opens, clicks = clicks + excluded.clicks,
      conversions = conversions + excluded.conversions,
      unsubscribes = unsubscribes + excluded.unsubscribes, spend = spend + excluded.spend,
      revenue = revenue + excluded.revenue
    """

  private func horizonHour() throws -> Int64? {
    try database.sql("SELECT hour FROM metrics_horizon").first { $0.int64(0) }
  }

  /// Moves the horizon of the hourly rows; it never goes back.
  func forgetHours(before instant: Instant) throws {
    let hour = instant.hourIndex
    guard try hour > horizonHour() ?? .min else { return }
    try database.sql("DELETE FROM metrics_hour WHERE hour < ?").run(hour)
    try database.sql(
      """
      INSERT INTO metrics_horizon (id, hour) VALUES (1, ?)
      ON CONFLICT (id) DO UPDATE SET hour = excluded.hour
      """
    ).run(hour)
  }
}

/// A row of the daily roll-ups.
private struct DaySeries: Hashable {
  var day: Day
  var campaign: Campaign.ID
  var creative: String
}

extension PreparedSQL {
  fileprivate func run(
    _ time: some Bindable, _ campaign: Campaign.ID, _ creative: String, _ metrics: Metrics
  ) throws {
    try run(
      time, campaign, creative, metrics.impressions, metrics.opens, metrics.clicks,
      metrics.conversions, metrics.unsubscribes, metrics.spendMicros, metrics.revenueMicros)
  }
}

extension Metrics {
  fileprivate func difference(from earlier: Metrics) -> Metrics {
    Metrics(
      impressions: impressions - earlier.impressions, opens: opens - earlier.opens,
      clicks: clicks - earlier.clicks, conversions: conversions - earlier.conversions,
      unsubscribes: unsubscribes - earlier.unsubscribes,
      spendMicros: spendMicros - earlier.spendMicros,
      revenueMicros: revenueMicros - earlier.revenueMicros)
  }
}
