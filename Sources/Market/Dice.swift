import Statistics

/// Repeatable chance for those outside the world who need some, such as a platform that fails now
/// and then.
package struct Dice: Sendable {
  private var generator: SeededGenerator

  /// The same seed and stream give the same sequence.
  package init(seed: UInt64, stream: UInt64) {
    generator = SeededGenerator(seed: seed, stream: stream)
  }

  /// An even draw from [0, 1).
  package mutating func roll() -> Double { uniform(using: &generator) }
}
