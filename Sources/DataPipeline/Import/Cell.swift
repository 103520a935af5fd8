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

  /// What is not UTF-8 is taken as Latin-1.
  var text: String {
    String(validating: bytes, as: UTF8.self)
      ?? String(String.UnicodeScalarView(AmountText.scalars(bytes)))
  }

  /// Whether it is an e-mail address with capitals of A…Z, which mean nothing in one.
  @inline(__always)
  static func hasMeaninglessCapitals(_ text: UnsafeRawBufferPointer) -> Bool {
    hasAtSign(text) && text.contains { $0 &- UInt8(ascii: "A") < 26 }
  }

  /// Looks at eight bytes at a time, since it is asked of every customer.
  @inline(__always)
  private static func hasAtSign(_ text: UnsafeRawBufferPointer) -> Bool {
    guard let base = text.baseAddress else { return false }
    var offset = 0
    while offset &+ 8 < text.count {
      if ByteWord(base + offset).marks(ofEqual: .repeating(UInt8(ascii: "@"))) != 0 { return true }
      offset &+= 8
    }
    return ByteWord(base + offset, count: text.count &- offset)
      .marks(ofEqual: .repeating(UInt8(ascii: "@"))) != 0
  }

  /// With the capitals A…Z made small, as SQLite's `lower` does it.
  static func withoutCapitals(_ text: UnsafeRawBufferPointer) -> String {
    String(
      decoding: text.map { $0 &- UInt8(ascii: "A") < 26 ? $0 | 0x20 : $0 }, as: UTF8.self)
  }

  static func isPlain(_ text: UnsafeRawBufferPointer) -> Bool {
    for byte in text where byte &- 0x20 >= 0x5F { return false }
    return true
  }
}
