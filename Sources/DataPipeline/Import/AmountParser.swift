import Commerce

/// Reads amounts of order files as micros, in the notation that the file uses.
///
/// Understood: `1234.5`, `1,234.50`, `1.234,50` (with `decimalMark` comma), `1 234,50`, `1'234.50`,
/// `£12.50`, `12,50 €`,
/// `EUR 12.50`, `-3`, `3-`, `(3)`. Not understood, and never guessed: exponents, NaN, infinities,
/// empty cells,
/// amounts beyond ±10¹¹ units. More than six decimals are rounded to the nearest micro.
struct AmountParser {
  struct Reading: Equatable {
    var micros: Int64
    /// The currency that the cell names, if it does so beyond doubt.
    var currency: Currency?
  }

  /// `.` or `,`.
  let decimalMark: UInt8

  static let maximumUnits: Int64 = 100_000_000_000

  @inline(__always)
  func read(_ text: UnsafeRawBufferPointer) -> Reading? {
    if let micros = shortMicros(text) { return Reading(micros: micros) }
    if let micros = plainMicros(text) { return Reading(micros: micros) }
    return readDecorated(text)
  }

  /// The most common case: up to eight digits, among them perhaps a mark with a digit before it.
  @inline(__always)
  func shortMicros(_ text: UnsafeRawBufferPointer) -> Int64? {
    guard let base = text.baseAddress, (1...8).contains(text.count),
      text[0] != decimalMark
    else { return nil }
    var word = ByteWord(base, count: text.count).paddedWithZeros(count: text.count)
    let marks = word.marks(ofEqual: .repeating(decimalMark))
    var decimals = 0
    if marks != 0 {
      let place = ByteWord.firstIndex(in: marks)
      decimals = 7 - place
      word = word.removing(at: place)
    }
    return word.decimalNumber.map { Int64($0) &* Self.microsOfLastDigit(decimals) }
  }

  /// What one means after that many decimals, 0…6.
  @inline(__always)
  private static func microsOfLastDigit(_ decimals: Int) -> Int64 {
    switch decimals {
    case 0: 1_000_000
    case 1: 100_000
    case 2: 10_000
    case 3: 1_000
    case 4: 100
    case 5: 10
    default: 1
    }
  }

  /// Up to eleven digits, a mark, up to six digits.
  private func plainMicros(_ text: UnsafeRawBufferPointer) -> Int64? {
    var units: Int64 = 0
    var position = 0
    while position < text.count {
      let digit = text[position] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      units = units &* 10 &+ Int64(digit)
      position += 1
    }
    guard (1...11).contains(position) else { return nil }
    guard position < text.count else { return units * 1_000_000 }
    guard text[position] == decimalMark, text.count - position <= 7 else { return nil }
    var scale: Int64 = 1_000_000
    for index in position + 1..<text.count {
      let digit = text[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      units = units * 10 + Int64(digit)
      scale /= 10
    }
    return units * scale
  }

  private func readDecorated(_ text: UnsafeRawBufferPointer) -> Reading? {
    guard text.count <= 64, let cell = Decoration(text), let micros = number(cell.digits) else {
      return nil
    }
    return Reading(micros: cell.isNegative ? -micros : micros, currency: cell.currency)
  }

  /// The value of digits with grouping and a decimal mark.
  private func number(_ characters: [UInt8]) -> Int64? {
    let parts = characters.split(separator: decimalMark, omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let units = integer(parts[0]) else { return nil }
    guard !parts.allSatisfy(\.isEmpty) else { return nil }
    guard parts.count == 2 else { return units * 1_000_000 }
    guard let fraction = fractionMicros(parts[1]) else { return nil }
    return units * 1_000_000 + fraction
  }

  /// Digits in groups: one kind of mark, the last group of three, the others of two (lakh) or
  /// three.
  private func integer(_ characters: ArraySlice<UInt8>) -> Int64? {
    let marks = Set(characters.filter { !isDigit($0) })
    guard marks.count <= 1 else { return nil }
    guard let mark = marks.first else { return value(of: characters) }
    guard mark == otherMark || mark == UInt8(ascii: "'") || mark == UInt8(ascii: " ") else {
      return nil
    }
    let groups = characters.split(separator: mark, omittingEmptySubsequences: false)
    guard let first = groups.first, (1...3).contains(first.count), groups.last?.count == 3,
      groups.dropFirst().allSatisfy({ (2...3).contains($0.count) })
    else { return nil }
    return value(of: ArraySlice(groups.joined()))
  }

  private var otherMark: UInt8 {
    decimalMark == UInt8(ascii: ".") ? UInt8(ascii: ",") : UInt8(ascii: ".")
  }

  private func value(of digits: ArraySlice<UInt8>) -> Int64? {
    var units: Int64 = 0
    for byte in digits {
      guard isDigit(byte) else { return nil }
      units = units * 10 + Int64(byte - UInt8(ascii: "0"))
      guard units <= Self.maximumUnits else { return nil }
    }
    return units
  }

  private func fractionMicros(_ digits: ArraySlice<UInt8>) -> Int64? {
    guard digits.allSatisfy(isDigit) else { return nil }
    let padded = (Array(digits.prefix(7)) + Array(repeating: UInt8(ascii: "0"), count: 7)).prefix(7)
    let tenths = padded.reduce(Int64(0)) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
    return (tenths + 5) / 10
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}

/// What surrounds the digits of an amount: sign, currency, blanks.
private struct Decoration {
  private(set) var digits: [UInt8] = []
  private(set) var currency: Currency?
  private(set) var isNegative = false

  /// Fails on characters that do not belong into an amount.
  init?(_ text: UnsafeRawBufferPointer) {
    var letters: [UInt8] = []
    var scalars = AmountText.scalars(text)[...]
    if scalars.first == "(", scalars.last == ")" {
      isNegative = true
      scalars = scalars.dropFirst().dropLast()
    }
    for scalar in scalars {
      switch scalar {
      case "0"..."9", ".", ",", "'", " ": digits.append(UInt8(ascii: scalar))
      case "\u{A0}", "\u{202F}", "\u{2009}": digits.append(UInt8(ascii: " "))
      case "\u{2019}": digits.append(UInt8(ascii: "'"))
      case "-", "\u{2212}":
        guard !isNegative else { return nil }
        isNegative = true
      case "+" where digits.isEmpty: break
      case "£": currency = .poundSterling
      case "€": currency = .euro
      case "$", "¥": break
      case "A"..."Z": letters.append(UInt8(ascii: scalar))
      default: return nil
      }
    }
    guard takeCode(letters) else { return nil }
    trim()
  }

  private mutating func takeCode(_ letters: [UInt8]) -> Bool {
    guard !letters.isEmpty else { return true }
    guard let code = Currency(String(decoding: letters, as: UTF8.self)) else { return false }
    currency = code
    return true
  }

  private mutating func trim() {
    let blank = UInt8(ascii: " ")
    digits = Array(digits.drop { $0 == blank })
    while digits.last == blank { digits.removeLast() }
  }
}

/// The characters of an amount and what they tell about the decimal mark.
enum AmountText {
  /// UTF-8 if it is that, else Latin-1.
  static func scalars(_ text: UnsafeRawBufferPointer) -> [Unicode.Scalar] {
    guard let string = String(validating: text, as: UTF8.self) else {
      return text.map { Unicode.Scalar($0) }
    }
    return Array(string.unicodeScalars)
  }

  /// The currency that an amount names beyond doubt, by a sign or a code.
  static func currency(of text: UnsafeRawBufferPointer) -> Currency? {
    guard text.count <= 64, text.contains(where: { $0 >= UInt8(ascii: "A") }) else { return nil }
    return Decoration(text)?.currency
  }

  /// The mark that can only be a decimal mark in this cell, if there is one.
  static func evidentDecimalMark(_ text: UnsafeRawBufferPointer) -> UInt8? {
    let point = UInt8(ascii: ".")
    let comma = UInt8(ascii: ",")
    let lastPoint = text.lastIndex(of: point)
    let lastComma = text.lastIndex(of: comma)
    switch (lastPoint, lastComma) {
    case (nil, nil): return nil
    case (let dot?, let mark?): return dot > mark ? point : comma
    case (let dot?, nil): return evidence(of: point, at: dot, other: comma, in: text)
    case (nil, let mark?): return evidence(of: comma, at: mark, other: point, in: text)
    }
  }

  private static func evidence(
    of mark: UInt8, at last: Int, other: UInt8, in text: UnsafeRawBufferPointer
  ) -> UInt8? {
    let decimals = text[(last + 1)...].prefix { $0 &- UInt8(ascii: "0") < 10 }.count
    let isRepeated = text.firstIndex(of: mark) != last
    // 1.234.567 groups with points; 1.2.3 is no amount; 1.234 may be either.
    if isRepeated { return decimals == 3 ? other : nil }
    return decimals == 3 ? nil : mark
  }
}
