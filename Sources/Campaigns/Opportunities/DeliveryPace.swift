import Commerce
import Evaluation

/// How a campaign's daily budget was spent over the last whole days: a week, or two.
///
/// Platforms make up for days on which they spent too much by spending less for a while after, so a
/// budget that is not used has to be so for longer than one that is used up.
struct DeliveryPace: Sendable {
  private let budget: Double
  /// Currency units of each day, at most 14, oldest first.
  private let spend: [Double]
  /// Days on which nine tenths of the budget were gone by the evening and next to nothing came
  /// after.
  private let shortDays: Int
  /// Hours without spend at the end of those days, on average.
  private let missedHours: Double
  private let currency: Currency

  /// What is used, times this, is enough for days on which more is wanted.
  static let margin = 1.15
  /// Share of a budget below which a change is not worth a decision.
  static let leastStep = 0.1
  /// From this hour on a day counts as evening.
  private static let evening = 20

  /// Fails for a campaign that has not run for seven whole days that are reported.
  init?(_ campaign: Campaign, _ input: PlanningInput) {
    guard let budget = campaign.dailyBudget?.units, budget > 0,
      let last = input.book.lastHour(of: campaign.id),
      let first = input.book.firstDay(of: campaign.id)
    else { return nil }
    let end = min(
      Instant(input.now.day),
      last.hour == 23 ? Instant(last.day.adding(days: 1)) : Instant(last.day))
    guard end.day.days(since: first) >= 7 else { return nil }
    self.budget = budget
    currency = input.currency
    let through = end.day.adding(days: -1)
    spend = input.book.daily(min(14, end.day.days(since: first)), of: campaign.id, through: through)
      .map { Double($0.spendMicros) / 1_000_000 }
    let spend = spend.suffix(7)
    // Hours are read only of days that may be short: there are many campaigns.
    let full = spend.indices.filter { spend[$0] >= 0.9 * budget }
    let missed =
      full.count < 5
      ? []
      : full.compactMap { index in
        Self.missedHours(
          of: through.adding(days: index + 1 - spend.endIndex), campaign.id, budget, input.book)
      }
    shortDays = missed.count
    missedHours = Double(missed.reduce(0, +)) / Double(max(1, missed.count))
  }

  /// Hours of a day after its last spend; `nil` if it went on in the evening.
  private static func missedHours(
    of day: Day, _ campaign: Campaign.ID, _ budget: Double, _ book: MetricsBook
  ) -> Int? {
    let night = Instant(day.adding(days: 1))
    func spend(_ hours: Int, before end: Instant) -> [Double] {
      book.hourly(hours, of: campaign, before: end).map {
        Double($0?.spendMicros ?? 0) / 1_000_000
      }
    }
    guard spend(24 - evening, before: night).reduce(0, +) < 0.01 * budget else { return nil }
    return spend(24, before: night).lastIndex { $0 > 0 }.map { 23 - $0 }
  }

  /// Used up early on five of the seven days.
  var isCutShort: Bool { shortDays >= 5 }

  /// Three tenths are left on average of two weeks, and no day of them came near the budget.
  var isUnused: Bool {
    spend.count >= 14 && mean <= 0.7 * budget && most <= 0.9 * budget && mean > 0
  }

  /// By how much the budget would have to be larger to last for the day.
  var lastingFactor: Double { 24 / max(12, 24 - missedHours) }

  /// Currency units of the day with most.
  var most: Double { spend.max() ?? 0 }

  private var mean: Double { spend.reduce(0, +) / Double(max(1, spend.count)) }

  var words: String {
    let budget = FigureWords.money(budget, currency)
    return isCutShort
      ? "its budget of \(budget) is gone by \(24 - Int(missedHours.rounded())) o'clock on "
        + "\(shortDays) of 7 days"
      : "\(FigureWords.money(mean, currency)) of its budget of \(budget) are spent a day, "
        + "\(FigureWords.money(most, currency)) at most in \(spend.count) days"
  }
}
