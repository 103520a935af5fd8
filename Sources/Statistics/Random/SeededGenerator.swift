/// A repeatable source of random bits: xoshiro256\*\*, its state filled by SplitMix64.
///
/// The same seed gives the same sequence on every machine. The period is 2²⁵⁶ − 1. It is no
/// source of secrets: its state follows from a few outputs.
///
/// Source: Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021.
package struct SeededGenerator: RandomNumberGenerator, Sendable, Codable, Equatable {
  @usableFromInline var first: UInt64
  @usableFromInline var second: UInt64
  @usableFromInline var third: UInt64
  @usableFromInline var fourth: UInt64

  /// Starts the sequence of `seed`, as the authors' reference code does.
  package init(seed: UInt64) {
    var expansion = SplitMix64(state: seed)
    first = expansion.next()
    second = expansion.next()
    third = expansion.next()
    fourth = expansion.next()
  }

  /// Starts one of many sequences of the same seed that do not depend on each other.
  ///
  /// Streams let parts of a simulation draw without disturbing each other: a campaign added to
  /// stream 7 changes nothing that stream 8 draws.
  package init(seed: UInt64, stream: UInt64) {
    let whole = SplitMix64.mixed(seed &+ 0x9E37_79B9_7F4A_7C15)
    let part = SplitMix64.mixed(stream ^ 0xD1B5_4A32_D192_ED03)
    self.init(seed: SplitMix64.mixed(whole ^ (part &<< 1 | 1)) ^ part)
  }

  @inlinable
  package mutating func next() -> UInt64 {
    let product = second &* 5
    let result = (product &<< 7 | product &>> 57) &* 9
    let shifted = second &<< 17
    third ^= first
    fourth ^= second
    second ^= third
    first ^= fourth
    third ^= shifted
    fourth = fourth &<< 45 | fourth &>> 19
    return result
  }
}

/// The generator that spreads one seed over a larger state; it also mixes ids into seeds.
///
/// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
package struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(state: UInt64) {
    self.state = state
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return SplitMix64.mixed(state)
  }

  /// Maps each value to another one-to-one, so that near inputs give unrelated outputs.
  package static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed &>> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed &>> 31)
  }
}
