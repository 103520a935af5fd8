import Commerce
import Evaluation
import Oversight
import RealModule
import Statistics

/// What new creatives win back of the response that worn ones have lost.
///
/// New ones are thought to be clicked as the old were when they were new, give or take what one idea
/// differs from another, and to wear at the same pace from their first day on. Of a click rate won
/// back a part alone comes back as orders (``Benchmark/Key/refreshedOrders``).
struct RefreshGain: Sendable {
  /// Profit over ``horizonDays``, in currency units, after nothing: new words cost nothing.
  let profit: Estimate
  /// Probability that the new ones are clicked more than the worn.
  let confidence: Double
  let words: String

  static let horizonDays = 14
  /// Standard deviation of the logarithm of one idea's click rate over another's.
  private static let spread = 0.3
  /// Most that the click rate is thought to rise by, as a multiple.
  private static let most = 3.0

  init(_ wear: Wear, of campaign: Campaign, _ input: PlanningInput) {
    let lag = AttributionLag.days(campaign.platform)
    let days = input.book.settledDays(campaign.id, now: input.now, lagDays: lag, days: 14)
    let revenue = days.reduce(0) { $0 + Double($1.metrics.revenueMicros) / 1_000_000 }
    let share = IndustryPriors.benchmark(.refreshedOrders).level.mean
    let worth =
      revenue / Double(max(1, days.count)) * Double(Self.horizonDays) * input.shop.grossMargin
      * IndustryPriors.incrementality(campaign.audience) * share
    let level = Self.level(wear)
    func gain(_ deviations: Double) -> Double {
      worth * (level * Double.exp(Self.spread * deviations - Self.spread * Self.spread / 2) - 1)
    }
    profit = Estimate(
      mean: worth * (level - 1), low: gain(-1.2816), high: max(worth * (level - 1), gain(1.2816)))
    confidence = NormalDistribution.standard.cumulative(
      (Double.log(level) - Self.spread * Self.spread / 2) / Self.spread)
    words =
      "\(wear.words): the creatives are worn; new ones are clicked "
      + "\(FigureWords.share(level - 1)) more on average over "
      + "\(FigureWords.count(Self.horizonDays, "day")) if they begin and wear as these did, and "
      + "\(FigureWords.share(share)) of it is thought to come back as orders"
  }

  /// Mean click rate of new creatives over the horizon, relative to the worn ones now, at least 1.
  private static func level(_ wear: Wear) -> Double {
    guard wear.late > 0 else { return most }
    let lostADay = (1 - wear.late / wear.early) / Double(max(1, wear.days))
    let mean = wear.early * (1 - lostADay * Double(horizonDays) / 2)
    return min(most, max(1, mean / wear.late))
  }
}
