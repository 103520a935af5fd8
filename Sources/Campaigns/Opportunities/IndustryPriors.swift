package import Commerce

/// Published averages of online shops, for what a shop has no figures of its own yet.
///
/// They stand in until own results outweigh them, and their spread is wide because shops differ.
/// Rounded from: Varos
/// and Triple Whale benchmarks 2023–2024 (Meta e-commerce ROAS near 2 for prospecting, 3 to 5 for
/// past customers);
/// WordStream search benchmarks 2024 (shopping and gifts: CPC near 1 dollar, conversion rate near 3
/// %); Klaviyo
/// benchmark report 2024 (campaigns: 1.3 % clicks, 0.1 % orders of delivered messages); Blake,
/// Nosko and Tadelis 2015
/// and Gordon et al. 2019 for how much of attributed return is caused.
package enum IndustryPriors {
  /// A level with the standard deviation of its logarithm.
  package struct Level: Hashable, Sendable {
    package var mean: Double
    package var logDeviation: Double
  }

  /// Attributed revenue a unit of spend.
  package static func roas(_ platform: Platform, _ audience: Audience) -> Level {
    let isGoogle = platform == .googleAds
    switch audience {
    case .everyone: return Level(mean: isGoogle ? 4 : 2, logDeviation: 0.5)
    case .prospects: return Level(mean: isGoogle ? 3 : 2.5, logDeviation: 0.5)
    case .lookalike: return Level(mean: isGoogle ? 2.5 : 3, logDeviation: 0.5)
    case .segment(let name): return Level(mean: segment(name), logDeviation: 0.55)
    }
  }

  private static func segment(_ name: SegmentName) -> Double {
    switch name {
    case .champions, .loyal: 4.5
    case .potentialLoyalists, .new, .promising, .needAttention: 4
    case .cannotLose, .atRisk: 4
    case .aboutToSleep: 3
    case .hibernating: 2
    case .lost: 1.2
    }
  }

  /// Share of attributed revenue that would not have come without the campaign, 0…1.
  package static func incrementality(_ audience: Audience) -> Double {
    switch audience {
    case .prospects, .lookalike: 0.8
    case .everyone: 0.6
    case .segment(let name):
      switch name {
      case .champions, .loyal: 0.55
      case .potentialLoyalists, .new, .promising, .needAttention: 0.7
      case .aboutToSleep, .atRisk, .cannotLose, .hibernating, .lost: 0.85
      }
    }
  }

  /// Orders for each delivered e-mail.
  package static func emailOrders(_ objective: Campaign.Objective) -> Level {
    switch objective {
    case .retention: Level(mean: 0.0014, logDeviation: 0.6)
    case .upsell: Level(mean: 0.0012, logDeviation: 0.6)
    case .winback: Level(mean: 0.0009, logDeviation: 0.65)
    case .acquisition: Level(mean: 0.0003, logDeviation: 0.9)
    }
  }

  /// Unsubscribes for each delivered e-mail.
  package static let unsubscribes = 0.002
  /// Part of a customer's value that depends on being reachable by e-mail.
  package static let valueOfReach = 0.1
  /// Deliveries that the e-mail average counts for beside own results.
  package static let emailWeight = 4_000.0
  /// Orders' worth of revenue that the average return on ad spend counts for beside own results.
  package static let roasOrders = 8.0
}
