import Commerce

extension Words {
  /// A figure of a KPI in its own unit.
  static func figure(_ value: Double?, of metric: KPI, _ currency: Currency) -> String {
    // An alert speaks of orders an hour, which are few at night.
    if metric == .orders {
      return value.map { fixed($0, digits: $0 < 1 ? 2 : $0 < 10 ? 1 : 0) + " /h" } ?? none
    }
    return switch metric.unit {
    case .money: money(value, currency)
    case .share: percent(value, digits: 2)
    case .ratio: fixed(value, digits: 2)
    case .count: count(value)
    case .hours: value.map { fixed($0, digits: 0) + " h" } ?? none
    }
  }

  static func interval(
    _ estimate: Estimate, of metric: KPI, _ currency: Currency
  ) -> String {
    switch metric.unit {
    case .money: interval(estimate, currency)
    case .share, .ratio, .count, .hours:
      joined(
        figure(estimate.low, of: metric, currency), figure(estimate.high, of: metric, currency))
    }
  }

  /// `2.1–3.0 %`: a unit that both ends have stands once.
  private static func joined(_ low: String, _ high: String) -> String {
    guard let unit = high.lastIndex(of: " "), low.hasSuffix(high[unit...]) else {
      return range(low, high)
    }
    return range(String(low.dropLast(high[unit...].count)), high)
  }

  /// `CPC of "Brand search" 2.7× expected`
  static func headline(_ alert: Alert, scope: String) -> String {
    if alert.metric == .feedAge {
      return "\(scope) report \(fixed(alert.actual, digits: 0)) h old"
    }
    return "\(sentenceName(of: alert.metric)) of \(scope) \(deviation(alert))"
  }

  /// `£0.84 against £0.25–0.37`
  static func comparison(_ alert: Alert, _ currency: Currency) -> String {
    figure(alert.actual, of: alert.metric, currency) + " against "
      + interval(alert.expected, of: alert.metric, currency)
  }

  /// What waits while an alert is not over.
  static func consequence(_ alert: Alert) -> String {
    guard alert.holdsIncreases else { return "nothing waits: a notice holds no increase back" }
    return switch alert.scope {
    case .shop: "increases of every campaign wait; decreases go on"
    case .platform, .campaign: "increases in its scope wait; decreases go on"
    }
  }

  static func deviation(_ alert: Alert) -> String {
    let expected = alert.expected.mean
    guard expected > 0, alert.actual.isFinite else { return "not as expected" }
    let ratio = alert.actual / expected
    return ratio >= 1.05 || ratio <= 0
      ? fixed(ratio, digits: 1) + "× expected" : percent(ratio, digits: 0) + " of expected"
  }

  static func name(of severity: Alert.Severity) -> String {
    switch severity {
    case .notice: "notice"
    case .warning: "warning"
    case .critical: "critical"
    }
  }

  private static func sentenceName(of metric: KPI) -> String {
    let name = metric.rawValue
    return name.prefix(1).uppercased() + name.dropFirst()
  }
}
