import RealModule
import Statistics

/// Small deliberate changes of spend, which cost little near an optimum and make responses known.
struct SpendVariation: Sendable {
  private let deviation: Double
  private var states: [Double]

  /// What a day keeps of the day before.
  private static let memory = 0.7

  init(channels: Int, deviation: Double) {
    self.deviation = deviation
    states = [Double](repeating: 0, count: channels)
  }

  mutating func varied(
    _ spends: [Double], using generator: inout some RandomNumberGenerator
  ) -> [Double] {
    guard deviation > 0 else { return spends }
    let fresh = (1 - Self.memory * Self.memory).squareRoot()
    for index in states.indices {
      states[index] = Self.memory * states[index] + fresh * normal(using: &generator)
    }
    return zip(spends, states).map { $0 * Double.exp(deviation * $1) }
  }
}
