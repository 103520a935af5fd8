import Commerce

extension AnomalyWatch {
  /// Hours after which a platform's report of an hour is complete, at most, by its documentation.
  static func documentedAge(_ platform: Platform) -> Int {
    switch platform {
    case .googleAds: 3
    case .metaAds: 2
    case .klaviyo, .shopify: 1
    }
  }

  /// Tells of reports that stand still, once for each time, and of their end.
  mutating func watchReports(
    _ world: WatchInput, newID: () -> Alert.ID, into events: inout [AlertEvent]
  ) {
    for (platform, complete) in world.completeTo.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      watchReport(of: platform, complete, world, newID: newID, into: &events)
    }
  }

  private mutating func watchReport(
    of platform: Platform, _ complete: Instant, _ world: WatchInput, newID: () -> Alert.ID,
    into events: inout [AlertEvent]
  ) {
    let key = Key(scope: .platform(platform), group: .feed)
    let poll = world.polls[platform] ?? FeedPoll(answeredFrom: world.now, misses: 0)
    var watch = feeds[platform] ?? FeedWatch(usualHours: Self.documentedAge(platform))
    let runs =
      platform == .shopify
      || world.campaigns.contains { $0.platform == platform && $0.isRunning }
    if let asked = poll.answeredFrom {
      watch.looked(at: asked, age: Self.hours(from: complete, to: asked), isUsed: runs)
    }
    let isSilent = poll.misses >= FeedWatch.missesNeeded
    let hours = isSilent ? Self.hours(from: complete, to: world.now) : watch.age
    if runs, isSilent ? hours >= watch.limit : watch.isStale {
      tellStale(key, platform, hours, watch, since: complete, world, newID, into: &events)
    } else if !runs || (watch.isFresh && !isSilent) {
      let note =
        runs ? "reports are \(hours) h old again" : "nothing runs on \(platform.name) any more"
      resolve(key, note: note, mayRelapse: true, world, into: &events)
    }
    feeds[platform] = watch
  }

  static func hours(from start: Instant, to end: Instant) -> Int {
    max(0, Int(end.seconds(since: start) / Instant.secondsPerHour))
  }

  private mutating func tellStale(
    _ key: Key, _ platform: Platform, _ hours: Int, _ watch: FeedWatch, since complete: Instant,
    _ world: WatchInput, _ newID: () -> Alert.ID, into events: inout [AlertEvent]
  ) {
    let severity = staleSeverity(platform, hours, world)
    if var entry = open[key] {
      guard severity > entry.alert.severity else { return }
      entry.alert.severity = severity
      entry.alert.actual = Double(hours)
      open[key] = entry
      events.append(.updated(entry.alert))
      return
    }
    let alert = Alert(
      id: newID(), severity: severity, scope: key.scope, metric: .feedAge,
      expected: Estimate(mean: Double(watch.usual), low: 0, high: Double(watch.limit - 1)),
      actual: Double(hours), openedAt: world.now,
      causes: [
        "\(platform.name) has not reported since \(complete)",
        "figures after that are missing, not zero",
      ], riskPerDay: money(spendPerDay(on: platform, world)))
    insert(alert, group: .feed, signal: nil, world, into: &events)
  }

  /// What is spent while nobody sees it is at risk; a person is called once it has lasted.
  private func staleSeverity(
    _ platform: Platform, _ hours: Int, _ world: WatchInput
  ) -> Alert.Severity {
    if hours > 4 * configuration.staleHours { return .critical }
    if hours > configuration.staleHours { return .warning }
    return min(.warning, severity(spendPerDay(on: platform, world)))
  }

  private func spendPerDay(on platform: Platform, _ world: WatchInput) -> Double {
    spendPerDay(world.campaigns.filter { $0.platform == platform }.map(\.id), world)
  }
}
