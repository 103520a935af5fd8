import Commerce
import Oversight

/// Numbers as they are read: with their unit, and a dash where there is none.
enum Words {
  static let none = "–"

  static func count(_ value: some BinaryInteger) -> String { groupedByThousands(value) }

  /// Rounded to a whole number.
  static func count(_ value: Double?) -> String {
    guard let value, value.isFinite, abs(value) < 1e15 else { return none }
    return groupedByThousands(Int64(value.rounded()))
  }

  /// Digits after the point are always there, so that columns line up.
  static func fixed(_ value: Double?, digits: Int) -> String {
    guard let value, value.isFinite, abs(value) < 1e12 else { return none }
    let scale = (0..<digits).reduce(Int64(1)) { power, _ in power * 10 }
    let scaled = Int64((abs(value) * Double(scale)).rounded())
    let sign = value < 0 && scaled > 0 ? "−" : ""
    let whole = sign + groupedByThousands(scaled / scale)
    guard digits > 0 else { return whole }
    let fraction = String(scaled % scale)
    return whole + "." + String(repeating: "0", count: digits - fraction.count) + fraction
  }

  /// A share 0…1 as `4.1 %`.
  static func percent(_ share: Double?, digits: Int = 1) -> String {
    guard let share, share.isFinite else { return none }
    return fixed(share * 100, digits: digits) + " %"
  }

  static func signedPercent(_ share: Double?, digits: Int = 1) -> String {
    guard let share, share.isFinite else { return none }
    return (share > 0 ? "+" : "") + percent(share, digits: digits)
  }

  /// Whole units from 10 up, with the currency's digits below.
  static func money(_ units: Double?, _ currency: Currency) -> String {
    guard let units, units.isFinite, abs(units) < 1e12 else { return none }
    let money = Money(units: units, currency)
    return abs(units) >= 9.995 || units == 0 ? money.whole : money.description
  }

  static func wholeMoney(_ units: Double?, _ currency: Currency) -> String {
    guard let units, units.isFinite, abs(units) < 1e12 else { return none }
    return Money(units: units, currency).whole
  }

  /// What a decision is expected to bring: its gain where that is known apart, with the interval.
  static func expected(
    _ forecast: Decision.Forecast, _ currency: Currency
  ) -> (mean: String, interval: String) {
    if let gain = forecast.gain {
      return (signedMoney(gain.mean, currency) + "/d", bareInterval(gain, currency))
    }
    let estimate = forecast.estimate
    guard forecast.metric != .clickThroughRate else {
      return (percent(estimate.mean, digits: 2) + " CTR", "")
    }
    return (expectedMoney(forecast, currency) + "/d", bareInterval(estimate, currency))
  }

  /// A gain with its sign; revenue, of which some would come anyway, without one.
  static func expectedMoney(_ forecast: Decision.Forecast, _ currency: Currency) -> String {
    let mean = forecast.estimate.mean
    return forecast.metric == .attributedRevenue
      ? money(mean, currency) : signedMoney(mean, currency)
  }

  static func signedMoney(_ units: Double?, _ currency: Currency) -> String {
    guard let units, units > 0 else { return money(units, currency) }
    return "+" + money(units, currency)
  }

  /// From one end to the other; a dash, since dots mean that something was cut off.
  static func range(_ low: String, _ high: String) -> String {
    ["−", "-", "+"].contains { low.hasPrefix($0) } ? low + " to " + high : low + "–" + high
  }

  /// `£31–94`: the sign of the currency once, and whole units as soon as one end has two digits.
  static func interval(_ estimate: Estimate, _ currency: Currency) -> String {
    let isLarge = max(abs(estimate.low), abs(estimate.high)) >= 9.995
    let words: (Double) -> String = {
      isLarge ? wholeMoney($0, currency) : money($0, currency)
    }
    let (low, high) = (words(estimate.low), words(estimate.high))
    let symbol = currency.symbol
    return range(low, high.hasPrefix(symbol) ? String(high.dropFirst(symbol.count)) : high)
  }

  /// The same without the sign at its start, to stand beside an amount that has it.
  static func bareInterval(_ estimate: Estimate, _ currency: Currency) -> String {
    let words = interval(estimate, currency)
    let symbol = currency.symbol
    if words.hasPrefix(symbol) { return String(words.dropFirst(symbol.count)) }
    return words.hasPrefix("−" + symbol) ? "−" + words.dropFirst(symbol.count + 1) : words
  }

  static func plural(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    "\(groupedByThousands(count)) \(count == 1 ? one : many ?? one + "s")"
  }
}
