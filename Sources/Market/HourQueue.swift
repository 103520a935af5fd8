/// Things that are due in a certain hour, in the order in which they were put in.
struct HourQueue<Element: Packable & Sendable>: Packable, Sendable {
  private var buckets: [Int64: [Element]] = [:]

  init() {}

  var count: Int { buckets.values.reduce(0) { $0 + $1.count } }

  mutating func insert(_ element: Element, at hour: Int64) {
    buckets[hour, default: []].append(element)
  }

  mutating func take(_ hour: Int64) -> [Element] { buckets.removeValue(forKey: hour) ?? [] }

  func pack(into packer: inout Packer) {
    packer.put(buckets.sorted { $0.key < $1.key }) { packer, bucket in
      packer.put(bucket.key)
      packer.put(bucket.value)
    }
  }

  init(from unpacker: inout Unpacker) throws(DamagedWorld) {
    for _ in 0..<(try unpacker.count()) {
      let hour = try unpacker.long()
      buckets[hour] = try unpacker.array()
    }
  }
}
