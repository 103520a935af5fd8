import AgentInterface
import Commerce
import Evaluation
import OrderedCollections
import Oversight

/// What a person says about alerts.
extension AgentState {
  mutating func acknowledge(_ id: Alert.ID, by person: Originator) -> Answer {
    guard var alert = alerts[id] else { return .refused("There is no alert \(id).") }
    guard alert.state == .open else {
      return .refused("Alert \(id) is \(alert.state.rawValue) already.")
    }
    alert.state = .acknowledged
    alert.acknowledgedBy = person.description
    save(alert)
    audit(
      "alert acknowledged", subject: "alert \(id)", by: person, before: "open",
      after: "acknowledged")
    journal(.person, "Acknowledged: \(words(alert))", by: person, campaign: alert.scope.campaign)
    return .done("Acknowledged: \(words(alert))")
  }

  /// Guardrails go on acting on a silenced alert; only nothing is told.
  mutating func silence(_ id: Alert.ID, hours: Int, by person: Originator) -> Answer {
    guard var alert = alerts[id] else { return .refused("There is no alert \(id).") }
    guard (1...720).contains(hours) else {
      return .refused("An alert is silenced for 1 to 720 hours, not \(hours).")
    }
    let until = now.adding(hours: hours)
    let before = alert.silencedUntil.map { "silent until \($0)" } ?? alert.state.rawValue
    alert.silencedUntil = until
    if alert.state == .open {
      alert.state = .acknowledged
      alert.acknowledgedBy = person.description
    }
    save(alert)
    let subject = "\(alert.metric.rawValue) of \(name(of: alert.scope))"
    audit(
      "alert silenced", subject: "alert \(id)", by: person, before: before,
      after: "silent until \(until)")
    journal(
      .person, "Silenced: \(subject) until \(until)", by: person, campaign: alert.scope.campaign)
    return .done("Nothing new is told of \(subject) until \(until); guardrails go on.")
  }

  mutating func resolve(_ id: Alert.ID, by person: Originator) -> Answer {
    guard var alert = alerts[id] else { return .refused("There is no alert \(id).") }
    guard alert.state != .resolved else { return .refused("Alert \(id) is resolved already.") }
    guard alert.metric != .feedAge else {
      return .refused(
        "Alert \(id) ends when the reports move again. Silence it to hear no more of it.")
    }
    _ = watch.settled(alert, watchInput())
    alert.state = .resolved
    alert.resolvedAt = now
    save(alert)
    audit(
      "alert resolved", subject: "alert \(id)", by: person, before: "open", after: "resolved")
    journal(.person, "Resolved: \(words(alert))", by: person, campaign: alert.scope.campaign)
    return .done("Resolved; what came is the usual level now: \(words(alert))")
  }

  /// Until when a person wants to hear nothing of an alert's scope and metric.
  func silencedUntil(_ alert: Alert) -> Instant? {
    alerts.values.lazy
      .filter { $0.scope == alert.scope && $0.metric == alert.metric }
      .compactMap(\.silencedUntil).filter { $0 > now }.max()
  }

  /// The figures that the watch looks at.
  func watchInput() -> WatchInput {
    WatchInput(
      now: now, campaigns: Array(campaigns.values), book: metrics, orders: orders,
      ordersCompleteTo: feeds.completeTo[.shopify] ?? now, completeTo: feeds.completeTo,
      polls: feeds.polls)
  }
}
