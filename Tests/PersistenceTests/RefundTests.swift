import Commerce
import DataPipeline
import Persistence
import Testing

@Suite struct RefundTests: TakesOrderFiles {
  let folder: TemporaryFolder
  let store: Store

  init() throws {
    folder = try TemporaryFolder()
    store = try folder.openStore()
  }

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

  @Test func `two equal rows are two refunds, and the same file again tells the same two`() throws {
    _ = try take(orders)
    let refunds = ["2,bert,2024-02-01,-3.00", "2,bert,2024-02-01,-3.00"]
    #expect(try take(refunds).refundedMicros == 6_000_000)
    #expect(try take(refunds).changedAnything == false)
    #expect(try revenues() == [15_000_000, 14_500_000])
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

  @Test func `a report says what its file gives back, again and again`() throws {
    let rows = orders + ["1,anna,2024-02-01,-4.00", "2,bert,2024-02-01,-20.50"]
    for _ in 1...2 {
      let report = try take(rows).report
      #expect(report.revenueMicros == 11_000_000 && report.accepted == 2)
      #expect(report.givenBackMicros == 24_500_000)
      #expect(report.refused == [.negative: 2, .refunded: 1])
    }
    #expect(try revenues() == [11_000_000])
  }

  @Test func `files that give back all they brought are refused by the analysis`() throws {
    let rows = ["1,anna,2024-01-02,10.00", "1,anna,2024-02-02,-10.00"]
    #expect(throws: ImportError.self) { try revenuesOfFiles([rows]) }
    #expect(try revenuesOfFiles([rows, Array(orders.suffix(1))]) == [5_000_000])
  }

  @Test func `a refund needs no customer`() throws {
    _ = try take(orders)
    #expect(try take(["2,,2024-02-01,-20.50", "4,cleo,2024-02-01,1.00"]).refundedOrders == 1)
    #expect(try revenues() == [15_000_000, 1_000_000])
  }

  @Test func `refunds beyond every sum leave nothing and break nothing`() throws {
    _ = try take(orders)
    let refunds = (0..<200).map {
      "1,anna,2024-02-01 00:\(10 + $0 / 50):\(10 + $0 % 50),-99999999999"
    }
    #expect(try take(refunds + ["4,cleo,2024-02-01,1.00"]).refundedOrders == 1)
    #expect(try revenues() == [5_000_000, 20_500_000, 1_000_000])
    try expectSums()
  }

  @Test func `order numbers in Latin-1 are found again`() throws {
    let head = Array("order_id,customer_id,order_date,amount\n".utf8)
    func file(_ row: String) -> [UInt8] {
      head + row.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        + Array("\nx,bert,2024-01-02,1.00\n".utf8)
    }
    for row in ["Größe1,anna,2024-01-02,9.00", "Größe1,anna,2024-02-02,-4.00"] {
      _ = try store.importOrders(
        from: OrderReader(bytes: file(row), name: "orders.csv"), name: "orders.csv",
        ImportRequest(now: noon))
    }
    #expect(try revenues() == [5_000_000, 1_000_000])
  }

  @Test func `a further amount of an order that was given back does not take its place`() throws {
    let rows =
      orders + ["4,cleo,2024-01-02,5.00", "4,cleo,2024-01-02,7.00", "4,cleo,2024-01-09,-5.00"]
    let report = try take(rows).report
    #expect(report.lineItems == 1 && report.refused[.refunded] == 1)
    #expect(try revenues() == [15_000_000, 20_500_000])
    #expect(try revenuesOfFiles([rows]) == [15_000_000, 20_500_000])
  }

  @Test(arguments: [1, 4, 5])
  func `summaries are what the orders add up to, whatever comes in which order`(seed: Int) throws {
    var state = UInt64(seed)
    func below(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    let bought = (1...12).map {
      "\($0),c\($0 % 4),2024-01-0\(1 + below(9)),\(1 + below(9)).00"
    }
    let files = (0..<4).map { number in
      bought.filter { _ in below(3) > 0 }
        + (0..<4).map { part in
          "\(1 + below(12)),c\(below(5)),2024-02-1\(number) 1\(part):00:00,-\(1 + below(5)).50"
        }
    }
    for file in [bought.suffix(1)] + files.map({ $0[...] }) {
      _ = try take(Array(file))
      try expectSums()
    }
    let once = try dump(folder.file("growth.sqlite"))
    for file in files.reversed() { #expect(try !take(file).changedAnything) }
    #expect(try dump(folder.file("growth.sqlite")) == once)
    #expect(try revenues().sorted() == revenuesOfFiles([Array(bought.suffix(1))] + files).sorted())
  }

  /// What the analysis of files makes of the same.
  private func revenuesOfFiles(_ files: [[String]]) throws -> [Int64] {
    let readers = files.map { rows in
      OrderReader(
        bytes: Array(
          ("order_id,customer_id,order_date,amount\n" + rows.joined(separator: "\n")).utf8),
        name: "orders.csv")
    }
    return try CustomersImport(readers).histories.customers(asOf: Day(number: 20_000)).customers
      .map(\.revenueMicros)
  }
}
