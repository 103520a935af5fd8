package import Commerce
import RealModule

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

  /// Share of an hour's orders that have come in by now, at the platform's mean lag.
  static func share(on platform: Platform, afterHours hour: Instant, now: Instant) -> Double {
    let days = Double(max(0, now.seconds(since: hour) - 1_800)) / 86_400
    return 1 - Double.exp(-days / meanDays(platform))
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
