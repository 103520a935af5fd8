import GRDB
import GRDBSQLite

/// A statement from the connection's cache, bound and stepped directly.
///
/// GRDB's own execution wraps each argument; an ordinary tick writes a thousand rows in a few
/// milliseconds, so the
/// statements of the store go without. They are used only inside GRDB's serialised accesses.
struct PreparedSQL {
  /// Held so that the handle stays valid when GRDB empties its cache.
  private let statement: Statement

  init(_ database: Database, _ sql: String) throws {
    statement = try database.cachedStatement(sql: sql)
  }

  var handle: OpaquePointer { statement.sqliteStatement }

  /// Runs a statement that gives no rows.
  ///
  /// - Returns: How many rows it changed.
  @discardableResult
  func run<each Value: Bindable>(_ values: repeat each Value) throws -> Int {
    try bind(repeat each values)
    defer { sqlite3_reset(handle) }
    let code = sqlite3_step(handle)
    guard code == SQLITE_DONE else { throw failure(code) }
    return Int(sqlite3_changes64(sqlite3_db_handle(handle)))
  }

  func forEach<each Value: Bindable>(
    _ values: repeat each Value, row body: (SQLRow) throws -> Void
  ) throws {
    try bind(repeat each values)
    defer { sqlite3_reset(handle) }
    while true {
      let code = sqlite3_step(handle)
      guard code == SQLITE_ROW else {
        guard code == SQLITE_DONE else { throw failure(code) }
        return
      }
      try body(SQLRow(handle: handle))
    }
  }

  func all<each Value: Bindable, Element>(
    _ values: repeat each Value, row body: (SQLRow) throws -> Element
  ) throws -> [Element] {
    var elements: [Element] = []
    try forEach(repeat each values) { elements.append(try body($0)) }
    return elements
  }

  func first<each Value: Bindable, Element>(
    _ values: repeat each Value, row body: (SQLRow) throws -> Element
  ) throws -> Element? {
    try bind(repeat each values)
    defer { sqlite3_reset(handle) }
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return try body(SQLRow(handle: handle))
    case SQLITE_DONE: return nil
    case let code: throw failure(code)
    }
  }

  func failure(_ code: Int32) -> DatabaseError {
    let connection = sqlite3_db_handle(handle)
    let extended = sqlite3_extended_errcode(connection)
    return DatabaseError(
      resultCode: ResultCode(rawValue: extended == SQLITE_OK ? code : extended),
      message: String(cString: sqlite3_errmsg(connection)))
  }

  private func bind<each Value: Bindable>(_ values: repeat each Value) throws {
    var index: Int32 = 0
    for value in repeat each values {
      index += 1
      let code = value.bind(to: handle, at: index)
      guard code == SQLITE_OK else { throw failure(code) }
    }
  }
}

/// The row that a statement stands on; valid until its next step.
struct SQLRow {
  let handle: OpaquePointer

  func int64(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }
  func int32(_ column: Int32) -> Int32 { Int32(clamping: int64(column)) }
  func int(_ column: Int32) -> Int { Int(int64(column)) }
  func bool(_ column: Int32) -> Bool { int64(column) != 0 }
  func double(_ column: Int32) -> Double { sqlite3_column_double(handle, column) }
  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

  func optionalInt64(_ column: Int32) -> Int64? { isNull(column) ? nil : int64(column) }

  func text(_ column: Int32) -> String { withBytes(column) { String(decoding: $0, as: UTF8.self) } }

  func bytes(_ column: Int32) -> [UInt8] { withBytes(column) { Array($0) } }

  /// The bytes of a TEXT or BLOB column, valid only inside `body`.
  func withBytes<Result>(
    _ column: Int32, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    let start = sqlite3_column_blob(handle, column)
    let count = Int(sqlite3_column_bytes(handle, column))
    return try body(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
  }
}

extension Database {
  func sql(_ text: String) throws -> PreparedSQL { try PreparedSQL(self, text) }
}
