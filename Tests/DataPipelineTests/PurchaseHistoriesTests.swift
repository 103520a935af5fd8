import Commerce
import DataPipeline
import Foundation
import Testing

@Suite struct PurchaseHistoriesTests {
  private let header = "order_id,customer_id,order_date,amount\n"

  @Test func `histories give the same customers as the import`() throws {
    let (table, _) = try Fixture.table(Fixture.onlineRetail)
    let histories = try JudgedShop.onlineRetail.orders().histories
    let known = histories.customers(asOf: JudgedShop.onlineRetail.end)
    #expect(known.customers == table.customers)
    #expect(
      (0..<histories.count).allSatisfy { histories.reference(of: $0) == table.reference(of: $0) })
  }

  @Test func `a customer is as known on the day that is asked for`() throws {
    let histories = try read([
      header + "1,b,2024-01-05,10\n2,a,2024-01-09,1\n3,b,2024-01-05,5\n4,b,2024-02-01,7\n"
    ]).histories
    #expect(histories.count == 2 && histories.purchaseDays == 3)
    let before = try #require(histories.customer(1, asOf: Fixture.day("2024-01-31")))
    #expect(before.purchaseDays == 1 && before.orders == 2 && before.revenueMicros == 15_000_000)
    #expect(histories.customer(0, asOf: try Fixture.day("2024-01-08")) == nil)
    let later = histories.purchases(
      of: 1, after: try Fixture.day("2024-01-05"), upTo: try Fixture.day("2024-12-31"))
    #expect(later.days == 1 && later.micros == 7_000_000)
  }

  @Test func `an order in two files counts once`() throws {
    let orders = try read([
      header + "1,a,2024-01-05,10\n2,b,2024-01-06,20\n",
      header + "2,b,2024-01-06,20\n3,a,2024-02-01,30\n1,c,2024-01-07,40\n",
    ])
    #expect(orders.repeats == 1)
    let known = orders.histories.customers(asOf: try Fixture.day("2024-12-31"))
    #expect(known.customers.map(\.revenueMicros) == [40_000_000, 20_000_000, 40_000_000])
  }

  @Test func `files without order numbers repeat what is equal, as often as one file has it`()
    throws
  {
    let one = "0001 19970101 1 10.00\n0001 19970101 1 10.00\n0002 19970102 1 5.00\n"
    let other = "0001 19970101 1 10.00\n0003 19970103 1 7.00\n"
    let orders = try read([one, other])
    #expect(orders.repeats == 1)
    let known = orders.histories.customers(asOf: try Fixture.day("1997-12-31"))
    #expect(known.customers.map(\.revenueMicros) == [20_000_000, 5_000_000, 7_000_000])
  }

  @Test func `halves of a file are the file`() throws {
    let text = try String(contentsOfFile: Fixture.onlineRetail, encoding: .utf8)
    let lines = text.split(separator: "\n")
    let halves = [lines[1..<5_000], lines[4_000...]].map {
      ([lines[0]] + $0).joined(separator: "\n") + "\n"
    }
    let orders = try read(halves)
    #expect(orders.repeats == 1_000)
    let whole = try JudgedShop.onlineRetail.orders()
    let day = JudgedShop.onlineRetail.end
    #expect(
      orders.histories.customers(asOf: day).customers
        == whole.histories.customers(asOf: day).customers)
  }

  @Test func `thousands of customers are known again in a second file`() throws {
    let files = [0..<5_000, 2_500..<7_500].map { customers in
      header + customers.map { "\(customers.lowerBound)-\($0),C\($0),2024-01-05,1\n" }.joined()
    }
    let histories = try read(files).histories
    #expect(histories.purchaseDays == 7_500)
    let references = (0..<histories.count).map(histories.reference(of:))
    #expect(references == (0..<7_500).map { "C\($0)" }.sorted())
    let known = histories.customers(asOf: try Fixture.day("2024-12-31")).customers
    #expect(known.count { $0.orders == 2 } == 2_500)
  }

  @Test func `files in different currencies are no one shop`() {
    let error = CustomersError.currencies(
      file: "orders-0.csv", code: "EUR", otherFile: "orders-1.csv", other: "GBP")
    #expect(throws: error) {
      try read([header + "1,a,2024-01-05,€10\n", header + "2,a,2024-01-06,£10\n"])
    }
    #expect(
      error.description
        == "orders-0.csv is in EUR and orders-1.csv in GBP: one report has one currency. "
        + "Report on them apart.")
  }

  private func read(_ texts: [String]) throws -> CustomersImport {
    try CustomersImport(
      texts.enumerated().map {
        OrderReader(bytes: Array($0.element.utf8), name: "orders-\($0.offset).csv")
      })
  }
}
