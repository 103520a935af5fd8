/// The outside services that the agent works with.
package enum Platform: String, CaseIterable, Codable, Sendable {
  case googleAds = "google"
  case metaAds = "meta"
  case klaviyo
  case shopify

  package var name: String {
    switch self {
    case .googleAds: "Google Ads"
    case .metaAds: "Meta Ads"
    case .klaviyo: "Klaviyo"
    case .shopify: "Shopify"
    }
  }

  /// Whether campaigns there have a daily budget that can be changed.
  package var hasBudgets: Bool { self == .googleAds || self == .metaAds }

  /// Most that one campaign may spend in a day, as a multiple of its highest daily budget that day.
  ///
  /// Google Ads: 2 (since 2017-10); Meta Ads: 1.75 (since 2024); the others spend nothing.
  package var overspendFactor: Double {
    switch self {
    case .googleAds: 2
    case .metaAds: 1.75
    case .klaviyo, .shopify: 0
    }
  }

  /// Largest change of a budget, as a share of it, after which delivery does not settle anew; `nil`
  /// without such a rule.
  ///
  /// Meta Ads: a fifth counts as a significant edit.
  package var settledStep: Double? { self == .metaAds ? 0.2 : nil }
}
