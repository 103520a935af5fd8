package import Commerce
import RealModule

extension AnomalyWatch {
  mutating func add(
    _ scope: Alert.Scope, _ signal: Signal, _ run: ShiftDetector.Run, spread: Double,
    _ affected: [Campaign], _ world: WatchInput, newID: () -> Alert.ID,
    into events: inout [AlertEvent]
  ) {
    guard run.exposure > 0, run.expected > 0 else { return }
    let unit = signal.isPrice ? platform(of: scope)?.pricedUnits ?? 1 : 1
    let expected = run.expected / run.exposure * unit
    let kpi = signal.kpi(on: platform(of: scope))
    let counting = signal.isPrice ? 0 : 1 / run.expected
    let width = 1.2816 * (spread / Double(max(1, run.hours)) + counting).squareRoot()
    let estimate = Estimate(
      mean: expected, low: expected * Double.exp(-width), high: expected * Double.exp(width))
    let risk = moneyAtRisk(signal, ratio: run.actual / run.expected, affected.map(\.id), world)
    let alert = Alert(
      id: newID(), severity: severity(risk), scope: scope, metric: kpi, expected: estimate,
      actual: run.actual / run.exposure * unit, openedAt: world.now,
      causes: causes(of: signal, in: scope, affected: affected, at: world.now),
      riskPerDay: money(risk))
    insert(alert, group: signal.group, signal: signal, world, into: &events)
  }

  mutating func insert(
    _ alert: Alert, group: AlertGroup, signal: Signal?, _ world: WatchInput,
    into events: inout [AlertEvent]
  ) {
    let key = Key(scope: alert.scope, group: group)
    let before = ended.removeValue(forKey: key)
    let known = before.flatMap { alert.relapse(of: $0, at: world.now) }
    open[key] = OpenAlert(alert: known ?? alert, signal: signal, toldAt: world.now)
    events.append(known.map { .reopened($0) } ?? .opened(alert))
  }

  /// Ends an alert; one that may relapse, because its figure came back by itself, goes on if that
  /// leaves again within a day.
  mutating func resolve(
    _ key: Key, note: String, mayRelapse: Bool = false, _ world: WatchInput,
    into events: inout [AlertEvent]
  ) {
    guard var alert = open.removeValue(forKey: key)?.alert else { return }
    alert.state = .resolved
    alert.resolvedAt = world.now
    ended[key] = mayRelapse ? alert : nil
    events.append(.resolved(alert, note: note))
  }

  /// A detector has found its level again.
  mutating func resolve(
    _ scope: Alert.Scope, _ signal: Signal, _ world: WatchInput, into events: inout [AlertEvent]
  ) {
    let key = Key(scope: scope, group: signal.group)
    guard let open = open[key], open.signal == signal else { return }
    let usual = KPIReading.words(
      open.alert.metric, open.alert.expected.mean, configuration.currency)
    resolve(
      key, note: "\(open.alert.metric.rawValue) is back near \(usual)", mayRelapse: true, world,
      into: &events)
  }

  func severity(_ moneyPerDay: Double) -> Alert.Severity {
    if moneyPerDay >= configuration.criticalMoney { return .critical }
    return moneyPerDay >= configuration.warningMoney ? .warning : .notice
  }

  func money(_ units: Double) -> Money { Money(units: units, configuration.currency) }

  /// Currency units a day that are lost while it lasts.
  func moneyAtRisk(
    _ signal: Signal, ratio: Double, _ members: [Campaign.ID], _ world: WatchInput
  ) -> Double {
    switch signal {
    case .priceUp, .clickRateUp:
      return spendPerDay(members, world) * max(0, 1 - 1 / max(1, ratio))
    case .clickRateDown:
      // Where clicks are charged, a click that does not come costs nothing.
      let charged = world.campaigns.filter { $0.platform.chargesImpressions }.map(\.id)
      return spendPerDay(members.filter { charged.contains($0) }, world) * max(0, 1 - ratio)
    case .conversionDown, .returnDown:
      return revenuePerDay(members, world) * configuration.grossMargin * max(0, 1 - ratio)
    case .priceDown, .conversionUp: return 0
    }
  }

  func spendPerDay(_ members: [Campaign.ID], _ world: WatchInput) -> Double {
    perDay(members, world) { $0.spendMicros }
  }

  func revenuePerDay(_ members: [Campaign.ID], _ world: WatchInput) -> Double {
    perDay(members, world) { $0.revenueMicros }
  }

  /// Over the whole week before yesterday, so that the trouble itself hardly counts.
  private func perDay(
    _ members: [Campaign.ID], _ world: WatchInput, _ micros: (Metrics) -> Int64
  ) -> Double {
    let last = world.now.day.adding(days: -2)
    let sum = members.reduce(Int64(0)) {
      $0 + micros(world.book.lastDays(7, of: $1, through: last))
    }
    return Double(sum) / 7_000_000
  }

  /// The one platform that a scope lies on.
  func platform(of scope: Alert.Scope) -> Platform? {
    switch scope {
    case .shop: nil
    case .platform(let platform): platform
    case .campaign(let id): campaigns[id]?.platform
    }
  }

  func scopeName(_ scope: Alert.Scope) -> String {
    switch scope {
    case .shop: "the shop"
    case .platform(let platform): platform.name
    case .campaign(let id): "campaign \(id)"
    }
  }
}

extension Alert {
  /// This alert as the continuation of one that ended less than a day ago; `nil` if it is of another
  /// figure or direction, or too late for that.
  fileprivate func relapse(of before: Alert, at now: Instant) -> Alert? {
    guard let end = before.resolvedAt, now.seconds(since: end) < Instant.secondsPerDay,
      before.metric == metric,
      (before.actual > before.expected.mean) == (actual > expected.mean)
    else { return nil }
    return Alert(
      id: before.id, severity: severity, scope: scope, metric: metric, expected: expected,
      actual: actual, openedAt: before.openedAt,
      state: before.acknowledgedBy == nil ? .open : .acknowledged,
      acknowledgedBy: before.acknowledgedBy, causes: causes, riskPerDay: riskPerDay)
  }
}

extension AnomalyWatch {
  /// Brings open alerts up to date: how bad, how far, and whether they have become the new normal.
  mutating func review(_ world: WatchInput, into events: inout [AlertEvent]) {
    guard !open.isEmpty else { return }
    // Names are made once, not at each comparison: they cost more than all the rest of a review.
    let named = open.keys.map { (name: "\($0)", key: $0) }.sorted { $0.name < $1.name }
    for (_, key) in named {
      guard let entry = open[key] else { continue }
      if case .campaign(let id) = key.scope, hasStopped(id, world) {
        resolve(key, note: "the campaign does not run any more", world, into: &events)
        continue
      }
      guard let signal = entry.signal, let run = run(of: key.scope, signal) else { continue }
      if world.now.seconds(since: entry.alert.openedAt) > 4 * Instant.secondsPerDay {
        acceptAsUsual(key, signal, world, into: &events)
      } else {
        update(key, entry, signal, run, world, into: &events)
      }
    }
  }

  private mutating func update(
    _ key: Key, _ entry: OpenAlert, _ signal: Signal, _ run: ShiftDetector.Run,
    _ world: WatchInput, into events: inout [AlertEvent]
  ) {
    guard run.exposure > 0, run.expected > 0,
      world.now.seconds(since: entry.toldAt) >= 6 * Instant.secondsPerHour
    else { return }
    var alert = entry.alert
    let unit = signal.isPrice ? platform(of: key.scope)?.pricedUnits ?? 1 : 1
    alert.actual = run.actual / run.exposure * unit
    let affected = affected(by: key.scope, world)
    let risk = moneyAtRisk(signal, ratio: run.actual / run.expected, affected.map(\.id), world)
    alert.severity = max(alert.severity, severity(risk))
    alert.riskPerDay = money(risk)
    alert.causes = causes(of: signal, in: key.scope, affected: affected, at: world.now)
    let moved = abs(alert.actual - entry.alert.actual) > 0.1 * abs(entry.alert.actual)
    guard moved || alert.severity != entry.alert.severity || alert.causes != entry.alert.causes
    else { return }
    open[key] = OpenAlert(alert: alert, signal: signal, toldAt: world.now)
    events.append(.updated(alert))
  }

  private mutating func acceptAsUsual(
    _ key: Key, _ signal: Signal, _ world: WatchInput, into events: inout [AlertEvent]
  ) {
    for campaign in affected(by: key.scope, world) {
      campaigns[campaign.id]?.accept(signal)
    }
    for platform in Self.watchedPlatforms where concerns(key.scope, platform) {
      platforms[platform]?.detectors[signal.rawValue].reset()
    }
    let value = open[key].map {
      $0.alert.metric.rawValue + " has stayed at "
        + KPIReading.words($0.alert.metric, $0.alert.actual, configuration.currency)
    }
    let note = "\(value ?? "it has lasted") for 4 days: the new usual level"
    resolve(key, note: note, world, into: &events)
  }

  /// A person says that an alert is over: what came is the usual level from now on.
  ///
  /// - Parameters:
  ///   - alert: One that is open.
  ///   - world: The figures as they stand.
  /// - Returns: What happened to it; empty if it was not open here.
  package mutating func settled(_ alert: Alert, _ world: WatchInput) -> [AlertEvent] {
    guard let key = open.first(where: { $0.value.alert.id == alert.id })?.key else { return [] }
    var events: [AlertEvent] = []
    if let signal = open[key]?.signal {
      acceptAsUsual(key, signal, world, into: &events)
      return events
    }
    switch key.group {
    case .orders: shop.acceptDemand()
    case .basket: shop.acceptBasket()
    case .conversion:
      if case .platform(let platform) = key.scope { tracking[platform]?.watch.accept() }
    case .delivery:
      if case .campaign(let id) = key.scope { campaigns[id]?.silence = CampaignWatch.Silence() }
    case .traffic, .feed: break
    }
    resolve(key, note: "a person says it is over", world, into: &events)
    return events
  }

  private func concerns(_ scope: Alert.Scope, _ platform: Platform) -> Bool {
    switch scope {
    case .shop: true
    case .platform(let other): other == platform
    case .campaign: false
    }
  }

  private func affected(by scope: Alert.Scope, _ world: WatchInput) -> [Campaign] {
    world.campaigns.filter { campaign in
      if case .campaign(let id) = scope { return campaign.id == id }
      return concerns(scope, campaign.platform)
    }
  }

  private func hasStopped(_ id: Campaign.ID, _ world: WatchInput) -> Bool {
    world.campaigns.first { $0.id == id }.map { $0.status != .active } ?? true
  }

  private func run(of scope: Alert.Scope, _ signal: Signal) -> ShiftDetector.Run? {
    switch scope {
    case .campaign(let id): campaigns[id]?.detectors[signal.rawValue].run
    case .platform(let platform): platforms[platform]?.detectors[signal.rawValue].run
    case .shop:
      Self.watchedPlatforms.lazy.compactMap { platforms[$0]?.detectors[signal.rawValue] }
        .first { $0.isShifted }?.run
    }
  }
}

extension CampaignWatch {
  /// Takes a shifted level as the usual one from now on.
  mutating func accept(_ signal: Signal) {
    detectors[signal.rawValue].reset()
    switch signal {
    case .priceUp, .priceDown: price.loosen(to: 0)
    case .clickRateUp, .clickRateDown: clickRate.loosen(to: 0)
    case .conversionUp, .conversionDown: conversion.loosen(to: 0)
    case .returnDown: returns.loosen(to: 0)
    }
  }
}
