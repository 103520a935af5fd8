package import Commerce
package import Statistics

/// What is believed of a campaign's attributed revenue by its daily spend.
///
/// A belief is stored and versioned; it changes when another day is past its attribution lag.
package struct CampaignResponse: Codable, Equatable, Sendable {
  package let campaign: Campaign.ID
  /// Goes up with every change.
  package internal(set) var revision: Int
  /// The newest settled day that was learnt from.
  package internal(set) var learntThrough: Day?
  /// Settled days with spend that were learnt from.
  package internal(set) var days: Int
  /// Settled days alone.
  var settled: ResponsePosterior
  /// Those, and the younger days as far as their orders are in.
  package internal(set) var posterior: ResponsePosterior
  /// The return that was last told, to tell the next meaningful change against.
  var toldReturn: Double
  /// Surprising days in a row, the newest of them included.
  var surprises = 0
  /// What lift tests say; `nil` while the return is known as attributed alone.
  var lift: Lift?
  /// What the shop's other campaigns say of this one too. Not stored: it follows from them.
  var pool: ResponsePool?

  private enum CodingKeys: String, CodingKey {
    case campaign, revision, learntThrough, days, settled, posterior, toldReturn, surprises, lift
  }

  /// The incremental share as of the last test.
  struct Lift: Codable, Equatable, Sendable {
    var share: Incrementality
    var testedOn: Day
    /// When tests ran of which that is known; `nil` in beliefs of earlier versions.
    var days: [ClosedRange<Day>]?
  }

  /// Belief before the first day.
  ///
  /// - Parameters:
  ///   - campaign: Whose response.
  ///   - audience: Whom it speaks to.
  ///   - dailySpend: Currency units a day such as it spends, above 0.
  ///   - roas: What a unit of spend is thought to bring there, above 0.
  ///   - scale: The shop's.
  package init(
    _ campaign: Campaign.ID, _ audience: Audience, dailySpend: Double, roas: Double,
    scale: ResponseScale
  ) {
    self.campaign = campaign
    revision = 1
    days = 0
    settled = scale.prior(audience, dailySpend: dailySpend, roas: roas)
    posterior = settled
    toldReturn = roas
  }

  /// Goes on from an earlier belief. If its days are forgotten they are learnt again, and what
  /// tests and people said of it stays.
  mutating func take(over earlier: CampaignResponse) {
    guard earlier.isForgotten else {
      self = earlier
      return
    }
    revision = earlier.revision
    toldReturn = earlier.toldReturn
    lift = earlier.lift
  }

  /// Whether its days were summed in a way that is not understood any more.
  var isForgotten: Bool { days > 0 && settled.weight == 0 }

  /// What is believed of it, with what its shop's other campaigns taught.
  package var belief: ResponseBelief { posterior.belief(beside: pool) }

  /// Attributed revenue a day, in currency units.
  package func revenue(atDailySpend spend: Double) -> Estimate {
    let belief = belief
    let interval = belief.interval(of: max(0, spend))
    let mean = belief.expectedReturn(of: max(0, spend)).mean
    return Estimate(
      mean: mean, low: min(mean, interval.lowerBound), high: max(mean, interval.upperBound))
  }

  /// Attributed revenue that the next unit of daily spend brings.
  package func marginal(atDailySpend spend: Double) -> Estimate {
    let (mean, deviation) = belief.marginalReturn(at: max(0, spend))
    let reach = 1.2816 * deviation
    return Estimate(mean: mean, low: max(0, mean - reach), high: mean + reach)
  }

  /// Attributed revenue a unit of spend.
  package func roas(atDailySpend spend: Double) -> Estimate {
    guard spend > 0 else { return Estimate(mean: 0, low: 0, high: 0) }
    return revenue(atDailySpend: spend).scaled(by: 1 / spend)
  }
}
