import Commerce
import GRDB
import Oversight

extension TableWriter {
  /// Appends the movement and moves the balances of its accounts, as `Ledger.record` does in
  /// memory.
  func write(_ transfer: Transfer, caps: [Account: Int64]) throws {
    try append(transfer)
    for account in transfer.accounts {
      let movement = transfer.movement
      guard try !move(account, movement) else { continue }
      try open(account, cap: caps[account])
      _ = try move(account, movement)
    }
    try updateHolding(transfer)
  }

  func setCap(of account: Account, micros: Int64) throws {
    try database.sql(
      "UPDATE balance SET target = ?1, cap = max(?1, pending + posted) WHERE account = ?2"
    ).run(micros, account.description)
  }

  private func append(_ transfer: Transfer) throws {
    try database.sql(
      """
      INSERT INTO transfer (id, at, kind, campaign, platform, day, amount, released, decision)
      VALUES ((SELECT coalesce(max(id), 0) + 1 FROM transfer), ?, ?, ?, ?, ?, ?, ?, ?)
      """
    ).run(
      transfer.at, transfer.kind.rawValue, transfer.campaign, transfer.platform.rawValue,
      transfer.day, transfer.amountMicros, transfer.releasedMicros, transfer.decision)
  }

  /// - Returns: False if there is no such account yet.
  private func move(_ account: Account, _ movement: Movement) throws -> Bool {
    do {
      return try database.sql(
        """
        UPDATE balance SET pending = pending + ?1, posted = posted + ?2,
          cap = CASE WHEN cap > target THEN max(target, min(cap, pending + ?1 + posted + ?2)) ELSE cap END
        WHERE account = ?3
        """
      ).run(movement.pending, movement.posted, account.description) == 1
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      throw try refusal(of: account, movement) ?? error
    }
  }

  private func open(_ account: Account, cap: Int64?) throws {
    guard let cap = account == .overrun ? .max : cap else { throw StoreError.noCap(account) }
    try database.sql(
      "INSERT INTO balance (account, day, pending, posted, cap, target) VALUES (?1, ?2, 0, 0, ?3, ?3)"
    ).run(account.description, account.day, cap)
  }

  /// Which promise the CHECK kept, with the numbers.
  private func refusal(of account: Account, _ movement: Movement) throws -> StoreError? {
    try database.sql("SELECT pending, posted, cap FROM balance WHERE account = ?")
      .first(account.description) { row in
        let (pending, posted, cap) = (row.int64(0), row.int64(1), row.int64(2))
        guard pending + movement.pending >= 0 else {
          return .releasesMoreThanHeld(
            account, releasedMicros: -movement.pending, heldMicros: pending)
        }
        return .overdraft(
          account, neededMicros: movement.pending + movement.posted,
          freeMicros: cap - pending - posted)
      }
  }

  private func updateHolding(_ transfer: Transfer) throws {
    switch transfer.kind {
    case .reserve:
      try database.sql(
        """
        INSERT INTO holding (day, campaign, platform, micros) VALUES (?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET micros = micros + excluded.micros
        """
      ).run(transfer.day, transfer.campaign, transfer.platform.rawValue, transfer.amountMicros)
    case .post, .void:
      try database.sql(
        """
        UPDATE holding SET micros = max(0, micros - ?)
        WHERE day = ? AND campaign = ? AND platform = ?
        """
      ).run(transfer.releasedMicros, transfer.day, transfer.campaign, transfer.platform.rawValue)
      try database.sql(
        "DELETE FROM holding WHERE day = ? AND campaign = ? AND platform = ? AND micros = 0"
      ).run(transfer.day, transfer.campaign, transfer.platform.rawValue)
    case .overrun: break
    }
  }
}

/// What a transfer adds to each of its accounts.
private struct Movement {
  var pending: Int64
  var posted: Int64
}

extension Transfer {
  fileprivate var movement: Movement {
    switch kind {
    case .reserve: Movement(pending: amountMicros, posted: 0)
    case .post: Movement(pending: -releasedMicros, posted: amountMicros)
    case .void: Movement(pending: -releasedMicros, posted: 0)
    case .overrun: Movement(pending: 0, posted: amountMicros)
    }
  }
}

extension Account {
  /// The day it is for, if it is for one.
  fileprivate var day: Day? {
    switch self {
    case .day(let day), .platformDay(_, let day): day
    case .total, .campaign, .overrun: nil
    }
  }
}
