import Commerce

/// What is typical of an audience, before the seed's own differences.
struct AudienceTraits {
  /// Caused revenue a unit of spend on an unsaturated audience, for average creatives.
  let googleReturn: Double
  let metaReturn: Double
  /// Price of a click, relative to the platform's usual one.
  let price: Double
  /// Click-through rate, relative to the platform's usual one.
  let clickThrough: Double
  /// Daily spend at half saturation, in units of ``WorldParameters/Advertising/saturationShare``.
  let size: Double
  /// Orders claimed from customers who would have bought anyway, as return on spend.
  let claimedReturn: Double
  /// Share of conversions that would not have happened (strangers only; segments have claims
  /// instead).
  let incrementalShare: Double
  /// Share of caused orders that come from people who have bought before.
  let knownShare: Double

  init(_ audience: Audience) {
    let row = Self.row(audience)
    googleReturn = row.google
    metaReturn = row.meta
    price = row.price
    clickThrough = row.click
    size = row.size
    claimedReturn = row.claimed
    switch audience {
    case .everyone: (incrementalShare, knownShare) = (0.6, 0.3)
    case .prospects, .lookalike: (incrementalShare, knownShare) = (0.85, 0)
    case .segment: (incrementalShare, knownShare) = (1, 1)
    }
  }

  private typealias Row = (
    google: Double, meta: Double, price: Double, click: Double, size: Double, claimed: Double
  )

  private static func row(_ audience: Audience) -> Row {
    switch audience {
    case .everyone: (5.5, 3.0, 1.0, 1.0, 2.0, 0)
    case .prospects: (4.4, 4.8, 0.9, 0.8, 1.8, 0)
    case .lookalike: (3.6, 6.4, 1.0, 1.0, 1.6, 0)
    case .segment(let name): row(name)
    }
  }

  private static func row(_ segment: SegmentName) -> Row {
    switch segment {
    case .champions: (2.6, 3.2, 1.2, 1.8, 0.40, 1.6)
    case .loyal: (3.4, 4.2, 1.15, 1.6, 0.50, 1.3)
    case .potentialLoyalists: (4.6, 5.6, 1.1, 1.4, 0.50, 0.9)
    case .new: (4.0, 5.0, 1.1, 1.3, 0.30, 0.7)
    case .promising: (3.6, 4.4, 1.05, 1.2, 0.30, 0.5)
    case .needAttention: (4.4, 5.2, 1.05, 1.2, 0.35, 0.5)
    case .aboutToSleep: (3.6, 4.4, 1.0, 1.0, 0.35, 0.3)
    case .atRisk: (4.6, 5.4, 1.1, 1.0, 0.50, 0.35)
    case .cannotLose: (6.0, 6.6, 1.2, 1.1, 0.30, 0.5)
    case .hibernating: (1.7, 2.1, 0.9, 0.7, 0.50, 0.1)
    case .lost: (0.9, 1.1, 0.9, 0.5, 0.40, 0.05)
    }
  }

  /// How well an objective suits the audience: 1.1 well, 0.8 badly.
  static func fit(of objective: Campaign.Objective, to audience: Audience) -> Double {
    switch (objective, audience) {
    case (.acquisition, .segment): 0.8
    case (.acquisition, _): 1.1
    case (_, .everyone): 0.9
    case (_, .prospects), (_, .lookalike): 0.8
    case (.winback, .segment(let name)):
      [.aboutToSleep, .atRisk, .cannotLose, .hibernating, .lost].contains(name) ? 1.1 : 0.9
    case (.retention, .segment(let name)):
      [.champions, .loyal, .potentialLoyalists, .new, .needAttention].contains(name) ? 1.1 : 0.9
    case (.upsell, .segment(let name)):
      [.champions, .loyal, .potentialLoyalists].contains(name) ? 1.1 : 0.85
    }
  }
}

extension Audience {
  /// Its place among all audiences, 0…13.
  var ordinal: Int {
    switch self {
    case .everyone: 0
    case .prospects: 1
    case .lookalike: 2
    case .segment(let name): 3 + (SegmentName.allCases.firstIndex(of: name) ?? 0)
    }
  }

  static let count = 3 + SegmentName.allCases.count

  init?(ordinal: Int) {
    switch ordinal {
    case 0: self = .everyone
    case 1: self = .prospects
    case 2: self = .lookalike
    case 3..<Self.count: self = .segment(SegmentName.allCases[ordinal - 3])
    default: return nil
    }
  }
}

extension Platform {
  /// Its place among all platforms, 0…3.
  var ordinal: Int {
    switch self {
    case .googleAds: 0
    case .metaAds: 1
    case .klaviyo: 2
    case .shopify: 3
    }
  }
}
