import Commerce
import DataPipeline
import Statistics
import Testing

@Suite struct CellTests {
  @Test(arguments: [
    ("2011-12-09", "2011-12-09 00:00"), ("20111209", "2011-12-09 00:00"),
    ("2011/12/09", "2011-12-09 00:00"), ("09.12.2011", "2011-12-09 00:00"),
    ("2011-12-09 17:05", "2011-12-09 17:05"), ("2011-12-09T17:05:59Z", "2011-12-09 17:05"),
    ("2011-12-09T17:05:59.123+02:00", "2011-12-09 15:05"), ("20111209T170559Z", "2011-12-09 17:05"),
    ("2011-12-09 00:30:00 +0100", "2011-12-08 23:30"), ("2011-12-09 20:00 -05", "2011-12-10 01:00"),
    ("2011-12-09 20:00:00 UTC", "2011-12-09 20:00"), ("2012-02-29", "2012-02-29 00:00"),
    ("20111209 08:00", "2011-12-09 08:00"),
  ])
  func `dates of many kinds are read as utc`(text: String, expected: String) throws {
    let read = try Fixture.read("order_id,customer_id,order_date,amount\n1,A,\(text),1\n")
    #expect(read.orders.first?.placedAt.description == expected)
  }

  @Test(arguments: [
    "", "2011-13-01", "2011-02-29", "99999-01-01", "1969-12-31", "2100-01-01", "01/02/2011",
    "2011-12-9",
    "2011-12-09 25:00", "2011-12-09 17:05:61", "2011-12-09 17:05 +99:00", "2011-12-09x",
    "yesterday",
    "1323450000", "2011-12-09T", "1970-01-01 00:00 +01:00", "20111209170559",
    "2011-12-09 17:05:59.",
  ])
  func `dates that are none are bad rows`(text: String) throws {
    let read = try Fixture.read(
      "order_id,customer_id,order_date,amount\n1,A,\(text),1\n2,A,2011-12-09,1\n",
      options: ImportOptions(maximumBadShare: 1))
    #expect(read.report.refused == [.date: 1])
    #expect(read.report.diagnostics.first?.columnName == "order_date")
  }

  @Test(arguments: [
    ("12", 12_000_000), ("12.5", 12_500_000), ("1,234.50", 1_234_500_000),
    ("1 234.50", 1_234_500_000),
    ("1'234.50", 1_234_500_000), ("£12.50", 12_500_000), ("GBP 12.50", 12_500_000),
    ("1,23,456.00", 123_456_000_000), (".5", 500_000), ("5.", 5_000_000), ("+3", 3_000_000),
    ("22.200000000000003", 22_200_000), ("0.0000005", 1), ("100000000000", 100_000_000_000_000_000),
    ("1\u{A0}234.50", 1_234_500_000), ("$1,000", 1_000_000_000), ("99999999", 99_999_999_000_000),
    ("12345.67", 12_345_670_000), ("0.000001", 1), ("1.234567", 1_234_567),
    ("1234567.", 1_234_567_000_000),
    ("00012.50", 12_500_000), ("123456789.12", 123_456_789_120_000),
  ])
  func `amounts with a decimal point are read`(text: String, micros: Int64) throws {
    let read = try Fixture.read(
      "order_id;customer_id;order_date;amount\n1;A;2024-01-01;\(text)\n2;A;2024-01-01;0.25\n")
    #expect(read.orders.first?.amountMicros == micros)
  }

  @Test(arguments: [
    ("12,5", 12_500_000), ("1.234,50", 1_234_500_000), ("1.234", 1_234_000_000),
    ("12,50 €", 12_500_000), ("EUR 1.234.567,8", 1_234_567_800_000),
  ])
  func `amounts with a decimal comma are read`(text: String, micros: Int64) throws {
    let read = try Fixture.read(
      "order_id;customer_id;order_date;amount\n1;A;2024-01-01;\(text)\n2;A;2024-01-01;0,25\n3;A;2024-01-01;0,75\n"
    )
    #expect(read.report.decimalMark == "comma")
    #expect(read.orders.first?.amountMicros == micros)
  }

  @Test(arguments: [
    "", "NaN", "inf", "1e3", "12,5", "1.2.3", "abc", "--5", "12 GBPX", "1,2345.00", "100000000001",
    "0x10", ".",
    "9999999999999999999999", "£", "1 23.00",
  ])
  func `amounts that are none are bad rows`(text: String) throws {
    let read = try Fixture.read(
      "order_id;customer_id;order_date;amount\n1;A;2024-01-01;\(text)\n2;A;2024-01-01;0.25\n3;A;2024-01-01;0.50\n4;A;2024-01-01;0.50\n",
      options: ImportOptions(maximumBadShare: 1))
    #expect(read.report.refused == [.amount: 1])
    #expect(read.report.diagnostics.first?.column == 4)
  }

  @Test(arguments: ["-3", "3-", "(3)", "\u{2212}3.00", "-£3"])
  func `negative amounts are no purchases and not bad`(text: String) throws {
    let read = try Fixture.read(
      "order_id;customer_id;order_date;amount\n1;A;2024-01-01;\(text)\n2;A;2024-01-01;0.25\n")
    #expect(read.report.refused == [.negative: 1])
    #expect(read.report.badRows == 0)
  }

  @Test func `the quick way of reading amounts agrees with the careful one`() throws {
    var generator = SplitMix64(state: 3)
    let amounts = (0..<2_000).map { _ in
      let scales: [UInt64] = [10, 1_000, 100_000, 100_000_000]
      let units = generator.next() % scales[Int(generator.next() % 4)]
      let decimals = Int(generator.next() % 7)
      let fraction = String(generator.next() % 1_000_000 + 1_000_000).dropFirst().prefix(decimals)
      return decimals == 0 ? "\(units + 1)" : "\(units + 1).\(fraction)"
    }
    let rows = amounts.enumerated().map { "\($0),A,2024-01-01,\($1)\n" }.joined()
    // A plus sign makes it take the careful way.
    let signed = amounts.enumerated().map { "\($0),A,2024-01-01,+\($1)\n" }.joined()
    let header = "order_id,customer_id,order_date,amount\n"
    let quick = try Fixture.read(header + rows).orders.map(\.amountMicros)
    #expect(try Fixture.read(header + signed).orders.map(\.amountMicros) == quick)
    #expect(quick.count == 2_000)
  }

  @Test func `a sum that could overflow is refused row by row`() throws {
    let rows = (1...60).map { "\($0),A,2024-01-01,100000000000\n" }.joined()
    let read = try Fixture.read(
      "order_id,customer_id,order_date,amount\n" + rows, options: ImportOptions(maximumBadShare: 1))
    #expect(read.report.accepted == 23)
    #expect(read.report.refused == [.sum: 37])
  }

  @Test func `control characters never come through`() throws {
    let read = try Fixture.read(
      "order_id,customer_id,order_date,amount\n1,A\u{1B}[2J,2024-01-01,1\n2\u{7},A,2024-01-01,1\n3,A,\u{1B}]0;x\u{7},1\n4,A\u{85}B,2024-01-01,1\n5,A,2024-01-01,1\n",
      options: ImportOptions(maximumBadShare: 1))
    #expect(read.report.refused == [.customer: 2, .reference: 1, .date: 1])
    #expect(
      read.report.diagnostics.map(\.description).joined().unicodeScalars.allSatisfy {
        $0.properties.generalCategory != .control
      })
  }

  @Test func `orders after the latest day are bad rows`() throws {
    let read = try Fixture.read(
      "order_id,customer_id,order_date,amount\n1,A,2024-01-31 23:59:59,1\n2,A,2024-02-01,1\n",
      options: ImportOptions(maximumBadShare: 1, latestDay: try Fixture.day("2024-01-31")))
    #expect(read.report.refused == [.future: 1])
    #expect(read.orders.map(\.reference) == ["1"])
  }

  @Test func `amounts far from the others are counted as outliers`() throws {
    let rows = (1...100).map { "\($0),A,2024-01-01,\(20 + $0 % 10)\n" }.joined()
    let read = try Fixture.read(
      "order_id,customer_id,order_date,amount\n" + rows
        + "101,A,2024-01-01,50000\n102,A,2024-01-01,0.01\n")
    #expect(read.report.outliers == 2)
  }
}
