import Statistics

/// The effective spends of a channel's days for each carry-over, and what they saturate.
struct AdstockedDays: Sendable {
  private let typicalSpend: Double
  private var effective: [[Double]] = []
  private(set) var saturations: [[Double]] = []

  init(typicalSpend: Double) {
    self.typicalSpend = typicalSpend
  }

  /// Forgets the days from `index` on, whose spends have changed.
  mutating func forget(from index: Int) {
    guard index < effective.count else { return }
    effective.removeSubrange(index...)
    saturations.removeSubrange(index...)
  }

  /// Adds the days that are missing.
  mutating func extend(with spends: [Double]) {
    for spend in spends.dropFirst(effective.count) {
      let scaled = spend / typicalSpend
      let before = effective.last
      let now = CarryOverGrid.carryOvers.indices.map { place in
        let kept = CarryOverGrid.carryOvers[place]
        return (1 - kept) * scaled + kept * (before?[place] ?? scaled)
      }
      effective.append(now)
      saturations.append(CarryOverGrid.saturations(at: now))
    }
  }
}
