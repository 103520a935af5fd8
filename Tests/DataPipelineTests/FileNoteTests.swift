import Commerce
import DataPipeline
import Testing

@Suite struct FileNoteTests {
  private func lenient() -> ImportOptions { ImportOptions(maximumBadShare: 1) }

  @Test func `every further row of an order is one, and a repeated order is none`() throws {
    let items = try Fixture.read(
      "order_id,customer_id,order_date,amount\n1,a,2024-01-02,5\n1,a,2024-01-02,7\n"
        + "1,a,2024-01-02,7\n1,a,2024-01-02,5\n1,b,2024-01-02,6\n1,a,2024-01-03,6\n"
        + "2,a,2024-01-02,5\n1,a,2024-01-02,8\n"
    ).report
    #expect(items.refused == [.lineItem: 2, .duplicate: 4])
  }

  @Test func `further rows of an order are found wherever blocks of a large file end`() throws {
    let rows = (100_000..<140_000).map { "\($0),a,2024-01-02,5.00\n\($0),a,2024-01-02,7.00\n" }
    let items = try Fixture.read("order_id,customer_id,order_date,amount\n" + rows.joined()).report
    #expect(items.refused == [.lineItem: 40_000] && items.accepted == 40_000)
  }

  @Test func `further lines of a Shopify order without a total are no rows`() throws {
    let read = try Fixture.read(
      "Name,Email,Financial Status,Created at,Total,Lineitem name\n"
        + "#1,a@b.c,paid,2024-01-02,12,Cup\n#1,a@b.c,,2024-01-02,,Plate\n#1,a@b.c,,2024-01-02,,Jug\n"
    )
    #expect(read.report.rows == 1 && read.report.refused.isEmpty && read.report.notes.isEmpty)
  }

  @Test(arguments: [
    ("£5,€6,€7", "EUR", 2), ("5 EUR,£6,£7", "GBP", 2), ("5,6,€7", "EUR", 3), ("£5,€6", "EUR", 1),
  ])
  func `the currency that most amounts name counts`(
    amounts: String, code: String, accepted: Int
  ) throws {
    let rows = amounts.split(separator: ",").enumerated().map { "\($0),a,2024-01-02,\($1)\n" }
    let read = try Fixture.read(
      "order_id,customer_id,order_date,amount\n" + rows.joined(), options: lenient())
    #expect(read.report.currency.code == code && read.report.currencySource == .file)
    #expect(read.orders.count == accepted)
  }

  @Test func `another currency is told from the file's own, and where that is known from`() throws {
    let head = "order_id,customer_id,order_date,amount,currency\n"
    let text = head + "1,a,2024-01-02,5,EUR\n2,a,2024-01-02,5,EUR\n3,a,2024-01-02,5,USD\n"
    #expect(
      try Fixture.read(text, options: lenient()).report.diagnostics.map(\.description) == [
        "orders.csv:4, column 5 'currency': found 'USD', expected EUR, which is that of most of the "
          + "first rows. Import each currency from a file of its own, convert the amounts, or say "
          + "with --currency which one counts."
      ])
    var options = lenient()
    options.currency = .usDollar
    let read = try Fixture.read(text, options: options)
    #expect(read.orders.count == 1)
    #expect(read.report.diagnostics.first?.expected == "USD, which is that of --currency")
  }

  @Test func `cancellations that name no order are told`() throws {
    let read = try Fixture.read(
      "InvoiceNo,InvoiceDate,CustomerID,TotalPrice\n1,2011-01-02,5,10\nC2,2011-01-03,5,-10\n")
    #expect(read.report.refused == [.cancelled: 1] && read.report.revenueMicros == 10_000_000)
    #expect(
      read.report.notes == [
        "1 cancellation does not say which order is cancelled, so nothing is taken off any."
      ])
  }
}
