import Commerce
import Statistics

extension World {
  /// Lets one hour pass.
  package mutating func step() {
    let conditions = HourConditions(self, calendar: calendar)
    var events: [ShopEvent] = []
    var generator = chance.generator(.organic, conditions.hour)
    organicOrders(conditions, into: &events, using: &generator)
    ordersThatAreDue(conditions, into: &events, using: &generator)
    deliver(conditions, into: &events)
    record(events, conditions, using: &generator)
    for index in pools.indices {
      pools[index].hourEnded(carryOverPerDay: parameters.advertising.carryOverPerDay)
    }
    now = now.adding(hours: 1)
    publishReports(conditions)
    reports.prune(before: now.adding(days: -Self.reportDays).hourIndex)
    if now.hour == 0 { dayEnded(conditions.day) }
  }

  var calendar: IncidentCalendar {
    IncidentCalendar(chance: chance, start: start, parameters: parameters.incidents)
  }

  /// Days that report rows are kept after their hour.
  static let reportDays = 21
  /// Days that orders are kept in the shop's feed.
  static let feedDays = 400

  private mutating func dayEnded(_ day: Day) {
    for index in campaigns.indices { campaigns[index].dayEnded(day, next: now) }
    var generator = chance.generator(.drift, Int64(day.number))
    for index in pools.indices { pools[index].drift(parameters.advertising, using: &generator) }
    if day.number.isMultiple(of: 7) { feed.prune(before: now.adding(days: -Self.feedDays)) }
  }

  private mutating func publishReports(_ conditions: HourConditions) {
    let campaigns = self.campaigns
    for platform in [Platform.googleAds, .metaAds, .klaviyo]
    where !conditions.isReportStalled(platform) {
      reports.publish(platform, before: now.hourIndex - reportLag(platform, at: now)) {
        campaigns[Int($0)].platform
      }
    }
    for credit in dueCredits.take(now.hourIndex) {
      let platform = campaigns[Int(credit.campaign)].platform
      if conditions.isReportStalled(platform)
        || !reports.isPublished(platform, hour: credit.clickHour)
      {
        dueCredits.insert(credit, at: now.hourIndex + 1)
      } else {
        _ = reports.restate(credit, on: platform)
      }
    }
  }

  /// Whole hours between the end of an hour and its report.
  func reportLag(_ platform: Platform, at instant: Instant) -> Int64 {
    switch platform {
    case .googleAds: 3
    case .metaAds:
      1 + Int64(SplitMix64.mixed(chance.seed &+ UInt64(bitPattern: instant.hourIndex)) & 1)
    case .klaviyo: 1
    case .shopify: 0
    }
  }
}

extension WorldCampaign {
  /// Closes the books of `day`; `next` is the midnight that ends it.
  mutating func dayEnded(_ day: Day, next: Instant) {
    if highestBudgetToday > 0 {
      truth.dailySpend.append(
        .init(day: day, micros: spentToday, highestBudget: highestBudgetToday))
      let surplus = Double(spentToday - highestBudgetToday) / Double(highestBudgetToday)
      overspendDays = min(3, max(-0.5, overspendDays * 0.97 + surplus))
    }
    spentToday = 0
    highestBudgetToday = state == .active ? dailyBudget : 0
    if let settling = learning,
      settling.conversions >= 50 || next.seconds(since: settling.since) >= 3 * Instant.secondsPerDay
    {
      learning = nil
    }
  }
}
