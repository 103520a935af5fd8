import Commerce

extension AnomalyWatch {
  /// Judges the hours that a platform has closed since the last time, then its conversions.
  mutating func advance(
    _ platform: Platform, _ world: WatchInput, newID: () -> Alert.ID,
    into events: inout [AlertEvent]
  ) {
    guard let complete = world.completeTo[platform] else { return }
    var watch = platforms[platform] ?? PlatformWatch()
    var hour = watch.judgedTo ?? complete.adding(hours: -1)
    guard hour < complete else { return }
    let members = world.campaigns.filter { $0.platform == platform }
    while hour < complete {
      judge(hour, of: platform, members, &watch, world, into: &events)
      hour = hour.adding(hours: 1)
    }
    watch.judgedTo = complete
    // Orders that have not been asked for since say nothing of the clicks that were due.
    if !world.orders.hasTags || world.ordersCompleteTo.startOfHour >= complete {
      judgeConversions(
        at: complete.adding(hours: -1), of: platform, members, &watch, world, into: &events)
    }
    platforms[platform] = watch
    raise(platform, members, world, newID: newID, into: &events)
  }

  private mutating func judge(
    _ hour: Instant, of platform: Platform, _ members: [Campaign], _ watch: inout PlatformWatch,
    _ world: WatchInput, into events: inout [AlertEvent]
  ) {
    var sum = PlatformWatch.Sum()
    for member in members {
      guard let metrics = world.book.hour(hour, of: member.id) else {
        listen(to: member, metrics: .zero, at: hour, watch.seasons, world, into: &events)
        continue
      }
      listen(to: member, metrics: metrics, at: hour, watch.seasons, world, into: &events)
      let isFrozen = isFrozen(member.id, on: platform, .traffic)
      guard var own = campaigns[member.id] else { continue }
      let judged = own.judged(metrics, at: hour, seasons: watch.seasons)
      sum.add(judged)
      own.observe(judged, seasons: watch.seasons, &sum.prices)
      for (signal, change) in own.detect(judged) where change == .returned {
        resolve(.campaign(member.id), signal, world, into: &events)
      }
      if !isFrozen { watch.seasons.learn(own, judged) }
      own.learn(judged, seasons: watch.seasons, trafficIsFrozen: isFrozen)
      own.due += own.ripen(judged.clicks)
      own.ripen(judged, seasons: watch.seasons)
      campaigns[member.id] = own
    }
    watch.observe(sum, at: hour)
    for (signal, change) in watch.detect(sum, at: hour) where change == .returned {
      resolve(.platform(platform), signal, world, into: &events)
      for member in members { campaigns[member.id]?.detectors[signal.rawValue].reset() }
    }
  }

  private mutating func judgeConversions(
    at hour: Instant, of platform: Platform, _ members: [Campaign], _ watch: inout PlatformWatch,
    _ world: WatchInput, into events: inout [AlertEvent]
  ) {
    var sums = (arrived: 0.0, expected: 0.0, due: 0.0)
    var streams = FigureStreams.Sums()
    var returned: JudgedReturns?
    let value = shop.usualOrder
    let until = world.ordersCompleteTo.startOfHour
    let from = watch.taggedTo ?? until.adding(hours: -1)
    watch.taggedTo = max(until, from)
    for member in members {
      guard var own = campaigns[member.id] else { continue }
      let total = world.book.conversionsReported(of: member.id)
      // The shop knows of an order at once; the platform tells of it hours later, if it does.
      let arrived =
        world.orders.hasTags
        ? Double(orders(of: [member], from: from, to: until, world)) : total - own.conversionsSeen
      own.conversionsSeen = total
      let earned = world.book.revenueReported(of: member.id)
      let revenue = earned - own.revenueSeen
      own.revenueSeen = earned
      let due = own.due
      let isFrozen =
        isFrozen(member.id, on: platform, .conversion) || isOpen(.shop, .orders)
      var shifts: [(Signal, ShiftDetector.Change)] = []
      if let value {
        if let judged = own.judgedReturns(revenue: revenue, orders: arrived, value, at: hour) {
          if let change = own.detectReturns(judged, at: hour) {
            shifts.append((.returnDown, change))
          }
          returned = returned.map { $0 + judged } ?? judged
        }
        own.learnReturns(revenue: revenue, value, isFrozen: isFrozen)
      }
      let (expected, changes) = own.detectConversions(
        arrived: arrived, at: hour, isFrozen: isFrozen)
      own.observeOrders(at: hour, &streams)
      campaigns[member.id] = own
      for (signal, change) in shifts + changes where change == .returned {
        resolve(.campaign(member.id), signal, world, into: &events)
      }
      guard let expected else { continue }
      sums.arrived += arrived
      sums.expected += expected
      sums.due += due
    }
    watch.observe(streams, at: hour)
    let changes =
      watch.detectConversions(
        arrived: sums.arrived, expected: sums.expected, due: sums.due, at: hour)
      + watch.detectReturns(returned, at: hour)
    for (signal, change) in changes where change == .returned {
      resolve(.platform(platform), signal, world, into: &events)
      resolve(.shop, signal, world, into: &events)
    }
  }

  /// Watches for a campaign that should run and is not shown to anyone.
  private mutating func listen(
    to member: Campaign, metrics: Metrics, at hour: Instant, _ seasons: PlatformSeasons,
    _ world: WatchInput, into events: inout [AlertEvent]
  ) {
    guard campaigns[member.id] != nil else { return }
    let spent = world.book.today(member.id, hour.day).spendMicros
    let limit = member.dailyBudget?.scaled(by: 0.8).micros ?? .max
    let isOver = spent >= limit || member.end < hour.day
    let isSilent =
      campaigns[member.id]?.heardOf(
        impressions: Double(metrics.impressions), at: hour, budgetIsUsedUp: isOver,
        seasons: seasons) ?? false
    if !isSilent, metrics.impressions > 0 {
      resolve(
        Key(scope: .campaign(member.id), group: .delivery), note: "it is shown again", world,
        into: &events)
    }
  }
}

extension PlatformSeasons {
  /// Learns from one campaign's hour how this hour differs from its average one.
  mutating func learn(_ own: CampaignWatch, _ judged: JudgedHour) {
    guard own.knowsTraffic else { return }
    if let rate = own.clickRate.rate {
      clickRate.learn(
        at: judged.hour, actual: judged.clicks, expected: rate * judged.impressions)
    }
    if own.knowsPrice, let usual = own.price.price, judged.charged > 0 {
      // Whatever is charged for, an hour of one campaign says no more than a score of clicks.
      let weight = min(20, judged.charged)
      price.learn(
        at: judged.hour, actual: judged.spend / usual / judged.charged * weight, expected: weight)
    }
    if let usual = own.delivery.rate, own.delivery.hours >= 24, judged.impressions > 0 {
      delivery.learn(at: judged.hour, actual: judged.impressions, expected: usual)
    }
  }
}
