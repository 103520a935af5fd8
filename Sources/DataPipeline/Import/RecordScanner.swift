/// Finds the fields of one row of a delimited file (RFC 4180 with the liberties that exports take).
///
/// Rows end with LF, CRLF or CR. A quote opens a quoted field only at a field's start. Bytes are
/// looked at once, eight at a time, and nothing is copied; doubled quotes are closed up in place
/// when a field is asked for.
struct RecordScanner: ~Copyable {
  private struct Field {
    var start: Int32 = 0
    var end: Int32 = 0
    var hasDoubledQuotes = false
    /// Known to hold nothing but printable ASCII.
    var isPlain = false
  }

  enum Outcome {
    /// A whole row, and where the next one starts.
    case record(next: Int)
    /// The bytes end before the row does.
    case incomplete(insideQuotes: Bool)
    /// Something other than a delimiter follows a closing quote.
    case strayQuote(next: Int)
    case zeroByte(at: Int)
  }

  /// Columns beyond these are counted and not kept.
  static let maximumFields = 1_024

  let delimiter: UInt8
  private let fields: UnsafeMutablePointer<Field>
  /// Fields of the last row.
  private(set) var fieldCount = 0
  /// Line breaks in the last row, with the one that ends it.
  private(set) var lineBreaks = 0

  init(delimiter: UInt8) {
    self.delimiter = delimiter
    fields = .allocate(capacity: Self.maximumFields)
    fields.initialize(repeating: Field(), count: Self.maximumFields)
  }

  deinit { fields.deallocate() }

  /// Scans the row that starts at `start`; with `isLast`, the end of the bytes ends it too.
  mutating func scan(
    _ base: UnsafeMutableRawPointer, from start: Int, to end: Int, isLast: Bool
  ) -> Outcome {
    delimiter == UInt8(ascii: " ")
      ? scanSpaced(base, from: start, to: end, isLast: isLast)
      : scanDelimited(base, from: start, to: end, isLast: isLast)
  }

  @inline(__always)
  private mutating func scanDelimited(
    _ base: UnsafeMutableRawPointer, from start: Int, to end: Int, isLast: Bool
  ) -> Outcome {
    let bytes = UnsafePointer(base.assumingMemoryBound(to: UInt8.self))
    let delimiter = delimiter
    var count = 0
    var position = start
    lineBreaks = 0
    while true {
      if position < end, bytes[position] == UInt8(ascii: "\"") {
        switch scanQuoted(bytes, from: position + 1, to: end, isLast: isLast) {
        case .closed(let close, let doubled):
          let isQuoted = Field(
            start: Int32(truncatingIfNeeded: position + 1),
            end: Int32(truncatingIfNeeded: close), hasDoubledQuotes: doubled)
          store(isQuoted, at: &count)
          position = close + 1
        case .open: return .incomplete(insideQuotes: true)
        case .zeroByte(let place): return .zeroByte(at: place)
        }
        while position < end, bytes[position] == UInt8(ascii: " ") { position += 1 }
      } else {
        let fieldStart = position
        let isPlain = skipField(bytes, from: &position, to: end)
        if position < end, bytes[position] == 0 { return .zeroByte(at: position) }
        let field = Field(
          start: Int32(truncatingIfNeeded: fieldStart), end: Int32(truncatingIfNeeded: position),
          isPlain: isPlain)
        store(field, at: &count)
      }
      guard position < end else {
        return isLast ? ended(at: end, count) : .incomplete(insideQuotes: false)
      }
      guard bytes[position] == delimiter else {
        return bytes[position] == 10 || bytes[position] == 13
          ? finish(bytes, lineBreakAt: position, end, isLast, count)
          : stray(bytes, from: position, to: end, isLast: isLast)
      }
      position += 1
    }
  }

  /// Scans a row of exactly `width` fields, 1…``maximumFields``, all printable ASCII and none with a
  /// quote at its start, that ends with LF or CRLF before `end`.
  ///
  /// - Returns: Where the next row starts; `nil` for any other row, which ``scan(_:from:to:isLast:)``
  ///   must look at.
  @inline(__always)
  mutating func scanPlain(
    _ base: UnsafeMutableRawPointer, from start: Int, to end: Int, width: Int
  ) -> Int? {
    let bytes = UnsafePointer(base.assumingMemoryBound(to: UInt8.self))
    var position = start
    for column in 0..<width {
      let fieldStart = position
      guard position < end, bytes[position] != UInt8(ascii: "\""),
        skipField(bytes, from: &position, to: end), position < end
      else { return nil }
      fields[column] = Field(
        start: Int32(truncatingIfNeeded: fieldStart), end: Int32(truncatingIfNeeded: position))
      if column &+ 1 < width {
        guard bytes[position] == delimiter else { return nil }
        position &+= 1
      }
    }
    if bytes[position] == 13 { position &+= 1 }
    return position < end && bytes[position] == 10 ? position &+ 1 : nil
  }

  /// Moves to the delimiter, line break or zero byte that ends a field without quotes, or to `end`.
  ///
  /// - Returns: Whether the field is known to be printable ASCII.
  @inline(__always)
  private func skipField(
    _ bytes: UnsafePointer<UInt8>, from position: inout Int, to end: Int
  ) -> Bool {
    let delimiters = ByteWord.repeating(delimiter)
    var unusual: UInt64 = 0
    // Eight bytes from `position` on lie before `end`.
    while position &+ 8 <= end {
      let word = ByteWord(bytes + position)
      let stops = word.marks(ofEqual: delimiters) | word.controlMarks
      guard stops != 0 else {
        unusual |= word.unusualMarks
        position &+= 8
        continue
      }
      unusual |= word.unusualMarks & ((stops & (0 &- stops)) &- 1)
      position &+= ByteWord.firstIndex(in: stops)
      if isFieldEnd(bytes[position]) { return unusual == 0 }
      unusual = 1
      position &+= 1
    }
    while position < end, !isFieldEnd(bytes[position]) {
      if bytes[position] &- 0x20 >= 0x5F { unusual = 1 }
      position &+= 1
    }
    return unusual == 0
  }

  @inline(__always)
  private func isFieldEnd(_ byte: UInt8) -> Bool {
    byte == delimiter || byte == 10 || byte == 13 || byte == 0
  }

  /// Fields apart by any number of spaces, without quotes.
  private mutating func scanSpaced(
    _ base: UnsafeMutableRawPointer, from start: Int, to end: Int, isLast: Bool
  ) -> Outcome {
    let bytes = UnsafePointer(base.assumingMemoryBound(to: UInt8.self))
    var count = 0
    var position = start
    lineBreaks = 0
    while position < end {
      let byte = bytes[position]
      guard byte != 0 else { return .zeroByte(at: position) }
      if byte == 10 || byte == 13 {
        return finish(bytes, lineBreakAt: position, end, isLast, count)
      }
      guard byte != UInt8(ascii: " "), byte != 9 else {
        position += 1
        continue
      }
      let fieldStart = position
      while position < end, bytes[position] > 32 { position += 1 }
      if position == fieldStart { position += 1 }
      let field = Field(
        start: Int32(truncatingIfNeeded: fieldStart), end: Int32(truncatingIfNeeded: position))
      store(field, at: &count)
    }
    return isLast ? ended(at: end, count) : .incomplete(insideQuotes: false)
  }

  private enum QuotedOutcome {
    case closed(at: Int, doubled: Bool)
    case open
    case zeroByte(at: Int)
  }

  /// Looks for the quote that closes a field whose content starts at `start`.
  private mutating func scanQuoted(
    _ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int, isLast: Bool
  ) -> QuotedOutcome {
    let quotes = ByteWord.repeating(UInt8(ascii: "\""))
    var position = start
    var doubled = false
    while position < end {
      if position &+ 8 <= end {
        // Eight bytes from `position` on lie before `end`.
        let word = ByteWord(bytes + position)
        let stops = word.marks(ofEqual: quotes) | word.controlMarks
        guard stops != 0 else {
          position &+= 8
          continue
        }
        position &+= ByteWord.firstIndex(in: stops)
      }
      switch bytes[position] {
      case UInt8(ascii: "\""):
        if position + 1 == end, !isLast { return .open }
        guard position + 1 < end, bytes[position + 1] == UInt8(ascii: "\"") else {
          return .closed(at: position, doubled: doubled)
        }
        doubled = true
        position += 2
      case 10:
        lineBreaks += 1
        position += 1
      case 0: return .zeroByte(at: position)
      default: position += 1
      }
    }
    return .open
  }

  /// The rest of a row that has gone wrong: everything up to the end of the line.
  private mutating func stray(
    _ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int, isLast: Bool
  ) -> Outcome {
    var position = start
    while position < end, bytes[position] != 10 {
      guard bytes[position] != 0 else { return .zeroByte(at: position) }
      position += 1
    }
    if position == end, !isLast { return .incomplete(insideQuotes: false) }
    lineBreaks += 1
    fieldCount = 0
    return .strayQuote(next: min(position + 1, end))
  }

  private mutating func finish(
    _ bytes: UnsafePointer<UInt8>, lineBreakAt position: Int, _ end: Int, _ isLast: Bool,
    _ count: Int
  ) -> Outcome {
    if bytes[position] == 13, position + 1 == end, !isLast {
      return .incomplete(insideQuotes: false)
    }
    let isPair = bytes[position] == 13 && position + 1 < end && bytes[position + 1] == 10
    lineBreaks += 1
    fieldCount = count
    return .record(next: position + (isPair ? 2 : 1))
  }

  private mutating func ended(at end: Int, _ count: Int) -> Outcome {
    lineBreaks += 1
    fieldCount = count
    return .record(next: end)
  }

  @inline(__always)
  private func store(_ field: Field, at count: inout Int) {
    if count < Self.maximumFields { fields[count] = field }
    count &+= 1
  }
}

extension RecordScanner {
  /// A field of the last row and whether it is printable ASCII.
  @inline(__always)
  func cell(_ column: Int, in base: UnsafeMutableRawPointer) -> Cell {
    let text = bytes(of: column, in: base)
    let isKnown = column < min(fieldCount, Self.maximumFields) && fields[column].isPlain
    return Cell(bytes: text, isPlain: isKnown || Cell.isPlain(text))
  }

  /// The bytes of a field of the last row without the blanks around them; empty if the row is too
  /// short.
  @inline(__always)
  func bytes(of column: Int, in base: UnsafeMutableRawPointer) -> UnsafeRawBufferPointer {
    guard column < min(fieldCount, Self.maximumFields) else {
      return UnsafeRawBufferPointer(start: nil, count: 0)
    }
    let field = fields[column]
    var start = Int(field.start)
    var end = Int(field.end)
    if field.hasDoubledQuotes { end = closeUpQuotes(of: column, in: base) }
    let bytes = UnsafePointer(base.assumingMemoryBound(to: UInt8.self))
    while start < end, bytes[start] == 32 || bytes[start] == 9 { start += 1 }
    while end > start, bytes[end - 1] == 32 || bytes[end - 1] == 9 { end -= 1 }
    return UnsafeRawBufferPointer(start: base + start, count: end - start)
  }

  /// The same of a row that ``scanPlain(_:from:to:width:)`` has found, whose fields hold no doubled
  /// quotes and no tabs.
  ///
  /// - Precondition: `column` is in 0 ..< `width`; unchecked in a release build, since a layout's
  ///   columns are among its own names.
  @inline(__always)
  func plainBytes(of column: Int, in base: UnsafeMutableRawPointer) -> UnsafeRawBufferPointer {
    assert(column >= 0 && column < Self.maximumFields, "there is no column \(column)")
    var start = Int(fields[column].start)
    var end = Int(fields[column].end)
    let bytes = UnsafePointer(base.assumingMemoryBound(to: UInt8.self))
    while start < end, bytes[start] == 32 { start &+= 1 }
    while end > start, bytes[end &- 1] == 32 { end &-= 1 }
    return UnsafeRawBufferPointer(start: base + start, count: end &- start)
  }

  /// Turns doubled quotes into single ones in place and returns the field's new end.
  private func closeUpQuotes(of column: Int, in base: UnsafeMutableRawPointer) -> Int {
    let bytes = base.assumingMemoryBound(to: UInt8.self)
    var write = Int(fields[column].start)
    var read = write
    let end = Int(fields[column].end)
    while read < end {
      bytes[write] = bytes[read]
      read += bytes[read] == UInt8(ascii: "\"") ? 2 : 1
      write += 1
    }
    fields[column].end = Int32(truncatingIfNeeded: write)
    fields[column].hasDoubledQuotes = false
    return write
  }

  /// Whether every field from `column` on is empty, as after stray delimiters at a line's end.
  func isBlank(from column: Int, in base: UnsafeMutableRawPointer) -> Bool {
    guard fieldCount <= Self.maximumFields else { return false }
    for index in column..<max(column, fieldCount) where !bytes(of: index, in: base).isEmpty {
      return false
    }
    return true
  }
}
