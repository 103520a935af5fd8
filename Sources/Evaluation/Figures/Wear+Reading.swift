package import Commerce
import Statistics

/// The first week with views of the last 28 days is compared with the last one by a two-proportion
/// test.
extension Wear {
  /// Reads a campaign's days, or those of one of its creatives.
  ///
  /// - Returns: `nil` with fewer than 14 days with views or 50 clicks in the first seven of them, and
  ///   for counts that no test can be made of, such as more clicks than views.
  package init?(
    of campaign: Campaign.ID, creative label: String? = nil, _ book: MetricsBook, before day: Day
  ) {
    let yesterday = day.adding(days: -1)
    self.init(
      label.map { book.daily(28, of: campaign, creative: $0, through: yesterday) }
        ?? book.daily(28, of: campaign, through: yesterday))
  }

  /// Reads days, oldest first; those without views do not count.
  package init?(_ days: [Metrics]) {
    let days = days.filter { $0.impressions > 0 }
    let first = days.prefix(7).reduce(Metrics.zero, +)
    let last = days.suffix(7).reduce(Metrics.zero, +)
    guard days.count >= 14, first.clicks >= 50, let early = first.clickThroughRate,
      let late = last.clickThroughRate,
      let test = try? TwoProportionTest(
        control: Proportion(successes: Int(first.clicks), trials: Int(first.impressions)),
        treatment: Proportion(successes: Int(last.clicks), trials: Int(last.impressions)))
    else { return nil }
    self.init(early: early, late: late, days: days.count, pValue: test.pValue)
  }

  /// `the click-through rate has fallen from 3.1 % to 1.9 % in 21 days`
  package var words: String {
    "the click-through rate has \(late < early ? "fallen" : "gone") from "
      + "\(FigureWords.share(early)) to \(FigureWords.share(late)) in \(days) days"
  }
}
