import Commerce
import DataPipeline
import Foundation
import Testing

@Suite struct ImportErrorTests {
  @Test(arguments: [
    ("", "'orders.csv' is empty. Export the orders again, with a header line."),
    (" \r\n\n", "'orders.csv' is empty. Export the orders again, with a header line."),
    (
      "PK\u{3}\u{4}\u{0}xyz",
      "'orders.csv' is not a text file (a zero byte at position 4). Export the orders as CSV."
    ),
    (
      "name,colour\nx,y\n",
      "'orders.csv' has the columns 'name', 'colour'; needed and not found: "
        + "an order number (orderid, ordernumber, orderno), a customer (customerid, customerno, customernumber), "
        + "a date (orderdate, date, createdat), an amount (amount, total, totalprice). "
        + "Name them with --map id=…,customer=…,date=…,amount=…."
    ),
    (
      "InvoiceNo,InvoiceDate,CustomerID\n1,2010-12-01,2\n",
      "'orders.csv' has the columns 'InvoiceNo', 'InvoiceDate', 'CustomerID'; needed and not found: "
        + "an amount (amount, total, totalprice). Name them with --map id=…,customer=…,date=…,amount=…."
    ),
    (
      "order_id,customer_id,order_date,amount\n",
      "'orders.csv' holds no order that counts: it has no rows. Check that it is the export of paid orders."
    ),
    (
      "order_id,customer_id,order_date,amount\n1,A,2024-01-01,0\n2,A,2024-01-01,-1\n3,A,2024-01-01,-1\n",
      "'orders.csv' holds no order that counts: 2 negative amount, 1 zero amount. "
        + "Check that it is the export of paid orders."
    ),
    (
      "order_id,customer_id,order_date,amount\n1,A,2024-01-01,1\n2,A,2024-01-01,1.2.3\n",
      "'orders.csv' was refused: 1 of 2 rows (50 %) are bad, more than the 5 % allowed; nothing was imported. "
        + "The first: orders.csv:3, column 4 'amount': found '1.2.3', expected an amount like 1234.56 within 100,000,000,000. "
        + "Correct the cell or leave the row out."
    ),
  ])
  func `a file that cannot be used says why and what to do`(text: String, message: String) {
    #expect(Fixture.refusal(text) == message)
  }

  @Test func `utf-16 is named`() {
    let bytes: [UInt8] = [0xFF, 0xFE, 0x41, 0x00]
    #expect(throws: ImportError.self) { try Fixture.read(bytes) }
    do {
      _ = try Fixture.read(bytes)
    } catch {
      #expect("\(error)" == "'orders.csv' is UTF-16 text. Save it as UTF-8 CSV.")
    }
  }

  @Test func `a zero byte far inside is found`() {
    let rows = (1...30_000).map { "\($0),A,2024-01-01,1\n" }.joined()
    let refusal = Fixture.refusal("order_id,customer_id,order_date,amount\n" + rows + "\u{0}")
    #expect(refusal?.contains("is not a text file (a zero byte at position 6") == true)
  }

  @Test func `missing files and folders are named`() {
    #expect(
      message(of: "/nowhere/orders.csv")
        == "There is no file '/nowhere/orders.csv'. Check the path.")
    #expect(message(of: "/tmp") == "'/tmp' is a folder. Name the order file inside it.")
  }

  @Test(.enabled(if: geteuid() != 0, "root may read everything"))
  func `a file without permission is named`() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).csv")
    try Data("x".utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: file.path)
    #expect(message(of: file.path)?.contains("may not be read by this user") == true)
  }

  @Test(arguments: [
    ("id=a,customer=b,date=c", "amount is missing"),
    ("id=a", "customer and date and amount are missing"),
    (
      "id=a,customer=b,date=c,amount=d,colour=e",
      "'colour' is not one of id, customer, date, amount, currency, status, channel"
    ),
    ("id", "'id' is not of the form name=column"),
    ("", "id and customer and date and amount are missing"),
  ])
  func `a mapping that cannot be used says why`(text: String, reason: String) {
    do {
      _ = try ColumnMapping(parsing: text)
      Issue.record("it was accepted")
    } catch {
      #expect(
        error.description == "The mapping '\(text)' cannot be used: \(reason). "
          + "Write it like id=Order,customer=Client,date=When,amount=Total.")
    }
  }

  @Test func `a mapping to columns that are not there names the ones that are`() throws {
    let mapping = try ColumnMapping(parsing: "id=No,customer=b,date=c,amount=d")
    let refusal = Fixture.refusal("No,x,y\n1,2,3\n", options: ImportOptions(mapping: mapping))
    #expect(
      refusal == "'orders.csv' has the columns 'No', 'x', 'y'; needed and not found: "
        + "a customer (b), a date (c), an amount (d). Name them with --map id=…,customer=…,date=…,amount=…."
    )
  }

  @Test func `an unclosed quote costs its own line only`() throws {
    let good = (2...40).map { "\($0),A,2024-01-01,1\n" }.joined()
    let read = try Fixture.read(
      "order_id,customer_id,order_date,amount\n1,\"A,2024-01-01,1\n" + good)
    #expect(read.report.refused == [.quotes: 1])
    #expect(read.report.accepted == 39)
    #expect(read.report.diagnostics.first?.line == 2)
    #expect(read.report.diagnostics.first?.value == "17 bytes up to the line's end")
  }

  @Test func `quotes broken everywhere end the import`() {
    let rows = String(
      repeating:
        "1,\"A,2024-01-01,1\n2,A,2024-01-01,\"1\n3,\"A\"x,2024-01-01,1\n4,A,\"2024-01-01,1\n",
      count: 6_000)
    let refusal = Fixture.refusal("order_id,customer_id,order_date,amount\n" + rows)
    #expect(refusal?.hasPrefix("'orders.csv' ") == true)
  }

  @Test func `a row without end costs bounded memory and one diagnostic`() throws {
    let good = (2...40).map { "\($0),A,2024-01-01,1\n" }.joined()
    let long = String(repeating: "x", count: 700_000)
    let read = try Fixture.read(
      "order_id,customer_id,order_date,amount\n1,\(long),2024-01-01,1\n" + good)
    #expect(read.report.refused == [.tooLong: 1])
    #expect(read.report.accepted == 39)
    #expect(read.orders.first?.reference == "2")
  }

  @Test func `rows with too many or too few fields are bad`() throws {
    let good = (2...60).map { "\($0),A,2024-01-01,1\n" }.joined()
    let read = try Fixture.read(
      "order_id,customer_id,order_date,amount\n1,A,2024-01-01,12,50\n0,A\n" + good)
    #expect(read.report.refused == [.columns: 2])
    #expect(read.report.diagnostics.map(\.value) == ["5 fields", "2 fields"])
  }

  @Test func `customers are never repeated in diagnostics`() {
    let secret = "ann@example.com" + String(repeating: "n", count: 200)
    let refusal = Fixture.refusal(
      "order_id,customer_id,order_date,amount\n1,\(secret),2024-01-01,1\n")
    #expect(refusal?.contains("ann@") == false)
    #expect(refusal?.contains("215 bytes, not shown") == true)
  }

  @Test func `only so many diagnostics are kept`() throws {
    let bad = (1...500).map { "\($0),A,never,1\n" }.joined()
    let read = try Fixture.read(
      "order_id,customer_id,order_date,amount\n" + bad + "501,A,2024-01-01,1\n",
      options: ImportOptions(maximumBadShare: 1, maximumDiagnostics: 7))
    #expect(read.report.diagnostics.count == 7)
    #expect(read.report.refused == [.date: 500])
  }

  @Test func `a report survives json`() throws {
    let read = try Fixture.read(
      "order_id,customer_id,order_date,amount\n1,A,2024-01-01,1\n2,A,2024-01-03,x\n",
      options: ImportOptions(maximumBadShare: 1))
    let json = try JSONEncoder().encode(read.report)
    let copy = try JSONDecoder().decode(QualityReport.self, from: json)
    #expect(copy.refused == [.amount: 1])
    #expect(copy.diagnostics == read.report.diagnostics)
    #expect(copy.demand == read.report.demand)
    #expect(String(decoding: json, as: UTF8.self).contains("\"refused\":{\"unreadable amount\":1}"))
  }

  private func message(of path: String) -> String? {
    do {
      _ = try OrderReader(path: path).read(batch: { _ in })
      return nil
    } catch {
      return "\(error)"
    }
  }
}
