import Foundation
import Statistics
import Testing

@Test func `a faded mean follows a step and its variance returns`() {
  var stream = EWMA(weight: 0.1)
  for _ in 0..<200 { stream.add(5) }
  #expect(agrees(stream.mean, 5, within: 1e-12) && stream.variance < 1e-12)
  for _ in 0..<100 { stream.add(9) }
  #expect(agrees(stream.mean, 9, within: 1e-3))
  stream.add(.nan)
  #expect(stream.count == 300)
}

@Test func `the first values of a faded mean count the same`() {
  var stream = EWMA(weight: 0.01)
  for value in [1.0, 2, 6] { stream.add(value) }
  #expect(agrees(stream.mean, 3, within: 1e-12))
  #expect(agrees(stream.variance, 14.0 / 3, within: 1e-12))
}

/// Orders an hour of a shop with busy evenings and weekends.
private func orders(_ hour: Int, using generator: inout SeededGenerator) -> Double {
  let evening = 1 + 0.8 * sin(Double(hour % 24 - 13) / 24 * 2 * Double.pi)
  let weekend = (hour / 24) % 7 >= 5 ? 1.5 : 1
  return Double(poisson(mean: 60 * evening * weekend, using: &generator))
}

@Test func `seasons are expected and rare hours stand out`() {
  var generator = SeededGenerator(seed: 21)
  var detector = RobustSeasonalDetector()
  var alarms = 0
  var inside = 0
  for hour in 0..<24 * 7 * 12 {
    let verdict = detector.observe(
      orders(hour, using: &generator), hour: hour % 24, weekday: hour / 24)
    guard hour >= 24 * 7 * 4 else { continue }
    if verdict.score > 0.75 { alarms += 1 }
    if verdict.expected > 0, verdict.low <= verdict.expected { inside += 1 }
  }
  #expect(inside == 24 * 7 * 8)
  #expect(alarms <= 3)
  let quiet = detector.expectation(hour: 7, weekday: 2).expected
  let busy = detector.expectation(hour: 19, weekday: 6).expected
  #expect(agrees(quiet, 12, within: 0.3))
  #expect(agrees(busy, 162, within: 0.15))
}

@Test func `an outage scores high at once and a new level becomes normal`() {
  var generator = SeededGenerator(seed: 22)
  var detector = RobustSeasonalDetector()
  for hour in 0..<24 * 7 * 6 {
    _ = detector.observe(orders(hour, using: &generator), hour: hour % 24, weekday: hour / 24)
  }
  let before = detector
  let outage = detector.observe(0, hour: 19, weekday: 3)
  #expect(outage.score > 0.9 && outage.residual < -4)
  #expect(outage.low > 0)
  detector = before
  var last = 0.0
  for hour in 24 * 7 * 6..<24 * 7 * 10 {
    let doubled = 2 * orders(hour, using: &generator)
    last = detector.observe(doubled, hour: hour % 24, weekday: hour / 24).score
  }
  #expect(last < 0.6)
}

@Test func `a slow shift shows although no single hour is odd`() {
  var generator = SeededGenerator(seed: 23)
  var detector = RobustSeasonalDetector()
  for hour in 0..<24 * 7 * 8 {
    _ = detector.observe(orders(hour, using: &generator), hour: hour % 24, weekday: hour / 24)
  }
  var best = 0.0
  for hour in 24 * 7 * 8..<24 * 7 * 8 + 24 {
    let fewer = 0.8 * orders(hour, using: &generator)
    best = max(best, detector.observe(fewer, hour: hour % 24, weekday: hour / 24).score)
  }
  // One in a thousand, of an hour that on its own would be one in twenty.
  #expect(best > 0.5)
}

@Test func `nothing is unusual before the warm-up and missing values teach nothing`() {
  var detector = RobustSeasonalDetector(.init(scale: .linear, warmUp: 10))
  #expect(detector.observe(1e6, hour: 0, weekday: 0).score == 0)
  #expect(detector.observe(-1e6, hour: 1, weekday: 0).score == 0)
  let before = detector
  #expect(detector.observe(.nan, hour: -3, weekday: 99).residual == 0)
  #expect(detector == before)
}

@Test(arguments: [
  RobustSeasonalDetector.Scale.linear, .squareRoot, .logarithm,
])
func `a constant series is expected to stay on every scale`(scale: RobustSeasonalDetector.Scale) {
  var detector = RobustSeasonalDetector(.init(scale: scale))
  var verdict = detector.expectation(hour: 0, weekday: 0)
  for hour in 0..<1_000 { verdict = detector.observe(40, hour: hour % 24, weekday: hour / 24) }
  #expect(agrees(verdict.expected, 40, within: 1e-6))
  #expect(verdict.score == 0)
}
