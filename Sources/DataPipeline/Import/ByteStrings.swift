import Glibc

/// Many short byte strings in one block of memory.
struct ByteStrings: Sendable {
  /// Longer than what is used, so that strings are put in place without asking for room each time.
  private var bytes: [UInt8] = []
  private var used = 0
  private var ends: [Int] = []

  var count: Int { ends.count }

  mutating func append(_ string: UnsafeRawBufferPointer) {
    let end = used + string.count
    if end > bytes.count { makeRoom(upTo: end) }
    if let source = string.baseAddress {
      // `used + string.count` bytes are there, and `source` is no part of them.
      bytes.withUnsafeMutableBytes { memory in
        _ = memory.baseAddress.map { copyBytes(from: source, to: $0 + used, count: string.count) }
      }
    }
    used = end
    ends.append(end)
  }

  mutating func removeAll() {
    used = 0
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

  func isEqual(_ index: Int, to other: UnsafeRawBufferPointer) -> Bool {
    withBytes(of: index) { string in
      guard string.count == other.count else { return false }
      guard let first = string.baseAddress, let second = other.baseAddress else { return true }
      return memcmp(first, second, other.count) == 0
    }
  }

  func string(_ index: Int) -> String {
    withBytes(of: index) { String(decoding: $0, as: UTF8.self) }
  }

  private mutating func makeRoom(upTo end: Int) {
    let size = max(4_096, end + end / 2)
    bytes.reserveCapacity(size)
    bytes.append(contentsOf: repeatElement(0, count: size - bytes.count))
  }
}

/// Copies few bytes by loads that overlap, and others by `memcpy`.
@inline(__always)
private func copyBytes(
  from source: UnsafeRawPointer, to target: UnsafeMutableRawPointer, count: Int
) {
  if (4...8).contains(count) {
    let (first, last) = (
      source.loadUnaligned(as: UInt32.self),
      source.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
    )
    target.storeBytes(of: first, as: UInt32.self)
    target.storeBytes(of: last, toByteOffset: count &- 4, as: UInt32.self)
  } else {
    memcpy(target, source, count)
  }
}

extension ByteStrings {
  /// The numbers of the strings in ascending order of their bytes.
  ///
  /// - Complexity: O(*n*) for strings that differ in their first eight bytes; those that share them
  ///   are compared, O(*n* log *n*).
  func sortedIndices() -> [UInt32] {
    bytes.withUnsafeBytes { storage in
      let prefixes = (0..<count).map { Self.prefix(storage, bounds(of: $0)) }
      var order = StableRanking.order(of: prefixes)
      var start = 0
      while start < order.count {
        let prefix = prefixes[Int(order[start])]
        var end = start + 1
        while end < order.count, prefixes[Int(order[end])] == prefix { end += 1 }
        if end - start > 1 {
          order[start..<end].sort { left, right in
            storage[bounds(of: Int(left))].lexicographicallyPrecedes(
              storage[bounds(of: Int(right))])
          }
        }
        start = end
      }
      return order
    }
  }

  /// The first eight bytes as a number that compares as they do; shorter strings are filled up with
  /// zeros.
  private static func prefix(_ storage: UnsafeRawBufferPointer, _ bounds: Range<Int>) -> UInt64 {
    guard let base = storage.baseAddress, !bounds.isEmpty else { return 0 }
    return ByteWord(base + bounds.lowerBound, count: bounds.count).bits.byteSwapped
  }
}
