package import Commerce
package import Evaluation
import Oversight
import RealModule
import Statistics

/// Learns how a campaign's revenue answers to its spend, day by day as the days settle.
package enum ResponseLearner {
  /// A change of the believed return beyond this share is told.
  static let meaningful = 0.15
  /// Deviations of one day's return that count as a surprise.
  static let surprise = 3.5

  /// The belief after the days that have settled since; the same one if there is no new day.
  ///
  /// - Parameters:
  ///   - belief: `nil` before the first; then it starts at published benchmarks for the platform
  ///     and audience.
  ///   - campaign: Whose response.
  ///   - book: The campaigns' figures.
  ///   - level: What the shop sells at present.
  ///   - shop: For words.
  ///   - excluded: Days that must not be learnt from, as during a tracking outage.
  /// - Returns: The belief, and in words what was and is believed if that has changed by a
  ///   meaningful amount.
  package static func learn(
    _ belief: CampaignResponse?, campaign: Campaign, book: MetricsBook, level: DemandLevel,
    shop: Shop, excluded: (Day) -> Bool = { _ in false }
  ) -> (belief: CampaignResponse, change: String?) {
    let now = level.now
    if let belief, !belief.isForgotten, !belief.isBehind(campaign, now: now) {
      return (belief, nil)
    }
    var response = CampaignResponse.prior(of: campaign, scale: level.scale)
    if let belief { response.take(over: belief) }
    let lag = AttributionLag.days(campaign.platform)
    let newest = now.day.adding(days: -lag - 1)
    let days = book.settledDays(campaign.id, now: now, lagDays: lag)
    let context = Context(campaign, book: book, level)
    let known = response.learntThrough
    for (day, metrics) in days where known.map({ day > $0 }) ?? true {
      guard metrics.spendMicros > 0, !excluded(day) else { continue }
      observe(day, metrics, context, &response)
    }
    response.learntThrough = newest
    response.posterior = withYoungDays(
      response.settled, campaign, book: book, context, now: now, excluded: excluded)
    response.revision += belief == nil ? 0 : 1
    // Before the belief is handed on, which has to know what was told.
    let change = tell(&response, campaign, shop)
    return (response, change)
  }

  /// What a day's figures are seen against.
  struct Context {
    private let week: DemandWeek
    /// Currency units of a usual order of the campaign.
    private let orderValue: Double

    init(_ campaign: Campaign, book: MetricsBook, _ level: DemandLevel) {
      let lag = AttributionLag.days(campaign.platform)
      week = level.week
      orderValue = ResponseLearner.orderValue(
        book.settledDays(campaign.id, now: level.now, lagDays: lag).map(\.metrics), level.scale)
    }

    /// A day's orders at their usual value, as if the weekday were an average one.
    ///
    /// The values themselves are left out: one order of fifty times the usual value would say more
    /// than a month.
    func revenue(_ metrics: Metrics, on day: Day) -> Double {
      metrics.conversions * orderValue / week.factor(on: day)
    }
  }

  /// The campaign's own mean, no day above three times the shop's, drawn to the shop's while its
  /// orders are few.
  private static func orderValue(_ days: [Metrics], _ scale: ResponseScale) -> Double {
    let most = 3 * scale.orderValue
    let orders = days.reduce(0) { $0 + $1.conversions }
    let revenue = days.reduce(0) {
      $0 + min(Double($1.revenueMicros) / 1_000_000, most * $1.conversions)
    }
    let weight = 20.0
    return (weight * scale.orderValue + revenue) / (weight + orders)
  }

  private static func observe(
    _ day: Day, _ metrics: Metrics, _ context: Context, _ response: inout CampaignResponse
  ) {
    let spend = Double(metrics.spendMicros) / 1_000_000
    let revenue = context.revenue(metrics, on: day)
    let odd = response.settled.belief.surprise(of: revenue, atSpend: spend)
    response.surprises = odd.magnitude > surprise ? response.surprises + 1 : 0
    // Two in a row are a break, not an accident: most of the past does not hold any more.
    if response.surprises >= 2 { response.settled.fade(by: 0.3) }
    response.settled.observe(spend: spend, return: revenue)
    response.days += 1
  }

  /// Adds the days whose orders are still coming in, at the share that should be in by now.
  private static func withYoungDays(
    _ settled: ResponsePosterior, _ campaign: Campaign, book: MetricsBook, _ context: Context,
    now: Instant, excluded: (Day) -> Bool
  ) -> ResponsePosterior {
    var posterior = settled
    let mean = AttributionLag.meanDays(campaign.platform)
    for age in (1...AttributionLag.days(campaign.platform)).reversed() {
      let day = now.day.adding(days: -age)
      let metrics = book.today(campaign.id, day)
      guard metrics.spendMicros > 0, !excluded(day) else { continue }
      let share = 1 - Double.exp(-(Double(age) - 0.5) / mean)
      guard share > 0.3 else { continue }
      posterior.observe(
        spend: Double(metrics.spendMicros) / 1_000_000,
        return: context.revenue(metrics, on: day) / share,
        weight: share * share)
    }
    return posterior
  }

  private static func tell(
    _ response: inout CampaignResponse, _ campaign: Campaign, _ shop: Shop
  ) -> String? {
    let spend = campaign.dailyBudget?.units ?? response.settled.configuration.typicalSpend
    let now = response.roas(atDailySpend: spend)
    let before = response.toldReturn
    guard response.days >= 2, before > 0, now.mean > 0,
      abs(Double.log(now.mean / before)) > meaningful
    else { return nil }
    response.toldReturn = now.mean
    let budget = FigureWords.money(spend, shop.currency)
    return
      "at \(budget) a day it was believed to return \(twoDecimals(before)) a "
      + "unit spent; after \(FigureWords.count(response.days, "settled day")) it is "
      + "\(twoDecimals(now.mean)) (\(twoDecimals(now.low)) to \(twoDecimals(now.high)))"
  }
}
