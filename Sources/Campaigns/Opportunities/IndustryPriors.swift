package import Commerce

/// Published averages of online shops, for what a shop has no figures of its own yet.
///
/// They stand in until own results outweigh them, and their spread is wide because shops differ.
/// ``Benchmark/table`` has them row by row with where each comes from.
package enum IndustryPriors {
  /// A level with the standard deviation of its logarithm.
  package struct Level: Hashable, Sendable {
    package var mean: Double
    package var logDeviation: Double
  }

  private static let rows = Dictionary(
    uniqueKeysWithValues: Benchmark.table.map { ($0.key, $0) })

  /// The row of a key.
  ///
  /// - Precondition: The table has one; that every key has is tested.
  package static func benchmark(_ key: Benchmark.Key) -> Benchmark {
    guard let row = rows[key] else { preconditionFailure("no benchmark for \(key)") }
    return row
  }

  /// The row of an audience's attributed revenue a unit of spend.
  package static func returnOnAdSpend(_ platform: Platform, _ audience: Audience) -> Benchmark {
    if let row = rows[.returnOnAdSpend(platform, audience)] { return row }
    // Platforms without rows of their own have no budgets; Meta's rows are the more careful ones.
    return rows[.returnOnAdSpend(nil, audience)]
      ?? benchmark(.returnOnAdSpend(.metaAds, audience))
  }

  /// Attributed revenue a unit of spend.
  package static func roas(_ platform: Platform, _ audience: Audience) -> Level {
    returnOnAdSpend(platform, audience).level
  }

  /// Share of attributed revenue that would not have come without the campaign, 0…1.
  package static func incrementality(_ audience: Audience) -> Double {
    benchmark(.caused(audience)).level.mean
  }

  /// Orders for each delivered e-mail.
  package static func emailOrders(_ objective: Campaign.Objective) -> Level {
    benchmark(.emailOrders(objective)).level
  }

  /// Unsubscribes for each delivered e-mail.
  package static var unsubscribes: Double { benchmark(.unsubscribes).level.mean }
  /// Part of a customer's value that depends on being reachable by e-mail.
  package static var valueOfReach: Double { benchmark(.valueOfReach).level.mean }

  /// Deliveries that the e-mail average counts for beside own results.
  package static let emailWeight = 4_000.0
  /// Orders' worth of revenue that the average return on ad spend counts for beside own results.
  package static let roasOrders = 8.0
}
