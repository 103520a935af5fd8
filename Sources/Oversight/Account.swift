package import Commerce

/// One place where money is held and counted against a cap.
package enum Account: Hashable, Codable, Sendable {
  case total
  case day(Day)
  case platformDay(Platform, Day)
  /// A campaign's whole life.
  case campaign(Campaign.ID)
  /// Spend that a platform reported above what was held for it.
  case overrun
}

extension Account: LosslessStringConvertible {
  /// The key in the database: `day:2011-12-10:google`.
  package var description: String {
    switch self {
    case .total: "total"
    case .day(let day): "day:\(day)"
    case .platformDay(let platform, let day): "day:\(day):\(platform.rawValue)"
    case .campaign(let id): "campaign:\(id)"
    case .overrun: "overrun"
    }
  }

  package init?(_ description: String) {
    let parts = description.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    switch (parts.first, parts.count) {
    case ("total", 1): self = .total
    case ("overrun", 1): self = .overrun
    case ("day", 2):
      guard let day = Day(parts[1]) else { return nil }
      self = .day(day)
    case ("day", 3):
      guard let day = Day(parts[1]), let platform = Platform(rawValue: parts[2]) else { return nil }
      self = .platformDay(platform, day)
    case ("campaign", 2):
      guard let id = Int64(parts[1]) else { return nil }
      self = .campaign(Campaign.ID(id))
    default: return nil
    }
  }
}

/// What an account holds: money that may still be spent (pending) and money that was (posted).
package struct Balance: Hashable, Codable, Sendable {
  package var pendingMicros: Int64
  package var postedMicros: Int64
  package var capMicros: Int64

  package init(pendingMicros: Int64 = 0, postedMicros: Int64 = 0, capMicros: Int64) {
    self.pendingMicros = pendingMicros
    self.postedMicros = postedMicros
    self.capMicros = capMicros
  }

  package var freeMicros: Int64 { capMicros - pendingMicros - postedMicros }
}

/// One line of the ledger: the first phase holds money, the second posts what was spent or gives it
/// back.
package struct Transfer: Hashable, Codable, Sendable {
  package var kind: Kind
  package var campaign: Campaign.ID
  package var platform: Platform
  package var day: Day
  /// Micros, at least 0. For `post`, what was spent; what was held beyond it is given back with it.
  package var amountMicros: Int64
  /// What `post` and `void` take off the held money.
  package var releasedMicros: Int64
  package var decision: Decision.ID?
  package var at: Instant

  package enum Kind: String, Codable, Sendable {
    case reserve, post, void, overrun
  }

  package init(
    kind: Kind, campaign: Campaign.ID, platform: Platform, day: Day, amountMicros: Int64,
    releasedMicros: Int64 = 0, decision: Decision.ID? = nil, at: Instant
  ) {
    self.kind = kind
    self.campaign = campaign
    self.platform = platform
    self.day = day
    self.amountMicros = amountMicros
    self.releasedMicros = releasedMicros
    self.decision = decision
    self.at = at
  }

  /// The accounts it moves.
  package var accounts: [Account] {
    kind == .overrun
      ? [.overrun] : [.total, .day(day), .platformDay(platform, day), .campaign(campaign)]
  }
}
