import Commerce
import DataPipeline
import Testing

/// What files of real shops have that a table of orders should not.
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
