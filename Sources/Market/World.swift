package import Commerce

/// The simulated outside world: customers, audiences, campaigns, one hour a step, repeatable by its
/// seed.
///
/// Platforms change campaigns between steps; ``step()`` lets an hour pass. Two worlds of the same
/// genesis that are given the same changes at the same hours are equal, bit for bit. The cost of an
/// hour depends on what happens in it (orders, clicks, e-mails, running campaigns), not on the
/// number
/// of customers.
package struct World: Sendable {
  package let currency: Currency
  package let start: Instant
  package let parameters: WorldParameters
  package let chance: Chance
  /// The start of the next hour that is simulated.
  package internal(set) var now: Instant
  let levels: ShopLevels
  let profile: SeasonalProfile
  var population: Population
  /// All audiences of Google Ads, then all of Meta Ads, by ordinal.
  var pools: [AudiencePool]
  package internal(set) var campaigns: [WorldCampaign] = []
  package internal(set) var discounts: [WorldDiscount] = []
  package internal(set) var reports: ReportLedger
  package internal(set) var feed = ShopFeed()
  var dueOrders = HourQueue<DueOrder>()
  var dueCredits = HourQueue<ConversionCredit>()
  /// Clicks of strangers who would have become customers anyway, waiting for them; oldest first.
  var claims: [Shopper.Touch] = []
  var totals = WorldTotals()

  package init(_ genesis: Genesis) {
    let chance = Chance(seed: genesis.seed)
    let parameters = genesis.parameters
    var population = PopulationGenesis(genesis)
    self.population = population.population(chance: chance)
    let levels = population.levels
    self.levels = levels
    self.chance = chance
    self.parameters = parameters
    currency = genesis.currency
    start = genesis.start.startOfHour
    now = genesis.start.startOfHour
    profile = SeasonalProfile(
      customers: genesis.customers, seasonStrength: parameters.demand.seasonStrength)
    reports = ReportLedger(start: genesis.start.hourIndex)
    pools = [Platform.googleAds, .metaAds].flatMap { platform in
      (0..<Audience.count).compactMap(Audience.init(ordinal:)).map { audience in
        AudiencePool(
          platform, audience, levels: levels, parameters: parameters.advertising, chance: chance)
      }
    }
  }

  /// Everyone who has ever bought.
  package var customerCount: Int { population.count }

  package func reference(ofCustomer position: Int32) -> String {
    population.references[Int(position)]
  }

  func poolIndex(_ platform: Platform, _ audience: Audience) -> Int {
    platform.ordinal * Audience.count + audience.ordinal
  }

  func campaignIndex(externalID: String) -> Int? {
    campaigns.firstIndex { $0.externalID == externalID }
  }
}

/// Sums over the world's life; the truth, not what anyone reports.
package struct WorldTotals: Hashable, Sendable {
  package var organicOrders: Int64 = 0
  package var organicRevenueMicros: Int64 = 0
  /// Orders that would not have happened without a campaign.
  package var incrementalOrders: Int64 = 0
  package var incrementalRevenueMicros: Int64 = 0
  /// What the clicks and messages of campaigns cause on average, in micros: without the luck of who
  /// happens to buy, and for how much.
  package var expectedIncrementalMicros: Int64 = 0
  package var spendMicros: Int64 = 0
  package var newCustomers: Int64 = 0
  package var unsubscribes: Int64 = 0
}
