/// An amount in millionths of a currency unit. Adding two currencies is a broken promise and traps.
package struct Money: Hashable, Codable, Sendable {
  package var micros: Int64
  package let currency: Currency

  package init(micros: Int64, _ currency: Currency) {
    self.micros = micros
    self.currency = currency
  }

  /// `units` of the currency, rounded to the nearest micro; values beyond ±9.2 × 10¹² units are
  /// clamped.
  package init(units: Double, _ currency: Currency) {
    let scaled = (units * 1_000_000).rounded()
    self.init(micros: Int64(exactly: scaled) ?? (scaled < 0 ? .min / 2 : .max / 2), currency)
  }

  package static func zero(_ currency: Currency) -> Money { Money(micros: 0, currency) }

  /// Currency units as a floating-point number, for statistics and display only.
  package var units: Double { Double(micros) / 1_000_000 }

  package var isPositive: Bool { micros > 0 }

  /// Rounded down to a whole number of minor units, as platforms demand of budgets.
  package var roundedDownToMinorUnit: Money {
    Money(
      micros: floorDivide(micros, currency.microsPerMinorUnit) * currency.microsPerMinorUnit,
      currency)
  }

  /// `factor` times the amount, rounded to the nearest micro.
  package func scaled(by factor: Double) -> Money { Money(units: units * factor, currency) }

  /// `factor` times the amount, rounded up to the next micro: for what must be held, never short.
  package func scaledUp(by factor: Double) -> Money {
    let scaled = (Double(micros) * factor).rounded(.up)
    return Money(micros: Int64(exactly: scaled) ?? .max / 2, currency)
  }

  /// This amount over `other`; `nil` when `other` is zero.
  package func ratio(to other: Money) -> Double? {
    requireSameCurrency(other)
    return other.micros == 0 ? nil : Double(micros) / Double(other.micros)
  }

  package static func + (left: Money, right: Money) -> Money {
    left.requireSameCurrency(right)
    return Money(micros: left.micros + right.micros, left.currency)
  }

  package static func - (left: Money, right: Money) -> Money {
    left.requireSameCurrency(right)
    return Money(micros: left.micros - right.micros, left.currency)
  }

  package static func += (left: inout Money, right: Money) { left = left + right }

  package static func -= (left: inout Money, right: Money) { left = left - right }

  package static prefix func - (money: Money) -> Money {
    Money(micros: -money.micros, money.currency)
  }

  private func requireSameCurrency(_ other: Money) {
    precondition(currency == other.currency, "\(currency) and \(other.currency) were mixed")
  }
}

extension Money: Comparable {
  package static func < (left: Money, right: Money) -> Bool {
    left.requireSameCurrency(right)
    return left.micros < right.micros
  }
}

extension Money: CustomStringConvertible {
  /// `£1,234.50`, `−£0.20`: always with the currency's own number of digits.
  package var description: String { formatted(digits: currency.minorDigits) }

  /// `£1,235`: whole units, for tables.
  package var whole: String { formatted(digits: 0) }

  private func formatted(digits: Int) -> String {
    let step = (0..<(6 - digits)).reduce(Int64(1)) { power, _ in power * 10 }
    let magnitude = micros.magnitude
    let rounded = (magnitude + UInt64(step) / 2) / UInt64(step)
    let scale = (0..<digits).reduce(UInt64(1)) { power, _ in power * 10 }
    let fraction = String(rounded % scale)
    let sign = micros < 0 && rounded > 0 ? "−" : ""
    let integer = groupedByThousands(rounded / scale)
    guard digits > 0 else { return sign + currency.symbol + integer }
    let padding = String(repeating: "0", count: digits - fraction.count)
    return sign + currency.symbol + integer + "." + padding + fraction
  }
}

/// `1234567` as `1,234,567`.
package func groupedByThousands(_ value: some BinaryInteger) -> String {
  let digits = String(value.magnitude)
  var grouped = ""
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index).isMultiple(of: 3) { grouped.append(",") }
    grouped.append(digit)
  }
  return value < 0 ? "−" + grouped : grouped
}
