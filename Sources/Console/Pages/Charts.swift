import AgentInterface
import Commerce
import Oversight
import TerminalCanvas

/// Charts of the values that the agent hands out.
enum Charts {
  /// A series over time with its expected band and flagged points.
  static func series(_ series: Series, _ facts: Facts, role: Role = .chartSeries1) -> LineChart {
    let step = Double(max(1, series.stepHours))
    let points = series.values.enumerated().map { place, value in
      ChartPoint(x: Double(place) * step, y: value ?? .nan)
    }
    let band = zip(series.low, series.high).enumerated().map { place, ends in
      ChartBandPoint(x: Double(place) * step, low: ends.0, high: ends.1)
    }
    let flags = series.flagged.filter { points.indices.contains($0) }.map { points[$0] }
    let hours = Double(max(1, series.values.count - 1)) * step
    let unit = series.unit.isEmpty ? "" : " \(series.unit == "%" ? "%" : facts.currency.code)"
    return LineChart(
      title: StyledText(series.name + unit), note: StyledText(spanWords(series)),
      series: [ChartSeries(points: points, role: role)], band: band, flags: flags,
      x: timeAxis(from: series.start, hours: hours), y: axis(of: series, facts))
  }

  /// The last weeks, then what is expected with its band.
  static func outlook(_ outlook: DemandOutlook.Outlook, _ facts: Facts) -> LineChart {
    let history = outlook.history
    let past = history.values.enumerated().map { ChartPoint(x: Double($0) * 24, y: $1 ?? .nan) }
    let start = Double(history.values.count) * 24
    let future = outlook.expected.enumerated().map {
      ChartPoint(x: start + Double($0) * 24, y: $1.mean)
    }
    let band = outlook.expected.enumerated().map {
      ChartBandPoint(x: start + Double($0) * 24, low: $1.low, high: $1.high)
    }
    let level = outlook.expected.first.map { Words.percent($0.level, digits: 0) } ?? ""
    let hours = Double(max(1, past.count + future.count - 1)) * 24
    let unit = history.unit.isEmpty ? "" : " \(facts.currency.code)"
    return LineChart(
      title: StyledText(history.name + unit), note: StyledText("░ expected, \(level)"),
      series: [ChartSeries(points: past), ChartSeries(points: future, role: .chartSeries2)],
      band: band, x: timeAxis(from: history.start, hours: hours), y: axis(of: history, facts))
  }

  private static func spanWords(_ series: Series) -> String {
    let steps =
      series.stepHours == 1
      ? "hourly" : series.stepHours == 24 ? "daily" : "every \(series.stepHours) h"
    let days = series.values.count * max(1, series.stepHours) / 24
    let band = series.low.isEmpty ? "" : ", expected band shaded"
    return "\(Words.plural(days, "day")), \(steps)\(band)"
  }

  private static func axis(of series: Series, _ facts: Facts) -> ChartAxis {
    let currency = facts.currency
    switch series.unit {
    case "": return ChartAxis(label: { Words.compact($0) })
    case "%": return ChartAxis(label: { Words.percent($0) })
    default: return ChartAxis(label: { Words.money($0, currency) })
    }
  }

  /// Names days at midnight, hours where the chart is shorter than two days.
  static func timeAxis(from start: Instant, hours: Double) -> ChartAxis {
    let begin = start.seconds
    guard hours > 36 else {
      let step = hours > 12 ? 6.0 : hours > 4 ? 2.0 : 1.0
      let ticks = stride(from: 0, through: hours, by: step).map { $0 }
      return ChartAxis(
        range: 0...max(1, hours), ticks: ticks,
        label: { Instant(seconds: begin + Int64($0 * 3_600)).timeOfDay })
    }
    let firstMidnight = Double((24 - start.hour) % 24)
    let days = max(1, ((hours / 24) / 7).rounded(.up))
    let ticks = stride(from: firstMidnight, through: hours, by: days * 24).map { $0 }
    return ChartAxis(
      range: 0...max(1, hours), ticks: ticks,
      label: { Words.date(Instant(seconds: begin + Int64($0 * 3_600)).day) })
  }

  /// Return by spend, where it stands and where it would go.
  static func curve(_ curve: Decision.Curve, _ facts: Facts) -> LineChart {
    let currency = facts.currency
    let points = zip(curve.spend, curve.mean).map { ChartPoint(x: $0, y: $1) }
    let band = zip(curve.spend, zip(curve.low, curve.high)).map {
      ChartBandPoint(x: $0, low: $1.0, high: $1.1)
    }
    var marks = [mark(at: curve.current, on: points, isFilled: true, currency)]
    if curve.proposed != curve.current {
      marks.append(mark(at: curve.proposed, on: points, isFilled: false, currency))
    }
    let money: (Double) -> String = { Words.money($0, currency) }
    return LineChart(
      title: "return a day", note: "● now  ○ proposed  ░ 80 %",
      series: [ChartSeries(points: points)], band: band, marks: marks.compactMap { $0 },
      x: ChartAxis(title: "spend a day", label: money), y: ChartAxis(label: money))
  }

  private static func mark(
    at spend: Double, on points: [ChartPoint], isFilled: Bool, _ currency: Currency
  ) -> ChartMark? {
    guard let value = interpolated(at: spend, in: points) else { return nil }
    return ChartMark(x: spend, y: value, label: Words.money(spend, currency), isFilled: isFilled)
  }

  private static func interpolated(at x: Double, in points: [ChartPoint]) -> Double? {
    guard let first = points.first, let last = points.last, x.isFinite else { return nil }
    if x <= first.x { return first.y }
    for (left, right) in zip(points, points.dropFirst()) where x <= right.x && right.x > left.x {
      return left.y + (x - left.x) / (right.x - left.x) * (right.y - left.y)
    }
    return last.y
  }
}

extension Words {
  /// A count for an axis: `1,200`, `35 k`, `1.2 m`.
  static func compact(_ value: Double) -> String {
    switch abs(value) {
    case 0..<10 where value != value.rounded(): fixed(value, digits: 1)
    case ..<10_000: fixed(value, digits: 0)
    case ..<1_000_000: fixed(value / 1_000, digits: 0) + " k"
    default: fixed(value / 1_000_000, digits: 1) + " m"
    }
  }
}
