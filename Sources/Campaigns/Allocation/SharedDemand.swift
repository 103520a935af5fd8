import RealModule

/// What multiplies every channel's orders on a day: weekday, season, promotions.
///
/// The logarithm is a level that walks plus a weekday's part plus what is the day's own. Its
/// absolute size is that of the channels' levels together and has no meaning of its own.
struct SharedDemand: Sendable {
  private var level = 0.0
  private var levelVariance = 0.01
  private var weekdays = [Double](repeating: 0, count: 7)
  private var weekdayVariances = [Double](repeating: 0.04, count: 7)

  /// Variance that a day adds to the level.
  private static let walk = 0.003
  /// Variance that a day adds to each weekday's part.
  private static let weekdayWalk = 0.00005
  /// Variance of what is a day's own, such as a promotion.
  private static let ownVariance = 0.015

  mutating func pass() {
    levelVariance += Self.walk
    for weekday in weekdays.indices { weekdayVariances[weekday] += Self.weekdayWalk }
  }

  func expectation(on weekday: Int) -> LogEstimate {
    LogEstimate(
      mean: level + weekdays[weekday],
      variance: levelVariance + weekdayVariances[weekday] + Self.ownVariance)
  }

  mutating func observe(_ found: LogEstimate, on weekday: Int) {
    guard found.variance.isFinite else { return }
    let expected = expectation(on: weekday)
    let surprise = (found.mean - expected.mean) / (expected.variance + found.variance)
    level += levelVariance * surprise
    weekdays[weekday] += weekdayVariances[weekday] * surprise
    let kept = 1 / (expected.variance + found.variance)
    levelVariance *= 1 - levelVariance * kept
    weekdayVariances[weekday] *= 1 - weekdayVariances[weekday] * kept
  }
}

/// A logarithm that is not known exactly.
struct LogEstimate: Sendable {
  var mean: Double
  var variance: Double

  /// What independent estimates say together; an infinite variance says nothing.
  static func combined(_ estimates: [LogEstimate]) -> LogEstimate {
    var (weight, sum) = (0.0, 0.0)
    for estimate in estimates {
      weight += 1 / estimate.variance
      sum += estimate.mean / estimate.variance
    }
    return weight > 0
      ? LogEstimate(mean: sum / weight, variance: 1 / weight)
      : LogEstimate(mean: 0, variance: .infinity)
  }
}
