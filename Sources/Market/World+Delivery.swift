import Commerce
import RealModule
import Statistics

extension World {
  /// Runs every campaign for one hour, in order of creation.
  mutating func deliver(_ conditions: HourConditions, into events: inout [ShopEvent]) {
    var rows: [ReportLedger.Row] = []
    for position in campaigns.indices {
      switch campaigns[position].state {
      case .active: advertise(position, conditions, into: &rows)
      case .sending: send(position, conditions, into: &rows, events: &events)
      case .paused, .completed, .cancelled: continue
      }
    }
    reports.append(rows)
  }

  private mutating func advertise(
    _ position: Int, _ conditions: HourConditions, into rows: inout [ReportLedger.Row]
  ) {
    guard !campaigns[position].isExhausted(on: conditions.day) else { return }
    var generator = chance.generator(.delivery, conditions.hour, Int64(position))
    var left = allowance(of: campaigns[position])
    let wanted = min(
      Double(left), hourlyBudget(position, conditions, using: &generator))
    guard wanted >= 1 else { return }
    let answer = AdvertisingAnswer(self, campaign: position, conditions, using: &generator)
    let offers = campaigns[position].creatives.map {
      answer.offer($0, hour: conditions.hour, using: &generator)
    }
    // Platforms rotate creatives by impressions, whatever each of them costs: an even test stays
    // even.
    let meanPrice = zip(campaigns[position].creatives, offers).reduce(0) {
      $0 + $1.0.share * $1.1.price
    }
    guard meanPrice > 0 else { return }
    for creative in campaigns[position].creatives.indices {
      let share = campaigns[position].creatives[creative].share
      guard share > 0 else { continue }
      let traffic = answer.traffic(
        offers[creative], shown: wanted * share / meanPrice, atMost: left, using: &generator)
      guard traffic.impressions > 0 else { continue }
      left -= traffic.micros
      book(traffic, position, creative, conditions, into: &rows)
      convert(
        honestClicks: traffic.honestClicks, position, creative, conditions,
        rate: answer.conversionRate * campaigns[position].creatives[creative].persuasion,
        using: &generator)
    }
  }

  /// Micros that the platform may still take today: never above budget × factor or the spend cap.
  private func allowance(of campaign: WorldCampaign) -> Int64 {
    let limit = (Double(campaign.highestBudgetToday) * campaign.platform.overspendFactor)
      .rounded(.down)
    let today = Int64(limit) - campaign.spentToday
    return max(0, min(today, campaign.spendCap.map { $0 - campaign.spent } ?? today))
  }

  /// Micros that the platform's pacing would spend in this hour.
  private func hourlyBudget(
    _ position: Int, _ conditions: HourConditions, using generator: inout SeededGenerator
  ) -> Double {
    let campaign = campaigns[position]
    let isGoogle = campaign.platform == .googleAds
    let spread =
      isGoogle
      ? parameters.advertising.googleBudgetNoise : parameters.advertising.metaBudgetNoise
    let noise = chance.trait(
      .dayFactor, Int64(conditions.day.number), Int64(position), spread: spread)
    let weekday = profile.weekday(conditions.day).squareRoot()
    let steering = min(1.25, max(0.5, 1 - 0.25 * campaign.overspendDays))
    let factor = min(
      campaign.platform.overspendFactor,
      noise * Double.exp(-spread * spread / 2) * weekday * steering)
    var wanted = Double(campaign.dailyBudget) * factor * conditions.attention / 24
    if campaign.learning != nil {
      wanted *= logNormal(
        logMean: 0, logDeviation: parameters.advertising.learningNoise, using: &generator)
    }
    return wanted
  }

  private mutating func book(
    _ traffic: Traffic, _ position: Int, _ creative: Int, _ conditions: HourConditions,
    into rows: inout [ReportLedger.Row]
  ) {
    let pool = poolIndex(campaigns[position].platform, campaigns[position].audience)
    pools[pool].spentThisHour += Double(traffic.micros) / 1_000_000
    totals.spendMicros += traffic.micros
    campaigns[position].spentToday += traffic.micros
    campaigns[position].spent += traffic.micros
    campaigns[position].truth.impressions += Int64(traffic.impressions)
    campaigns[position].truth.clicks += Int64(traffic.clicks)
    campaigns[position].creatives[creative].wearOut(
      traffic.impressions, at: conditions.hour,
      halfLifeDays: parameters.advertising.wearHalfLifeDays)
    rows.append(
      ReportLedger.Row(
        campaign: Int32(position), creative: UInt8(creative),
        metrics: Metrics(
          impressions: Int64(traffic.impressions), clicks: Int64(traffic.clicks),
          spendMicros: traffic.micros),
        position: 0))
  }

  /// Turns clicks into orders to come, and into memories that claim orders which come anyway.
  private mutating func convert(
    honestClicks: Int, _ position: Int, _ creative: Int, _ conditions: HourConditions,
    rate: Double, using generator: inout SeededGenerator
  ) {
    let campaign = campaigns[position]
    let traits = AudienceTraits(campaign.audience)
    let click = Shopper.Touch(
      campaign: Int32(position), creative: UInt8(creative), hour: Int32(conditions.hour))
    totals.expectedIncrementalMicros += Int64(
      Double(honestClicks) * min(0.3, rate) * traits.incrementalShare * 1_000_000
        * campaign.typicalOrder * orderFactor(of: position))
    let conversions = binomial(
      trials: honestClicks, probability: min(0.3, rate), using: &generator)
    for _ in 0..<conversions {
      guard happens(traits.incrementalShare, using: &generator) else {
        claims.append(click)
        continue
      }
      let buyer = buyer(of: campaign, knownShare: traits.knownShare, using: &generator)
      dueOrders.insert(
        DueOrder(shopper: buyer, click: click),
        at: conditions.hour + lagHours(campaign, using: &generator))
    }
    guard !campaign.recipients.isEmpty, campaign.touchShare > 0 else { return }
    let memories = binomial(
      trials: honestClicks, probability: campaign.touchShare, using: &generator)
    for _ in 0..<memories {
      let shopper = campaign.recipients[index(below: campaign.recipients.count, using: &generator)]
      population.update(shopper) { $0.touch = click }
    }
  }

  /// A customer's position, or −1 for a stranger.
  private func buyer(
    of campaign: WorldCampaign, knownShare: Double, using generator: inout SeededGenerator
  ) -> Int32 {
    if !campaign.recipients.isEmpty {
      return campaign.recipients[index(below: campaign.recipients.count, using: &generator)]
    }
    guard happens(knownShare, using: &generator) else { return -1 }
    return population.draw(using: &generator) ?? -1
  }

  /// Hours from a click to its order, at least 1.
  func lagHours(_ campaign: WorldCampaign, using generator: inout SeededGenerator) -> Int64 {
    let days =
      switch campaign.platform {
      case .googleAds: parameters.advertising.googleLagDays
      case .metaAds: parameters.advertising.metaLagDays
      case .klaviyo, .shopify: parameters.email.lagDays
      }
    return 1 + Int64(min(2_400, exponential(rate: 1 / (days * 24), using: &generator)))
  }
}
