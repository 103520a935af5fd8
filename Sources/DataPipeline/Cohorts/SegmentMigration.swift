package import Commerce

/// How customers moved between the named segments from one day to a later one.
package struct SegmentMigration: Codable, Hashable, Sendable {
  package let from: Day
  package let to: Day
  /// Customers by their segment before (rows) and after (columns), in the order of `SegmentName`.
  package let counts: [[Int]]
  /// Who bought for the first time in between, by segment after.
  package let newcomers: [Int]

  /// Scores the customers on both days and counts.
  ///
  /// - Parameters:
  ///   - histories: At least up to `to`.
  ///   - from: The earlier day.
  ///   - to: The later day.
  /// - Complexity: O(purchase days).
  package init(_ histories: PurchaseHistories, from: Day, to: Day) {
    self.from = from
    self.to = to
    let size = SegmentName.allCases.count
    let places = Dictionary(
      uniqueKeysWithValues: SegmentName.allCases.enumerated().map { ($1, $0) })
    let before = Self.segments(histories, on: from)
    var counts = Array(repeating: Array(repeating: 0, count: size), count: size)
    var newcomers = Array(repeating: 0, count: size)
    for (row, name) in Self.segments(histories, on: to) {
      guard let column = places[name] else { continue }
      if let earlier = before[row], let line = places[earlier] {
        counts[line][column] += 1
      } else {
        newcomers[column] += 1
      }
    }
    self.counts = counts
    self.newcomers = newcomers
  }

  /// Customers who were in one segment and are in another now.
  package var moved: Int {
    counts.indices.reduce(0) { sum, line in
      sum + counts[line].indices.reduce(0) { $0 + ($1 == line ? 0 : counts[line][$1]) }
    }
  }

  /// The probability of being in each segment after, given the one before; `nil` for an empty one.
  package func shares(from name: SegmentName) -> [Double]? {
    guard let line = SegmentName.allCases.firstIndex(of: name) else { return nil }
    let total = counts[line].reduce(0, +)
    return total > 0 ? counts[line].map { Double($0) / Double(total) } : nil
  }

  private static func segments(_ histories: PurchaseHistories, on day: Day) -> [Int: SegmentName] {
    let known = histories.customers(asOf: day)
    let names = Segmentation.assign(customers: known.customers, asOf: day).names
    return Dictionary(uniqueKeysWithValues: zip(known.rows, names))
  }
}
