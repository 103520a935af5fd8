import DataPipeline
import Testing

@Suite struct FuzzTests {
  private static let texts = [
    "order_id,customer_id,order_date,amount\n1,Ann,2024-03-01,10.50\n2,\"B, \"\"b\"\"\",2024-03-01 10:00:00+01:00,\"1,234.50\"\n3,Ann,20240304,0.25\n4,Cé,2024-03-05,7\n",
    "InvoiceNo;InvoiceDate;CustomerID;TotalPrice\r\n536365;2010-12-01 08:26;17850;139,12\r\nC536366;2010-12-01;17850;-22,2\r\n536367;2010-12-02;;5\r\n536368;2010-12-03;13047;1.278,73\r\n",
    "Name,Email,Financial Status,Accepts Marketing,Currency,Total,Created at,Refunded Amount\n#1,a@example.com,paid,yes,EUR,25.00,2024-03-01 00:30:00 +0100,0\n#1,a@example.com,,,,,,\n#2,b@example.com,refunded,no,EUR,5,2024-03-02,5\n",
    " 00004 0001 19970101  2   29.33\n 00004 0001 19970118  2   29.73\n 00021 0002 19970101  3   63.34\n",
    "order_id\tdate\tstatus\tcustomer_id\tbilling_email\ttotal\n11\t2024-03-01\tcompleted\t0\tx@example.com\t12.00\n12\t2024-03-01\tfailed\t3\ty@example.com\t1.00\n",
  ]

  @Test(arguments: 0..<500)
  func `a mutated file never traps and always adds up`(seed: Int) {
    var generator = TestGenerator(state: UInt64(seed) &* 7_919)
    var bytes = Array(Self.texts[seed % Self.texts.count].utf8)
    for _ in 0...Int.random(in: 0...6, using: &generator) { mutate(&bytes, using: &generator) }
    var orders = 0
    var customers = 0
    let reader = OrderReader(
      bytes: bytes, name: "fuzz", options: ImportOptions(maximumBadShare: 1, maximumDiagnostics: 3))
    do {
      let report = try reader.read(batch: { batch in
        orders += batch.count
        customers += batch.newCustomers
        for row in 0..<batch.count {
          #expect(batch.amountMicros[row] >= 0)
          #expect(Int(batch.customers[row]) < customers)
          #expect(!batch.reference(of: row).isEmpty)
        }
      })
      #expect(report.accepted == orders && report.customers == customers)
      #expect(report.rows == orders + report.refused.values.reduce(0, +))
      #expect(report.diagnostics.count <= 3)
      #expect(report.demand.orders.reduce(0, +) == orders)
    } catch {
      #expect(error is ImportError)
      #expect("\(error)".unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
    }
  }

  private func mutate(_ bytes: inout [UInt8], using generator: inout TestGenerator) {
    guard !bytes.isEmpty else { return }
    let place = Int.random(in: 0..<bytes.count, using: &generator)
    switch Int.random(in: 0..<7, using: &generator) {
    case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 1: bytes.removeSubrange(place...)
    case 2: bytes.remove(at: place)
    case 3: bytes.insert([34, 44, 59, 10, 13, 9, 32, 255, 45, 46][place % 10], at: place)
    case 4: bytes.insert(contentsOf: bytes[..<place], at: place)
    case 5: bytes.insert(contentsOf: Array(repeating: bytes[place], count: 300), at: place)
    default: bytes[place] = UInt8.random(in: 0...255, using: &generator)
    }
  }
}
