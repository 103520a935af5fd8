import AgentInterface
import Commerce
import Evaluation
import OrderedCollections
import Oversight

/// What alerts take away of the agent's freedom; only a person gives it back.
extension AgentState {
  /// Hours that a critical alert may stay open without being acknowledged.
  private static let patience = 4

  /// An anomaly takes the freedom in its scope away at once; levels are set by platform, so one of a
  /// campaign takes that of its platform.
  mutating func demote(for alert: Alert) {
    guard alert.holdsIncreases else { return }
    let platforms: [Platform] =
      switch alert.scope {
      case .shop: Platform.allCases
      case .platform(let platform): [platform]
      case .campaign(let id): campaigns[id].map { [$0.platform] } ?? []
      }
    guard lower(platforms, ActionClass.allCases, because: words(alert)) else { return }
    let place = platforms.count == 1 ? platforms[0].name : "all platforms"
    journal(
      .alert, "Autonomy on \(place) is lowered to ask: \(words(alert))",
      campaign: alert.scope.campaign)
  }

  /// With a critical alert that nobody has acknowledged for hours nobody seems to look, so that
  /// nothing major is done anywhere without being asked.
  mutating func demoteWhereNobodyLooks() {
    let limit = now.adding(hours: -Self.patience)
    let unseen = alerts.values.first {
      $0.state == .open && $0.severity == .critical && $0.openedAt <= limit
    }
    guard let unseen else { return }
    let reason =
      "nobody has acknowledged a critical alert for \(Self.patience) hours: \(words(unseen))"
    guard lower(Platform.allCases, ActionClass.allCases, because: reason) else { return }
    journal(.alert, "Autonomy on all platforms is lowered to ask: \(reason)")
  }
}

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
