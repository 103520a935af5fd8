import Commerce
import RealModule

extension AnomalyWatch {
  /// Opens alerts for what has shifted on a platform: one for all its campaigns if they moved
  /// together.
  mutating func raise(
    _ platform: Platform, _ members: [Campaign], _ world: WatchInput, newID: () -> Alert.ID,
    into events: inout [AlertEvent]
  ) {
    for signal in Signal.allCases {
      let shifted = members.filter { isShifted($0.id, signal) }
      let pool = platforms[platform]?.detectors[signal.rawValue]
      let pooled = pool?.isShifted == true
      guard pooled || !shifted.isEmpty, !isCovered(platform, signal) else { continue }
      let breadth = breadth(of: signal, among: members)
      let isBroad = breadth.campaigns >= 2 && breadth.share >= 0.6
      if isBroad, pooled || (pool?.evidence ?? 0) >= (pool?.threshold ?? 10) / 2 {
        openBroad(platform, signal, world, newID: newID, into: &events)
      } else {
        for member in shifted {
          openOwn(member, signal, world, newID: newID, into: &events)
        }
        if pooled, shifted.isEmpty, breadth.campaigns >= 2, breadth.largest < 0.6 {
          openBroad(platform, signal, world, newID: newID, into: &events)
        }
      }
    }
    raiseSilence(platform, members, world, newID: newID, into: &events)
  }

  private func isShifted(_ campaign: Campaign.ID, _ signal: Signal) -> Bool {
    campaigns[campaign]?.detectors[signal.rawValue].isShifted == true
  }

  /// Something wider that is known already explains it.
  private func isCovered(_ platform: Platform, _ signal: Signal) -> Bool {
    if isOpen(.platform(platform), signal.group) || isOpen(.shop, signal.group) { return true }
    guard signal.group == .conversion else { return false }
    return isOpen(.shop, .orders) || isOpen(.platform(platform), .traffic)
  }

  /// How much of what was expected belongs to campaigns that have moved in the same direction.
  private func breadth(
    of signal: Signal, among members: [Campaign]
  ) -> (campaigns: Int, share: Double, largest: Double) {
    var all = 0.0
    var moved = 0.0
    var largest = 0.0
    var known = 0
    for member in members {
      guard let recent = campaigns[member.id]?.recent(signal.kpi), let ratio = recent.value else {
        continue
      }
      known += 1
      all += recent.expected
      largest = max(largest, recent.expected)
      let half = signal.ratio.squareRoot()
      if signal.isRise ? ratio >= half : ratio <= half { moved += recent.expected }
    }
    return all > 0 ? (known, moved / all, largest / all) : (0, 0, 0)
  }

  private mutating func openOwn(
    _ member: Campaign, _ signal: Signal, _ world: WatchInput, newID: () -> Alert.ID,
    into events: inout [AlertEvent]
  ) {
    let scope = Alert.Scope.campaign(member.id)
    guard !isOpen(scope, signal.group), let watch = campaigns[member.id] else { return }
    // Paid clicks that are no people do not convert: one cause, told by its clicks.
    if signal.group == .conversion, isOpen(scope, .traffic) { return }
    let detector = watch.detectors[signal.rawValue]
    let spread = signal.kpi == .costPerClick ? watch.price.variance(clicks: 10) : 0.04
    add(
      scope, signal, detector.run, spread: spread, [member], world, newID: newID, into: &events)
  }

  private mutating func openBroad(
    _ platform: Platform, _ signal: Signal, _ world: WatchInput, newID: () -> Alert.ID,
    into events: inout [AlertEvent]
  ) {
    guard let detector = platforms[platform]?.detectors[signal.rawValue] else { return }
    let everywhere = signal == .conversionDown && isDownElsewhere(than: platform)
    let scope: Alert.Scope = everywhere ? .shop : .platform(platform)
    let affected = world.campaigns.filter {
      everywhere ? Self.watchedPlatforms.contains($0.platform) : $0.platform == platform
    }
    absorb(affected.map(\.id), signal.group, into: scope, world, into: &events)
    if everywhere {
      for other in Self.watchedPlatforms {
        resolve(
          Key(scope: .platform(other), group: .conversion), note: "part of the alert on the shop",
          world, into: &events)
      }
    }
    add(scope, signal, detector.run, spread: 0.02, affected, world, newID: newID, into: &events)
  }

  private func isDownElsewhere(than platform: Platform) -> Bool {
    Self.watchedPlatforms.contains { other in
      guard other != platform,
        let detector = platforms[other]?.detectors[Signal.conversionDown.rawValue]
      else { return false }
      return detector.isShifted || detector.evidence >= detector.threshold / 2
    }
  }

  private mutating func absorb(
    _ members: [Campaign.ID], _ group: AlertGroup, into scope: Alert.Scope, _ world: WatchInput,
    into events: inout [AlertEvent]
  ) {
    let note = "part of the alert on \(scopeName(scope))"
    for id in members {
      resolve(Key(scope: .campaign(id), group: group), note: note, world, into: &events)
    }
  }

  private mutating func raiseSilence(
    _ platform: Platform, _ members: [Campaign], _ world: WatchInput, newID: () -> Alert.ID,
    into events: inout [AlertEvent]
  ) {
    for member in members where !isOpen(.campaign(member.id), .delivery) {
      guard let watch = campaigns[member.id], watch.runningFrom != nil,
        watch.silence.hours >= 5, watch.silence.expected >= 40, watch.delivery.hours >= 24
      else { continue }
      let expected = watch.silence.expected / Double(watch.silence.hours)
      let lost = revenuePerDay([member.id], world) * configuration.grossMargin
      let alert = Alert(
        id: newID(), severity: severity(lost), scope: .campaign(member.id), metric: .impressions,
        expected: Estimate(mean: expected, low: expected * 0.4, high: expected * 2), actual: 0,
        openedAt: world.now,
        causes: [
          "not shown for \(watch.silence.hours) h although active and within its budget",
          "payment, policy review or an empty audience on \(platform.name)",
        ])
      insert(alert, group: .delivery, signal: nil, world, into: &events)
    }
  }
}

extension CampaignWatch {
  func recent(_ kpi: KPI) -> RecentRatio? {
    switch kpi {
    case .costPerClick: priceNow
    case .clickThroughRate: clicksNow
    case .conversionRate: conversionsNow
    default: nil
    }
  }
}
