/// The bytes of one field, valid while its row is in the window.
struct Cell {
  let bytes: UnsafeRawBufferPointer
  /// Whether there is nothing but printable ASCII.
  let isPlain: Bool

  static var empty: Cell {
    Cell(bytes: UnsafeRawBufferPointer(start: nil, count: 0), isPlain: true)
  }

  static func isPlain(_ text: UnsafeRawBufferPointer) -> Bool {
    for byte in text where byte &- 0x20 >= 0x5F { return false }
    return true
  }
}
