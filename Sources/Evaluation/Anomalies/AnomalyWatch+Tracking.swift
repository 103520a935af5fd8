import Commerce

extension AnomalyWatch {
  /// Hours after an order's own hour has been reported in which its conversion must have come.
  private static let slackHours = 1

  /// Sets the orders that came through a platform's links beside the conversions it has added.
  mutating func reconcile(
    _ platform: Platform, _ world: WatchInput, newID: () -> Alert.ID,
    into events: inout [AlertEvent]
  ) {
    guard let complete = world.completeTo[platform] else { return }
    let limit = min(complete.adding(hours: -Self.slackHours), world.ordersCompleteTo.startOfHour)
    let members = world.campaigns.filter { $0.platform == platform }
    var book = tracking[platform] ?? begin(platform, members, at: limit, world)
    let due = orders(of: members, from: book.lookedTo, to: limit, world)
    let waiting = orders(of: members, from: limit, to: world.now, world)
    book.lookedTo = max(book.lookedTo, limit)
    let change = book.watch.observe(
      due: due, waiting: waiting, reported: added(to: &book, members, world))
    tracking[platform] = book
    switch change {
    case .broke: tellBroken(platform, members, book.watch, world, newID, into: &events)
    case .recovered:
      resolve(
        Key(scope: .platform(platform), group: .conversion), note: "orders are reported again",
        mayRelapse: true, world, into: &events)
    case nil: break
    }
  }

  private func begin(
    _ platform: Platform, _ members: [Campaign], at limit: Instant, _ world: WatchInput
  ) -> TrackingBook {
    var book = TrackingBook(lookedTo: limit)
    if open[Key(scope: .platform(platform), group: .conversion)]?.alert.isAboutTracking == true {
      book.watch.resume()
    }
    for member in members {
      book.seen[member.id] = world.book.conversionsReported(of: member.id)
    }
    return book
  }

  private func added(
    to book: inout TrackingBook, _ members: [Campaign], _ world: WatchInput
  ) -> Double {
    members.reduce(0) { sum, member in
      let total = world.book.conversionsReported(of: member.id)
      let before = book.seen.updateValue(total, forKey: member.id) ?? 0
      return sum + total - before
    }
  }

  /// Orders that came through the links of campaigns, placed from `start` on and before `end`.
  func orders(
    of members: [Campaign], from start: Instant, to end: Instant, _ world: WatchInput
  ) -> Int {
    var hour = max(start, end.adding(days: -MetricsBook.days))
    var sum = 0
    while hour < end {
      for member in members { sum += world.orders.tagged(member.id, at: hour) }
      hour = hour.adding(hours: 1)
    }
    return sum
  }

  private mutating func tellBroken(
    _ platform: Platform, _ members: [Campaign], _ watch: TrackingWatch, _ world: WatchInput,
    _ newID: () -> Alert.ID, into events: inout [AlertEvent]
  ) {
    let key = Key(scope: .platform(platform), group: .conversion)
    guard open[key] == nil, let share = watch.share else { return }
    let usual = usualConversionRate(members, world)
    let risk = revenuePerDay(members.map(\.id), world) * configuration.grossMargin * (1 - share)
    let alert = Alert(
      id: newID(), severity: max(.warning, severity(risk)), scope: key.scope,
      metric: .conversionRate,
      expected: Estimate(
        mean: usual, low: usual * watch.usualShare * watch.usualShare, high: usual * 1.1),
      actual: usual * share / watch.usualShare, openedAt: world.now,
      causes: [
        "\(Alert.trackingWord): the shop has \(watch.ordersInRun) orders through \(platform.name)'s links that "
          + "it should have reported, and it reported \(watch.ordersInRun - watch.missedOrders)",
        "consent or a tag that was changed on the shop's pages",
      ], riskPerDay: money(risk))
    insert(alert, group: .conversion, signal: nil, world, into: &events)
  }

  /// Over the last four weeks, so that the trouble itself hardly counts.
  private func usualConversionRate(_ members: [Campaign], _ world: WatchInput) -> Double {
    let sum = members.reduce(Metrics.zero) {
      $0 + world.book.lastDays(28, of: $1.id, through: world.now.day)
    }
    return sum.clicks > 0 ? sum.conversions / Double(sum.clicks) : 0
  }
}

extension Alert {
  /// How the first cause begins where orders are known and not reported.
  fileprivate static let trackingWord = "tracking"

  fileprivate var isAboutTracking: Bool {
    metric == .conversionRate && causes.first?.hasPrefix(Self.trackingWord + ":") == true
  }
}
