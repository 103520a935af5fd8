import AgentInterface
package import Commerce
import GRDB
import Oversight

extension Store {
  /// Everything the agent goes on with, as of one commit.
  ///
  /// - Parameter now: The agent's time, from which the windows are counted; `nil` counts from the
  ///   newest thing stored.
  /// - Returns: The state; of a new store an empty one, in pounds.
  /// - Throws: ``StoreError``.
  package func load(now: Instant?) throws(StoreError) -> StoredState {
    try reading { database in
      let reader = StateReader(database: database)
      return try reader.state(now: now ?? reader.newestInstant())
    }
  }
}

/// Reads a whole state inside one read transaction.
struct StateReader {
  let database: Database

  func state(now: Instant) throws -> StoredState {
    let (customers, references) = try customers()
    let orders = try orderTotals()
    var state = StoredState(
      shop: try shop() ?? Shop(name: "Shop", currency: .poundSterling), customers: customers,
      references: references, orderCount: orders.count, lastOrderAt: orders.lastAt,
      campaigns: try whole("campaign", Campaign.self),
      experiments: try whole("experiment", Experiment.self), alerts: try alerts(now: now),
      decisions: try decisions(), ledger: try ledger(now: now), outbox: try unsettledOutbox(),
      metrics: try hourlyMetrics(now: now), dailyOrders: try dailyOrders(),
      emailContacts: try contacts(now: now),
      activity: try activity(), beliefs: try beliefs(), memory: try memory(),
      nextIDs: try nextIDs())
    state.recentOrders = try recentOrders(now: now)
    state.recentOutbox = try recentOutbox()
    state.plans = try plans(newest: Retention.plans).reversed()
    return state
  }

  func shop() throws -> Shop? {
    try database.sql("SELECT name, currency, gross_margin FROM shop").first { row in
      guard let currency = Currency(row.text(1)) else {
        throw StoreError.unreadable(what: "the shop's currency '\(row.text(1))'")
      }
      return Shop(name: row.text(0), currency: currency, grossMargin: row.double(2))
    }
  }

  func memory() throws -> [String: String] {
    let pairs = try database.sql("SELECT key, value FROM memory").all { ($0.text(0), $0.text(1)) }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  /// The time of the newest order, hourly row or journal entry.
  func newestInstant() throws -> Instant {
    let orders = try orderTotals().lastAt
    let hour = try database.sql("SELECT max(hour) FROM metrics_hour").first {
      $0.isNull(0) ? nil : $0.startOfHour(0)
    }
    let entry = try database.sql("SELECT at FROM activity ORDER BY id DESC LIMIT 1").first {
      $0.instant(0)
    }
    return [orders, hour ?? nil, entry].compactMap(\.self).max() ?? Instant(seconds: 0)
  }

  func orderTotals() throws -> (count: Int, lastAt: Instant?) {
    try database.sql("SELECT coalesce(sum(orders), 0), max(last_at) FROM order_day").first {
      ($0.int(0), $0.optionalInstant(1))
    } ?? (0, nil)
  }

  /// Whole values of a small table, by ascending id.
  private func whole<Value: Decodable>(_ table: String, _ type: Value.Type) throws -> [Value] {
    try database.sql("SELECT json FROM \(table) ORDER BY id").all {
      try $0.json(0, type, what: "a row of '\(table)'")
    }
  }

  private func customers() throws -> (customers: [Customer], references: [String]) {
    var customers: [Customer] = []
    var references: [String] = []
    try database.sql(
      """
      SELECT id, first_day, last_day, purchase_days, orders, revenue, first_day_revenue, accepts_email, reference
      FROM customer WHERE orders > 0 ORDER BY id
      """
    ).forEach { row in
      customers.append(row.customer())
      references.append(row.text(8))
    }
    return (customers, references)
  }

  private func nextIDs() throws -> StoredState.NextIDs {
    StoredState.NextIDs(
      decision: try nextID(in: "decision"), campaign: try nextID(in: "campaign"),
      experiment: try nextID(in: "experiment"), alert: try nextID(in: "alert"),
      outbox: try nextID(in: "outbox"), activity: try nextID(in: "activity"),
      customer: try nextID(in: "customer"), lesson: try nextID(in: "lesson"))
  }

  func nextID(in table: String) throws -> Int64 {
    try database.sql("SELECT coalesce(max(id), 0) + 1 FROM \(table)").first { $0.int64(0) } ?? 1
  }
}

extension SQLRow {
  /// The first eight columns of a customer's row.
  func customer() -> Customer {
    Customer(
      id: identifier(0), firstDay: day(1), lastDay: day(2), purchaseDays: int32(3),
      orders: int32(4), revenueMicros: int64(5), firstDayRevenueMicros: int64(6),
      acceptsEmail: bool(7))
  }
}
