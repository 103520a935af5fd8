import RealModule

/// The level of a rate (events over exposure) and how much hours differ from it beyond counting.
///
/// Old hours fade with a half-life counted in hours that had exposure, so a pause forgets nothing.
struct RateLevel: Sendable {
  private var events = 0.0
  private var exposure = 0.0
  private var excess = 0.0
  private var square = 0.0
  private(set) var hours = 0
  private let memory: Double
  private let prior: Double
  /// Squared expected events that the prior of the spread counts for.
  private let priorWeight = 100.0

  /// - Parameters:
  ///   - halfLifeHours: Hours after which what was learnt counts half.
  ///   - spread: Prior of the variance of an hour's rate beyond counting, relative to the rate
  ///     squared.
  init(halfLifeHours: Double, spread: Double) {
    memory = Double.pow(0.5, 1 / halfLifeHours)
    prior = spread
  }

  /// Events a unit of exposure; `nil` before any.
  var rate: Double? { exposure > 0 && events > 0 ? events / exposure : nil }

  /// Events it rests on, after fading.
  var evidence: Double { events }

  /// Relative variance beyond counting: hours that differ, and a level that is not known exactly.
  var spread: Double { min(1, noise + levelVariance) }

  /// Relative variance of the level itself, which rests on so many events.
  var levelVariance: Double { 1 / max(1, events) }

  /// Relative variance of hours that differ, around a level that is known.
  var noise: Double {
    min(1, max(0.004, (excess + prior * priorWeight) / (square + priorWeight)))
  }

  mutating func learn(events newEvents: Double, exposure newExposure: Double) {
    guard newExposure > 0 else { return }
    if let rate, hours >= 6 { learnSpread(newEvents, expected: rate * newExposure) }
    events = events * memory + newEvents
    exposure = exposure * memory + newExposure
    hours += 1
  }

  /// Lets go of most of what was learnt, because something was changed on purpose.
  mutating func loosen(to share: Double) {
    events *= share
    exposure *= share
  }

  private mutating func learnSpread(_ actual: Double, expected: Double) {
    guard expected > 0 else { return }
    let residual = (actual - expected) * (actual - expected)
    let ceiling = 9 * (expected + spread * expected * expected)
    excess = excess * memory + min(residual, ceiling) - expected
    square = square * memory + expected * expected
  }
}
