import RealModule

/// Tells of each value of a stream what was expected and how unusual it is.
///
/// The expectation is a level plus effects of the hour, the weekday and the hour of that weekday,
/// each learnt at its own pace; the residual's scale follows the mean absolute residual. What is
/// learnt from one value is limited to a few scales, so an outlier moves the expectation little;
/// if residuals keep to one side the level is learnt faster, so a new normal is accepted.
/// The state has a fixed size of some three kilobytes whatever has been seen.
///
/// The score has no hysteresis: opening and closing an alert is up to the caller.
package struct RobustSeasonalDetector: Sendable, Codable, Equatable {
  package let configuration: Configuration
  /// Values learnt from.
  package private(set) var count = 0
  /// Half the width of the band in scales.
  private let bandReach: Double
  private var level = 0.0
  private var hours = [Double](repeating: 0, count: 24)
  private var weekdays = [Double](repeating: 0, count: 7)
  private var cells = [Double](repeating: 0, count: 168)
  private var visits = [UInt16](repeating: 0, count: 168)
  private var spread = 0.0
  /// The faded mean of the residuals in scales: far from 0 while a shift lasts.
  package private(set) var drift = 0.0

  /// On which scale residuals of large and small values are alike.
  package enum Scale: String, Sendable, Codable {
    /// As they are: rates, indices.
    case linear
    /// Square roots: counts and sums of many small parts.
    case squareRoot
    /// Logarithms of 1 + value: amounts that vary by factors.
    case logarithm
  }

  package struct Configuration: Sendable, Codable, Equatable {
    package var scale: Scale
    /// Values before which nothing is called unusual.
    package var warmUp: Int
    /// What the level learns of a residual in the long run, in (0, 1).
    package var learning: Double
    /// The share of usual values inside the band, in (0, 1).
    package var bandLevel: Double

    package init(
      scale: Scale = .squareRoot, warmUp: Int = 48, learning: Double = 0.01,
      bandLevel: Double = 0.99
    ) {
      self.scale = scale
      self.warmUp = warmUp
      self.learning = learning
      self.bandLevel = bandLevel
    }
  }

  /// What the detector says of one value.
  package struct Verdict: Sendable, Codable, Equatable {
    package var expected: Double
    /// Where the value would usually have been.
    package var low: Double
    package var high: Double
    /// The distance from the expectation in scales, with its sign.
    package var residual: Double
    /// How unusual the value, or the run of values up to it, is: in [0, 1]. A third is one in a
    /// hundred, two thirds one in ten thousand, 1 one in a million or rarer.
    package var score: Double
  }

  package init(_ configuration: Configuration = Configuration()) {
    self.configuration = configuration
    bandReach = StudentDistribution(degreesOfFreedom: 6)
      .quantile(0.5 + configuration.bandLevel / 2)
  }

  /// What is expected at an hour of the week, before its value is known.
  ///
  /// - Parameters:
  ///   - hour: 0 to 23; others are taken modulo 24.
  ///   - weekday: 0 to 6, any day first; others are taken modulo 7.
  /// - Returns: The expectation and its band, with a score of 0.
  package func expectation(hour: Int, weekday: Int) -> Verdict {
    let slot = Slot(hour: hour, weekday: weekday)
    return verdict(at: expected(slot), scale: scale(slot), residual: 0)
  }

  /// Judges a value by what was known before it, then learns from it.
  ///
  /// A value that is not finite is judged as missing (residual 0) and not learnt.
  package mutating func observe(_ value: Double, hour: Int, weekday: Int) -> Verdict {
    let slot = Slot(hour: hour, weekday: weekday)
    let (place, width) = (expected(slot), scale(slot))
    guard value.isFinite else { return verdict(at: place, scale: width, residual: 0) }
    let difference = transformed(value) - place
    let residual = width > 0 ? difference / width : 0
    let isWarm = count >= configuration.warmUp
    drift = 0.9 * drift + 0.1 * max(-5, min(5, residual))
    let judged = verdict(at: place, scale: width, residual: isWarm ? residual : 0)
    learn(difference, width: width, slot)
    return judged
  }

  private struct Slot {
    var hour: Int
    var weekday: Int
    var cell: Int { weekday * 24 + hour }

    init(hour: Int, weekday: Int) {
      self.hour = ((hour % 24) + 24) % 24
      self.weekday = ((weekday % 7) + 7) % 7
    }
  }

  private func expected(_ slot: Slot) -> Double {
    level + hours[slot.hour] + weekdays[slot.weekday] + cells[slot.cell]
  }

  /// The scale of residuals, wider where an hour of the week has hardly been seen.
  private func scale(_ slot: Slot) -> Double {
    let seen = Double(visits[slot.cell])
    return spread * (1 + 1 / (1 + seen)).squareRoot()
  }

  private mutating func learn(_ difference: Double, width: Double, _ slot: Slot) {
    let limit = width > 0 && count > 24 ? 2.5 * width : .infinity
    let taken = max(-limit, min(limit, difference))
    let pace = abs(drift) > 1.5 ? min(10, 2 * drift * drift) : 1
    let fresh = 1 / Double(count + 1)
    let seen = Double(visits[slot.cell])
    level += max(configuration.learning * pace, fresh) * taken
    guard count > 0 else { return startSpread(slot) }
    hours[slot.hour] += max(0.03, 0.5 / (2 + 0.3 * seen * 7)) * taken
    weekdays[slot.weekday] += max(0.01, 0.2 / (4 + seen * 6)) * taken
    cells[slot.cell] += max(0.05, 0.3 / (1 + seen)) * taken
    // For a normal residual the mean absolute value is 0.7979 deviations.
    let absolute = min(abs(difference), count > 24 ? 4 * width : .infinity) / 0.7978845608028654
    spread += max(0.01, 1 / Double(count + 1)) * (absolute - spread)
    visits[slot.cell] = min(60_000, visits[slot.cell] + 1)
    count += 1
  }

  private mutating func startSpread(_ slot: Slot) {
    visits[slot.cell] = 1
    count = 1
  }

  private func verdict(at place: Double, scale: Double, residual: Double) -> Verdict {
    let reach = scale * bandReach
    let single = RobustSeasonalDetector.tails(beyond: residual)
    // Ten per cent faded means of independent residuals have 0.2294 of their deviation.
    let lasting = twoSidedNormalP(drift / 0.2294157338705618 / 1.5)
    let rarity = residual == 0 ? single : min(single, lasting)
    return Verdict(
      expected: restored(place), low: restored(place - reach), high: restored(place + reach),
      residual: residual, score: min(1, max(0, -Double.log10(max(1e-300, rarity)) / 6)))
  }

  /// Both tails of Student's distribution with 6 degrees of freedom (Abramowitz and Stegun 26.7.4).
  ///
  /// Residuals have heavier tails than the normal distribution; 6 degrees are a usual choice.
  private static func tails(beyond residual: Double) -> Double {
    let square = 6 / (6 + residual * residual)
    let inside = (1 - square).squareRoot() * (1 + square / 2 + 0.375 * square * square)
    return max(0, 1 - inside)
  }

  private func transformed(_ value: Double) -> Double {
    let size = abs(value)
    switch configuration.scale {
    case .linear: return value
    case .squareRoot: return value < 0 ? -size.squareRoot() : size.squareRoot()
    case .logarithm: return (value < 0 ? -1 : 1) * Double.log(onePlus: size)
    }
  }

  private func restored(_ place: Double) -> Double {
    switch configuration.scale {
    case .linear: place
    case .squareRoot: place * abs(place)
    case .logarithm: (place < 0 ? -1 : 1) * Double.expMinusOne(abs(place))
    }
  }
}
