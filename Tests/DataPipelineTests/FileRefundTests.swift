import Commerce
import DataPipeline
import Testing

@Suite struct FileRefundTests {
  private let plain = "order_id,customer_id,order_date,amount\n"
  private let stated = "order_id,customer_id,order_date,amount,status\n"
  private let shopify = "Name,Email,Financial Status,Created at,Currency,Total,Refunded Amount\n"

  private func refunds(_ text: String) throws -> FileRefunds {
    var found: FileRefunds?
    _ = try OrderReader(bytes: Array(text.utf8), name: "orders.csv")
      .read(batch: { _ in }, refunds: { found = $0 })
    return try #require(found)
  }

  private func revenues(_ texts: String...) throws -> (sum: Int64, found: CustomersImport) {
    let found = try CustomersImport(
      texts.map { OrderReader(bytes: Array($0.utf8), name: "orders.csv") })
    let known = found.histories.customers(asOf: Day(number: 20_000))
    return (known.customers.reduce(0) { $0 + $1.revenueMicros }, found)
  }

  @Test func `a row of a negative amount is taken off its order, before it or after it`() throws {
    let orders = ["1,a,2024-01-02,10\n", "2,b,2024-01-02,20\n"]
    let refund = "1,a,2024-01-05,-4\n"
    for rows in [orders + [refund], [refund] + orders, [orders[0], refund, orders[1]]] {
      let (sum, found) = try revenues(plain + rows.joined())
      #expect(sum == 26_000_000)
      #expect(found.refunded == 1)
      #expect(found.reports[0].givenBackMicros == 4_000_000)
      #expect(found.reports[0].refused == [.negative: 1])
    }
  }

  @Test func `a refund that two files tell is taken off once, and equal rows of a file are two`()
    throws
  {
    let rows = "1,a,2024-01-02,10\n1,a,2024-01-05,-4\n"
    #expect(try revenues(plain + rows + "1,a,2024-01-05,-4\n").sum == 2_000_000)
    #expect(try revenues(plain + rows, plain + rows).sum == 6_000_000)
    #expect(try revenues(plain + rows, plain + "1,a,2024-01-05,-4\n").sum == 6_000_000)
  }

  @Test func `a refund without a customer is one of its order`() throws {
    #expect(try revenues(plain + "1,a,2024-01-02,10\n1,,2024-01-05,-4\n").sum == 6_000_000)
  }

  @Test(arguments: [
    ("2,a,2024-01-05,-4,refunded", 16), ("2,a,2024-01-05,10,refunded", 10),
    ("2,a,2024-01-05,,cancelled", 10), ("2,a,2024-01-05,10,pending", 20),
    ("3,a,2024-01-05,-4,refunded", 20),
  ])
  func `a status takes off the whole order unless its row names a part`(
    row: String, units: Int64
  ) throws {
    let orders = stated + "1,a,2024-01-02,10,paid\n2,a,2024-01-02,10,paid\n"
    #expect(try revenues(orders + row + "\n").sum == units * 1_000_000)
    let later = stated + row + "\n1,a,2024-01-02,10,paid\n"
    #expect(try revenues(orders, later).sum == units * 1_000_000)
  }

  @Test func `order numbers in Latin-1 are found again`() throws {
    let text = Array((plain + "é1,a,2024-01-02,10\né1,a,2024-01-05,-4\n").unicodeScalars).map {
      UInt8($0.value)
    }
    let found = try CustomersImport([OrderReader(bytes: text, name: "orders.csv")])
    #expect(found.refunded == 1)
    #expect(
      found.histories.customers(asOf: Day(number: 20_000)).customers.map(\.revenueMicros)
        == [6_000_000])
  }

  @Test func `what an order's own row has taken off is not looked for again`() throws {
    let partly = shopify + "#1,a@b.c,partially_refunded,2024-01-02,GBP,10,4\n"
    #expect(try refunds(partly).ofOwnOrders == 0)
    #expect(try revenues(partly).found.refunded == 0)
    let before = shopify + "#1,a@b.c,paid,2024-01-02,GBP,10,0\n"
    let both = before + partly.split(separator: "\n")[1] + "\n"
    #expect(try refunds(both).ofOwnOrders == 1)
    #expect(try revenues(partly).sum == 6_000_000 && revenues(both).sum == 6_000_000)
    #expect(try revenues(before, partly).sum == 6_000_000)
    #expect(try revenues(partly, before).sum == 6_000_000)
  }

  @Test func `an order that is given back whole is none`() throws {
    let (sum, found) = try revenues(
      plain + "1,a,2024-01-02,10\n2,b,2024-01-02,20\n1,a,2024-01-05,-10\n")
    #expect(sum == 20_000_000)
    #expect(found.reports[0].accepted == 1)
    #expect(found.reports[0].refused == [.negative: 1, .refunded: 1])
  }

  @Test func `orders of a large file keep their amounts where one is given back`() throws {
    let rows = (1...60_000).map { "\($0),c\($0 % 7),2024-01-02,5.00\n" }.joined()
    let (sum, found) = try revenues(plain + rows + "777,c0,2024-01-05,-2.00\n")
    #expect(sum == (300_000 - 2) * 1_000_000)
    #expect(found.reports[0].accepted == 60_000)
  }
}
