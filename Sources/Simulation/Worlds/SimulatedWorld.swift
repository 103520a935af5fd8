package import Market
import RealModule
import Statistics

/// What a simulated run happens in: the market's parameters and what the shop earns and allows.
package struct SimulatedWorld: Hashable, Sendable {
  package var name: String
  /// A sentence for people.
  package var about = ""
  package var parameters = WorldParameters()
  /// Of revenue, in (0, 1].
  package var grossMargin = 0.45
  /// Most that may be spent a day, as a share of the history's revenue a day.
  package var dayCapShare = 0.1

  package init(name: String) {
    self.name = name
  }

  /// A world drawn from what shops usually are like, each parameter by itself.
  ///
  /// Parameters that are above 0 at both ends are drawn evenly on the scale of their logarithm.
  package init(drawnFrom seed: UInt64) {
    self.init(name: "random \(seed)")
    about = "Drawn at random from what shops usually are like."
    var generator = SeededGenerator(seed: seed)
    for parameter in WorldParameter.all {
      parameters[keyPath: parameter.field] = Self.draw(parameter.usual, using: &generator)
    }
    grossMargin = Self.draw(0.3...0.6, using: &generator)
    dayCapShare = Self.draw(0.04...0.15, using: &generator)
  }

  private static func draw(
    _ range: ClosedRange<Double>, using generator: inout SeededGenerator
  ) -> Double {
    let share = Double.random(in: 0...1, using: &generator)
    guard range.lowerBound > 0 else {
      return range.lowerBound + share * (range.upperBound - range.lowerBound)
    }
    return range.lowerBound * Double.pow(range.upperBound / range.lowerBound, share)
  }
}
