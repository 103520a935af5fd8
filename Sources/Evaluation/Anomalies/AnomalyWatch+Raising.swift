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
      settleExplained(signal, platform, members)
      let shifted = members.filter { $0.status == .active && isShifted($0.id, signal) }
      let pool = platforms[platform]?.detectors[signal.rawValue]
      let pooled = pool?.isShifted == true
      guard pooled || !shifted.isEmpty, !isCovered(platform, signal),
        !isForming(signal, platform, members)
      else { continue }
      let moved = moved(signal, among: members)
      let isLikely = pooled || (pool?.evidence ?? 0) >= signal.platformThreshold / 2
      if isLikely, moved.count >= 2, moved.share >= 0.6 {
        openBroad(platform, signal, world, newID: newID, into: &events)
      } else if !shifted.isEmpty {
        for member in shifted {
          openOwn(member, signal, world, newID: newID, into: &events)
        }
      } else if pooled, moved.count != 1 {
        openBroad(platform, signal, world, newID: newID, into: &events)
      } else if pooled, let member = moved.first {
        openOwn(member, signal, world, newID: newID, into: &events)
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

  /// The campaigns that have moved in the same direction.
  private struct Moved {
    /// The one with most expected of it.
    var first: Campaign?
    var count = 0
    /// Campaigns of which enough was expected to tell.
    var known = 0
    /// Of what was expected of all, the part that belongs to those that moved.
    var share = 0.0
  }

  private func moved(_ signal: Signal, among members: [Campaign]) -> Moved {
    var result = Moved()
    var (all, largest) = (0.0, 0.0)
    let half = signal.ratio.squareRoot()
    for member in members where member.status == .active {
      guard let recent = campaigns[member.id]?.recent(signal), recent.expected > 0 else { continue }
      all += recent.expected
      result.known += 1
      let ratio = recent.actual / recent.expected
      // The ratio of the last hours follows slowly; a detector may know with the first.
      guard
        campaigns[member.id]?.isSuspicious(signal) == true
          || (signal.isRise ? ratio >= half : ratio <= half)
      else { continue }
      result.count += 1
      result.share += recent.expected
      guard recent.expected > largest else { continue }
      largest = recent.expected
      result.first = member
    }
    result.share = all > 0 ? result.share / all : 0
    return result
  }

  private mutating func openOwn(
    _ member: Campaign, _ signal: Signal, _ world: WatchInput, newID: () -> Alert.ID,
    into events: inout [AlertEvent]
  ) {
    let scope = Alert.Scope.campaign(member.id)
    guard !isOpen(scope, signal.group), let watch = campaigns[member.id] else { return }
    // Paid clicks that are no people do not convert: one cause, told by its clicks.
    if signal.group == .conversion, isOpen(scope, .traffic) { return }
    let own = watch.detectors[signal.rawValue]
    // Found by all campaigns together: the pool's figures are then mostly this campaign's.
    let pool = platforms[watch.platform]?.detectors[signal.rawValue].run
    let run = own.run.exposure > 0 ? own.run : pool ?? own.run
    let spread = signal.isPrice ? watch.price.variance(clicks: 10) : 0.04
    add(scope, signal, run, spread: spread, [member], world, newID: newID, into: &events)
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
    if !everywhere, widen(affected, signal, to: scope, world, into: &events) { return }
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

  /// Makes the first alert of a campaign the platform's, where its campaigns have turned out to move
  /// together; the others become part of it.
  private mutating func widen(
    _ members: [Campaign], _ signal: Signal, to scope: Alert.Scope, _ world: WatchInput,
    into events: inout [AlertEvent]
  ) -> Bool {
    let keys = members.map { Key(scope: .campaign($0.id), group: signal.group) }
    let first = keys.compactMap { key in open[key].map { (key, $0) } }
      .filter { $0.1.signal == signal }
      .min { ($0.1.alert.openedAt, $0.1.alert.id) < ($1.1.alert.openedAt, $1.1.alert.id) }
    guard let (key, entry) = first else { return false }
    open[key] = nil
    var alert = entry.alert
    alert.scope = scope
    alert.causes = causes(of: signal, in: scope, affected: members, at: world.now)
    open[Key(scope: scope, group: signal.group)] = OpenAlert(
      alert: alert, signal: signal, toldAt: world.now)
    events.append(.updated(alert))
    absorb(members.map(\.id), signal.group, into: scope, world, into: &events)
    return true
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
        ], riskPerDay: money(lost))
      insert(alert, group: .delivery, signal: nil, world, into: &events)
    }
  }
}

extension CampaignWatch {
  /// What has lately come and was expected of the figure that a signal moves.
  func recent(_ signal: Signal) -> RecentRatio {
    switch signal {
    case .priceUp, .priceDown: priceNow
    case .clickRateUp, .clickRateDown: clicksNow
    case .conversionUp, .conversionDown: conversionsNow
    case .returnDown: returnsNow
    }
  }
}
