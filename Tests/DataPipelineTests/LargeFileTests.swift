import Commerce
import DataPipeline
import Foundation
import Statistics
import Testing

/// Files of many blocks, which are parsed on a thread of their own.
@Suite struct LargeFileTests {
  @Test func `a file gives the same in whatever pieces it arrives`() throws {
    let text = Self.file(rows: 30_000)
    let whole = try Fixture.read(text)
    #expect(whole.report.rows == 30_000)
    for piece in [999, 40_000] {
      let parts = try Self.throughPipe(Array(text.utf8), piece: piece)
      #expect(parts.orders == whole.orders)
      #expect(parts.customers == whole.customers)
      #expect(parts.report.refused == whole.report.refused)
      #expect(parts.report.diagnostics.map(\.line) == whole.report.diagnostics.map(\.line))
      #expect(parts.report.demand == whole.report.demand)
      #expect(parts.report.outliers == whole.report.outliers)
    }
  }

  @Test func `it gives the same as its parts`() throws {
    let text = Self.file(rows: 80_000)
    let lines = text.split(separator: "\n")
    var orders: [String] = []
    for start in stride(from: 1, to: lines.count, by: 1_000) {
      let part = ([lines[0]] + lines[start..<min(start + 1_000, lines.count)]).joined(
        separator: "\n")
      let read = try Fixture.read(part)
      orders += read.orders.map {
        "\($0.reference) \(read.customers[Int($0.customer)]) \($0.placedAt) \($0.amountMicros)"
      }
    }
    let whole = try Fixture.read(text)
    let expected = whole.orders.map {
      "\($0.reference) \(whole.customers[Int($0.customer)]) \($0.placedAt) \($0.amountMicros)"
    }
    #expect(orders == expected)
  }

  @Test func `rows give the same with and without quotes`() throws {
    let rows = Self.oddRows.indices.flatMap { odd in
      ["\(odd * 2),C\(odd % 5),2024-03-01,1.5,n", Self.oddRows[odd]]
    }
    let options = ImportOptions(maximumBadShare: 1, maximumDiagnostics: 100)
    for lineEnd in ["\n", "\r\n", "\r"] {
      let header = "order_id,customer_id,order_date,amount,note" + lineEnd
      let plain = try Fixture.read(
        header + rows.joined(separator: lineEnd), options: options)
      let quoted = try Fixture.read(
        header
          + rows.map { row in
            let fields = row.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
            return "\"\(fields[0])\"" + (fields.count > 1 ? ",\(fields[1])" : "")
          }.joined(separator: lineEnd), options: options)
      #expect(plain.orders == quoted.orders)
      #expect(plain.customers == quoted.customers)
      #expect(plain.report.rows == quoted.report.rows)
      #expect(plain.report.refused == quoted.report.refused)
      #expect(plain.report.encoding == quoted.report.encoding)
      #expect(
        plain.report.diagnostics.map { "\($0.line) \($0)" }
          == quoted.report.diagnostics.map { "\($0.line) \($0)" })
    }
  }

  /// What the short way over plain rows must leave to the general one, or treat like it.
  private static let oddRows = [
    " 1001 , C1 ,2024-03-01, 2.50 ,n", "1002,C2,2024-03-01,3", "1003,C2,2024-03-01,3,n,",
    "1004,C2,2024-03-01,3,n,more", ",C2,2024-03-01,3,n", "1005,,2024-03-01,3,n",
    "1006,C2,,3,n", "1007,C2,2024-03-01,,n", "1008,C2,2024-03-01,0,n", "1009,C2,2024-03-01,-4,n",
    "1010,C2,2024-03-01,123456789.25,n", "1011,C2,2024-03-01,£5.00,n",
    "1012,C2,2024-03-01,EUR 5.00,n", "1013,C2,01.03.2024 10:00:00+01:00,5.,n",
    "1014,C2,20240301,.5,n", "1015,C2,2024-02-30,5,n", "1016,Zoë,2024-03-01,5,n",
    "1017,C\u{7F},2024-03-01,5,n", "1018,C\t3,2024-03-01,5,n", "1019\t,C3,2024-03-01,5,\t",
    "1020,\(String(repeating: "c", count: 128)),2024-03-01,5,n",
    "1021,\(String(repeating: "c", count: 129)),2024-03-01,5,n",
    "\(String(repeating: "7", count: 129)),C4,2024-03-01,5,n", "1001,C4,2024-03-01,5,n",
    "1022,O\"Hara,2024-03-01,5,n", "1023,C5,2024-03-01,5,\"a, b\"", "1024,C6,2024-03-01,5,",
    "1025,C7,2024-03-01,1234567.,n", "1026,C8,2024-03-01,1.2.3,n", "1027,C9,2024-03-01,NaN,n",
  ]

  @Test func `latin-1 names in later blocks become utf-8`() throws {
    var bytes = Array("order_id,customer_id,order_date,amount\n".utf8)
    for number in 1...20_000 {
      bytes += Array("\(number),M".utf8) + [0xFC] + Array("ller \(number % 7),2024-03-01,1\n".utf8)
    }
    let read = try Fixture.read(bytes)
    #expect(read.customers.count == 7)
    #expect(read.customers.allSatisfy { $0.hasPrefix("Müller ") })
    #expect(read.report.encoding == "Latin-1" && read.report.accepted == 20_000)
  }

  @Test(arguments: [1, 3])
  func `an error of the caller ends the reading in the middle`(batches: Int) {
    struct Stop: Error {}
    let reader = OrderReader(bytes: Array(Self.file(rows: 60_000).utf8), name: "o.csv")
    var seen = 0
    #expect(throws: Stop.self) {
      try reader.read(batch: { _ in
        seen += 1
        if seen == batches { throw Stop() }
      })
    }
    #expect(seen == batches)
  }

  @Test func `broken quotes far inside end it with the first of them`() {
    let broken = String(repeating: "1,\"A,2024-01-01,1\n", count: 1)
    let long = String(repeating: "x\n", count: 40_000)
    let text = Self.file(rows: 20_000) + String(repeating: broken + long, count: 102)
    let refusal = Fixture.refusal(text)
    #expect(refusal?.contains("quoted fields that never close, the first on line 20002") == true)
  }

  /// Rows of every kind: good ones, duplicates, quoted and unusual names, bad dates and amounts.
  private static func file(rows: Int) -> String {
    var generator = SplitMix64(state: 5)
    var text = "order_id,customer_id,order_date,amount,note\n"
    for number in 1...rows {
      let customer =
        switch number % 97 {
        case 3: "\"O\"\"Hara, \(number % 5)\""
        case 5: "Zoë \(number % 11)"
        default: "C\(generator.next() % 3_000)"
        }
      let day = number % 1_003 == 7 ? "never" : "\(Day(number: 19_000 + Int32(number / 100)))"
      let amount = number % 907 == 9 ? "NaN" : "\(generator.next() % 200).\(10 + number % 90)"
      let note = number % 5 == 0 ? "\"a, b\"" : String(repeating: "n", count: number % 23)
      text += "#\(number),\(customer),\(day),\(amount),\(note)\n"
    }
    return text
  }

  /// Reads bytes that come through a pipe in pieces.
  private static func throughPipe(
    _ bytes: [UInt8], piece: Int
  ) throws -> (orders: [ImportedOrder], customers: [String], report: QualityReport) {
    let pipe = Pipe()
    let input = pipe.fileHandleForWriting
    let writer = Thread {
      for start in stride(from: 0, to: bytes.count, by: piece) {
        input.write(Data(bytes[start..<min(start + piece, bytes.count)]))
      }
      try? input.close()
    }
    writer.start()
    let path = "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)"
    var orders: [ImportedOrder] = []
    var customers: [String] = []
    let report = try OrderReader(path: path).read(batch: { batch in
      for customer in batch.firstNewCustomer..<batch.firstNewCustomer + batch.newCustomers {
        customers.append(batch.customerReference(of: customer))
      }
      orders += (0..<batch.count).map { batch[$0] }
    })
    return (orders, customers, report)
  }
}
