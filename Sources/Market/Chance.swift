import RealModule
import Statistics

/// The world's chance: a stream of draws for each topic, hour and campaign that depends on no
/// other.
///
/// No generator is kept from one hour to the next, so a campaign more or less changes nothing that
/// happens elsewhere, and a checkpoint holds no generator.
package struct Chance: Hashable, Sendable {
  package let seed: UInt64

  package init(seed: UInt64) {
    self.seed = seed
  }

  enum Topic: UInt64 {
    case genesis = 1, organic, dayNoise, delivery, dayFactor, send, drift, price, pool, appeal
    case incident, taste
  }

  func generator(_ topic: Topic, _ first: Int64, _ second: Int64 = 0) -> SeededGenerator {
    SeededGenerator(seed: seed, stream: key(topic, first, second))
  }

  /// A hidden trait: log-normal with median 1, the same whenever it is asked for.
  func trait(_ topic: Topic, _ first: Int64, _ second: Int64 = 0, spread: Double) -> Double {
    var generator = generator(topic, first, second)
    return logNormal(logMean: 0, logDeviation: spread, using: &generator)
  }

  private func key(_ topic: Topic, _ first: Int64, _ second: Int64) -> UInt64 {
    let outer = SplitMix64.mixed(
      topic.rawValue &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(bitPattern: first))
    return SplitMix64.mixed(outer ^ UInt64(bitPattern: second) &* 0xD1B5_4A32_D192_ED03)
  }
}

/// Whether an event of `probability` happens.
func happens(_ probability: Double, using generator: inout some RandomNumberGenerator) -> Bool {
  uniform(using: &generator) < probability
}

/// An even draw from 0..<`count`; `count` is at least 1.
func index(below count: Int, using generator: inout some RandomNumberGenerator) -> Int {
  min(count - 1, Int(uniform(using: &generator) * Double(count)))
}
