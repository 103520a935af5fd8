/// The bytes of one field, valid while its row is in the window.
struct Cell {
  let bytes: UnsafeRawBufferPointer
  /// Whether there is nothing but printable ASCII.
  let isPlain: Bool

  static var empty: Cell {
    Cell(bytes: UnsafeRawBufferPointer(start: nil, count: 0), isPlain: true)
  }

  /// Whether it stands for a guest.
  @inline(__always)
  var isNobody: Bool { bytes.isEmpty || bytes.count == 1 && bytes[0] == UInt8(ascii: "0") }

  /// Without blanks around it.
  @inline(__always)
  var trimmed: Cell {
    guard bytes.first == 32 || bytes.last == 32 else { return self }
    let start = bytes.firstIndex { $0 != 32 } ?? bytes.endIndex
    let end = bytes.lastIndex { $0 != 32 }.map { $0 + 1 } ?? start
    return Cell(bytes: UnsafeRawBufferPointer(rebasing: bytes[start..<end]), isPlain: isPlain)
  }

  /// Whether it is an e-mail address with capitals, which mean nothing in one.
  @inline(__always)
  static func hasMeaninglessCapitals(_ text: UnsafeRawBufferPointer) -> Bool {
    text.contains(UInt8(ascii: "@")) && text.contains { $0 &- UInt8(ascii: "A") < 26 }
  }

  static func isPlain(_ text: UnsafeRawBufferPointer) -> Bool {
    for byte in text where byte &- 0x20 >= 0x5F { return false }
    return true
  }
}
