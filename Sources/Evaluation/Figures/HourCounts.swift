import Commerce

/// How many of something came in each hour of the last 35 days.
///
/// A few words an hour that had any; counting and looking up cost the same whatever is held.
struct HourCounts: Sendable {
  private var counts: [Int64: Int32] = [:]
  private static let hours = Int64(MetricsBook.days * 24)

  mutating func add(at hour: Int64) {
    counts[hour, default: 0] += 1
    guard counts.count > 2 * Int(Self.hours), let newest = counts.keys.max() else { return }
    counts = counts.filter { $0.key > newest - Self.hours }
  }

  func count(at hour: Int64) -> Int { Int(counts[hour] ?? 0) }
}
