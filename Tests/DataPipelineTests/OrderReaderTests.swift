import Commerce
import DataPipeline
import Testing

@Suite struct OrderReaderTests {
  @Test func `a generic file gives orders customers and a report`() throws {
    let read = try Fixture.read(
      """
      order_id,customer_id,order_date,amount
      1,Ann,2024-03-01,10.50
      2,Bob,2024-03-01,3
      3,Ann,2024-03-04,0.25

      """)
    #expect(read.customers == ["Ann", "Bob"])
    #expect(read.orders.map(\.reference) == ["1", "2", "3"])
    #expect(read.orders.map(\.customer) == [0, 1, 0])
    #expect(read.orders.map(\.amountMicros) == [10_500_000, 3_000_000, 250_000])
    #expect(read.orders[2].placedAt == Instant(try Fixture.day("2024-03-04")))
    #expect(read.report.format == .generic)
    #expect(read.report.rows == 3 && read.report.accepted == 3)
    #expect(read.report.revenue == Money(micros: 13_750_000, .poundSterling))
    #expect(read.report.currencySource == .assumed)
    #expect(read.report.daysWithoutOrders == 2)
    #expect(read.report.demand.orders == [2, 0, 0, 1])
  }

  @Test(arguments: [
    ("order_id;customer_id;order_date;amount\r\n1;Ann;2024-03-01;\"1.234,50\"\r\n", 1_234_500_000),
    ("order_id\tcustomer_id\torder_date\tamount\n1\tAnn\t2024-03-01\t12.5\n", 12_500_000),
    ("\u{FEFF}Order No|Client|Date|Total\r1|Ann|2024-03-01|7\r", 7_000_000),
    (
      "\"order_id\",\"customer_id\",\"order_date\",\"amount\"\n\"1\" ,\"Ann\",2024-03-01,\"1,234.50\"",
      1_234_500_000
    ),
    ("\n\n order_id , customer_id,order_date,amount\n 1 , Ann ,2024-03-01, 4.2 \n", 4_200_000),
    ("order_id,customer_id,order_date,amount\n1,Ann,2024-03-01,4.2,,\n", 4_200_000),
  ])
  func `delimiters line ends quotes and blanks do not matter`(text: String, micros: Int64) throws {
    let read = try Fixture.read(text)
    #expect(read.orders.map(\.amountMicros) == [micros])
    #expect(read.orders.map(\.reference) == ["1"])
    #expect(read.customers == ["Ann"])
  }

  @Test func `quoted fields may hold delimiters quotes and line breaks`() throws {
    let read = try Fixture.read(
      "order_id,note,customer_id,order_date,amount\n1,\"a, \"\"b\"\"\nc\r\nd\",\"O\"\"Hara\",2024-03-01,1\n2,x,Bob,bad,1\n3,x,Bob,2024-03-01,1\n",
      options: ImportOptions(maximumBadShare: 0.5))
    #expect(read.customers == ["O\"Hara", "Bob"])
    #expect(read.report.diagnostics.map(\.line) == [5])
  }

  @Test func `latin-1 names become utf-8`() throws {
    let text = "order_id,customer_id,order_date,amount\n1,M"
    let bytes = Array(text.utf8) + [0xFC] + Array("ller,2024-03-01,1\n2,Møller,2024-03-01,1\n".utf8)
    let read = try Fixture.read(bytes)
    #expect(read.customers == ["Müller", "Møller"])
    #expect(read.report.encoding == "Latin-1")
  }

  @Test func `online retail cancellations and duplicates are counted apart`() throws {
    let read = try Fixture.read(
      """
      InvoiceNo,InvoiceDate,CustomerID,TotalPrice
      536365,2010-12-01 08:26:00,17850,139.12
      C536379,2010-12-01 09:41:00,14527,-27.50
      536365,2010-12-01 08:26:00,17850,139.12
      536370,2010-12-01 08:45:00,,15
      536371,2010-12-02 09:00:00,13748,0
      536372,2010-12-02 09:01:00,13748,-5
      """)
    #expect(read.report.format == .onlineRetail)
    #expect(read.report.currency == .poundSterling && read.report.currencySource == .format)
    #expect(
      read.report.refused == [.cancelled: 1, .duplicate: 1, .guest: 1, .zero: 1, .negative: 1])
    #expect(read.report.badRows == 0)
    #expect(read.report.rows == 6 && read.report.accepted == 1)
    #expect(read.orders[0].placedAt.description == "2010-12-01 08:26")
  }

  @Test func `a shopify order counts once less what was refunded`() throws {
    let read = try Fixture.read(
      """
      Name,Email,Financial Status,Paid at,Accepts Marketing,Currency,Subtotal,Total,Created at,Lineitem name,Cancelled at,Refunded Amount
      #1001,ann@example.com,paid,2024-03-01 10:00:00 +0100,yes,EUR,20.00,25.00,2024-03-01 00:30:00 +0100,Cup,,0.00
      #1001,ann@example.com,,,,,,,2024-03-01 00:30:00 +0100,Plate,,
      #1002,bob@example.com,partially_refunded,x,no,EUR,50.00,50.00,2024-03-02 12:00:00 -0500,Cup,,20.00
      #1003,bob@example.com,refunded,x,no,EUR,50.00,50.00,2024-03-02 12:00:00 -0500,Cup,,50.00
      #1004,cat@example.com,paid,x,no,EUR,50.00,50.00,2024-03-03 12:00:00 -0500,Cup,2024-03-04,0
      #1005,cat@example.com,voided,x,no,EUR,50.00,50.00,2024-03-03 12:00:00 -0500,Cup,,0
      """)
    #expect(read.report.format == .shopify)
    #expect(read.report.currency == .euro && read.report.currencySource == .file)
    #expect(read.report.rows == 5)
    #expect(read.report.refused == [.refunded: 1, .cancelled: 2])
    #expect(read.orders.map(\.reference) == ["#1001", "#1002"])
    #expect(read.orders.map(\.amountMicros) == [25_000_000, 30_000_000])
    #expect(read.orders[0].placedAt.description == "2024-02-29 23:30")
    #expect(read.orders[1].placedAt.description == "2024-03-02 17:00")
  }

  @Test func `shopify consent reaches the customers`() throws {
    let text = """
      Name,Email,Financial Status,Accepts Marketing,Total,Created at
      #1,ann@example.com,paid,yes,5,2024-03-01
      #2,bob@example.com,paid,no,5,2024-03-01
      """
    var accumulator = CustomerAccumulator()
    _ = try OrderReader(bytes: Array(text.utf8), name: "s.csv").read(batch: { accumulator.add($0) })
    #expect(accumulator.finish().customers.map(\.acceptsEmail) == [true, false])
  }

  @Test func `woocommerce guests are known by their e-mail`() throws {
    let read = try Fixture.read(
      """
      order_id,order_date,status,customer_id,billing_email,order_total,order_currency
      11,2024-03-01 10:00:00,wc-completed,7,ann@example.com,12.00,GBP
      12,2024-03-01 11:00:00,processing,0,bob@example.com,13.00,GBP
      13,2024-03-01 11:00:00,failed,0,bob@example.com,13.00,GBP
      """)
    #expect(read.report.format == .wooCommerce)
    #expect(read.customers == ["7", "bob@example.com"])
    #expect(read.report.refused == [.cancelled: 1])
  }

  @Test(arguments: [
    (
      "Name,Email,Financial Status,Total,Created at,Source\n"
        + "#2,ann@example.com,paid,5,2024-03-04,pos\n#1,ann@example.com,paid,5,2024-03-01,Web \n"
        + "#3,bob@example.com,paid,5,2024-03-02,\n", nil
    ),
    (
      "order_id,date,status,customer_id,total,origin\n2,2024-03-04,completed,ann,5,pos\n"
        + "1,2024-03-01,completed,ann,5,web\n3,2024-03-02,completed,bob,5,\n", nil
    ),
    (
      "no;who;when;much;how\n2;ann;2024-03-04;5;pos\n1;ann;2024-03-01;5;web\n3;bob;2024-03-02;5;\n",
      "id=no,customer=who,date=when,amount=much,channel=how"
    ),
  ])
  func `the first channel of a customer is that of the earliest order`(
    text: String, mapping: String?
  ) throws {
    let options = ImportOptions(mapping: try mapping.map { try ColumnMapping(parsing: $0) })
    let orders = try CustomersImport([
      OrderReader(bytes: Array(text.utf8), name: "c.csv", options: options)
    ])
    let histories = orders.histories
    #expect((0..<2).map { histories.firstChannel(of: $0) } == ["web", nil])
    let known = histories.customers(asOf: Day(number: 20_000))
    let shares = ChannelShare.shares(of: known, in: histories)
    #expect(shares.map(\.name) == ["unknown", "web"])
    #expect(shares.map(\.returnedShare) == [0, 1])
    #expect(histories.subset([1, 0]).firstChannel(of: 1) == "web")
  }

  @Test func `a channel is not the first if an earlier file tells none`() throws {
    let early = "order_id,customer_id,date,amount\n1,ann,2024-01-01,5\n"
    let late =
      "order_id,customer_id,date,amount,channel\n2,ann,2024-02-01,5,web\n3,bob,2024-02-01,5,web\n"
    let orders = try CustomersImport(
      [early, late].map { OrderReader(bytes: Array($0.utf8), name: "c.csv") })
    #expect((0..<2).map { orders.histories.firstChannel(of: $0) } == [nil, "web"])
    let alone = try CustomersImport([OrderReader(bytes: Array(early.utf8), name: "c.csv")])
    #expect(alone.histories.firstChannel(of: 0) == nil)
    #expect(
      ChannelShare.shares(
        of: alone.histories.customers(asOf: Day(number: 20_000)), in: alone.histories
      )
      .isEmpty)
  }

  @Test func `more channels than can be told apart are one`() {
    var names = ChannelNames()
    for number in 0..<1_000 { _ = names.number(of: "channel \(number)") }
    #expect(names.names.count == 201)
    #expect(names[names.number(of: "channel 999")] == "others")
    #expect(names[names.number(of: " CHANNEL 7\u{1B}")] == "channel 7")
    #expect(names.number(of: " \u{7}") == 0 && names[0] == nil)
  }

  @Test func `cdnow keeps its free orders`() throws {
    let (table, report) = try Fixture.table(Fixture.cdnow)
    #expect(report.format == .cdnow && report.currency == .usDollar)
    #expect(report.rows == 6_919 && report.accepted == 6_919)
    #expect(table.customers.count == 2_357)
    #expect(report.revenueMicros == 244_091_940_000)
    #expect(table.reference(of: 0) == "0001")
  }

  @Test func `the sample shop is read whole`() throws {
    let (table, report) = try Fixture.table(Fixture.onlineRetail)
    #expect(report.format == .onlineRetail)
    #expect(report.rows == 8_819 && report.accepted == 8_819 && report.refused.isEmpty)
    #expect(table.customers.count == 2_172)
    #expect(report.revenue.description == "£4,579,032.54")
    #expect(report.firstDay?.description == "2010-12-01")
    #expect(report.lastDay?.description == "2011-12-09")
  }

  @Test func `columns may be named by hand`() throws {
    let mapping = try ColumnMapping(parsing: "id=Beleg Nr.,customer=Kunde,date=Tag,amount=Summe")
    let read = try Fixture.read(
      "Kunde;Beleg Nr.;Summe;Tag\nAnn;A1;3,50;01.12.2023\n",
      options: ImportOptions(mapping: mapping, currency: .euro))
    #expect(read.orders.map(\.amountMicros) == [3_500_000])
    #expect(read.report.currency == .euro && read.report.currencySource == .option)
  }

  @Test func `rows of another currency are refused`() throws {
    let read = try Fixture.read(
      "order_id,customer_id,order_date,amount,currency\n1,Ann,2024-03-01,1,EUR\n2,Ann,2024-03-01,1,USD\n",
      options: ImportOptions(maximumBadShare: 0.5))
    #expect(read.report.currency == .euro)
    #expect(read.report.currencies == ["EUR": 1, "USD": 1])
    #expect(read.report.refused == [.currency: 1])
  }

  @Test func `many windows and batches give every order once`() throws {
    var text = "order_id,customer_id,order_date,amount,note\n"
    for number in 1...20_000 {
      text +=
        "\(number),C\(number % 977),2024-01-\(10 + number % 20),\(number).25,\"line\n\(number)\"\n"
    }
    let read = try Fixture.read(text)
    #expect(read.orders.count == 20_000)
    #expect(read.orders.map(\.reference) == (1...20_000).map(String.init))
    #expect(read.customers.count == 977)
    #expect(read.report.revenueMicros == 200_015_000_000_000)
    let names = read.orders.map { read.customers[Int($0.customer)] }
    #expect(names == (1...20_000).map { "C\($0 % 977)" })
  }

  @Test func `progress ends at the size of the file`() throws {
    let row = "1,Ann,2024-03-01,1\n"
    let text = "order_id,customer_id,order_date,amount\n" + String(repeating: row, count: 40_000)
    var seen: [Int64] = []
    _ = try OrderReader(bytes: Array(text.utf8), name: "o.csv").read(
      batch: { _ in }, progress: { seen.append($0.bytesDone) })
    #expect(seen.count >= 3)
    #expect(seen == seen.sorted())
    #expect(seen.last == Int64(text.utf8.count))
  }

  @Test func `an error of the caller ends the reading`() {
    struct Stop: Error {}
    let reader = OrderReader(
      bytes: Array("order_id,customer_id,order_date,amount\n1,Ann,2024-03-01,1\n".utf8),
      name: "o.csv")
    #expect(throws: Stop.self) { try reader.read(batch: { _ in throw Stop() }) }
  }

  @Test(arguments: [
    (["9", "10", "11", "10"], 1), (["11", "9", "9", "11"], 2), (["007", "7", "007"], 1),
    (["A", "B", "a", "A"], 1), (["5", "3", "4", "5", "3", "4"], 3),
  ])
  func `duplicates are found in any order`(references: [String], duplicates: Int) throws {
    let rows = references.map { "\($0),Ann,2024-03-01,1\n" }.joined()
    let read = try Fixture.read("order_id,customer_id,order_date,amount\n" + rows)
    #expect(read.report.duplicates == duplicates)
    #expect(read.report.accepted == references.count - duplicates)
  }

  @Test(arguments: ["", "#", "WC-", "2024/", "00"], [1, -1, 37, 1_000_003])
  func `duplicates are found among numbers of every kind`(prefix: String, step: Int) throws {
    let numbers = (0..<3_000).map { 5_000_000_000 + step * $0 }
    let again = numbers.enumerated().filter { $0.offset % 10 == 3 }.map(\.element)
    let rows = (numbers + again.reversed()).map { "\(prefix)\($0),Ann,2024-03-01,1\n" }.joined()
    let read = try Fixture.read("order_id,customer_id,order_date,amount\n" + rows)
    #expect(read.report.duplicates == 300)
    #expect(read.orders.map(\.reference) == numbers.map { "\(prefix)\($0)" })
  }

  @Test func `numbers without an order never count as duplicates of texts`() throws {
    let references = ["1", "01", "001", "#1", "# 1", "1a", "a1", "A1", "1.0", "4097", "#4097"]
    let rows = references.map { "\($0),Ann,2024-03-01,1\n" }.joined()
    let read = try Fixture.read("order_id,customer_id,order_date,amount\n" + rows)
    #expect(read.orders.map(\.reference) == references)
  }

  @Test func `woocommerce analytics and export plugins are recognised`() throws {
    let analytics = try Fixture.read(
      """
      Date,"Order #","N. Revenue (formatted)",Status,Customer,"Customer type","Product(s)","Items Sold","Coupon(s)","N. Revenue"
      "2024-03-01 10:00:00",11,"£12.00",completed,"Ann Example",new,"1× Cup",1,,12.00
      "2024-03-02 10:00:00",12,"£13.00",refunded,"Bob Example",returning,"1× Cup",1,,13.00
      """)
    #expect(analytics.report.format == .wooCommerce)
    #expect(analytics.orders.map(\.amountMicros) == [12_000_000])
    #expect(analytics.report.refused == [.refunded: 1])
    let plugin = try Fixture.read(
      """
      Order Number,Order Status,Order Date,Email (Billing),Order Total Amount,Order Refund Amount
      "11","Completed","2024-03-01 10:00","ann@example.com","12.00","2.00"
      "12","Completed","2024-03-01 11:00","ann@example.com","12.00","12.00"
      "13","Cancelled","2024-03-01 11:00","ann@example.com","12.00","0"
      """)
    #expect(plugin.report.format == .wooCommerce)
    #expect(plugin.orders.map(\.amountMicros) == [10_000_000])
    #expect(plugin.report.refused == [.refunded: 1, .cancelled: 1])
  }

  @Test func `cdnow's master file is recognised without a header`() throws {
    let read = try Fixture.read(
      " 00001 19970101  1   11.77\n 00002 19970112  1   12.00\n 00002 19970112  5   77.00\n")
    #expect(read.report.format == .cdnow && read.customers == ["00001", "00002"])
    #expect(read.orders.map(\.amountMicros) == [11_770_000, 12_000_000, 77_000_000])
  }

  @Test func `orders without a number are the same orders in another file`() throws {
    let rows = [
      " 00001 19970101  1   11.77\n", " 00002 19970112  1   12.00\n",
      " 00002 19970112  1   12.00\n",
      " 00003 19970112  1   12.00\n",
    ]
    let whole = try Fixture.read(rows.joined())
    #expect(
      whole.orders.map(\.reference) == [
        "cdnow-00001-1997-01-01-11770000", "cdnow-00002-1997-01-12-12000000",
        "cdnow-00002-1997-01-12-12000000-2", "cdnow-00003-1997-01-12-12000000",
      ])
    let part = try Fixture.read(rows[1...].joined())
    #expect(part.orders.map(\.reference) == Array(whole.orders.map(\.reference).dropFirst()))
  }

  @Test(arguments: 0...40)
  func `fields of every length are told apart`(length: Int) throws {
    let plain = String(repeating: "x", count: length)
    let notes = [plain, plain + "é", "\t" + plain, "y" + plain + "\"q", "\"" + plain + ",\n\"\"\""]
    let rows = notes.enumerated().map { "\($0 + 1),\($1),\(plain)A\($0),2024-03-01,\($0 + 1)\n" }
    let read = try Fixture.read("order_id,note,customer_id,order_date,amount\n" + rows.joined())
    #expect(read.customers == (0..<5).map { "\(plain)A\($0)" })
    #expect(read.orders.map(\.amountMicros) == (1...5).map { $0 * 1_000_000 })
  }
}

@Suite struct OrderOddityTests {
  private func read(
    _ text: String, _ options: ImportOptions = ImportOptions()
  ) throws -> (orders: [ImportedOrder], customers: [String], report: QualityReport) {
    var orders: [ImportedOrder] = []
    var customers: [String] = []
    let report = try OrderReader(bytes: Array(text.utf8), name: "orders.csv", options: options)
      .read(batch: { batch in
        for customer in batch.firstNewCustomer..<batch.firstNewCustomer + batch.newCustomers {
          customers.append(batch.customerReference(of: customer))
        }
        for row in 0..<batch.count { orders.append(batch[row]) }
      })
    return (orders, customers, report)
  }

  private func lenient() -> ImportOptions { ImportOptions(maximumBadShare: 1) }

  @Test func `a customer with a phone alone is one`() throws {
    let read = try read(
      "Name,Email,Phone,Financial Status,Created at,Total\n#1,,+44 1,paid,2024-01-02,5\n"
        + "#2,a@b.c,+44 1,paid,2024-01-02,5\n#3,,,paid,2024-01-02,5\n")
    #expect(read.customers == ["+44 1", "a@b.c"])
    #expect(read.report.refused == [.guest: 1])
  }

  @Test func `who gives no address is not written to`() throws {
    var accepts: [String: Bool] = [:]
    let text =
      "Name,Email,Phone,Financial Status,Created at,Total\n#1,,+44 1,paid,2024-01-02,5\n"
      + "#2,a@b.c,,paid,2024-01-02,5\n"
    _ = try OrderReader(bytes: Array(text.utf8), name: "orders.csv").read(batch: { batch in
      for customer in batch.firstNewCustomer..<batch.firstNewCustomer + batch.newCustomers {
        accepts[batch.customerReference(of: customer)] = batch.acceptsEmail(customer)
      }
    })
    #expect(accepts == ["+44 1": false, "a@b.c": true])
  }

  @Test func `addresses that differ in capitals or blanks are one customer`() throws {
    let read = try read(
      "order_id,email,order_date,amount\n1,Anna@Example.com,2024-01-02,5\n"
        + "2, anna@example.com ,2024-01-03,5\n3,BERT,2024-01-03,5\n4,bert,2024-01-03,5\n")
    #expect(read.customers == ["anna@example.com", "BERT", "bert"])
  }

  @Test func `the currency of most of the first rows counts`() throws {
    let head = "order_id,customer_id,order_date,amount,currency\n"
    let text =
      head + "1,a,2024-01-02,5,USD\n" + (2...9).map { "\($0),a,2024-01-02,5,EUR\n" }.joined()
    let read = try read(text, lenient())
    #expect(read.report.currency == .euro && read.report.currencySource == .file)
    #expect(read.orders.count == 8)
    let words = "\(read.report.diagnostics[0])"
    #expect(words.contains("EUR") && words.contains("--currency"))
  }

  @Test func `dates in the future and too large sums have causes of their own`() throws {
    var options = lenient()
    options.latestDay = try Fixture.day("2024-06-01")
    let read = try read(
      "order_id,customer_id,order_date,amount\n1,a,2024-01-02,5\n2,a,2099-01-02,5\n"
        + (3...40).map { "\($0),a,2024-01-02,99999999999\n" }.joined(), options)
    #expect(read.report.refused[.future] == 1)
    #expect((read.report.refused[.sum] ?? 0) > 0)
    #expect(read.report.lastDay == Day("2024-01-02"))
    #expect("\(read.report.diagnostics[0])".contains("2024-06-01"))
  }

  @Test func `rows for each thing bought are told`() throws {
    let rows = (1...20).flatMap { ["\($0),a,2024-01-02,5\n", "\($0),a,2024-01-02,7\n"] }.joined()
    let items = try read("order_id,customer_id,order_date,amount\n" + rows).report
    #expect(items.lineItems == 20 && items.lineItemNote != nil && items.duplicates == 0)
    let twice = (1...20).flatMap { ["\($0),a,2024-01-02,5\n", "\($0),a,2024-01-02,5\n"] }.joined()
    let doubled = try read("order_id,customer_id,order_date,amount\n" + twice).report
    #expect(doubled.duplicates == 20 && doubled.lineItemNote == nil)
  }

  @Test func `rows of one number for another customer or day are no things bought together`() throws
  {
    let report = try read(
      "order_id,customer_id,order_date,amount\n1,a,2024-01-02,5\n1,b,2024-01-02,7\n"
        + "2,a,2024-01-02,5\n2,a,2024-01-03,7\n"
    ).report
    #expect(report.duplicates == 2 && report.lineItems == 0 && report.lineItemNote == nil)
  }

  @Test func `further lines of a shop's order without totals are no things left out`() throws {
    let report = try read(
      "Name,Email,Financial Status,Created at,Total\n#1,a@b.c,paid,2024-01-02,5\n"
        + "#1,a@b.c,,2024-01-02,\n#1,a@b.c,,2024-01-02,\n"
    ).report
    #expect(report.accepted == 1 && report.rows == 1 && report.refused.isEmpty)
  }

  @Test func `a nobody among the ways to tell customers apart is a guest`() throws {
    let read = try read(
      "Name,Customer ID,Email,Phone,Financial Status,Created at,Total\n"
        + "#1,0,,0,paid,2024-01-02,5\n#2,0,,+44 1,paid,2024-01-02,5\n")
    #expect(read.customers == ["+44 1"] && read.report.refused == [.guest: 1])
  }

  @Test(arguments: [
    ("a@B.c", "a@b.c"), ("LONG.NAME@EXAMPLE.COM", "long.name@example.com"), ("ABC", "ABC"),
    ("Ä@X.de", "Ä@x.de"), ("12345678@", "12345678@"), ("1234567A@", "1234567a@"),
  ])
  func `only addresses lose their capitals, those of A to Z`(text: String, name: String) throws {
    let read = try read("order_id,customer_id,order_date,amount\n1,\(text),2024-01-02,5\n")
    #expect(read.customers == [name])
  }

  @Test func `the currency that most amounts name counts too`() throws {
    let rows = ["£5", "€5", "7.50 EUR", "9", "€1"].enumerated()
      .map { "\($0.offset),a,2024-01-02,\($0.element)\n" }
    let read = try read("order_id,customer_id,order_date,amount\n" + rows.joined(), lenient())
    #expect(read.report.currency == .euro && read.orders.count == 4)
    #expect(read.report.refused == [.currency: 1])
  }

  @Test func `a spreadsheet's first line says how fields are parted`() throws {
    let read = try read(
      "sep=;\r\norder_id;customer_id;order_date;amount\r\n1;a;2024-01-02;5,50\r\n")
    #expect(read.orders.map(\.amountMicros) == [5_500_000])
    #expect(read.report.delimiter == "semicolon")
  }

  @Test func `days are understood without hyphens`() {
    #expect(Day("20110630") == Day("2011-06-30"))
    #expect(Day("20111330") == nil && Day("2011063") == nil)
  }
}
