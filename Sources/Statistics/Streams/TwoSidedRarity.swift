/// How rare distances are, upwards and downwards apart.
package struct TwoSidedRarity: Sendable, Codable, Equatable {
  private var above = RarityHistogram()
  private var below = RarityHistogram()

  package init() {}

  /// Judges a signed distance, then learns it.
  ///
  /// - Returns: The past distances at least as far on that side, as
  ///   ``RarityHistogram/countAtLeast(_:)`` counts them, and whether there was none.
  package mutating func take(_ distance: Double) -> (count: Double, isRecord: Bool) {
    let count = min(above.countAtLeast(distance), below.countAtLeast(-distance))
    let isRecord = above.isRecord(distance) || below.isRecord(-distance)
    above.add(distance)
    below.add(-distance)
    return (count, isRecord)
  }
}
