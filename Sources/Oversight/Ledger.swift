package import Commerce

/// Money held and spent, by account. It mirrors the database, whose CHECK refuses what this would
/// let through.
///
/// For each campaign and day, the highest budget in force × the platform's overspend factor is held
/// from the moment
/// of the budget until the day's spend is known.
package struct Ledger: Hashable, Codable, Sendable {
  package private(set) var balances: [Account: Balance]
  /// What is held for a campaign on a day, in micros.
  package private(set) var held: [Holding: Int64]

  package struct Holding: Hashable, Codable, Sendable {
    package var campaign: Campaign.ID
    package var platform: Platform
    package var day: Day

    package init(campaign: Campaign.ID, platform: Platform, day: Day) {
      self.campaign = campaign
      self.platform = platform
      self.day = day
    }
  }

  package init(balances: [Account: Balance] = [:], held: [Holding: Int64] = [:]) {
    self.balances = balances
    self.held = held
  }

  /// The balance of an account, as it would be opened under `policy` if it does not exist yet.
  package func balance(_ account: Account, policy: Policy) -> Balance {
    balances[account] ?? Balance(capMicros: policy.cap(of: account).micros)
  }

  /// Opens an account under a cap of its own; one that exists keeps what it holds and its cap.
  package mutating func open(_ account: Account, cap: Money) {
    if balances[account] == nil { balances[account] = Balance(capMicros: cap.micros) }
  }

  package func heldMicros(campaign: Campaign.ID, platform: Platform, day: Day) -> Int64 {
    held[Holding(campaign: campaign, platform: platform, day: day)] ?? 0
  }

  /// What more must be held so that `budget` may run on `day`; `nil` when enough is held already.
  package func reservation(
    for budget: Money, campaign: Campaign.ID, platform: Platform, day: Day,
    decision: Decision.ID?, at now: Instant
  ) -> Transfer? {
    let need = budget.scaledUp(by: platform.overspendFactor).micros
    let more = need - heldMicros(campaign: campaign, platform: platform, day: day)
    guard more > 0 else { return nil }
    return Transfer(
      kind: .reserve, campaign: campaign, platform: platform, day: day, amountMicros: more,
      decision: decision, at: now)
  }

  /// The first account that `transfers` together would overdraw, with what is free there.
  package func overdraft(of transfers: [Transfer], policy: Policy) -> LedgerError? {
    var trial = self
    for transfer in transfers {
      do { try trial.record(transfer, policy: policy) } catch { return error }
    }
    return nil
  }

  /// Takes in one line of the ledger.
  ///
  /// - Throws: ``LedgerError/overdraft(_:neededMicros:freeMicros:)`` if an account would go above
  ///   its cap;
  ///   ``LedgerError/releasesMoreThanHeld(_:releasedMicros:heldMicros:)``.
  package mutating func record(_ transfer: Transfer, policy: Policy) throws(LedgerError) {
    var changed: [Account: Balance] = [:]
    for account in transfer.accounts {
      var balance = balance(account, policy: policy)
      switch transfer.kind {
      case .reserve:
        guard transfer.amountMicros <= balance.freeMicros else {
          throw .overdraft(
            account, neededMicros: transfer.amountMicros, freeMicros: balance.freeMicros)
        }
        balance.pendingMicros += transfer.amountMicros
      case .post, .void:
        guard transfer.releasedMicros <= balance.pendingMicros else {
          throw .releasesMoreThanHeld(
            account, releasedMicros: transfer.releasedMicros, heldMicros: balance.pendingMicros)
        }
        balance.pendingMicros -= transfer.releasedMicros
        balance.postedMicros += transfer.kind == .post ? transfer.amountMicros : 0
      case .overrun:
        balance.postedMicros += transfer.amountMicros
      }
      changed[account] = balance
    }
    balances.merge(changed) { _, new in new }
    updateHolding(transfer)
  }

  private mutating func updateHolding(_ transfer: Transfer) {
    let key = Holding(
      campaign: transfer.campaign, platform: transfer.platform, day: transfer.day)
    switch transfer.kind {
    case .reserve: held[key, default: 0] += transfer.amountMicros
    case .post, .void:
      let left = (held[key] ?? 0) - transfer.releasedMicros
      held[key] = left > 0 ? left : nil
    case .overrun: break
    }
  }

  /// Ends a campaign's day: what was spent is posted, the rest released, and an excess goes to the
  /// overrun account.
  package func closing(_ holding: Holding, spentMicros: Int64, at now: Instant) -> [Transfer] {
    let heldNow = held[holding] ?? 0
    guard heldNow > 0 || spentMicros > 0 else { return [] }
    let posted = min(spentMicros, heldNow)
    var transfers = [
      Transfer(
        kind: .post, campaign: holding.campaign, platform: holding.platform, day: holding.day,
        amountMicros: posted, releasedMicros: heldNow, at: now)
    ]
    if spentMicros > heldNow {
      transfers.append(
        Transfer(
          kind: .overrun, campaign: holding.campaign, platform: holding.platform, day: holding.day,
          amountMicros: spentMicros - heldNow, at: now))
    }
    return transfers
  }

  /// Forgets days that are closed and older than `day`; the database keeps them.
  package mutating func forgetDays(before day: Day) {
    balances = balances.filter { account, balance in
      switch account {
      case .day(let other), .platformDay(_, let other):
        other >= day || balance.pendingMicros > 0
      case .total, .campaign, .overrun: true
      }
    }
  }
}

/// A movement that the ledger refuses.
package enum LedgerError: Error, Hashable, Sendable {
  case overdraft(Account, neededMicros: Int64, freeMicros: Int64)
  case releasesMoreThanHeld(Account, releasedMicros: Int64, heldMicros: Int64)
}

extension Policy {
  /// The cap that an account is opened with. A campaign's own cap is set when it is created.
  package func cap(of account: Account) -> Money {
    switch account {
    case .total: totalCap
    case .day: dayCap
    case .platformDay(let platform, _): platformDayCaps[platform] ?? dayCap
    case .campaign: totalCap
    case .overrun: Money(micros: .max, currency)
    }
  }
}
