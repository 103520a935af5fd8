package import Commerce

/// RFM scores and the named segment of every customer on one day.
///
/// Recency is the days since the last purchase day, frequency the number of distinct purchase days,
/// monetary the whole revenue. Each is cut into fifths of equal size by rank, 5 being the best. Equal
/// values are ranked by the order in which the customers are gone through: that of their references'
/// bytes, so that who is in a segment does not depend on how the orders came in.
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
  /// - Parameters:
  ///   - customers: All that had bought by the day.
  ///   - day: From which recency counts.
  ///   - order: Places in `customers` in ascending order of the references; `nil` if they are so.
  /// - Returns: Scores and names in the order of `customers`.
  /// - Complexity: O(*n*); 100,000 customers take some milliseconds.
  package static func assign(
    customers: [Customer], asOf day: Day, order: [Int32]? = nil
  ) -> Segmentation {
    func quintiles(_ value: (Customer) -> Int64) -> [UInt8] {
      guard let order else { return StableRanking.quintiles(of: customers.map(value)) }
      let scores = StableRanking.quintiles(of: order.map { value(customers[Int($0)]) })
      var settled = scores
      for (score, place) in zip(scores, order) { settled[Int(place)] = score }
      return settled
    }
    let recency = quintiles { Int64(day.days(since: $0.lastDay)) }.map { 6 - $0 }
    let frequency = quintiles { Int64($0.purchaseDays) }
    let monetary = quintiles(\.revenueMicros)
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

extension PurchaseHistories {
  /// The segment of each customer at the end of a day; `nil` before the first purchase.
  package func segments(asOf day: Day) -> [SegmentName?] {
    let known = customers(asOf: day)
    let names = Segmentation.assign(customers: known.customers, asOf: day).names
    var segments = [SegmentName?](repeating: nil, count: count)
    for (row, name) in zip(known.rows, names) { segments[row] = name }
    return segments
  }
}
