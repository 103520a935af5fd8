/// Ranks values in ascending order, equal ones by position: what pandas calls
/// `rank(method="first")`.
enum StableRanking {
  /// The positions of `values` in ascending order.
  ///
  /// - Complexity: O(*n*), at most eight passes of a radix sort; fewer for values close together.
  static func order(of values: [Int64]) -> [UInt32] {
    let keys = values.map { UInt64(bitPattern: $0) ^ (1 << 63) }
    var order = keys.indices.map { UInt32($0) }
    var sorted = order
    for shift in stride(from: 0, to: 64, by: 8) {
      guard let starts = startsOfDigits(keys, shift: UInt64(shift)) else { continue }
      scatter(order, into: &sorted, keys: keys, shift: UInt64(shift), starts: starts)
      swap(&order, &sorted)
    }
    return order
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
  private static func startsOfDigits(_ keys: [UInt64], shift: UInt64) -> [Int]? {
    var counts = [Int](repeating: 0, count: 256)
    for key in keys { counts[Int(key >> shift & 255)] += 1 }
    guard !counts.contains(keys.count) else { return nil }
    var start = 0
    return counts.map { count in
      defer { start += count }
      return start
    }
  }

  private static func scatter(
    _ order: [UInt32], into sorted: inout [UInt32], keys: [UInt64], shift: UInt64, starts: [Int]
  ) {
    var next = starts
    for position in order {
      let digit = Int(keys[Int(position)] >> shift & 255)
      sorted[next[digit]] = position
      next[digit] += 1
    }
  }
}
