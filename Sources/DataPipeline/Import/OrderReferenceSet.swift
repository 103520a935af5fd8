/// The order numbers seen so far, for finding duplicates.
///
/// What ends in a whole number, as shops' order numbers do, is kept as one bit of a block of 4,096
/// neighbours, in whatever order the numbers come. Numbers too far apart for that and everything
/// else are kept as 64-bit hashes. Two different references count as one with a chance below 3 ×
/// 10⁻⁸ in a million.
struct OrderReferenceSet {
  private var numbers = NumberBlocks()
  private var hashes = HashSet64()

  /// Whether a reference was taken in.
  func contains(_ reference: UnsafeRawBufferPointer) -> Bool {
    guard let number = NumberedText(reference) else {
      return hashes.contains(byteHash(reference))
    }
    return numbers.contains(number) ?? hashes.contains(byteHash(reference))
  }

  /// Takes in a reference; false if it was there already.
  @inline(__always)
  mutating func insert(_ reference: UnsafeRawBufferPointer) -> Bool {
    guard let number = NumberedText(reference) else { return hashes.insert(byteHash(reference)) }
    return switch numbers.insert(number) {
    case .new: true
    case .known: false
    case .noRoom: hashes.insert(byteHash(reference))
    }
  }
}

/// A text that ends in a whole number: what comes before it, and the number.
private struct NumberedText {
  /// Different for different beginnings; leading zeros belong to the beginning.
  let prefix: UInt64
  let number: UInt64

  /// Fails where there is no digit other than 0 at the end, or more than eighteen.
  @inline(__always)
  init?(_ text: UnsafeRawBufferPointer) {
    guard let base = text.baseAddress, let first = text.first else { return nil }
    if first &- UInt8(ascii: "1") < 9, text.count <= 8,
      let number = ByteWord(base, count: text.count).paddedWithZeros(count: text.count)
        .decimalNumber
    {
      self.init(prefix: 0, number: number)
    } else {
      self.init(any: text)
    }
  }

  private init(prefix: UInt64, number: UInt64) {
    self.prefix = prefix
    self.number = number
  }

  private init?(any text: UnsafeRawBufferPointer) {
    var start = text.count
    while start > 0, text[start - 1] &- UInt8(ascii: "0") < 10 { start -= 1 }
    while start < text.count, text[start] == UInt8(ascii: "0") { start += 1 }
    guard (1...18).contains(text.count - start) else { return nil }
    self.init(
      prefix: start == 0 ? 0 : byteHash(UnsafeRawBufferPointer(rebasing: text[..<start])),
      number: text[start...].reduce(0) { $0 * 10 + UInt64($1 - UInt8(ascii: "0")) })
  }
}

/// A set of numbers that lie close together, as blocks of bits.
private struct NumberBlocks {
  enum Outcome {
    case new, known
    /// The number's block was never made, and none will be made any more.
    case noRoom
  }

  private static let wordsPerBlock = 64
  private static let numberShift: UInt64 = 12

  private var words: [UInt64] = []
  /// Where each block begins in `words`.
  private var places: [UInt64: Int] = [:]
  private var lastKey: UInt64?
  private var lastPlace = 0
  private var count = 0
  private var isClosed = false

  @inline(__always)
  mutating func insert(_ text: NumberedText) -> Outcome {
    let key = text.prefix &+ text.number &>> Self.numberShift
    if key != lastKey, !move(to: key) { return .noRoom }
    let word = lastPlace &+ Int(truncatingIfNeeded: text.number &>> 6 & 63)
    let bit: UInt64 = 1 &<< (text.number & 63)
    guard words[word] & bit == 0 else { return .known }
    words[word] |= bit
    count &+= 1
    return .new
  }

  /// `nil` where the number's block was never made.
  func contains(_ text: NumberedText) -> Bool? {
    guard let place = places[text.prefix &+ text.number &>> Self.numberShift] else { return nil }
    let word = place &+ Int(truncatingIfNeeded: text.number &>> 6 & 63)
    return words[word] & 1 &<< (text.number & 63) != 0
  }

  private mutating func move(to key: UInt64) -> Bool {
    if let place = places[key] {
      lastPlace = place
    } else {
      guard mayGrow else { return false }
      lastPlace = words.count
      places[key] = lastPlace
      words.append(contentsOf: repeatElement(0, count: Self.wordsPerBlock))
    }
    lastKey = key
    return true
  }

  /// Blocks pay as long as they take no more room than hashes would. Once they do not, no block is
  /// made any more: a number whose block is missing is then always looked for among the hashes.
  private var mayGrow: Bool {
    mutating get {
      isClosed = isClosed || words.count * 8 > 65_536 + 16 * count
      return !isClosed
    }
  }
}

/// A set of 64-bit hashes: open addressing, at most three quarters full.
private struct HashSet64 {
  /// 0 is free. The size is a power of two.
  private var slots: [UInt64] = []
  private var count = 0

  func contains(_ hash: UInt64) -> Bool {
    guard !slots.isEmpty else { return false }
    let mask = slots.count - 1
    let key = max(hash, 1)
    var position = Int(truncatingIfNeeded: key) & mask
    while slots[position] != 0 {
      if slots[position] == key { return true }
      position = (position + 1) & mask
    }
    return false
  }

  /// False if it was there already.
  mutating func insert(_ hash: UInt64) -> Bool {
    if count * 4 >= slots.count * 3 { grow() }
    let mask = slots.count - 1
    let key = max(hash, 1)
    var position = Int(truncatingIfNeeded: key) & mask
    while slots[position] != 0 {
      if slots[position] == key { return false }
      position = (position + 1) & mask
    }
    slots[position] = key
    count += 1
    return true
  }

  private mutating func grow() {
    let old = slots
    let mask = max(1_024, old.count * 2) - 1
    slots = Array(repeating: 0, count: mask + 1)
    for key in old where key != 0 {
      var position = Int(truncatingIfNeeded: key) & mask
      while slots[position] != 0 { position = (position + 1) & mask }
      slots[position] = key
    }
  }
}
