import GRDB

extension StoreError {
  /// What an error from SQLite means for the user.
  init(_ error: any Error, path: String) {
    switch error {
    case let error as StoreError: self = error
    case let error as DatabaseError: self = Self.meaning(of: error, path: path)
    case is EncodingError: self = .refused(reason: "a value cannot be written as JSON")
    default: self = .io(reason: String(describing: error))
    }
  }

  private static func meaning(of error: DatabaseError, path: String) -> StoreError {
    let detail = error.message ?? "\(error.extendedResultCode)"
    if error.extendedResultCode == .SQLITE_IOERR_SHMSIZE { return .diskFull }
    return switch error.resultCode {
    case .SQLITE_FULL: .diskFull
    case .SQLITE_CORRUPT: .corrupt(detail: detail)
    case .SQLITE_NOTADB: .notADatabase(path: path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
    case .SQLITE_CANTOPEN: .cannotOpen(path: path, reason: detail)
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
      .cannotOpen(path: path, reason: "it may not be written by this user")
    case .SQLITE_CONSTRAINT: .refused(reason: detail)
    default: .io(reason: "\(detail), SQLite code \(error.extendedResultCode.rawValue)")
    }
  }
}
