import Commerce
import Market

extension SimulationReport.Incidents {
  /// Holds alerts against incidents.
  ///
  /// An alert is right if it opens while an incident reaches its scope, or within a day after, when
  /// its last
  /// effects are reported. An incident counts only if it reached a campaign that ran.
  init(
    alerts: [Alert], incidents: [Incident], platformOf: (Campaign.ID) -> Platform?
  ) {
    func concerns(_ alert: Alert, _ incident: Incident) -> Bool {
      guard alert.openedAt >= incident.start, alert.openedAt < incident.end.adding(hours: 24) else {
        return false
      }
      switch (alert.scope, incident.scope) {
      case (.shop, _), (_, .shop): return true
      case (.platform(let platform), .platform(let broken)),
        (.platform(let platform), .audience(let broken, _)):
        return platform == broken
      case (.campaign(let id), .platform(let broken)),
        (.campaign(let id), .audience(let broken, _)):
        return platformOf(id) == broken
      }
    }
    let right = alerts.count { alert in incidents.contains { concerns(alert, $0) } }
    let delays = incidents.compactMap { incident in
      alerts.filter { concerns($0, incident) }.map { $0.openedAt.seconds(since: incident.start) }
        .min()
    }.sorted()
    self.init(
      real: incidents.count, alerts: alerts.count,
      precision: alerts.isEmpty ? nil : Double(right) / Double(alerts.count),
      recall: incidents.isEmpty ? nil : Double(delays.count) / Double(incidents.count),
      medianDelayHours: delays.isEmpty ? nil : Double(delays[delays.count / 2]) / 3_600)
  }
}
