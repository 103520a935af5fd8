import Commerce
import RealModule
import Statistics

/// One audience on one advertising platform: its prices, its answer to spend, and how both drift.
///
/// Revenue caused a day by a steady daily spend *s* is *s* · `initialReturn` · *h*(*s* /
/// `halfPoint`)
/// with the Hill curve's mean efficiency *h*(u) = c · u^(k−1) / (1 + u^k), k the saturation shape;
/// c
/// makes the largest value 1. *s* is replaced by the adstock, so pressure builds up and fades.
struct AudiencePool: Equatable {
  let platform: Platform
  let audience: Audience
  /// Caused revenue a unit of spend at the best point of the curve, before drift.
  let initialReturn: Double
  /// Currency units a click, before drift and saturation.
  let clickPrice: Double
  /// Clicks an impression for an average, fresh creative.
  let clickThrough: Double
  /// Currency units a day at which the audience is half saturated.
  let halfPoint: Double
  let shape: Double
  /// Logarithm of the price's drift.
  private(set) var priceDrift = 0.0
  /// Logarithm of the return's drift.
  private(set) var responseDrift = 0.0
  /// Advertising pressure: spend a day with carry-over, in currency units.
  private(set) var adstock = 0.0
  /// Spend of the current hour over all campaigns, in currency units.
  var spentThisHour = 0.0

  init(
    _ platform: Platform, _ audience: Audience, levels: ShopLevels,
    parameters: WorldParameters.Advertising, chance: Chance
  ) {
    let traits = AudienceTraits(audience)
    let key = Int64(platform.ordinal * Audience.count + audience.ordinal)
    func trait(_ number: Int64, _ spread: Double) -> Double {
      chance.trait(.pool, key, number, spread: spread)
    }
    let isGoogle = platform == .googleAds
    let spread = parameters.audienceSpread
    self.platform = platform
    self.audience = audience
    initialReturn =
      (isGoogle ? traits.googleReturn : traits.metaReturn) * parameters.returnLevel
      * trait(0, spread)
    clickPrice =
      levels.clickPrice * (isGoogle ? 1 : 0.8) * traits.price * parameters.priceLevel
      * trait(1, spread / 2)
    clickThrough = min(0.3, (isGoogle ? 0.035 : 0.011) * traits.clickThrough * trait(2, spread / 2))
    halfPoint = max(
      1, levels.dailyRevenue * parameters.saturationShare * traits.size * trait(3, spread))
    shape = max(1, parameters.saturationShape)
  }

  /// Mean efficiency at the current pressure, in (0, 1].
  var efficiency: Double { efficiency(at: adstock) }

  var price: Double { clickPrice * Double.exp(priceDrift) }

  var currentReturn: Double { initialReturn * Double.exp(responseDrift) }

  /// Caused revenue a day of a steady spend, in currency units, at today's drift.
  func revenue(dailySpend: Double) -> Double {
    dailySpend * currentReturn * efficiency(at: dailySpend) / Double.exp(priceDrift)
  }

  mutating func hourEnded(carryOverPerDay: Double) {
    let kept = Double.pow(max(1e-9, carryOverPerDay), 1.0 / 24)
    adstock = adstock * kept + (1 - kept) * spentThisHour * 24
    spentThisHour = 0
  }

  mutating func drift(
    _ parameters: WorldParameters.Advertising, using generator: inout SeededGenerator
  ) {
    let kept = 1 - parameters.driftReversion
    priceDrift =
      priceDrift * kept + normal(deviation: parameters.priceDriftPerDay, using: &generator)
    responseDrift =
      responseDrift * kept + normal(deviation: parameters.responseDriftPerDay, using: &generator)
    // Worlds without breaks draw nothing here, so that they stay as they were.
    guard parameters.breaksPerMonth > 0,
      happens(min(1, parameters.breaksPerMonth / 28), using: &generator)
    else { return }
    responseDrift += normal(deviation: parameters.breakDeviation, using: &generator)
  }

  func efficiency(at spend: Double) -> Double {
    let ratio = max(0.02, spend / halfPoint)
    return Self.shapeOnly(ratio, shape) / Self.shapeOnly(Self.bestRatio(shape), shape)
  }

  private static func shapeOnly(_ ratio: Double, _ shape: Double) -> Double {
    Double.pow(ratio, shape - 1) / (1 + Double.pow(ratio, shape))
  }

  /// Where the mean efficiency is largest: u^k = k − 1; never below the smallest ratio that is
  /// used.
  private static func bestRatio(_ shape: Double) -> Double {
    max(0.02, Double.pow(max(0, shape - 1), 1 / shape))
  }
}

extension AudiencePool: Packable {
  func pack(into packer: inout Packer) {
    packer.put(UInt8(platform.ordinal))
    packer.put(UInt8(audience.ordinal))
    for value in [
      initialReturn, clickPrice, clickThrough, halfPoint, shape, priceDrift, responseDrift,
      adstock, spentThisHour,
    ] { packer.put(value) }
  }

  init(from unpacker: inout Unpacker) throws(DamagedWorld) {
    let platform = Int(try unpacker.byte())
    guard Platform.allCases.indices.contains(platform),
      let audience = Audience(ordinal: Int(try unpacker.byte()))
    else { throw unpacker.damage("an audience of a platform") }
    self.platform = Platform.allCases[platform]
    self.audience = audience
    initialReturn = try unpacker.double()
    clickPrice = try unpacker.double()
    clickThrough = try unpacker.double()
    halfPoint = try unpacker.double()
    shape = try unpacker.double()
    priceDrift = try unpacker.double()
    responseDrift = try unpacker.double()
    adstock = try unpacker.double()
    spentThisHour = try unpacker.double()
  }
}
