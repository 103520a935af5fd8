import Commerce

extension TableWriter {
  /// Appends orders that are not stored yet and brings their days up to date.
  func write(_ orders: [Order], source: String) throws {
    let source = try sourceID(source)
    let insert = try database.sql(
      """
      INSERT INTO orders (source, reference, customer, placed_at, amount, campaign, channel)
      VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """)
    var days = OrderDays()
    for order in orders {
      let added = try insert.run(
        source, order.reference, order.customer, order.placedAt, order.amount.micros,
        order.campaign, try order.channel.map(channelID))
      guard added == 1 else { continue }
      days.add(at: order.placedAt, amountMicros: order.amount.micros)
    }
    try add(days)
  }

  func write(_ customers: [NewCustomer]) throws {
    let insert = try database.sql(TableWriter.insertCustomer)
    for customer in customers {
      try insert.run(customer.id, customer.reference, nil, acceptsEmail: true)
    }
  }

  static let insertCustomer = """
    INSERT INTO customer (id, reference, first_day, last_day, purchase_days, orders, revenue,
      first_day_revenue, accepts_email)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    """

  func update(_ customers: [Customer]) throws {
    let update = try database.sql(
      """
      UPDATE customer SET first_day = ?, last_day = ?, purchase_days = ?, orders = ?, revenue = ?,
        first_day_revenue = ?, accepts_email = ? WHERE id = ?
      """)
    for customer in customers {
      let changed = try update.run(
        customer.firstDay, customer.lastDay, customer.purchaseDays, customer.orders,
        customer.revenueMicros, customer.firstDayRevenueMicros, customer.acceptsEmail, customer.id)
      guard changed == 1 else {
        throw StoreError.refused(reason: "customer \(customer.id) is not stored")
      }
    }
  }

  /// The number of a source of orders, given on first use.
  func sourceID(_ name: String) throws -> Int64 { try number(of: name, in: "order_source") }

  /// The number of a channel that orders come by, given on first use.
  func channelID(_ name: String) throws -> Int64 { try number(of: name, in: "order_channel") }

  private func number(of name: String, in table: String) throws -> Int64 {
    try database.sql("INSERT INTO \(table) (name) VALUES (?) ON CONFLICT DO NOTHING").run(name)
    let id = try database.sql("SELECT id FROM \(table) WHERE name = ?").first(name) {
      $0.int64(0)
    }
    guard let id else { throw StoreError.unreadable(what: "no number for '\(name)' in \(table)") }
    return id
  }

  func add(_ days: OrderDays) throws {
    let add = try database.sql(
      """
      INSERT INTO order_day (day, orders, revenue, last_at) VALUES (?, ?, ?, ?)
      ON CONFLICT (day) DO UPDATE SET orders = orders + excluded.orders,
        revenue = revenue + excluded.revenue, last_at = max(last_at, excluded.last_at)
      """)
    for (day, sum) in days.sums { try add.run(day, sum.orders, sum.revenueMicros, sum.lastAt) }
  }
}

/// New orders summed by day.
struct OrderDays {
  struct Sum {
    var orders = 0
    var revenueMicros: Int64 = 0
    var lastAt = Instant(seconds: .min)
  }

  private(set) var sums: [Day: Sum] = [:]

  mutating func add(at instant: Instant, amountMicros: Int64) {
    sums[instant.day, default: Sum()].add(at: instant, amountMicros: amountMicros)
  }
}

extension OrderDays.Sum {
  fileprivate mutating func add(at instant: Instant, amountMicros: Int64) {
    orders += 1
    revenueMicros += amountMicros
    lastAt = max(lastAt, instant)
  }
}

extension PreparedSQL {
  /// Runs `TableWriter.insertCustomer`; without a summary the orders are summed later.
  func run(
    _ id: Customer.ID, _ reference: String, _ summary: Customer?, acceptsEmail: Bool
  ) throws {
    try run(
      id, reference, summary?.firstDay ?? Day(number: 0), summary?.lastDay ?? Day(number: 0),
      summary?.purchaseDays ?? 0, summary?.orders ?? 0, summary?.revenueMicros ?? 0,
      summary?.firstDayRevenueMicros ?? 0, acceptsEmail)
  }
}
