import Commerce

/// Metrics as whole numbers, so that replacing a row takes exactly what it had added.
///
/// Conversions are kept in millionths.
struct ExactMetrics: Hashable, Sendable {
  var impressions: Int64 = 0
  var opens: Int64 = 0
  var clicks: Int64 = 0
  var unsubscribes: Int64 = 0
  var conversionMicros: Int64 = 0
  var spendMicros: Int64 = 0
  var revenueMicros: Int64 = 0

  init() {}

  init(_ metrics: Metrics) {
    impressions = metrics.impressions
    opens = metrics.opens
    clicks = metrics.clicks
    unsubscribes = metrics.unsubscribes
    conversionMicros = Int64(exactly: (metrics.conversions * 1_000_000).rounded()) ?? 0
    spendMicros = metrics.spendMicros
    revenueMicros = metrics.revenueMicros
  }

  var metrics: Metrics {
    Metrics(
      impressions: impressions, opens: opens, clicks: clicks,
      conversions: Double(conversionMicros) / 1_000_000, unsubscribes: unsubscribes,
      spendMicros: spendMicros, revenueMicros: revenueMicros)
  }

  static func += (left: inout ExactMetrics, right: ExactMetrics) {
    left.impressions &+= right.impressions
    left.opens &+= right.opens
    left.clicks &+= right.clicks
    left.unsubscribes &+= right.unsubscribes
    left.conversionMicros &+= right.conversionMicros
    left.spendMicros &+= right.spendMicros
    left.revenueMicros &+= right.revenueMicros
  }

  static func -= (left: inout ExactMetrics, right: ExactMetrics) {
    left.impressions &-= right.impressions
    left.opens &-= right.opens
    left.clicks &-= right.clicks
    left.unsubscribes &-= right.unsubscribes
    left.conversionMicros &-= right.conversionMicros
    left.spendMicros &-= right.spendMicros
    left.revenueMicros &-= right.revenueMicros
  }
}
