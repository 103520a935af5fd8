/// A value that is written to and read from a world's checkpoint.
protocol Packable {
  init(from unpacker: inout Unpacker) throws(DamagedWorld)
  func pack(into packer: inout Packer)
}

/// A checkpoint that cannot be read: cut short, changed, or of another version.
package struct DamagedWorld: Error, Hashable, CustomStringConvertible {
  /// Bytes from the start of the checkpoint.
  package let offset: Int
  package let expected: String

  package init(offset: Int, expected: String) {
    self.offset = offset
    self.expected = expected
  }

  package var description: String {
    "the simulated world's checkpoint is damaged at byte \(offset): expected \(expected)"
  }
}

/// Writes values one after another, small integers in few bytes (LEB128), numbers bit for bit.
struct Packer {
  private(set) var bytes: [UInt8] = []

  mutating func put(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// Zigzag, so that small negative values are short too.
  mutating func put(_ value: Int64) {
    put(UInt64(bitPattern: value << 1 ^ value >> 63))
  }

  mutating func put(_ value: Int) { put(Int64(value)) }
  mutating func put(_ value: Int32) { put(Int64(value)) }
  mutating func put(_ value: Bool) { bytes.append(value ? 1 : 0) }
  mutating func put(_ value: UInt8) { bytes.append(value) }

  mutating func putFixed(_ value: UInt64) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func put(_ value: Double) { putFixed(value.bitPattern) }

  mutating func put(_ text: String) {
    put(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  mutating func put(_ value: some Packable) { value.pack(into: &self) }

  mutating func put<Element>(
    _ values: some Collection<Element>, each body: (inout Packer, Element) -> Void
  ) {
    put(values.count)
    for value in values { body(&self, value) }
  }

  mutating func put(_ values: some Collection<some Packable>) {
    put(values.count)
    for value in values { value.pack(into: &self) }
  }
}

/// Reads what a ``Packer`` wrote, in the same order.
struct Unpacker {
  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { offset == bytes.count }

  func damage(_ expected: String) -> DamagedWorld {
    DamagedWorld(offset: offset, expected: expected)
  }

  mutating func byte() throws(DamagedWorld) -> UInt8 {
    guard offset < bytes.count else { throw damage("one more byte") }
    defer { offset += 1 }
    return bytes[offset]
  }

  mutating func unsigned() throws(DamagedWorld) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while shift < 64 {
      let next = try byte()
      value |= UInt64(next & 0x7F) << shift
      if next < 0x80 { return value }
      shift += 7
    }
    throw damage("an integer of at most 64 bits")
  }

  mutating func long() throws(DamagedWorld) -> Int64 {
    let value = try unsigned()
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  mutating func integer() throws(DamagedWorld) -> Int { Int(try long()) }

  mutating func int32() throws(DamagedWorld) -> Int32 {
    let value = try long()
    guard let narrow = Int32(exactly: value) else { throw damage("an integer of 32 bits") }
    return narrow
  }

  mutating func flag() throws(DamagedWorld) -> Bool { try byte() != 0 }

  mutating func fixed() throws(DamagedWorld) -> UInt64 {
    guard offset + 8 <= bytes.count else { throw damage("eight more bytes") }
    defer { offset += 8 }
    return bytes.withUnsafeBytes {
      UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
  }

  mutating func double() throws(DamagedWorld) -> Double { Double(bitPattern: try fixed()) }

  mutating func text() throws(DamagedWorld) -> String {
    let count = try self.count()
    defer { offset += count }
    return String(decoding: bytes[offset..<offset + count], as: UTF8.self)
  }

  /// The length of what follows; never more than the bytes that are left.
  mutating func count() throws(DamagedWorld) -> Int {
    let count = try integer()
    guard count >= 0, count <= bytes.count - offset else { throw damage("a length that fits") }
    return count
  }

  mutating func array<Element>(
    each body: (inout Unpacker) throws(DamagedWorld) -> Element
  ) throws(DamagedWorld) -> [Element] {
    let count = try self.count()
    var values: [Element] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(try body(&self)) }
    return values
  }

  mutating func array<Element: Packable>() throws(DamagedWorld) -> [Element] {
    try array { (unpacker) throws(DamagedWorld) in try Element(from: &unpacker) }
  }

  mutating func choice<Choice: RawRepresentable>(
    _ type: Choice.Type
  ) throws(DamagedWorld) -> Choice where Choice.RawValue == UInt8 {
    guard let choice = Choice(rawValue: try byte()) else { throw damage("one of \(type)") }
    return choice
  }

  mutating func named<Choice: RawRepresentable>(
    _ type: Choice.Type
  ) throws(DamagedWorld) -> Choice where Choice.RawValue == String {
    guard let choice = Choice(rawValue: try text()) else { throw damage("one of \(type)") }
    return choice
  }
}
