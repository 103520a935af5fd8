import Market

/// What a day came to, by the truth, in currency units.
package struct DayResult: Hashable, Sendable {
  package let revenue: Double
  package let spend: Double
  /// Margin on the revenue that campaigns cause on average, less what they cost: which of two who
  /// might have bought did, and for how much, is luck, and a few large orders would decide.
  package let profit: Double
  /// The same with the orders that happened to come on that day.
  package let realisedProfit: Double

  init(from before: WorldTotals, to after: WorldTotals, margin: Double) {
    func units(_ field: (WorldTotals) -> Int64) -> Double {
      Double(field(after) - field(before)) / 1_000_000
    }
    let caused = units(\.incrementalRevenueMicros)
    spend = units(\.spendMicros)
    revenue = units(\.organicRevenueMicros) + caused
    profit = units(\.expectedIncrementalMicros) * margin - spend
    realisedProfit = caused * margin - spend
  }
}
