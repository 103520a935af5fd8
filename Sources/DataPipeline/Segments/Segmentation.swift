package import Commerce

/// RFM scores and the named segment of every customer on one day.
///
/// Recency is the days since the last purchase day, frequency the number of distinct purchase days,
/// monetary
/// the whole revenue. Each is cut into fifths of equal size by rank, 5 being the best; equal values
/// are ranked by their position in the array, so the same order has to be given each time.
package struct Segmentation: Sendable {
  package let asOf: Day
  /// One for each customer, in their order; so are the scores.
  package let names: [SegmentName]
  /// 1…5, 5 for the most recent fifth.
  package let recencyScores: [UInt8]
  package let frequencyScores: [UInt8]
  package let monetaryScores: [UInt8]

  /// Scores customers and names their segments.
  ///
  /// - Complexity: O(*n*); 100,000 customers take some milliseconds.
  package static func assign(customers: [Customer], asOf day: Day) -> Segmentation {
    let recency = StableRanking.quintiles(of: customers.map { Int64(day.days(since: $0.lastDay)) })
      .map { 6 - $0 }
    let frequency = StableRanking.quintiles(of: customers.map { Int64($0.purchaseDays) })
    let monetary = StableRanking.quintiles(of: customers.map(\.revenueMicros))
    let names = customers.indices.map {
      SegmentName(recency: recency[$0], frequency: frequency[$0], monetary: monetary[$0])
    }
    return Segmentation(
      asOf: day, names: names, recencyScores: recency, frequencyScores: frequency,
      monetaryScores: monetary)
  }

  /// Customers by recency score (rows 1…5) and frequency score (columns 1…5).
  package var scoreCounts: [[Int]] {
    var counts = Array(repeating: Array(repeating: 0, count: 5), count: 5)
    for index in names.indices {
      counts[Int(recencyScores[index]) - 1][Int(frequencyScores[index]) - 1] += 1
    }
    return counts
  }

  /// What to keep for seeing later who has moved.
  ///
  /// - Parameter customers: Those the segmentation was made of, in the same order.
  /// - Returns: The segment of each customer by id.
  package func snapshot(of customers: [Customer]) -> SegmentSnapshot {
    var members: [Customer.ID: SegmentName] = [:]
    members.reserveCapacity(customers.count)
    for (customer, name) in zip(customers, names) { members[customer.id] = name }
    return SegmentSnapshot(day: asOf, members: members)
  }
}

/// Which segment each customer was in on a day.
package struct SegmentSnapshot: Codable, Sendable {
  package var day: Day
  package var members: [Customer.ID: SegmentName]

  package init(day: Day, members: [Customer.ID: SegmentName]) {
    self.day = day
    self.members = members
  }
}
