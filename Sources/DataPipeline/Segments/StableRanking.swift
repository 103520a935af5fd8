/// Ranks values in ascending order, equal ones by position: what pandas calls
/// `rank(method="first")`.
enum StableRanking {
  private struct Entry {
    var key: UInt64
    var position: UInt32
  }

  /// Bits that one pass looks at; their 2,048 counters fit into the fastest cache.
  private static let digitBits = 11
  private static let digitMask: UInt64 = 1 << 11 - 1

  /// The positions of `values` in ascending order.
  ///
  /// - Complexity: O(*n*), at most six passes of a radix sort; fewer for values close together.
  static func order(of values: [Int64]) -> [UInt32] {
    // Flipping the sign bit makes signed order unsigned order.
    order(of: values.map { UInt64(bitPattern: $0) ^ (1 << 63) })
  }

  /// The positions of `values` in ascending order.
  ///
  /// - Complexity: O(*n*), at most six passes of a radix sort; fewer for values close together.
  static func order(of values: [UInt64]) -> [UInt32] {
    guard let least = values.min(), let greatest = values.max() else { return [] }
    var entries = values.indices.map { Entry(key: values[$0] - least, position: UInt32($0)) }
    var sorted = entries
    let bits = 64 - (greatest - least).leadingZeroBitCount
    for shift in stride(from: 0, to: bits, by: digitBits) {
      guard var next = startsOfDigits(entries, shift: UInt64(shift)) else { continue }
      scatter(entries.span, into: &sorted, shift: UInt64(shift), next: &next)
      swap(&entries, &sorted)
    }
    return entries.map(\.position)
  }

  /// Quintiles 1…5 by rank: floor(5 (rank − 1) / n) + 1 for ranks from 1.
  static func quintiles(of values: [Int64]) -> [UInt8] {
    var scores = [UInt8](repeating: 0, count: values.count)
    for (rank, position) in order(of: values).enumerated() {
      scores[Int(position)] = UInt8(rank * 5 / values.count + 1)
    }
    return scores
  }

  /// Where each digit's run begins; `nil` if all keys share one digit.
  private static func startsOfDigits(_ entries: [Entry], shift: UInt64) -> [Int]? {
    var counts = [Int](repeating: 0, count: 1 << digitBits)
    for entry in entries { counts[Int(entry.key &>> shift & digitMask)] += 1 }
    guard !counts.contains(entries.count) else { return nil }
    var start = 0
    return counts.map { count in
      defer { start += count }
      return start
    }
  }

  private static func scatter(
    _ entries: Span<Entry>, into sorted: inout [Entry], shift: UInt64, next: inout [Int]
  ) {
    var target = sorted.mutableSpan
    var starts = next.mutableSpan
    for index in entries.indices {
      let digit = Int(entries[index].key &>> shift & digitMask)
      target[starts[digit]] = entries[index]
      starts[digit] &+= 1
    }
  }
}
