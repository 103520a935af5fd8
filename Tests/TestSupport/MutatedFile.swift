import Statistics

/// An order file with something wrong in it, the same for the same seed.
package struct MutatedFile {
  package private(set) var bytes: [UInt8]
  private var generator: SplitMix64

  private static let texts = [
    "order_id,customer_id,order_date,amount\n1,Ann,2024-03-01,10.50\n2,\"B, \"\"b\"\"\",2024-03-01 10:00:00+01:00,\"1,234.50\"\n3,Ann,20240304,0.25\n4,Cé,2024-03-05,7\n",
    "InvoiceNo;InvoiceDate;CustomerID;TotalPrice\r\n536365;2010-12-01 08:26;17850;139,12\r\nC536366;2010-12-01;17850;-22,2\r\n536367;2010-12-02;;5\r\n536368;2010-12-03;13047;1.278,73\r\n",
    "Name,Email,Financial Status,Accepts Marketing,Currency,Total,Created at,Refunded Amount\n#1,a@example.com,paid,yes,EUR,25.00,2024-03-01 00:30:00 +0100,0\n#1,a@example.com,,,,,,\n#2,b@example.com,refunded,no,EUR,5,2024-03-02,5\n",
    " 00004 0001 19970101  2   29.33\n 00004 0001 19970118  2   29.73\n 00021 0002 19970101  3   63.34\n",
    "order_id\tdate\tstatus\tcustomer_id\tbilling_email\ttotal\n11\t2024-03-01\tcompleted\t0\tx@example.com\t12.00\n12\t2024-03-01\tfailed\t3\ty@example.com\t1.00\n",
  ]

  /// How many kinds of file there are; the kind of a file is its seed modulo this.
  package static let kinds = texts.count

  private static let cells = [
    "NaN", "-inf", "1e308", "99999-12-31", "0000-00-00", "2024-02-30T25:61",
    "999999999999999999999",
    "\"", "\"\"", "\"\"\"", "\u{FEFF}", "\u{1B}[2J", "-0", "€", "=1+1",
  ]

  package init(seed: Int) {
    generator = SplitMix64(state: UInt64(seed) &* 7_919)
    bytes = Array(Self.texts[seed % Self.texts.count].utf8)
    // One file in sixteen is long, so that what is wrong lies in a later block.
    if seed % 16 == 7 { repeatRows(2_000 + seed % 3_000) }
    for _ in 0...Int.random(in: 0...6, using: &generator) { mutate() }
    if seed % 40 == 3 { enlarge() }
  }

  /// Repeats everything after the first line, up to about 4 MB.
  private mutating func repeatRows(_ times: Int) {
    guard let lineEnd = bytes.firstIndex(of: 10), lineEnd + 1 < bytes.count else { return }
    let rows = Array(bytes[(lineEnd + 1)...])
    for _ in 0..<min(times, 4_000_000 / rows.count) { bytes += rows }
  }

  private mutating func mutate() {
    guard !bytes.isEmpty else { return }
    let place = Int.random(in: 0..<bytes.count, using: &generator)
    switch Int.random(in: 0..<10, using: &generator) {
    case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 1: bytes.removeSubrange(place...)
    case 2: bytes.remove(at: place)
    case 3: bytes.insert([34, 44, 59, 10, 13, 9, 32, 255, 45, 46][place % 10], at: place)
    case 4: bytes.insert(contentsOf: bytes[..<min(place, 5_000)], at: place)
    case 5: bytes.insert(contentsOf: Array(repeating: bytes[place], count: 300), at: place)
    case 6: bytes.insert(contentsOf: Array(Self.cells[place % Self.cells.count].utf8), at: place)
    case 7: bytes = bytes.map { $0 == 10 ? 13 : $0 }
    case 8: bytes.insert(place % 4 == 0 ? 0 : 34, at: place)
    default: bytes[place] = UInt8.random(in: 0...255, using: &generator)
    }
  }

  /// Puts a huge field, a million columns, or a quote that never closes before a long rest.
  private mutating func enlarge() {
    let place = bytes.isEmpty ? 0 : Int.random(in: 0..<bytes.count, using: &generator)
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: bytes.insert(contentsOf: Array(repeating: 120, count: 3_000_000), at: place)
    case 1: bytes.insert(contentsOf: Array(repeating: 44, count: 1_000_000), at: place)
    case 2:
      repeatRows(20_000)
      bytes.insert(34, at: min(place, bytes.count))
    default:
      repeatRows(10_000)
      bytes = bytes.map { $0 == 44 ? 34 : $0 }
    }
  }
}
