import Commerce

extension StateReader {
  /// Orders of the last 35 days, oldest first, found through the customers who ordered since: that
  /// costs the
  /// number of customers and of recent orders, not of all orders.
  func recentOrders(now: Instant) throws -> [StoredState.RecentOrder] {
    let from = now.adding(days: -Retention.hourlyDays)
    return try database.sql(
      """
      SELECT o.placed_at, o.amount - o.refunded, o.campaign FROM customer AS c
      CROSS JOIN orders AS o ON o.customer = c.id AND o.placed_at >= ?
        AND (o.refunded = 0 OR o.refunded < o.amount)
      WHERE c.last_day >= ? ORDER BY o.placed_at
      """
    ).all(from, from.day) { row in
      StoredState.RecentOrder(
        placedAt: row.instant(0), amountMicros: row.int64(1), campaign: row.optionalIdentifier(2))
    }
  }
}
