import Commerce

/// Reads dates and times of order files as seconds UTC.
///
/// Understood: `2011-12-09`, `2011/12/09`, `20111209` and `09.12.2011`, alone or followed by a
/// blank or `T`
/// and `17:05`, `17:05:59`, `17:05:59.123` or `170559`, with or without a zone (`Z`, `UTC`,
/// `+01:00`, `-0500`, `+01`).
/// Without a zone the time is UTC. Dates like 01/02/2011 are refused: nothing says which is the
/// month.
struct TimestampParser {
  /// The date of the last row, which most rows repeat.
  private var lastDateHead: UInt64 = 0
  private var lastDateTail: UInt16 = 0
  private var lastDateSeconds: Int64 = 0

  /// The first year that is believed.
  private let firstYear: Int
  private let earliest: Int64

  init(firstYear: Int = 1970) {
    self.firstYear = firstYear
    earliest = Day(year: firstYear, month: 1, day: 1).map { Instant($0).seconds } ?? 0
  }

  /// The same as `Instant.secondsPerDay`, but known here, so that dividing by it is a
  /// multiplication.
  static let secondsPerDay: Int64 = 86_400

  /// 2100-01-01, the first second that is not believed.
  static let limit: Int64 = 47_482 * Instant.secondsPerDay

  /// Seconds since 1970 of the instant written, or `nil` if it is none from the first year to 2099.
  @inline(__always)
  mutating func seconds(_ text: UnsafeRawBufferPointer) -> Int64? {
    guard let base = text.baseAddress, text.count >= 8 else { return nil }
    guard text.count >= 10 else {
      return text.count == 8 ? compactDate(text) : nil
    }
    let head = base.loadUnaligned(as: UInt64.self)
    let tail = base.loadUnaligned(fromByteOffset: 8, as: UInt16.self)
    if head == lastDateHead, tail == lastDateTail {
      return text.count == 10 ? lastDateSeconds : moved(lastDateSeconds, text, from: 10)
    }
    if let date = separatedDate(text) {
      (lastDateHead, lastDateTail, lastDateSeconds) = (head, tail, date)
      return text.count == 10 ? date : moved(date, text, from: 10)
    }
    return compactDate(text).flatMap { moved($0, text, from: 8) }
  }

  private func separatedDate(_ text: UnsafeRawBufferPointer) -> Int64? {
    let dash = UInt8(ascii: "-")
    let slash = UInt8(ascii: "/")
    let dot = UInt8(ascii: ".")
    if (text[4] == dash || text[4] == slash) && text[7] == text[4] {
      return date(Self.digits(text, 0, 4), Self.digits(text, 5, 2), Self.digits(text, 8, 2))
    }
    guard text[2] == dot, text[5] == dot else { return nil }
    return date(Self.digits(text, 6, 4), Self.digits(text, 3, 2), Self.digits(text, 0, 2))
  }

  private func compactDate(_ text: UnsafeRawBufferPointer) -> Int64? {
    date(Self.digits(text, 0, 4), Self.digits(text, 4, 2), Self.digits(text, 6, 2))
  }

  private func date(_ year: Int?, _ month: Int?, _ day: Int?) -> Int64? {
    guard let year, let month, let day, (firstYear...2099).contains(year),
      let date = Day(year: year, month: month, day: day)
    else { return nil }
    return Int64(date.number) * Instant.secondsPerDay
  }

  /// Adds the time of day and the zone written from `offset` on.
  private func moved(_ date: Int64, _ text: UnsafeRawBufferPointer, from offset: Int)
    -> Int64?
  {
    var cursor = Cursor(text: text, position: offset)
    guard cursor.skipTimeSeparator(), let time = cursor.timeOfDay(), let zone = cursor.zone(),
      cursor.isAtEnd
    else { return nil }
    let seconds = date + time - zone
    return (earliest..<Self.limit).contains(seconds) ? seconds : nil
  }

  fileprivate static func digits(_ text: UnsafeRawBufferPointer, _ start: Int, _ count: Int) -> Int?
  {
    guard start + count <= text.count else { return nil }
    var number = 0
    for index in start..<start + count {
      let digit = text[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      number = number * 10 + Int(digit)
    }
    return number
  }
}

/// A place in a time, and the steps over its parts.
private struct Cursor {
  let text: UnsafeRawBufferPointer
  var position: Int

  var isAtEnd: Bool { position == text.count }
  private var byte: UInt8 { position < text.count ? text[position] : 0 }

  mutating func skipTimeSeparator() -> Bool {
    if byte == UInt8(ascii: "T") || byte == UInt8(ascii: "t") {
      position += 1
      return true
    }
    let start = position
    skipBlanks()
    return position > start
  }

  mutating func timeOfDay() -> Int64? {
    guard let hour = take(2), hour < 24 else { return nil }
    let hasColons = skip(":")
    guard let minute = take(2), minute < 60 else { return nil }
    var second = 0
    if hasColons ? skip(":") : isDigit(byte) {
      guard let written = take(2), written < 60 else { return nil }
      second = written
      if skip(".") || skip(",") {
        guard isDigit(byte) else { return nil }
        while isDigit(byte) { position += 1 }
      }
    }
    return Int64(hour * 3_600 + minute * 60 + second)
  }

  /// Seconds that local time is ahead of UTC; 0 where nothing is written.
  mutating func zone() -> Int64? {
    skipBlanks()
    if isAtEnd || skip("Z") || skip("z") || skipWord("UTC") || skipWord("GMT") { return 0 }
    let sign: Int64 = byte == UInt8(ascii: "-") ? -1 : 1
    guard skip("+") || skip("-"), let hours = take(2), hours <= 14 else { return nil }
    _ = skip(":")
    guard !isAtEnd else { return sign * Int64(hours) * 3_600 }
    guard let minutes = take(2), minutes < 60 else { return nil }
    return sign * Int64(hours * 3_600 + minutes * 60)
  }

  private mutating func take(_ count: Int) -> Int? {
    guard let number = TimestampParser.digits(text, position, count) else { return nil }
    position += count
    return number
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard byte == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func skipWord(_ word: StaticString) -> Bool {
    let bytes = UnsafeRawBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard position + bytes.count <= text.count,
      text[position..<position + bytes.count].elementsEqual(bytes)
    else { return false }
    position += bytes.count
    return true
  }

  private mutating func skipBlanks() {
    while byte == UInt8(ascii: " ") { position += 1 }
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}
