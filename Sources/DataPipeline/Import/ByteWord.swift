/// Up to eight bytes of text in one machine word, the first in the lowest bits.
///
/// What is asked of it is answered for all bytes at once, as a word with the top bit set in every
/// byte that is meant (S. E. Anderson, "Bit Twiddling Hacks", "Determine if a word has a zero byte").
struct ByteWord: Equatable {
  let bits: UInt64

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let tops: UInt64 = 0x8080_8080_8080_8080
  private static let zeros: UInt64 = 0x3030_3030_3030_3030

  @inline(__always)
  init(bits: UInt64) {
    self.bits = bits
  }

  /// The eight bytes from `base` on.
  @inline(__always)
  init(_ base: UnsafeRawPointer) {
    bits = UInt64(littleEndian: base.loadUnaligned(as: UInt64.self))
  }

  /// The first `count` bytes from `base` on, 1…8, and zeros; nothing beyond them is touched.
  @inline(__always)
  init(_ base: UnsafeRawPointer, count: Int) {
    if count >= 8 {
      self.init(base)
    } else if count >= 4 {
      // Two loads that overlap cover 4…7 bytes; where they do, they agree.
      let low = UInt32(littleEndian: base.loadUnaligned(as: UInt32.self))
      let high = UInt32(
        littleEndian: base.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
      let shift = UInt64(truncatingIfNeeded: (count &- 4) &* 8)
      self.init(bits: UInt64(low) | UInt64(high) &<< shift)
    } else {
      var bits: UInt64 = 0
      for offset in 0..<count {
        bits |= UInt64(base.load(fromByteOffset: offset, as: UInt8.self)) &<< UInt64(offset &* 8)
      }
      self.init(bits: bits)
    }
  }

  /// A word of eight equal bytes.
  @inline(__always)
  static func repeating(_ byte: UInt8) -> ByteWord { ByteWord(bits: ones &* UInt64(byte)) }

  /// Marks bytes that equal those of `other`; right up to and including the first.
  @inline(__always)
  func marks(ofEqual other: ByteWord) -> UInt64 {
    let difference = bits ^ other.bits
    return (difference &- Self.ones) & ~difference & Self.tops
  }

  /// Marks bytes below 0x20; right up to and including the first.
  @inline(__always)
  var controlMarks: UInt64 { (bits &- Self.ones &* 0x20) & ~bits & Self.tops }

  /// Marks bytes above 0x7E.
  @inline(__always)
  var unusualMarks: UInt64 { ((bits & ~Self.tops) &+ Self.ones | bits) & Self.tops }

  /// The number of the first byte that is marked; `marks` must not be 0.
  @inline(__always)
  static func firstIndex(in marks: UInt64) -> Int { marks.trailingZeroBitCount &>> 3 }
}

extension ByteWord {
  /// The number that eight decimal digits write, or `nil` if there is something else.
  @inline(__always)
  var decimalNumber: UInt64? {
    let digits = bits ^ Self.zeros
    guard (digits &+ Self.ones &* 0x76 | digits) & Self.tops == 0 else { return nil }
    // Pairs, then fours, then all, each by one multiplication that adds neighbours.
    let pairs = digits &* 10 &+ digits &>> 8
    let upper = (pairs & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
    let lower = (pairs &>> 16 & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
    return (upper &+ lower) &>> 32
  }

  /// Moves the first `count` bytes, 1…8, to the end and puts `0` before them.
  @inline(__always)
  func paddedWithZeros(count: Int) -> ByteWord {
    guard count < 8 else { return self }
    let shift = UInt64(truncatingIfNeeded: (8 &- count) &* 8)
    return ByteWord(bits: bits &<< shift | Self.zeros &>> (64 &- shift))
  }

  /// Takes the byte at `index`, 0…7, out; those before it move up and `0` comes first.
  @inline(__always)
  func removing(at index: Int) -> ByteWord {
    let place = UInt64(truncatingIfNeeded: index &* 8)
    let below = bits & ((1 &<< place) &- 1)
    let above = bits & ~(0xFF &<< place | ((1 &<< place) &- 1))
    return ByteWord(bits: above | below &<< 8 | 0x30)
  }
}

/// A text of at most sixteen bytes, for telling quickly whether a cell repeats the one before.
struct ShortText: Equatable {
  private let count: Int
  private let first: ByteWord
  private let last: ByteWord

  /// Fails for an empty text and for a longer one.
  @inline(__always)
  init?(_ text: UnsafeRawBufferPointer) {
    guard let base = text.baseAddress, (1...16).contains(text.count) else { return nil }
    count = text.count
    first = ByteWord(base, count: min(count, 8))
    last = count > 8 ? ByteWord(base + (count - 8)) : first
  }
}
