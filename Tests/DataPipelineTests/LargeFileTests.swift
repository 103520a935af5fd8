import Commerce
import DataPipeline
import Foundation
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
    let text = Self.file(rows: 30_000)
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
    var generator = TestGenerator(state: 5)
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
