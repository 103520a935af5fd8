import Commerce
import GRDBSQLite

/// A value that a prepared statement takes as it is, without a box around it.
protocol Bindable {
  /// - Returns: SQLite's result code.
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32
}

extension Int64: Bindable {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    sqlite3_bind_int64(statement, index, self)
  }
}

extension Int32: Bindable {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    sqlite3_bind_int64(statement, index, Int64(self))
  }
}

extension Int: Bindable {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    sqlite3_bind_int64(statement, index, Int64(self))
  }
}

extension Bool: Bindable {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    sqlite3_bind_int64(statement, index, self ? 1 : 0)
  }
}

extension Double: Bindable {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    sqlite3_bind_double(statement, index, self)
  }
}

extension String: Bindable {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    var text = self
    return text.withUTF8 { bindText(UnsafeRawBufferPointer($0), to: statement, at: index) }
  }
}

extension Optional: Bindable where Wrapped: Bindable {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    switch self {
    case .some(let value): value.bind(to: statement, at: index)
    case .none: sqlite3_bind_null(statement, index)
    }
  }
}

extension Instant: Bindable {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    seconds.bind(to: statement, at: index)
  }
}

extension Day: Bindable {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    number.bind(to: statement, at: index)
  }
}

extension Identifier: Bindable {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    value.bind(to: statement, at: index)
  }
}

/// UTF-8 bytes that go into a TEXT column.
struct TextBytes: Bindable {
  let bytes: [UInt8]

  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    bytes.withUnsafeBytes { bindText($0, to: statement, at: index) }
  }
}

/// Bytes that go into a BLOB column.
struct Blob: Bindable {
  let bytes: [UInt8]

  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress, !buffer.isEmpty else {
        return sqlite3_bind_zeroblob(statement, index, 0)
      }
      return sqlite3_bind_blob64(statement, index, base, UInt64(buffer.count), copyOnBind)
    }
  }
}

private func bindText(
  _ buffer: UnsafeRawBufferPointer, to statement: OpaquePointer, at index: Int32
) -> Int32 {
  guard let base = buffer.baseAddress, !buffer.isEmpty else {
    return sqlite3_bind_text(statement, index, "", 0, nil)
  }
  return sqlite3_bind_text64(
    statement, index, base.assumingMemoryBound(to: CChar.self), UInt64(buffer.count), copyOnBind,
    UInt8(SQLITE_UTF8))
}

/// SQLITE_TRANSIENT, a C macro that Swift cannot import: SQLite takes its own copy of the bytes.
private let copyOnBind = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
