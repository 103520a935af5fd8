import Commerce
import DataPipeline
import Persistence
import Testing

@Suite struct RefundTests {
  let folder: TemporaryFolder
  let store: Store

  init() throws {
    folder = try TemporaryFolder()
    store = try folder.openStore()
  }

  private let orders = [
    "1,anna,2024-01-02,10.00", "2,bert,2024-01-02,20.50", "3,anna,2024-01-05,5.00",
  ]

  @Test func `a refund in a later file is taken off the order, its day and its customer`() throws {
    _ = try take(orders)
    let summary = try take(["2,bert,2024-02-01,-20.50", "3,anna,2024-02-02,-2.00"])
    #expect(summary.refundedOrders == 2 && summary.newOrders == 0)
    let state = try store.load(now: nil)
    #expect(state.references == ["anna"])
    #expect(state.customers.map(\.revenueMicros) == [13_000_000])
    #expect(state.customers.map(\.purchaseDays) == [2])
    #expect(state.dailyOrders.map(\.orders) == [1, 1])
    #expect(state.dailyOrders.map(\.revenueMicros) == [10_000_000, 3_000_000])
    #expect(state.orderCount == 2)
    try expectSums()
  }

  @Test func `a refund that is told again changes nothing`() throws {
    _ = try take(orders)
    let refunds = ["1,anna,2024-02-01,-4.00", "1,anna,2024-02-03,-1.00"]
    #expect(try take(refunds).refundedOrders == 1)
    let before = try dump(folder.file("growth.sqlite"))
    #expect(try take(refunds).changedAnything == false)
    #expect(try take(orders).changedAnything == false)
    #expect(try dump(folder.file("growth.sqlite")) == before)
    #expect(try revenues() == [10_000_000, 20_500_000])
  }

  @Test func `an order that was given back does not come again with its file`() throws {
    _ = try take(orders)
    _ = try take(["2,bert,2024-02-01,-20.50"])
    let again = try take(orders + ["4,cleo,2024-01-09,1.00"])
    #expect(again.newOrders == 1 && again.alreadyStored == 3 && again.conflicting == 0)
    #expect(try revenues() == [15_000_000, 1_000_000])
  }

  @Test func `a refund may come before its order, in the file or in an earlier one`() throws {
    let summary = try take(["7,anna,2024-02-01,-3.00", "8,bert,2024-01-01,5.00"] + orders)
    #expect(summary.newOrders == 4 && summary.refundedOrders == 0)
    let later = try take([
      "7,anna,2024-01-03,3.00", "9,anna,2024-01-03,2.00", "9,anna,2024-01-04,-2",
    ])
    #expect(later.newOrders == 0 && later.refundedOrders == 2)
    #expect(try revenues() == [25_500_000, 15_000_000])
    try expectSums()
  }

  @Test func `what a shop says is left of an order counts`() throws {
    _ = try shopify("#1,paid,100.00,0.00", "#2,paid,50.00,0.00", "#3,pending,30.00,0.00")
    #expect(try revenues() == [150_000_000])
    let later = try shopify(
      "#1,partially_refunded,100.00,40.00", "#2,refunded,50.00,50.00", "#3,paid,30.00,0.00")
    #expect(later.refundedOrders == 2 && later.newOrders == 1 && later.conflicting == 0)
    #expect(try revenues() == [90_000_000])
    let again = try shopify("#1,partially_refunded,100.00,40.00", "#2,refunded,50.00,50.00")
    #expect(again.changedAnything == false)
  }

  @Test func `files and store say the same`() throws {
    let rows = orders + ["1,anna,2024-02-01,-4.00", "2,bert,2024-02-01,-99.00"]
    _ = try take(rows)
    let text = "order_id,customer_id,order_date,amount\n" + rows.joined(separator: "\n")
    let read = try CustomersImport([OrderReader(bytes: Array(text.utf8), name: "orders.csv")])
    #expect(read.histories.count == 1)
    let anna = try #require(read.histories.customer(0, asOf: Day(number: 20_000)))
    #expect([anna.revenueMicros] == (try revenues()))
    let halves = [Array(rows[..<3]), Array(rows[3...])].map { part in
      OrderReader(
        bytes: Array(
          ("order_id,customer_id,order_date,amount\n" + part.joined(separator: "\n")).utf8),
        name: "part.csv")
    }
    #expect(
      try CustomersImport(halves).histories.customer(0, asOf: Day(number: 20_000)) == anna)
  }

  private func take(_ rows: [String]) throws -> ImportSummary {
    let text = "order_id,customer_id,order_date,amount\n" + rows.joined(separator: "\n") + "\n"
    return try store.importOrders(
      from: OrderReader(bytes: Array(text.utf8), name: "orders.csv"), name: "orders.csv",
      ImportRequest(now: noon))
  }

  private func shopify(_ rows: String...) throws -> ImportSummary {
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

  private func revenues() throws -> [Int64] {
    try store.load(now: nil).customers.map(\.revenueMicros)
  }

  /// The summaries are what the orders add up to.
  private func expectSums() throws {
    var sums: [Customer.ID: Int64] = [:]
    try store.forEachOrder(before: Instant(Day(number: 30_000))) {
      sums[$0.customer, default: 0] += $0.amountMicros
    }
    let state = try store.load(now: nil)
    #expect(
      sums == Dictionary(uniqueKeysWithValues: state.customers.map { ($0.id, $0.revenueMicros) }))
    #expect(sums.values.reduce(0, +) == state.dailyOrders.reduce(0) { $0 + $1.revenueMicros })
  }
}
