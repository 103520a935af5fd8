/// Numbers the customers of a file by first appearance: a hash table with open addressing.
///
/// The first eight bytes of a name lie in the table itself, so that most look-ups touch one cache
/// line.
struct CustomerDictionary {
  private struct Slot {
    /// The name's first eight bytes, filled up with zeros.
    var head: UInt64 = 0
    /// Number + 1 in the lower half; length (8 bits) and part of the hash (24 bits) in the upper. 0
    /// is free.
    var mark: UInt64 = 0
  }

  private(set) var names = ByteStrings()
  /// The size is a power of two.
  private var slots: [Slot]

  init() {
    slots = Array(repeating: Slot(), count: 4_096)
  }

  var count: Int { names.count }

  /// The number of a customer, and whether the name is new.
  mutating func number(of name: UnsafeRawBufferPointer) -> (number: UInt32, isNew: Bool) {
    let hash = byteHash(name)
    let head = Self.head(of: name)
    let upper = Self.upperMark(hash, name.count)
    let mask = slots.count - 1
    var position = Int(truncatingIfNeeded: hash) & mask
    while true {
      let slot = slots[position]
      if slot.mark == 0 { break }
      if slot.head == head, slot.mark & 0xFFFF_FFFF_0000_0000 == upper {
        let candidate = UInt32(truncatingIfNeeded: slot.mark) - 1
        if name.count <= 8 || isEqual(name, toName: candidate) { return (candidate, false) }
      }
      position = (position + 1) & mask
    }
    let number = UInt32(names.count)
    names.append(name)
    slots[position] = Slot(head: head, mark: upper | UInt64(number + 1))
    if names.count * 2 > slots.count { grow() }
    return (number, true)
  }

  private func isEqual(_ name: UnsafeRawBufferPointer, toName candidate: UInt32) -> Bool {
    names.withBytes(of: Int(candidate)) { $0.elementsEqual(name) }
  }

  private mutating func grow() {
    let mask = slots.count * 4 - 1
    var wider = Array(repeating: Slot(), count: mask + 1)
    for slot in slots where slot.mark != 0 {
      let hash = names.withBytes(of: Int(UInt32(truncatingIfNeeded: slot.mark)) - 1) {
        byteHash($0)
      }
      var position = Int(truncatingIfNeeded: hash) & mask
      while wider[position].mark != 0 { position = (position + 1) & mask }
      wider[position] = slot
    }
    slots = wider
  }

  private static func upperMark(_ hash: UInt64, _ length: Int) -> UInt64 {
    hash & 0xFFFF_FF00_0000_0000 | UInt64(min(length, 255)) << 32
  }

  private static func head(of name: UnsafeRawBufferPointer) -> UInt64 {
    if name.count >= 8 { return name.loadUnaligned(as: UInt64.self) }
    return name.reduce(0) { $0 << 8 | UInt64($1) }
  }
}
