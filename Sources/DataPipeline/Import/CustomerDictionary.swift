/// Numbers the customers of a file by first appearance: a hash table with open addressing.
///
/// The first eight bytes of a name lie in the table itself, so that most look-ups touch one cache
/// line.
struct CustomerDictionary: ~Copyable {
  private struct Slot {
    /// The name's first eight bytes, filled up with zeros.
    var head: UInt64 = 0
    /// Number + 1 in the lower half; length (8 bits) and part of the hash (24 bits) in the upper. 0
    /// is free.
    var mark: UInt64 = 0
  }

  /// A name and what looking it up takes.
  struct Key {
    let name: UnsafeRawBufferPointer
    let hash: UInt64
    let head: UInt64

    /// A key that was taken apart.
    @inline(__always)
    init(name: UnsafeRawBufferPointer, hash: UInt64, head: UInt64) {
      self.name = name
      self.hash = hash
      self.head = head
    }

    @inline(__always)
    init(_ name: UnsafeRawBufferPointer) {
      self.name = name
      hash = byteHash(name)
      head = name.baseAddress.map { ByteWord($0, count: name.count).bits } ?? 0
    }

    @inline(__always)
    fileprivate var upperMark: UInt64 {
      hash & 0xFFFF_FF00_0000_0000 | UInt64(truncatingIfNeeded: min(name.count, 255)) &<< 32
    }
  }

  private(set) var names = ByteStrings()
  /// The size is a power of two.
  private var slots = LargeTable<Slot>(count: 4_096, filledWith: Slot())

  /// How many names, from the first on, are in the table.
  private var indexed = 0

  var count: Int { names.count }

  /// Takes in a name that is known to be new; it goes into the table when one is looked up.
  mutating func append(_ name: UnsafeRawBufferPointer) { names.append(name) }

  /// What stands where the name is most likely to be: a customer's number + 1 if it looks like that
  /// customer's name, else 0.
  ///
  /// It does not branch on what it finds, so that the memory behind many names can be waited for
  /// together. The guess stays good while customers are added.
  @inline(__always)
  func guess(_ key: Key) -> UInt32 {
    let slot = slots[Int(truncatingIfNeeded: key.hash) & (slots.count - 1)]
    let difference = slot.head ^ key.head | (slot.mark ^ key.upperMark) >> 32
    return difference == 0 ? UInt32(truncatingIfNeeded: slot.mark) : 0
  }

  /// The number of a customer, and whether the name is new.
  @inline(__always)
  mutating func number(of key: Key, guess: UInt32 = 0) -> (number: UInt32, isNew: Bool) {
    if guess != 0, key.name.count <= 8 || isEqual(key.name, toName: guess - 1) {
      return (guess - 1, false)
    }
    return search(key)
  }

  private mutating func search(_ key: Key) -> (number: UInt32, isNew: Bool) {
    if indexed < names.count { index() }
    let mask = slots.count - 1
    var position = Int(truncatingIfNeeded: key.hash) & mask
    while true {
      let slot = slots[position]
      if slot.mark == 0 { break }
      if slot.head == key.head, slot.mark & 0xFFFF_FFFF_0000_0000 == key.upperMark {
        let candidate = UInt32(truncatingIfNeeded: slot.mark) - 1
        if key.name.count <= 8 || isEqual(key.name, toName: candidate) { return (candidate, false) }
      }
      position = (position + 1) & mask
    }
    names.append(key.name)
    slots[position] = Slot(head: key.head, mark: key.upperMark | UInt64(names.count))
    indexed = names.count
    if indexed * 2 > slots.count { index() }
    return (UInt32(names.count - 1), true)
  }

  private func isEqual(_ name: UnsafeRawBufferPointer, toName candidate: UInt32) -> Bool {
    names.isEqual(Int(candidate), to: name)
  }

  /// Makes a table at least half empty with every name in it.
  private mutating func index() {
    var size = slots.count
    while names.count * 2 > size { size *= 2 }
    let mask = size - 1
    var wider = LargeTable<Slot>(count: size, filledWith: Slot())
    for number in 0..<names.count {
      names.withBytes(of: number) { name in
        let key = Key(name)
        var position = Int(truncatingIfNeeded: key.hash) & mask
        while wider[position].mark != 0 { position = (position + 1) & mask }
        wider[position] = Slot(head: key.head, mark: key.upperMark | UInt64(number + 1))
      }
    }
    slots = wider
    indexed = names.count
  }
}
