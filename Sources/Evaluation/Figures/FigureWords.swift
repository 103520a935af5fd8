package import Commerce

/// Figures as people read them, the same way wherever a sentence holds one.
package enum FigureWords {
  /// `£1,234.50`, below a thousand units; `£12,345` above.
  package static func money(_ units: Double, _ currency: Currency) -> String {
    guard units.isFinite else { return "–" }
    let money = Money(units: units, currency)
    return units.magnitude < 1_000 ? money.description : money.whole
  }

  /// `2.9 %` below ten per cent, `29 %` above.
  package static func share(_ share: Double) -> String {
    guard share.isFinite, share.magnitude < 1e6 else { return "–" }
    guard share.magnitude < 0.0995 else { return whole(share * 100) + " %" }
    return oneDecimal(share * 100) + " %"
  }

  /// `+9 %`, `−12 %`, `±0 %`.
  package static func change(_ relative: Double) -> String {
    guard relative.isFinite, relative.magnitude < 1e6 else { return "–" }
    let percent = (relative * 100).rounded()
    if percent == 0 { return "±0 %" }
    return (percent > 0 ? "+" : "") + whole(percent) + " %"
  }

  /// `12.3`, `−0.4`; never `−0.0`.
  package static func oneDecimal(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e15 else { return "–" }
    let tenths = Int64((value.magnitude * 10).rounded())
    let sign = value < 0 && tenths > 0 ? "−" : ""
    return sign + groupedByThousands(tenths / 10) + ".\(tenths % 10)"
  }

  /// `1,234`, rounded.
  package static func whole(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e15 else { return "–" }
    return groupedByThousands(Int64(value.rounded()))
  }

  /// `1 day`, `3 days`, `1,204 clicks`: the noun takes an s where the number is not one.
  package static func count(_ number: Int, _ noun: String) -> String {
    groupedByThousands(number) + " " + noun + (number == 1 ? "" : "s")
  }
}
