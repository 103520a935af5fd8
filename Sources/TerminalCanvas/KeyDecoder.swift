/// Turns the bytes a terminal sends into keys, pastes and mouse events.
///
/// Answers of the terminal and every sequence it does not know are swallowed whole, so that no part
/// of them is ever taken for a key. What is kept between calls is bounded: 64 bytes of a sequence
/// and ``maximumPaste`` bytes of a paste.
package struct KeyDecoder: Sendable {
  /// Bytes of a paste that are kept; the rest of a longer one is dropped.
  package static let maximumPaste = 1_048_576

  enum State: Hashable, Sendable {
    case ground
    case escape
    case controlSequence
    case linuxFunctionKey
    case singleShift
    /// The old mouse report: this many more bytes follow.
    case oldMouse(Int)
    /// OSC, DCS, APC, PM and SOS: until a terminator.
    case string
    case paste(matched: Int)
  }

  var state = State.ground
  var parameters: [UInt8] = []
  var pasted: [UInt8] = []
  var text = TextCollector()
  var events: [InputEvent] = []

  package init() {}

  /// The events these bytes complete. A last byte that could begin more waits for the next call.
  package mutating func decode(_ bytes: some Sequence<UInt8>) -> [InputEvent] {
    for byte in bytes { received(byte) }
    return taken()
  }

  /// Whether bytes wait for others and ``timeout()`` should be called when none come.
  package var needsTimeout: Bool { timeoutMilliseconds != nil }

  /// How long to wait for the next byte: short for a lone ESC, long where a line may be slow.
  package var timeoutMilliseconds: Int? {
    switch state {
    case .ground: text.isWaiting ? 1000 : nil
    case .escape: 40
    case .controlSequence, .linuxFunctionKey, .singleShift, .oldMouse, .string: 1000
    case .paste: 10_000
    }
  }

  /// Says that no byte came in time: a lone ESC is the Esc key, what else was begun is dropped.
  package mutating func timeout() -> [InputEvent] {
    let old = state
    state = .ground
    text.abandon()
    switch old {
    case .escape: emit(.key(Key(.escape)))
    case .paste: pasteEnded()
    case .ground, .controlSequence, .linuxFunctionKey, .singleShift, .oldMouse, .string: break
    }
    return taken()
  }
}

extension KeyDecoder {
  mutating func emit(_ event: InputEvent) {
    events += text.taken().map(InputEvent.key)
    events.append(event)
  }

  private mutating func taken() -> [InputEvent] {
    events += text.taken().map(InputEvent.key)
    defer { events = [] }
    return events
  }

  private mutating func received(_ byte: UInt8) {
    switch state {
    case .ground: receivedInGround(byte)
    case .escape: receivedAfterEscape(byte)
    case .controlSequence: receivedInControlSequence(byte)
    case .linuxFunctionKey: linuxFunctionKeyEnded(byte)
    case .singleShift: receivedAfterSingleShift(byte)
    case .oldMouse(let left): state = left > 1 ? .oldMouse(left - 1) : .ground
    case .string: receivedInString(byte)
    case .paste(let matched): receivedInPaste(byte, matched: matched)
    }
  }

  private mutating func receivedInGround(_ byte: UInt8) {
    if text.isWaiting, byte & 0xC0 == 0x80 {
      if let control = text.continued(byte) { controlReceived(control) }
      return
    }
    text.abandon()
    switch byte {
    case 0x1B: state = .escape
    case 0x20..<0x7F: text.add(Unicode.Scalar(byte))
    case 0xC2..<0xF5: text.begin(byte)
    case 0x80..<0xA0: controlReceived(byte)
    case 0xA0...0xFF: break
    default: emit(.key(KeyDecoder.controlKey(byte, [])))
    }
  }

  /// The one-byte forms of the escape sequences; what they begin is swallowed as well.
  private mutating func controlReceived(_ control: UInt8) {
    switch control {
    case 0x8F: state = .singleShift
    case 0x90, 0x98, 0x9D, 0x9E, 0x9F: state = .string
    case 0x9B: controlSequenceBegan()
    default: break
    }
  }

  private mutating func receivedAfterEscape(_ byte: UInt8) {
    state = .ground
    switch byte {
    case 0x1B:
      emit(.key(Key(.escape)))
      state = .escape
    case UInt8(ascii: "["): controlSequenceBegan()
    case UInt8(ascii: "O"):
      parameters = []
      state = .singleShift
    case UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "]"), UInt8(ascii: "^"),
      UInt8(ascii: "_"):
      state = .string
    case UInt8(ascii: "\\"): break
    case 0x20..<0x7F:
      emit(.key(Key(Character(Unicode.Scalar(byte)), .alt)))
    case 0xC2..<0xF5: text.begin(byte, modifiers: .alt)
    case 0x80...0xFF: break
    default: emit(.key(KeyDecoder.controlKey(byte, .alt)))
    }
  }

  private mutating func controlSequenceBegan() {
    parameters = []
    state = .controlSequence
  }

  /// Ends at BEL or at whatever ends a string: ESC (of ESC \), CAN, SUB, the one-byte terminator.
  private mutating func receivedInString(_ byte: UInt8) {
    switch byte {
    case 0x1B: state = .escape
    case 0x07, 0x18, 0x1A, 0x9C: state = .ground
    default: break
    }
  }

  static func controlKey(_ byte: UInt8, _ modifiers: Key.Modifiers) -> Key {
    switch byte {
    case 0x0D: Key(.enter, modifiers)
    case 0x09: Key(.tab, modifiers)
    case 0x08, 0x7F: Key(.backspace, modifiers)
    case 0x00: Key(" ", modifiers.union(.control))
    case 0x01...0x1A: Key(Character(Unicode.Scalar(byte + 0x60)), modifiers.union(.control))
    default: Key(Character(Unicode.Scalar((byte & 0x1F) + 0x40)), modifiers.union(.control))
    }
  }
}
