import Market

/// What a day came to, by the truth, in currency units.
package struct DayResult: Hashable, Sendable {
  package let revenue: Double
  package let spend: Double
  /// Margin on the revenue that campaigns caused, less what they cost.
  package let profit: Double

  init(from before: WorldTotals, to after: WorldTotals, margin: Double) {
    func units(_ field: (WorldTotals) -> Int64) -> Double {
      Double(field(after) - field(before)) / 1_000_000
    }
    let caused = units(\.incrementalRevenueMicros)
    spend = units(\.spendMicros)
    revenue = units(\.organicRevenueMicros) + caused
    profit = caused * margin - spend
  }
}
