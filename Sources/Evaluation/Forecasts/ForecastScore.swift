package import Commerce
package import Oversight

/// Sets what came of a decision beside what was expected of it.
package enum ForecastScore {
  /// What came of a decision that was carried out.
  ///
  /// Measured over the whole days of its horizon once those are past the attribution lag; `nil`
  /// before that, and for
  /// decisions that expect nothing measurable.
  ///
  /// - Parameters:
  ///   - decision: In the state `observing`.
  ///   - book: The campaigns' figures.
  ///   - campaigns: Those it touches, as they stand now.
  ///   - experiments: Those it touches.
  ///   - shop: Its margin turns revenue into profit.
  ///   - now: The present.
  /// - Returns: The outcome, or `nil` as above.
  package static func outcome(
    of decision: Decision, book: MetricsBook, campaigns: [Campaign.ID: Campaign],
    experiments: [Experiment.ID: Experiment] = [:], shop: Shop, now: Instant
  ) -> Decision.Outcome? {
    guard case .observing(let until) = decision.state, decision.forecast.horizonDays > 0 else {
      return nil
    }
    let window = Window(
      until: until, horizonDays: decision.forecast.horizonDays,
      lagDays: lag(decision.forecast.metric, decision.platform))
    guard now.day > window.last.adding(days: window.lagDays) else { return nil }
    guard let measured = measure(decision, window, book: book, experiments, shop: shop) else {
      return nil
    }
    let expected = decision.forecast.estimate
    return Decision.Outcome(
      .init(actual: measured.value, withinInterval: expected.contains(measured.value)),
      settledAt: now, note: words(decision, measured, campaigns, shop.currency))
  }

  /// The whole days that are measured.
  struct Window {
    var first: Day
    var last: Day
    var days: Int
    var lagDays: Int

    init(until: Instant, horizonDays: Int, lagDays: Int) {
      days = min(horizonDays, MetricsBook.days - lagDays - 1)
      first = until.day.adding(days: 1 - horizonDays)
      last = first.adding(days: days - 1)
      self.lagDays = lagDays
    }
  }

  struct Measured {
    var value: Double
    var basis: String
  }

  private static func lag(_ metric: Decision.Forecast.Metric, _ platform: Platform) -> Int {
    metric == .clickThroughRate ? 1 : AttributionLag.days(platform)
  }

  private static func measure(
    _ decision: Decision, _ window: Window, book: MetricsBook,
    _ experiments: [Experiment.ID: Experiment], shop: Shop
  ) -> Measured? {
    switch decision.forecast.metric {
    case .attributedRevenue:
      let sum = total(decision.action.campaigns, window, book)
      return Measured(
        value: Double(sum.revenueMicros) / 1_000_000 / Double(window.days),
        basis: "\(FigureWords.whole(sum.conversions)) orders in \(days(window))")
    case .incrementalProfit:
      let sum = total(decision.action.campaigns, window, book)
      let revenue = Double(sum.revenueMicros) / 1_000_000
      let spend = Double(sum.spendMicros) / 1_000_000
      return Measured(
        value: (revenue * shop.grossMargin - spend) / Double(window.days),
        basis: "attributed, not incremental; \(days(window))")
    case .spendAvoided: return lossBefore(decision, window, book, shop)
    // Measured as its plan is closed.
    case .shopProfit: return nil
    case .clickThroughRate:
      if case .startExperiment(let plan) = decision.action,
        let variant = experiments[plan.experiment]?.variants.dropFirst().first
      {
        guard variant.trials > 0 else { return nil }
        return Measured(
          value: Double(variant.successes) / Double(variant.trials),
          basis: "variant \(variant.creative), \(FigureWords.whole(Double(variant.trials))) trials")
      }
      let sum = total(decision.action.campaigns, window, book)
      return sum.clickThroughRate.map {
        Measured(
          value: $0,
          basis: "\(FigureWords.whole(Double(sum.impressions))) impressions in \(days(window))")
      }
    }
  }

  /// What a paused campaign lost a day in the fortnight before, now that all its orders are in.
  private static func lossBefore(
    _ decision: Decision, _ window: Window, _ book: MetricsBook, _ shop: Shop
  ) -> Measured? {
    let before = window.first.adding(days: -2)
    let fortnight = Window(
      until: Instant(before, hour: 0), horizonDays: 14, lagDays: window.lagDays)
    let sum = total(decision.action.campaigns, fortnight, book)
    guard sum.spendMicros > 0 else { return nil }
    let revenue = Double(sum.revenueMicros) / 1_000_000
    let spend = Double(sum.spendMicros) / 1_000_000
    return Measured(
      value: (spend - revenue * shop.grossMargin) / 14,
      basis: "what it lost in the 14 days before, with all its orders in")
  }

  private static func total(
    _ campaigns: [Campaign.ID], _ window: Window, _ book: MetricsBook
  ) -> Metrics {
    campaigns.reduce(.zero) { $0 + book.lastDays(window.days, of: $1, through: window.last) }
  }

  private static func days(_ window: Window) -> String { FigureWords.count(window.days, "day") }

  private static func words(
    _ decision: Decision, _ measured: Measured, _ campaigns: [Campaign.ID: Campaign],
    _ currency: Currency
  ) -> String {
    let forecast = decision.forecast
    let metric = forecast.metric
    let estimate = forecast.estimate
    func value(_ number: Double) -> String {
      metric == .clickThroughRate
        ? FigureWords.share(number) : FigureWords.money(number, currency)
    }
    let place =
      estimate.contains(measured.value)
      ? "within" : measured.value < estimate.low ? "below" : "above"
    return "\(metric.rawValue): \(value(measured.value)), \(place) the forecast of "
      + "\(value(estimate.mean)) (\(value(estimate.low)) to \(value(estimate.high))); "
      + measured.basis + changedSince(decision, campaigns)
  }

  private static func changedSince(
    _ decision: Decision, _ campaigns: [Campaign.ID: Campaign]
  ) -> String {
    let changed = decision.action.budgetsInForce.contains { id, budget in
      guard let campaign = campaigns[id] else { return false }
      return campaign.dailyBudget != budget
    }
    return changed ? "; a budget has been changed again since" : ""
  }
}
