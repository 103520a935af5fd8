extension KeyDecoder {
  private static let maximumParameters = 64

  mutating func receivedInControlSequence(_ byte: UInt8) {
    switch byte {
    case 0x1B: state = .escape
    case 0x18, 0x1A: state = .ground
    case 0x03:
      state = .ground
      emit(.key(Key("c", .control)))
    case 0x20..<0x40:
      if parameters.count <= Self.maximumParameters { parameters.append(byte) }
    case UInt8(ascii: "[") where parameters.isEmpty: state = .linuxFunctionKey
    case 0x40..<0x7F:
      state = .ground
      controlSequenceEnded(byte)
    default: break
    }
  }

  /// The Linux console sends `ESC [ [ A` to `E` for F1 to F5.
  mutating func linuxFunctionKeyEnded(_ byte: UInt8) {
    state = byte == 0x1B ? .escape : .ground
    guard (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(byte) else { return }
    emit(.key(Key(.function(Int(byte - UInt8(ascii: "A")) + 1))))
  }

  mutating func receivedAfterSingleShift(_ byte: UInt8) {
    switch byte {
    case 0x1B: state = .escape
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ";"):
      if parameters.count <= Self.maximumParameters { parameters.append(byte) }
    default:
      state = .ground
      let numbers = parsedNumbers(parameters) ?? []
      guard let code = KeyDecoder.shiftedKeys[byte],
        let modifiers = KeyDecoder.modifiers(numbers.last ?? 1)
      else { return }
      emit(.key(Key(code, modifiers)))
    }
  }

  private mutating func controlSequenceEnded(_ final: UInt8) {
    guard parameters.count <= Self.maximumParameters else { return }
    if parameters.first == UInt8(ascii: "<") {
      mouseReported(Array(parameters.dropFirst()), final: final)
      return
    }
    guard let numbers = parsedNumbers(parameters) else { return }
    switch (final, numbers.count) {
    case (UInt8(ascii: "M"), 0): state = .oldMouse(3)
    case (UInt8(ascii: "I"), 0): emit(.focus(true))
    case (UInt8(ascii: "O"), 0): emit(.focus(false))
    case (UInt8(ascii: "Z"), _): emit(.key(Key(.backTab)))
    case (UInt8(ascii: "~"), 1...2): numberedKeyEnded(numbers)
    case (_, 0), (_, 2): letteredKeyEnded(final, numbers)
    default: break
    }
  }

  private mutating func numberedKeyEnded(_ numbers: [Int]) {
    if numbers == [200] {
      pasted = []
      state = .paste(matched: 0)
      return
    }
    guard let code = KeyDecoder.numberedKeys[numbers[0]],
      let modifiers = KeyDecoder.modifiers(numbers.count > 1 ? numbers[1] : 1)
    else { return }
    emit(.key(Key(code, modifiers)))
  }

  private mutating func letteredKeyEnded(_ final: UInt8, _ numbers: [Int]) {
    guard let code = KeyDecoder.letteredKeys[final], numbers.first ?? 1 == 1,
      let modifiers = KeyDecoder.modifiers(numbers.last ?? 1)
    else { return }
    emit(.key(Key(code, modifiers)))
  }

  private mutating func mouseReported(_ bytes: [UInt8], final: UInt8) {
    let isRelease = final == UInt8(ascii: "m")
    guard isRelease || final == UInt8(ascii: "M"), let numbers = parsedNumbers(bytes),
      numbers.count == 3, numbers[1] > 0, numbers[2] > 0,
      let kind = KeyDecoder.mouseKind(code: numbers[0], isRelease: isRelease)
    else { return }
    var modifiers: Key.Modifiers = []
    if numbers[0] & 4 != 0 { modifiers.insert(.shift) }
    if numbers[0] & 8 != 0 { modifiers.insert(.alt) }
    if numbers[0] & 16 != 0 { modifiers.insert(.control) }
    let position = Point(x: numbers[1] - 1, y: numbers[2] - 1)
    emit(.mouse(MouseEvent(kind: kind, position: position, modifiers: modifiers)))
  }

  /// Numbers between semicolons, none for no parameters; nil when there is anything else.
  private func parsedNumbers(_ bytes: [UInt8]) -> [Int]? {
    guard !bytes.isEmpty else { return [] }
    var numbers = [0]
    for byte in bytes {
      switch byte {
      case UInt8(ascii: ";"): numbers.append(0)
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let last = numbers.count - 1
        numbers[last] = min(99_999, numbers[last] * 10 + Int(byte - UInt8(ascii: "0")))
      default: return nil
      }
    }
    return numbers
  }
}

extension KeyDecoder {
  /// xterm's modifier number is one more than the sum of 1 shift, 2 alt, 4 control and 8 meta.
  private static func modifiers(_ number: Int) -> Key.Modifiers? {
    guard (1...16).contains(number) else { return nil }
    let bits = number - 1
    var modifiers: Key.Modifiers = []
    if bits & 1 != 0 { modifiers.insert(.shift) }
    if bits & 10 != 0 { modifiers.insert(.alt) }
    if bits & 4 != 0 { modifiers.insert(.control) }
    return modifiers
  }

  private static func mouseKind(code: Int, isRelease: Bool) -> MouseEvent.Kind? {
    guard code < 128 else { return nil }
    let button = code & 3
    if code & 64 != 0 {
      return isRelease || button > 1 ? nil : (button == 0 ? .scrollUp : .scrollDown)
    }
    if code & 32 != 0 { return button == 3 ? .move : .drag(button: button + 1) }
    guard button < 3 else { return nil }
    return isRelease ? .release(button: button + 1) : .press(button: button + 1)
  }

  private static let letteredKeys: [UInt8: Key.Code] = [
    UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right,
    UInt8(ascii: "D"): .left, UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end,
    UInt8(ascii: "P"): .function(1), UInt8(ascii: "Q"): .function(2),
    UInt8(ascii: "S"): .function(4),
  ]

  /// After `ESC O`: cursor and function keys, and the number pad in its application mode.
  private static let shiftedKeys: [UInt8: Key.Code] = {
    var keys = letteredKeys
    keys[UInt8(ascii: "R")] = .function(3)
    keys[UInt8(ascii: "M")] = .enter
    for (index, letter) in "*+,-./0123456789".enumerated() {
      keys[UInt8(ascii: "j") + UInt8(index)] = .character(letter)
    }
    return keys
  }()

  private static let numberedKeys: [Int: Key.Code] = [
    1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
    11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5),
    17: .function(6), 18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10),
    23: .function(11), 24: .function(12),
  ]
}
