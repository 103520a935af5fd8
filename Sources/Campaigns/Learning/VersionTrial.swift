package import Commerce
package import Evaluation
import Oversight
import RealModule
import Statistics

/// A belief beside an earlier version of itself: which of both foresaw each settled day better.
///
/// If the belief in use were right, the product over days of how much more likely the earlier
/// version made what came would be a non-negative martingale from 1, and exceed 100 with a
/// probability of at most 1 % however often it is looked at (Ville's inequality; Grünwald, de Heide
/// and Koolen, "Safe testing", 2024). No day counts for more than a factor of 4, which keeps this
/// true and keeps one odd day from deciding. The earlier version is then the better model, and is
/// gone back to. After a fortnight without that the belief in use becomes the earlier version.
package struct VersionTrial: Codable, Equatable, Sendable {
  /// What would be gone back to.
  package private(set) var earlier: CampaignResponse
  /// Logarithm of the product.
  package private(set) var evidence: Double
  /// Days that were scored against this version.
  package private(set) var days: Int

  /// log 100
  static let enough = 4.605170185988092
  /// log 4
  static let most = 1.3862943611198906
  static let fortnight = 14

  /// Begins with an earlier version.
  package init(_ earlier: CampaignResponse) {
    self.earlier = earlier
    evidence = 0
    days = 0
  }

  /// What came of a look at the days that have settled.
  package enum Verdict: Equatable, Sendable {
    case goesOn
    /// The earlier version under a new revision, with what it is beside the other in words.
    case goBack(CampaignResponse, BeliefChange)
  }

  /// Scores the settled days that `current` has not learnt from yet.
  ///
  /// - Parameters:
  ///   - current: The belief in use, before it learns from them.
  ///   - campaign: Whose belief.
  ///   - book: The campaigns' figures.
  ///   - level: What the shop sells at present.
  ///   - shop: For words.
  /// - Returns: Whether to go back.
  package mutating func score(
    _ current: CampaignResponse, campaign: Campaign, book: MetricsBook, level: DemandLevel,
    shop: Shop
  ) -> Verdict {
    guard let known = current.learntThrough else { return .goesOn }
    let lag = AttributionLag.days(campaign.platform)
    let new = book.settledDays(campaign.id, now: level.now, lagDays: lag)
      .filter { $0.day > known && $0.metrics.spendMicros > 0 }
    guard !new.isEmpty else { return .goesOn }
    let context = ResponseLearner.Context(campaign, book: book, level)
    let beliefs = (current.settled.belief, earlier.settled.belief)
    for (day, metrics) in new {
      let spend = Double(metrics.spendMicros) / 1_000_000
      let revenue = context.revenue(metrics, on: day)
      let gain =
        beliefs.1.logDensity(of: revenue, atSpend: spend)
        - beliefs.0.logDensity(of: revenue, atSpend: spend)
      guard gain.isFinite else { continue }
      evidence += min(Self.most, gain)
      days += 1
    }
    if evidence >= Self.enough { return goBack(from: current, campaign, shop) }
    if days >= Self.fortnight { self = VersionTrial(current) }
    return .goesOn
  }

  private mutating func goBack(
    from current: CampaignResponse, _ campaign: Campaign, _ shop: Shop
  ) -> Verdict {
    var restored = earlier
    restored.revision = current.revision + 1
    // What the other learnt from is not learnt from again; what tests found stays.
    restored.learntThrough = current.learntThrough
    restored.lift = current.lift
    let change = BeliefChange(
      subject: "return of \"\(campaign.name)\"", before: current.words(campaign, shop),
      after: "as in version \(earlier.revision) again: " + restored.words(campaign, shop),
      because:
        "version \(earlier.revision) made the last \(FigureWords.count(days, "settled day")) "
        + "at least \(FigureWords.whole(Double.exp(min(evidence, 20)))) times as likely as version "
        + "\(current.revision)")
    self = VersionTrial(restored)
    return .goBack(restored, change)
  }
}

extension CampaignResponse {
  /// Whether a day has settled that it has not learnt from.
  package func isBehind(_ campaign: Campaign, now: Instant) -> Bool {
    let newest = now.day.adding(days: -AttributionLag.days(campaign.platform) - 1)
    return learntThrough.map { $0 < newest } ?? true
  }

  /// What would be believed of a campaign without any day of it.
  package static func prior(of campaign: Campaign, scale: ResponseScale) -> CampaignResponse {
    CampaignResponse(
      campaign.id, campaign.audience, dailySpend: campaign.dailyBudget?.units ?? 1,
      roas: IndustryPriors.roas(campaign.platform, campaign.audience).mean, scale: scale)
  }
}

extension ResponseBelief {
  /// Logarithm of how likely a day's return was, by the normal distribution around what is expected,
  /// but for a constant.
  fileprivate func logDensity(of amount: Double, atSpend spend: Double) -> Double {
    let deviations = surprise(of: amount, atSpend: spend)
    // The surprise is linear in the amount, so its slope is one over the deviation.
    let slope = surprise(of: amount + 1, atSpend: spend) - deviations
    return Double.log(max(slope, .leastNormalMagnitude)) - deviations * deviations / 2
  }
}
