/// Many short byte strings in one block of memory.
struct ByteStrings: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  var count: Int { ends.count }

  mutating func append(_ string: UnsafeRawBufferPointer) {
    bytes.append(contentsOf: string)
    ends.append(bytes.count)
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  func bounds(of index: Int) -> Range<Int> {
    (index == 0 ? 0 : ends[index - 1])..<ends[index]
  }

  func withBytes<Result>(
    of index: Int, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    let bounds = bounds(of: index)
    return try bytes.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[bounds])) }
  }

  func string(_ index: Int) -> String {
    withBytes(of: index) { String(decoding: $0, as: UTF8.self) }
  }
}

extension ByteStrings {
  /// The numbers of the strings in ascending order of their bytes.
  ///
  /// - Complexity: O(*n* log *n*); most comparisons look at one machine word.
  func sortedIndices() -> [UInt32] {
    bytes.withUnsafeBytes { storage in
      var keys = (0..<count).map { index in
        (prefix: Self.prefix(storage, bounds(of: index)), index: UInt32(index))
      }
      keys.sort { left, right in
        if left.prefix != right.prefix { return left.prefix < right.prefix }
        let first = storage[bounds(of: Int(left.index))]
        let second = storage[bounds(of: Int(right.index))]
        return first.lexicographicallyPrecedes(second)
      }
      return keys.map(\.index)
    }
  }

  /// The first eight bytes as a number that compares as they do; shorter strings are filled up with
  /// zeros.
  private static func prefix(_ storage: UnsafeRawBufferPointer, _ bounds: Range<Int>) -> UInt64 {
    var key: UInt64 = 0
    for offset in 0..<8 {
      let byte = offset < bounds.count ? storage[bounds.lowerBound + offset] : 0
      key = key << 8 | UInt64(byte)
    }
    return key
  }
}
