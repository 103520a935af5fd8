package import Commerce

/// How long after a click its order is reported.
///
/// Typical figures of the platforms' own guidance: most search clicks convert within a day, paid
/// social within
/// several, e-mail within hours. Figures of days younger than ``days(_:)`` still rise and are not
/// judged.
package enum AttributionLag {
  /// Whole days after which nine in ten conversions of a day have been reported.
  package static func days(_ platform: Platform) -> Int {
    switch platform {
    case .googleAds: 3
    case .metaAds: 6
    case .klaviyo: 3
    case .shopify: 0
    }
  }

  /// Mean days from a click to its order.
  package static func meanDays(_ platform: Platform) -> Double {
    switch platform {
    case .googleAds: 0.9
    case .metaAds: 2.2
    case .klaviyo: 0.5
    case .shopify: 0.05
    }
  }
}
