package import Oversight

/// Why the store did not do what it was asked. Nothing is half done: a failed commit or import
/// changed no row.
package enum StoreError: Error, Hashable, Sendable {
  case diskFull
  case corrupt(detail: String)
  /// The file is something else than a database of this program.
  case notADatabase(path: String)
  /// Another connection holds the database.
  case busy
  case cannotOpen(path: String, reason: String)
  case io(reason: String)
  /// A newer version of the program made the database.
  case newerSchema(path: String, found: String, known: String)
  /// A disk that was told to keep every commit does not say so.
  case notDurable(found: Int)
  /// The CHECK of the balances refused a movement.
  case overdraft(Account, neededMicros: Int64, freeMicros: Int64)
  case releasesMoreThanHeld(Account, releasedMicros: Int64, heldMicros: Int64)
  /// An account is used for the first time and no cap was given for it.
  case noCap(Account)
  case wrongCurrency(file: String, found: String, shop: String)
  /// A stored value cannot be read back.
  case unreadable(what: String)
  /// A rule of the database was broken by what should be written.
  case refused(reason: String)
  case backupExists(path: String)
  case backupDamaged(path: String, detail: String)

  package var isDiskFull: Bool { self == .diskFull }
}

extension StoreError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .diskFull:
      "The disk is full: nothing was written and nothing was lost. Free some space; "
        + "until then the data can be read but not changed."
    case .corrupt(let detail):
      "The database is damaged (\(detail)). Stop using it and restore the last backup."
    case .notADatabase(let path):
      "'\(path)' is not a database of this program. Name another data folder, or move the file away."
    case .busy:
      "Another program holds the database. Close it and try again."
    case .cannotOpen(let path, let reason):
      "The database '\(path)' cannot be opened: \(reason). Check the folder and its permissions."
    case .io(let reason):
      "The disk did not do what was asked (\(reason)); nothing was written. Check the disk."
    case .newerSchema(let path, let found, let known):
      "'\(path)' was made by a newer version (schema \(found); this one knows \(known)). "
        + "Update this program, or restore a backup from before."
    case .notDurable(let found):
      "SQLite does not sync every commit (synchronous is \(found), needed is 2). "
        + "Nothing is started, because a power cut could lose decisions."
    case .overdraft(let account, let needed, let free):
      "\(amount(needed)) more on '\(account)' would be above its cap: \(amount(free)) is free. "
        + "Nothing was written; lower the budget or have the cap raised."
    case .releasesMoreThanHeld(let account, let released, let held):
      "'\(account)' holds \(amount(held)), so \(amount(released)) cannot be released from it. "
        + "Nothing was written."
    case .noCap(let account):
      "The account '\(account)' does not exist and came without a cap. Nothing was written."
    case .wrongCurrency(let file, let found, let shop):
      "The orders of '\(file)' are in \(found), the shop's are in \(shop); nothing was imported. "
        + "Convert them, or use another data folder."
    case .unreadable(let what):
      "The database holds \(what), which this version cannot read. Update the program or restore a backup."
    case .refused(let reason):
      "The database refused the change: \(reason). Nothing was written."
    case .backupExists(let path):
      "'\(path)' exists already. Name a new file for the backup."
    case .backupDamaged(let path, let detail):
      "The backup '\(path)' did not pass its check (\(detail)) and was removed. Check the disk."
    }
  }

  /// `1250.00`, in currency units.
  private func amount(_ micros: Int64) -> String {
    let hundredths = (micros.magnitude + 5_000) / 10_000
    let cents = hundredths % 100
    return "\(micros < 0 ? "−" : "")\(hundredths / 100).\(cents < 10 ? "0" : "")\(cents)"
  }
}
