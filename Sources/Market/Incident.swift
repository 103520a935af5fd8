package import Commerce

/// Something that went wrong in the world, with its label: what it was, where and when.
package struct Incident: Hashable, Codable, Sendable {
  package var kind: Kind
  package var scope: Scope
  /// First hour it is felt.
  package var start: Instant
  /// First hour it is over.
  package var end: Instant
  /// What it multiplies: the price, the conversion rate, the clicks or the demand, by `kind`.
  package var factor: Double

  package enum Kind: String, CaseIterable, Codable, Sendable {
    /// Clicks become dearer.
    case priceSpike = "price spike"
    /// Orders happen but the platform does not see them.
    case trackingOutage = "tracking outage"
    /// Clicks hardly ever become orders.
    case brokenLandingPage = "broken landing page"
    /// Many clicks are no people.
    case clickFraud = "click fraud"
    /// Part of the goods cannot be bought.
    case stockOut = "stock-out"
    /// The platform's reports stand still.
    case reportStall = "report stall"
  }

  package enum Scope: Hashable, Codable, Sendable {
    case shop
    case platform(Platform)
    case audience(Platform, Audience)
  }

  package init(kind: Kind, scope: Scope, start: Instant, end: Instant, factor: Double) {
    self.kind = kind
    self.scope = scope
    self.start = start
    self.end = end
    self.factor = factor
  }

  package func isOn(at instant: Instant) -> Bool { start <= instant && instant < end }

  /// Whether it reaches campaigns of `audience` on `platform`.
  package func concerns(_ platform: Platform, _ audience: Audience) -> Bool {
    switch scope {
    case .shop: true
    case .platform(let broken): broken == platform
    case .audience(let broken, let group): broken == platform && group == audience
    }
  }
}
