import Commerce
import Market

extension SimulationReport.Incidents {
  /// Holds alerts of at least a warning against incidents.
  ///
  /// An alert is right if its metric is one that the incident moves, its scope overlaps the
  /// incident's, and it opens while the incident is on or within a day after, when its last effects
  /// are reported. Anything else is a false alarm, whatever it is owed to: a season, a changed
  /// budget, a drift. Each alert is right for one incident at most and each incident makes one alert
  /// right: a second one of the same incident is a duplicate, and counts against the precision.
  ///
  /// Recall and delay are of the incidents that the figures could show (see ``IncidentLedger``);
  /// recall of all that changed any figure is told beside it. Delays count from the first hour of the
  /// incident, the platforms' own reporting lag included; beside them stands how soon the best
  /// possible test could have known.
  init(
    alerts: [Alert], incidents: [Incident], ledger: IncidentLedger,
    platformOf: (Campaign.ID) -> Platform?
  ) {
    func isRight(_ alert: Alert, _ incident: Incident) -> Bool {
      alert.openedAt >= incident.start && alert.openedAt < incident.end.adding(hours: 24)
        && incident.kind.metrics.contains(alert.metric)
        && incident.scope.overlaps(alert.scope, platformOf)
    }
    func delays(_ incidents: [Incident]) -> [Int64] {
      incidents.compactMap { incident in
        alerts.filter { isRight($0, incident) }.map { $0.openedAt.seconds(since: incident.start) }
          .min()
      }.sorted()
    }
    func share(_ part: Int, of all: Int) -> Double? {
      all > 0 ? Double(part) / Double(all) : nil
    }
    let matching = alerts.map { alert in incidents.indices.filter { isRight(alert, incidents[$0]) }
    }
    let right = Self.mostPairs(matching)
    let felt = incidents.filter(ledger.isFelt)
    let noticeable = felt.filter(ledger.isNoticeable)
    let found = delays(noticeable)
    let soonest = noticeable.compactMap(ledger.soonestDelay).sorted()
    self.init(
      real: incidents.count, felt: felt.count, noticeable: noticeable.count, alerts: alerts.count,
      right: right, duplicates: matching.count { !$0.isEmpty } - right, found: found.count,
      precision: share(right, of: alerts.count),
      recall: share(found.count, of: noticeable.count),
      recallOfFelt: share(delays(felt).count, of: felt.count),
      medianDelayHours: Self.medianHours(found),
      medianSoonestDelayHours: Self.medianHours(soonest),
      delayHours: found.map { Double($0) / 3_600 },
      soonestDelayHours: soonest.map { Double($0) / 3_600 },
      kinds: Incident.Kind.allCases.map { kind in
        let labelled = noticeable.filter { $0.kind == kind }
        let found = delays(labelled)
        return Kind(
          name: kind.rawValue, noticeable: labelled.count, found: found.count,
          delayHours: found.map { Double($0) / 3_600 },
          soonestDelayHours: labelled.compactMap(ledger.soonestDelay).sorted()
            .map { Double($0) / 3_600 })
      })
  }

  /// The most alerts that can each be given an incident of their own, by augmenting paths (Berge,
  /// Proc. Natl. Acad. Sci. 43, 1957).
  ///
  /// The candidates are, for each alert, the incidents that it is right for.
  static func mostPairs(_ candidates: [[Int]]) -> Int {
    var alertOf: [Int: Int] = [:]
    func isPlaced(_ alert: Int, _ tried: inout Set<Int>) -> Bool {
      for incident in candidates[alert] where tried.insert(incident).inserted {
        guard let other = alertOf[incident], !isPlaced(other, &tried) else {
          alertOf[incident] = alert
          return true
        }
      }
      return false
    }
    return candidates.indices.count { alert in
      var tried: Set<Int> = []
      return isPlaced(alert, &tried)
    }
  }

  /// The median of ascending seconds, in hours; `nil` of none.
  private static func medianHours(_ seconds: [Int64]) -> Double? {
    guard !seconds.isEmpty else { return nil }
    return Double(seconds[(seconds.count - 1) / 2] + seconds[seconds.count / 2]) / 7_200
  }
}

extension Incident.Kind {
  /// The figures that it moves.
  fileprivate var metrics: Set<KPI> {
    switch self {
    case .priceSpike: [.costPerClick, .costPerThousand, .spend, .returnOnAdSpend]
    case .trackingOutage: [.conversionRate, .returnOnAdSpend]
    case .brokenLandingPage: [.conversionRate, .returnOnAdSpend, .orders]
    case .clickFraud: [.clickThroughRate, .clicks, .costPerClick, .conversionRate]
    case .stockOut: [.orders, .revenue, .averageOrderValue, .conversionRate, .returnOnAdSpend]
    case .reportStall: [.feedAge]
    }
  }
}

extension Incident.Scope {
  fileprivate func overlaps(
    _ scope: Alert.Scope, _ platformOf: (Campaign.ID) -> Platform?
  ) -> Bool {
    let broken: Platform? =
      switch self {
      case .shop: nil
      case .platform(let platform), .audience(let platform, _): platform
      }
    let told: Platform? =
      switch scope {
      case .shop: nil
      case .platform(let platform): platform
      case .campaign(let id): platformOf(id)
      }
    guard let broken, let told else { return true }
    return broken == told
  }
}
