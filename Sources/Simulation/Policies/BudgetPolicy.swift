/// A way of running the shop's advertising that the agent is compared with.
package enum BudgetPolicy: String, CaseIterable, Sendable {
  /// The agent of this program.
  case agent
  /// The whole cap in equal parts, every day.
  case equal
  /// The whole cap in proportion to the revenue reported for the last two weeks, a twentieth to
  /// each at least; anew every week.
  case proportional
  /// A usual rule of thumb: a fifth more for what returns a fifth more than it has to, a fifth less
  /// for what returns a fifth less, looked at every day over the last week.
  case rules
  /// Knows the hidden curves, and divides every day so that the profit is greatest.
  case oracle
}

/// What a policy sees of a campaign on a morning.
struct CampaignRecord: Sendable {
  /// Currency units of each whole day so far, oldest first, as a perfect platform reports them.
  var spend: [Double] = []
  var revenue: [Double] = []
  /// Currency units of the cap a day that it has.
  var budget = 0.0

  func returned(days: Int) -> Double? {
    let spent = spend.suffix(days).reduce(0, +)
    return spent > 0 ? revenue.suffix(days).reduce(0, +) / spent : nil
  }
}

extension BudgetPolicy {
  /// What each campaign may spend of the day's cap at worst, in currency units; never more than `cap`
  /// together.
  ///
  /// - Parameters:
  ///   - records: What is known of each campaign.
  ///   - day: Days since the start.
  ///   - cap: Most that may be spent a day.
  ///   - margin: Of revenue.
  /// - Returns: One for each record.
  func budgets(_ records: [CampaignRecord], day: Int, cap: Double, margin: Double) -> [Double] {
    switch self {
    case .agent, .oracle, .equal: records.map { _ in cap / Double(max(1, records.count)) }
    case .proportional: Self.proportional(records, day: day, cap: cap)
    case .rules: Self.ruled(records, day: day, cap: cap, margin: margin)
    }
  }

  private static func proportional(_ records: [CampaignRecord], day: Int, cap: Double) -> [Double] {
    let equal = cap / Double(max(1, records.count))
    guard day >= 7 else { return records.map { _ in equal } }
    guard day.isMultiple(of: 7) else { return records.map(\.budget) }
    let revenues = records.map { $0.revenue.suffix(14).reduce(0, +) }
    let total = revenues.reduce(0, +)
    guard total > 0 else { return records.map { _ in equal } }
    let least = cap / 20
    let rest = cap - least * Double(records.count)
    return revenues.map { least + rest * $0 / total }
  }

  private static func ruled(
    _ records: [CampaignRecord], day: Int, cap: Double, margin: Double
  ) -> [Double] {
    let equal = cap / Double(max(1, records.count))
    guard day >= 7 else { return records.map { _ in equal / 2 } }
    let needed = 1 / max(0.01, margin)
    let wanted = records.map { record in
      guard let returned = record.returned(days: 7) else { return record.budget }
      if returned > 1.2 * needed { return record.budget * 1.2 }
      return returned < 0.8 * needed ? max(record.budget * 0.8, cap / 200) : record.budget
    }
    let sum = wanted.reduce(0, +)
    return sum > cap ? wanted.map { $0 * cap / sum } : wanted
  }
}
