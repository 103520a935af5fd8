/// Counts that a platform reports for a campaign over some time; they add up.
package struct Metrics: Hashable, Codable, Sendable {
  /// Times shown; for e-mail, messages delivered.
  package var impressions: Int64
  /// E-mail only.
  package var opens: Int64
  package var clicks: Int64
  /// Orders attributed to the click or send; fractional where a platform models them.
  package var conversions: Double
  /// E-mail only.
  package var unsubscribes: Int64
  /// Micros of the ad account's currency.
  package var spendMicros: Int64
  /// Attributed order value in micros.
  package var revenueMicros: Int64

  package init(
    impressions: Int64 = 0, opens: Int64 = 0, clicks: Int64 = 0, conversions: Double = 0,
    unsubscribes: Int64 = 0, spendMicros: Int64 = 0, revenueMicros: Int64 = 0
  ) {
    self.impressions = impressions
    self.opens = opens
    self.clicks = clicks
    self.conversions = conversions
    self.unsubscribes = unsubscribes
    self.spendMicros = spendMicros
    self.revenueMicros = revenueMicros
  }

  package static let zero = Metrics()

  package static func + (left: Metrics, right: Metrics) -> Metrics {
    Metrics(
      impressions: left.impressions + right.impressions, opens: left.opens + right.opens,
      clicks: left.clicks + right.clicks, conversions: left.conversions + right.conversions,
      unsubscribes: left.unsubscribes + right.unsubscribes,
      spendMicros: left.spendMicros + right.spendMicros,
      revenueMicros: left.revenueMicros + right.revenueMicros)
  }

  package static func += (left: inout Metrics, right: Metrics) { left = left + right }

  /// Clicks an impression.
  package var clickThroughRate: Double? { ratio(Double(clicks), Double(impressions)) }
  /// Conversions a click.
  package var conversionRate: Double? { ratio(conversions, Double(clicks)) }
  /// Attributed revenue a unit of spend.
  package var returnOnAdSpend: Double? { ratio(Double(revenueMicros), Double(spendMicros)) }
  /// Currency units a click.
  package var costPerClick: Double? { ratio(Double(spendMicros) / 1_000_000, Double(clicks)) }
  /// Currency units a thousand impressions.
  package var costPerThousand: Double? { ratio(Double(spendMicros) / 1_000, Double(impressions)) }
  /// Currency units a conversion.
  package var costPerConversion: Double? { ratio(Double(spendMicros) / 1_000_000, conversions) }

  private func ratio(_ numerator: Double, _ denominator: Double) -> Double? {
    denominator > 0 ? numerator / denominator : nil
  }
}
