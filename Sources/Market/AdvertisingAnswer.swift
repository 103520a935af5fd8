import Commerce
import RealModule
import Statistics

/// Impressions, clicks and spend of one creative in one hour.
struct Traffic {
  var impressions: Int
  var clicks: Int
  /// Clicks by people who could buy.
  var honestClicks: Int
  var micros: Int64
}

/// What an audience makes of one campaign's advertisements in one hour.
///
/// Saturation costs twice: prices rise by its power 0.4, conversion falls by its power 0.6; the
/// product is the pool's mean efficiency.
struct AdvertisingAnswer {
  private let isGoogle: Bool
  private let baseClickThrough: Double
  /// Currency units for one impression of an average, fresh creative.
  private let impressionPrice: Double
  /// Wear that halves click-through, in impressions.
  private let wearLimit: Double
  private let wearHalfLifeDays: Double
  private let clicksPerHonestClick: Double
  /// Orders an honest click, for an average creative.
  let conversionRate: Double

  init(
    _ world: World, campaign position: Int, _ conditions: HourConditions,
    using generator: inout SeededGenerator
  ) {
    let campaign = world.campaigns[position]
    let parameters = world.parameters.advertising
    let pool = world.pools[world.poolIndex(campaign.platform, campaign.audience)]
    let isLearning = campaign.learning != nil
    isGoogle = campaign.platform == .googleAds
    baseClickThrough = pool.clickThrough
    clicksPerHonestClick = conditions.clicksPerHonestClick(campaign.platform, campaign.audience)
    wearHalfLifeDays = parameters.wearHalfLifeDays
    wearLimit = Self.wearLimit(campaign, parameters)
    let noise = logNormal(logMean: 0, logDeviation: parameters.priceNoise, using: &generator)
    impressionPrice =
      pool.price * pool.clickThrough * conditions.competition * noise
      * conditions.price(campaign.platform, campaign.audience)
      * Double.pow(pool.efficiency, -0.4) * (isLearning ? parameters.learningPrice : 1)
    conversionRate =
      pool.currentReturn * pool.clickPrice / campaign.typicalOrder
      * Double.pow(pool.efficiency, 0.6) * conditions.season.squareRoot()
      * AudienceTraits.fit(of: campaign.objective, to: campaign.audience)
      * conditions.conversion(campaign.platform, campaign.audience)
      * (1 + 2 * (world.activeDiscount(of: position) ?? 0))
      * (isLearning ? parameters.learningConversion : 1)
  }

  /// Remembered impressions at which a creative's click-through has halved.
  static func wearLimit(
    _ campaign: WorldCampaign, _ parameters: WorldParameters.Advertising
  ) -> Double {
    campaign.audienceSize * parameters.wearOutImpressions
      * (campaign.platform == .googleAds ? 4 : 1)
  }

  /// What a creative costs and draws in this hour.
  struct Offer {
    /// Clicks an impression, 0…0.5.
    var clickThrough: Double
    /// Micros an impression, expected.
    var price: Double
  }

  /// Draws a creative's offer.
  func offer(
    _ creative: WorldCreative, hour: Int64, using generator: inout SeededGenerator
  ) -> Offer {
    let wear = creative.wear(at: hour, halfLifeDays: wearHalfLifeDays)
    let pull = creative.appeal / (1 + wear / wearLimit)
    let noise = logNormal(logMean: 0, logDeviation: 0.04, using: &generator)
    // Google charges clicks and rewards a high click-through only in part; Meta charges
    // impressions.
    let price =
      impressionPrice * (isGoogle ? pull.squareRoot() * noise * clicksPerHonestClick : 1)
      * 1_000_000
    return Offer(
      clickThrough: min(0.5, baseClickThrough * pull * noise * clicksPerHonestClick),
      price: max(1, price))
  }

  /// Draws the traffic of an offer.
  ///
  /// - Parameters:
  ///   - offer: What the creative costs and draws.
  ///   - shown: Impressions expected, at least 0.
  ///   - limit: Most that may be spent, in micros.
  ///   - generator: The source of chance.
  /// - Returns: Impressions, clicks and what they cost.
  func traffic(
    _ offer: Offer, shown: Double, atMost limit: Int64, using generator: inout SeededGenerator
  ) -> Traffic {
    var impressions = poisson(mean: min(1e9, shown), using: &generator)
    var clicks = binomial(
      trials: impressions, probability: offer.clickThrough, using: &generator)
    var micros: Int64
    if isGoogle {
      let perClick = max(1, Int64(offer.price / offer.clickThrough))
      clicks = min(clicks, Int(limit / perClick))
      micros = Int64(clicks) * perClick
    } else {
      let perImpression = Int64(offer.price)
      impressions = min(impressions, Int(limit / perImpression))
      clicks = min(clicks, impressions)
      micros = Int64(impressions) * perImpression
    }
    let honest = binomial(
      trials: clicks, probability: 1 / clicksPerHonestClick, using: &generator)
    return Traffic(impressions: impressions, clicks: clicks, honestClicks: honest, micros: micros)
  }
}
