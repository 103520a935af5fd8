import Commerce
import DataPipeline
import Persistence
import Testing

/// A suite whose store takes files in, row by row as they are written here.
protocol TakesOrderFiles {
  var store: Store { get }
}

extension TakesOrderFiles {
  var orders: [String] {
    ["1,anna,2024-01-02,10.00", "2,bert,2024-01-02,20.50", "3,anna,2024-01-05,5.00"]
  }

  func take(_ rows: [String]) throws -> ImportSummary {
    let text = "order_id,customer_id,order_date,amount\n" + rows.joined(separator: "\n") + "\n"
    return try store.importOrders(
      from: OrderReader(bytes: Array(text.utf8), name: "orders.csv"), name: "orders.csv",
      ImportRequest(now: noon))
  }

  func shopify(_ rows: String...) throws -> ImportSummary {
    let text =
      "Name,Email,Financial Status,Created at,Currency,Total,Refunded Amount\n"
      + rows.map { row in
        let cells = row.split(separator: ",")
        return "\(cells[0]),anna@example.com,\(cells[1]),2024-01-02,GBP,\(cells[2]),\(cells[3])\n"
      }.joined()
    return try store.importOrders(
      from: OrderReader(bytes: Array(text.utf8), name: "shopify.csv"), name: "shopify.csv",
      ImportRequest(now: noon))
  }

  func revenues() throws -> [Int64] {
    try store.load(now: nil).customers.map(\.revenueMicros)
  }

  /// The summaries are what the orders add up to.
  func expectSums() throws {
    var sums: [Customer.ID: Int64] = [:]
    var days: [Customer.ID: [Day: Int64]] = [:]
    try store.forEachOrder(before: Instant(Day(number: 30_000))) {
      sums[$0.customer, default: 0] += $0.amountMicros
      days[$0.customer, default: [:]][$0.placedAt.day, default: 0] += $0.amountMicros
    }
    let state = try store.load(now: nil)
    #expect(
      sums == Dictionary(uniqueKeysWithValues: state.customers.map { ($0.id, $0.revenueMicros) }))
    #expect(sums.values.reduce(0, +) == state.dailyOrders.reduce(0) { $0 + $1.revenueMicros })
    for customer in state.customers {
      #expect(try store.summary(of: customer.id) == customer)
      let own = try #require(days[customer.id])
      #expect(customer.purchaseDays == own.count)
      #expect(customer.firstDay == own.keys.min() && customer.lastDay == own.keys.max())
      #expect(customer.firstDayRevenueMicros == own[customer.firstDay])
    }
  }
}
