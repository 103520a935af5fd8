import Commerce
import Oversight

/// An amount for scripts: integer millionths and the currency.
struct MoneyValue: Encodable {
  var micros: Int64
  var currency: String

  init(_ money: Money) {
    micros = money.micros
    currency = money.currency.code
  }
}

/// A number with its interval.
struct EstimateValue: Encodable {
  var mean: Double
  var low: Double
  var high: Double
  var level: Double

  init(_ estimate: Estimate) {
    mean = estimate.mean
    low = estimate.low
    high = estimate.high
    level = estimate.level
  }
}

/// Counts and rates of some time.
struct MetricsValue: Encodable {
  var impressions: Int64
  var opens: Int64
  var clicks: Int64
  var conversions: Double
  var unsubscribes: Int64
  var spend: MoneyValue
  var revenue: MoneyValue
  var clickThroughRate: Double?
  var conversionRate: Double?
  var costPerClick: Double?
  var costPerThousand: Double?
  var costPerConversion: Double?
  var returnOnAdSpend: Double?

  init(_ metrics: Metrics, _ currency: Currency) {
    impressions = metrics.impressions
    opens = metrics.opens
    clicks = metrics.clicks
    conversions = metrics.conversions
    unsubscribes = metrics.unsubscribes
    spend = MoneyValue(Money(micros: metrics.spendMicros, currency))
    revenue = MoneyValue(Money(micros: metrics.revenueMicros, currency))
    clickThroughRate = metrics.clickThroughRate
    conversionRate = metrics.conversionRate
    costPerClick = metrics.costPerClick
    costPerThousand = metrics.costPerThousand
    costPerConversion = metrics.costPerConversion
    returnOnAdSpend = metrics.returnOnAdSpend
  }
}

extension Instant {
  /// `2011-12-14T09:00:00Z`.
  var iso8601: String {
    let second = seconds - (hourIndex * Self.secondsPerHour) - Int64(minute) * 60
    return "\(day)T\(timeOfDay):\(second < 10 ? "0" : "")\(second)Z"
  }
}

/// Numbers as tables show them.
enum Figure {
  static func of(_ value: Double?, digits: Int = 2) -> String {
    guard let value, value.isFinite else { return "–" }
    let scale = (0..<digits).reduce(1.0) { power, _ in power * 10 }
    let scaled = (value * scale).rounded()
    guard abs(scaled) < 1e15 else { return "–" }
    let magnitude = Int64(abs(scaled))
    let sign = scaled < 0 ? "−" : ""
    guard digits > 0 else { return sign + groupedByThousands(magnitude) }
    let fraction = String(magnitude % Int64(scale))
    let zeros = String(repeating: "0", count: digits - fraction.count)
    return sign + groupedByThousands(magnitude / Int64(scale)) + "." + zeros + fraction
  }

  /// `2.9 %` of a share 0…1.
  static func percent(_ share: Double?, digits: Int = 1) -> String {
    guard let share, share.isFinite else { return "–" }
    return of(share * 100, digits: digits) + " %"
  }

  static func count(_ value: some BinaryInteger) -> String { groupedByThousands(value) }

  /// `+£61 (31…94)`: an amount of currency units with its interval.
  static func interval(_ estimate: Estimate, _ currency: Currency) -> String {
    let mean = Money(units: estimate.mean, currency).whole
    return "\(mean) (\(of(estimate.low, digits: 0))…\(of(estimate.high, digits: 0)))"
  }
}
