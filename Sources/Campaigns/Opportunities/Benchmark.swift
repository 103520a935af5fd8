package import Commerce

/// A row of the table of what is believed of online shops before a shop has figures of its own.
package struct Benchmark: Hashable, Sendable {
  package var key: Key
  package var level: IndustryPriors.Level
  package var source: Source

  /// What is measured, in units of the key's own: revenue a unit of spend, or a share 0…1.
  package enum Key: Hashable, Sendable {
    /// Attributed revenue a unit of spend; `nil` where the platform makes no difference.
    case returnOnAdSpend(Platform?, Audience)
    /// Share of attributed revenue that would not have come without the campaign.
    case caused(Audience)
    /// Orders for each delivered e-mail.
    case emailOrders(Campaign.Objective)
    /// Unsubscribes for each delivered e-mail.
    case unsubscribes
    /// Part of a customer's value that depends on being reachable by e-mail.
    case valueOfReach
    /// Part of a click-through rate won back by new creatives that comes back as orders.
    case refreshedOrders
  }

  /// Where a row's mean comes from. No publication gives the spread between shops in the form
  /// needed here: it is our own judgement in every row.
  package enum Source: Hashable, Sendable {
    case published(by: String, year: String, measured: String)
    /// What a publication found at large, divided over audiences or goals by us.
    case drawnFrom(String, year: String, found: String)
    /// No source is known.
    case ownJudgement(String)

    /// `published benchmarks: Klaviyo 2024`, for evidence.
    package var brief: String {
      switch self {
      case .published(let by, let year, _): "published benchmarks: \(by) \(year)"
      case .drawnFrom(let from, let year, _): "published benchmarks: judged from \(from) \(year)"
      case .ownJudgement: "own judgement"
      }
    }

    /// What was measured, or why it is thought so.
    package var words: String {
      switch self {
      case .published(_, _, let words), .drawnFrom(_, _, let words), .ownJudgement(let words):
        words
      }
    }
  }

  init(_ key: Key, _ mean: Double, spread: Double, _ source: Source) {
    self.key = key
    level = IndustryPriors.Level(mean: mean, logDeviation: spread)
    self.source = source
  }
}
