package import Commerce
import RealModule

/// What really is the case in a world. For evaluation; nothing that runs a shop can know it.
package struct Truth: Sendable {
  private let world: World

  init(_ world: World) {
    self.world = world
  }

  package var totals: WorldTotals { world.totals }

  /// Everything that breaks between two instants, past or future, by start.
  package func incidents(from: Instant, to: Instant) -> [Incident] {
    world.calendar.incidents(from: from, to: to)
  }

  package func campaign(externalID: String) -> CampaignTruth? {
    world.campaignIndex(externalID: externalID).map { world.campaigns[$0].truth }
  }

  /// Micros that a campaign spent on a day, today included; 0 if it is not known.
  package func spendMicros(externalID: String, on day: Day) -> Int64 {
    guard let index = world.campaignIndex(externalID: externalID) else { return 0 }
    let campaign = world.campaigns[index]
    if day == world.now.day { return campaign.spentToday }
    return campaign.truth.dailySpend.last { $0.day == day }?.micros ?? 0
  }

  /// Revenue a day, in currency units, that a steady daily spend on an audience would cause now,
  /// with average creatives and in an average season. `nil` where nothing can be spent.
  ///
  /// - Parameters:
  ///   - platform: Where.
  ///   - audience: Whom.
  ///   - dailySpend: Currency units, at least 0.
  /// - Returns: Currency units a day.
  package func expectedRevenue(
    platform: Platform, audience: Audience, dailySpend: Double
  ) -> Double? {
    guard platform.hasBudgets else { return nil }
    let pool = world.pools[world.poolIndex(platform, audience)]
    return pool.revenue(dailySpend: dailySpend) * AudienceTraits(audience).incrementalShare
  }

  /// Revenue a day, in currency units, that a steady daily spend of a campaign would cause now, with
  /// its creatives as worn as that spend wears them.
  ///
  /// - Parameters:
  ///   - position: The campaign's place among the world's.
  ///   - dailySpend: Currency units, at least 0.
  /// - Returns: Currency units a day, before what breaks.
  package func steadyRevenue(of position: Int, dailySpend: Double) -> Double {
    guard dailySpend > 0 else { return 0 }
    let campaign = world.campaigns[position]
    let pool = world.pools[world.poolIndex(campaign.platform, campaign.audience)]
    let advertising = world.parameters.advertising
    let efficiency = pool.efficiency(at: dailySpend)
    let season = world.profile.season(world.now.day)
    let base =
      pool.price * pool.clickThrough * Double.pow(efficiency, -0.4) * Double.pow(season, 0.35)
    let wearLimit = AdvertisingAnswer.wearLimit(campaign, advertising)
    let remembered = advertising.wearHalfLifeDays / Double.log(2)
    let isGoogle = campaign.platform == .googleAds
    var pulls = campaign.creatives.map(\.appeal)
    var impressions = 0.0
    // What wears out is shown more often where impressions cost less, so both are found in turn.
    for _ in 0..<20 {
      let price = zip(campaign.creatives, pulls).reduce(0) {
        $0 + $1.0.share * base * (isGoogle ? $1.1.squareRoot() : 1)
      }
      guard price > 0 else { return 0 }
      impressions = dailySpend / price
      pulls = campaign.creatives.map {
        $0.appeal / (1 + impressions * $0.share * remembered / wearLimit)
      }
    }
    let bought = zip(campaign.creatives, pulls).reduce(0) {
      $0 + impressions * $1.0.share * pool.clickThrough * $1.1 * $1.0.persuasion
    }
    return bought * pool.currentReturn * pool.clickPrice * Double.pow(efficiency, 0.6)
      * season.squareRoot() * AudienceTraits.fit(of: campaign.objective, to: campaign.audience)
      * AudienceTraits(campaign.audience).incrementalShare
  }

  /// Conversion rate of an idea's clicks with an audience, relative to an average creative.
  package func persuasion(
    of idea: Creative.Idea, platform: Platform, audience: Audience
  ) -> Double {
    world.appeal(of: idea, platform, audience, part: 1)
  }

  /// Currency units a day at which an audience is half saturated.
  package func halfSaturation(platform: Platform, audience: Audience) -> Double? {
    guard platform.hasBudgets else { return nil }
    return world.pools[world.poolIndex(platform, audience)].halfPoint
  }

  /// Click-through rate of an idea with an audience, relative to an average creative.
  package func appeal(
    of idea: Creative.Idea, platform: Platform, audience: Audience
  ) -> Double {
    world.appeal(of: idea, platform, audience, part: 0)
  }

  /// Purchase days a day of a customer in an average season, and whether they are still active.
  package func customer(_ reference: String) -> (rate: Double, isActive: Bool)? {
    guard let position = world.population.position(of: reference) else { return nil }
    let shopper = world.population[position]
    return (world.population.rate(of: shopper), shopper.isActive)
  }
}

extension World {
  /// The hidden truth, as it stands now.
  package var truth: Truth { Truth(self) }
}
