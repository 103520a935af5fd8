/// Puts bytes of UTF-8 together and holds the characters until someone takes them.
///
/// Characters are kept back so that a letter and a combining mark that came together make one key.
struct TextCollector: Sendable {
  private var scalars = String.UnicodeScalarView()
  private var keys: [Key] = []
  private var value: UInt32 = 0
  private var missing = 0
  private var smallest: UInt32 = 0
  private var modifiers: Key.Modifiers = []

  /// Whether a character has begun and lacks bytes.
  var isWaiting: Bool { missing > 0 }

  mutating func add(_ scalar: Unicode.Scalar) {
    if SafeText.isSafe(scalar) { scalars.append(scalar) }
  }

  /// Takes a first byte between 0xC2 and 0xF4.
  mutating func begin(_ byte: UInt8, modifiers: Key.Modifiers = []) {
    self.modifiers = modifiers
    switch byte {
    case ..<0xE0: (missing, value, smallest) = (1, UInt32(byte & 0x1F), 0x80)
    case ..<0xF0: (missing, value, smallest) = (2, UInt32(byte & 0x0F), 0x800)
    default: (missing, value, smallest) = (3, UInt32(byte & 0x07), 0x10000)
    }
  }

  /// Takes a following byte.
  ///
  /// - Returns: A control character of one byte, if that is what it was; it is not kept.
  mutating func continued(_ byte: UInt8) -> UInt8? {
    value = value << 6 | UInt32(byte & 0x3F)
    missing -= 1
    guard missing == 0, value >= smallest, let scalar = Unicode.Scalar(value) else { return nil }
    if value < 0xA0 { return UInt8(value) }
    guard SafeText.isSafe(scalar) else { return nil }
    if modifiers.isEmpty {
      scalars.append(scalar)
    } else {
      flush()
      keys.append(Key(Character(scalar), modifiers))
    }
    return nil
  }

  /// Forgets a character that lacks bytes.
  mutating func abandon() {
    missing = 0
  }

  mutating func taken() -> [Key] {
    flush()
    defer { keys = [] }
    return keys
  }

  private mutating func flush() {
    guard !scalars.isEmpty else { return }
    keys += String(scalars).map { Key($0) }
    scalars = String.UnicodeScalarView()
  }
}

extension KeyDecoder {
  private static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)

  mutating func receivedInPaste(_ byte: UInt8, matched: Int) {
    let end = Self.pasteEnd
    if byte == end[matched] {
      if matched + 1 < end.count {
        state = .paste(matched: matched + 1)
      } else {
        state = .ground
        pasteEnded()
      }
      return
    }
    keep(end[..<matched])
    let isEscape = byte == end[0]
    state = .paste(matched: isEscape ? 1 : 0)
    if !isEscape { keep([byte]) }
  }

  /// Delivers what was pasted as harmless text; line ends and tabs have become spaces.
  mutating func pasteEnded() {
    let text = SafeText.cleaned(String(decoding: pasted, as: UTF8.self))
    pasted = []
    emit(.paste(text))
  }

  private mutating func keep(_ bytes: some Collection<UInt8>) {
    let room = Self.maximumPaste - pasted.count
    pasted.append(contentsOf: bytes.prefix(room))
  }
}
