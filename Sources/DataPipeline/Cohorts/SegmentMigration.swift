package import Commerce

/// How customers moved between the named segments from one day to a later one.
package struct SegmentMigration: Codable, Hashable, Sendable {
  package let from: Day
  package let to: Day
  /// Customers by their segment before (rows) and after (columns), in the order of `SegmentName`.
  package let counts: [[Int]]
  /// Who bought for the first time in between, by segment after.
  package let newcomers: [Int]

  /// Counts who was where.
  ///
  /// - Parameters:
  ///   - before: The segments of an earlier day; who is missing was no customer then.
  ///   - after: Those of a later one.
  package init(from before: SegmentSnapshot, to after: SegmentSnapshot) {
    from = before.day
    to = after.day
    let size = SegmentName.allCases.count
    var counts = Array(repeating: Array(repeating: 0, count: size), count: size)
    var newcomers = Array(repeating: 0, count: size)
    for (customer, name) in after.members {
      if let earlier = before.members[customer] {
        counts[earlier.rank][name.rank] += 1
      } else {
        newcomers[name.rank] += 1
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
    let line = counts[name.rank]
    let total = line.reduce(0, +)
    return total > 0 ? line.map { Double($0) / Double(total) } : nil
  }
}
