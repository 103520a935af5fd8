import Foundation
import RealModule
import Statistics
import Testing

private struct Reference: Decodable {
  var times: [Int64]
  var values: [Double]
  /// First and last index of what people have labelled.
  var windows: [[Int]]
  var standard3: [Int]
  var modified: [Int]
  var modifiedCount: Int
  var fences: [Int]
  var wideFencesCount: Int
  var rolling24: [Int]
  var rolling168: [Int]
  var cumulative: [Int]
  var cumulativeCount: Int
}

private struct Change: Decodable {
  var penalty: Double
  var ends: [Int]
  var cost: Double
}

private struct Series: Decodable {
  var values: [Double]
}

private let names = ["exchange-2_cpc", "exchange-3_cpc"]

private func reference(_ name: String) throws -> Reference {
  try #require(try Fixture.json("anomalies.json", as: [String: Reference].self)[name])
}

@Suite struct OutlierReferenceTests {
  @Test(arguments: names)
  func `textbook rules find the reference's outliers`(name: String) throws {
    let expected = try reference(name)
    let values = expected.values
    func agree(_ found: [Int], _ listed: [Int]) -> Bool { Array(found.prefix(60)) == listed }
    #expect(agree(OutlierRules.standardScores(values, beyond: 3), expected.standard3))
    let modified = OutlierRules.modifiedScores(values, beyond: 3.5)
    #expect(agree(modified, expected.modified) && modified.count == expected.modifiedCount)
    #expect(agree(OutlierRules.fences(values, reach: 3), expected.fences))
    #expect(OutlierRules.fences(values, reach: 1.5).count == expected.wideFencesCount)
    let daily = OutlierRules.rollingScores(values, window: 24, beyond: 3)
    #expect(agree(daily, expected.rolling24))
    let weekly = OutlierRules.rollingScores(values, window: 168, beyond: 3)
    #expect(agree(weekly, expected.rolling168))
    let sums = OutlierRules.cumulativeSums(
      values, slack: 0.5, limit: 5, baseline: values.count / 5)
    #expect(Array(sums.prefix(20)) == expected.cumulative)
    #expect(sums.count == expected.cumulativeCount)
  }

  @Test func `textbook rules find nothing in constants and in nothing`() {
    for values in [[], [4.0], [Double](repeating: 4, count: 300)] {
      #expect(OutlierRules.standardScores(values, beyond: 3).isEmpty)
      #expect(OutlierRules.modifiedScores(values, beyond: 3).isEmpty)
      #expect(OutlierRules.fences(values, reach: 1.5).isEmpty)
      #expect(OutlierRules.rollingScores(values, window: 24, beyond: 3).isEmpty)
      let sums = OutlierRules.cumulativeSums(values, slack: 0.5, limit: 5, baseline: 20)
      #expect(sums.isEmpty)
    }
  }

  @Test(arguments: [
    "air_passengers", "retail_sales", "pedestrians_daily", "online_retail_even_daily_revenue",
    "robyn_weekly_revenue",
  ])
  func `segmentations cost no more than the reference's`(name: String) throws {
    let all = try #require(try Fixture.json("forecasts.json", as: [String: Series].self)[name])
    let changes = try Fixture.json("changes.json", as: [String: [Change]].self)
    for change in try #require(changes[name]) {
      let values = Array(all.values.suffix(try #require(change.ends.last)))
      let moments = Moments(values)
      let deviation = try #require(moments.populationVariance).squareRoot()
      let scaled = values.map { ($0 - moments.mean) / deviation }
      // Stored to six digits, it is 2 or 10 log n.
      let logarithm = Double.log(Double(values.count))
      let penalty = (change.penalty / logarithm).rounded() * logarithm
      let found = ChangePoints(scaled, penalty: penalty, shortest: 5)
      #expect(found.cost <= change.cost + 1e-6)
      #expect(found.ends == change.ends)
    }
  }
}

@Suite struct ChangePointTests {
  @Test func `steps are found where they are`() {
    let values = (0..<90).map { $0 < 30 ? 1.0 : $0 < 60 ? 5 : 2 }
    let found = ChangePoints(standardising: values)
    #expect(Array(found.starts) == [30, 60])
  }

  @Test func `constants, single values and nothing do not change`() {
    #expect(ChangePoints(standardising: []).ends == [])
    #expect(ChangePoints(standardising: [3]).ends == [1])
    #expect(ChangePoints(standardising: [Double](repeating: 3, count: 50)).ends == [50])
  }

  /// Dynamic programming over all segmentations is the definition.
  @Test func `pruning loses no segmentation`() {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<40 {
      let values = (0..<40).map {
        Double($0 / 13 % 2) + Double.random(in: -1...1, using: &generator)
      }
      let found = ChangePoints(values, penalty: 1.5, shortest: 3)
      #expect(agrees(found.cost, leastCost(values, penalty: 1.5, shortest: 3), within: 1e-9))
    }
  }

  private func leastCost(_ values: [Double], penalty: Double, shortest: Int) -> Double {
    var least = [Double](repeating: .infinity, count: values.count + 1)
    least[0] = -penalty
    for end in shortest...values.count {
      for start in 0...end - shortest {
        let part = values[start..<end]
        let mean = part.reduce(0, +) / Double(part.count)
        let cost = part.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        least[end] = min(least[end], least[start] + cost + penalty)
      }
    }
    return least[values.count]
  }
}

/// Values of a shop by the hour: busy days, quieter nights, some noise.
private func shop(_ hour: Int, using generator: inout SeededGenerator) -> Double {
  let day = 100 + 60 * sin(Double(hour % 24) / 24 * 2 * Double.pi)
  return day + Double.random(in: -5...5, using: &generator)
}

/// A detector that has seen eight weeks, and the next hour.
private func experienced() -> (detector: AnomalyDetector, hour: Int, generator: SeededGenerator) {
  var generator = SeededGenerator(seed: 11)
  var detector = AnomalyDetector()
  for hour in 0..<24 * 56 {
    _ = detector.observe(shop(hour, using: &generator), at: Int64(hour) * 3_600)
  }
  return (detector, 24 * 56, generator)
}

@Suite struct AnomalyDetectorTests {
  @Test func `the whole state is in place and below a kilobyte`() {
    #expect(MemoryLayout<AnomalyDetector>.size <= 1_024)
    #expect(_isPOD(AnomalyDetector.self))
  }

  /// Windows that people labelled, and the false alerts outside them.
  @Test(arguments: [("exchange-2_cpc", 1, 5), ("exchange-3_cpc", 3, 3)])
  func `labelled anomalies of real costs per click are found`(
    name: String, windows: Int, falseAlerts: Int
  ) throws {
    let series = try reference(name)
    var detector = AnomalyDetector()
    var alerts: [Int] = []
    for index in series.values.indices {
      let verdict = detector.observe(series.values[index], at: series.times[index])
      if verdict.score >= AnomalyDetector.threshold { alerts.append(index) }
    }
    let found = series.windows.filter { window in
      alerts.contains { (window[0]...window[1]).contains($0) }
    }
    #expect(found.count == windows)
    let outside = alerts.filter { index in
      !series.windows.contains { ($0[0]...$0[1]).contains(index) }
    }
    #expect(outside.count <= falseAlerts)
  }

  @Test func `the same stream gives the same verdicts, stored in between or not`() throws {
    var (one, hour, generator) = experienced()
    var other = try JSONDecoder().decode(
      AnomalyDetector.self, from: JSONEncoder().encode(one))
    #expect(one == other)
    for next in hour..<hour + 200 {
      let value = shop(next, using: &generator)
      let verdict = one.observe(value, at: Int64(next) * 3_600)
      #expect(verdict == other.observe(value, at: Int64(next) * 3_600))
    }
  }

  @Test func `usual weeks are quiet and the band holds most values`() {
    var (detector, hour, generator) = experienced()
    var (alerts, inside) = (0, 0)
    for next in hour..<hour + 24 * 28 {
      let value = shop(next, using: &generator)
      let verdict = detector.observe(value, at: Int64(next) * 3_600)
      if verdict.score >= AnomalyDetector.threshold { alerts += 1 }
      if (verdict.low...verdict.high).contains(value) { inside += 1 }
    }
    #expect(alerts <= 3)
    #expect(Double(inside) > 0.97 * 24 * 28)
  }

  @Test(arguments: [500.0, -500])
  func `what was never seen is an alert once`(value: Double) {
    var (detector, hour, generator) = experienced()
    let verdict = detector.observe(value, at: Int64(hour) * 3_600)
    #expect(verdict.score > 0.9 && verdict.causes.contains(.neverSeen))
    #expect(agrees(verdict.residual, value - verdict.expected, within: 1e-9))
    var more = 0
    for next in hour + 1..<hour + 50 {
      let score = detector.observe(shop(next, using: &generator), at: Int64(next) * 3_600).score
      if score >= AnomalyDetector.threshold { more += 1 }
    }
    #expect(more == 0)
  }

  @Test func `an hour's value at the wrong hour is seasonal`() {
    let (start, hour, _) = experienced()
    let busy = hour + 6
    var detector = start
    var verdict = detector.observe(100, at: Int64(hour) * 3_600)
    detector = start
    verdict = detector.observe(42, at: Int64(busy) * 3_600)
    #expect(verdict.score >= AnomalyDetector.threshold)
    #expect(verdict.causes.contains(.seasonal))
    #expect(agrees(verdict.expected, 160, within: 0.1))
  }

  @Test func `a new level is told as one and becomes usual`() {
    var (detector, hour, generator) = experienced()
    var causes: Set<AnomalyCause> = []
    var late = 0
    for next in hour..<hour + 24 * 60 {
      let value = shop(next, using: &generator) + 60
      let verdict = detector.observe(value, at: Int64(next) * 3_600)
      causes.formUnion(AnomalyCause.allCases.filter { verdict.causes.contains($0) })
      if next > hour + 24 * 30, verdict.score >= AnomalyDetector.threshold { late += 1 }
    }
    #expect(causes.contains(.levelShift))
    #expect(late <= 1)
  }

  @Test func `more scatter is told`() {
    var (detector, hour, generator) = experienced()
    var found: AnomalyCauses = []
    for next in hour..<hour + 48 {
      let value = shop(next, using: &generator) + (next % 2 == 0 ? 70 : -70)
      found.formUnion(detector.observe(value, at: Int64(next) * 3_600).causes)
    }
    #expect(found.contains(.variance))
  }

  @Test func `silence and a stuck value are told`() {
    var (detector, hour, _) = experienced()
    let before = detector
    let late = detector.observe(100, at: Int64(hour + 10) * 3_600)
    #expect(late.causes.contains(.silence) && late.score >= AnomalyDetector.threshold)
    detector = before
    let absent = detector.observe(.nan, at: Int64(hour + 10) * 3_600)
    #expect(absent.cause == .silence && absent.residual == 0)
    detector = before
    var causes: AnomalyCauses = []
    for next in hour..<hour + 12 {
      causes.formUnion(detector.observe(101, at: Int64(next) * 3_600).causes)
    }
    #expect(causes.contains(.stale))
  }

  @Test func `noise alone is told at most three times in two runs of 320 values`() {
    var alerts = 0
    for seed in UInt64(1)...40 {
      var generator = SeededGenerator(seed: seed)
      var detector = AnomalyDetector()
      for index in 0..<320 {
        let value = normal(deviation: 1, using: &generator)
        let verdict = detector.observe(value, at: Int64(index) * 3_600)
        if verdict.score >= AnomalyDetector.threshold { alerts += 1 }
      }
    }
    #expect(alerts <= 60)
  }

  @Test func `limits hold from the first value and inside them nothing changes`() {
    var free = AnomalyDetector()
    var limited = AnomalyDetector(limits: .init(lower: 0, upper: 10))
    #expect(limited.observe(11, at: 0).score == 1)
    #expect(limited.observe(-1, at: 60).cause == .limit)
    #expect(limited.observe(10, at: 120).score == 0)
    for (value, time) in [(11.0, Int64(0)), (-1, 60), (10, 120)] {
      #expect(free.observe(value, at: time).score == 0)
    }
  }

  @Test(arguments: [0.0, -7, 1e99, 1e-300])
  func `a constant series is never unusual`(value: Double) {
    var detector = AnomalyDetector()
    var worst = 0.0
    for index in 0..<3_000 {
      let verdict = detector.observe(value, at: Int64(index) * 300)
      worst = max(worst, verdict.score)
      #expect(verdict.score.isFinite && verdict.residual.isFinite)
    }
    #expect(worst < AnomalyDetector.threshold)
  }

  @Test func `missing, infinite and repeated rows and times out of order are survived`() {
    var (detector, hour, _) = experienced()
    let before = detector.count
    for value in [Double.nan, .infinity, -.infinity] {
      let verdict = detector.observe(value, at: Int64(hour) * 3_600)
      #expect(verdict.score < AnomalyDetector.threshold && verdict.residual == 0)
    }
    #expect(detector.count == before)
    for time in [Int64(0), .min, .max, Int64(hour) * 3_600, Int64(hour) * 3_600] {
      let verdict = detector.observe(100, at: time)
      #expect((0...1).contains(verdict.score) && verdict.expected.isFinite)
    }
    #expect(detector.count == before + 5)
  }

  @Test func `the first value expects nothing`() {
    var detector = AnomalyDetector()
    let verdict = detector.observe(5, at: 0)
    #expect(verdict.score == 0 && verdict.expected.isNaN && verdict.causes.isEmpty)
  }

  @Test(arguments: [1_024.0, 1.0 / 4_096])
  func `scores do not depend on the unit`(factor: Double) throws {
    let series = try reference("exchange-3_cpc")
    var (one, other) = (AnomalyDetector(), AnomalyDetector())
    for (value, time) in zip(series.values, series.times) {
      let (plain, scaled) = (one.observe(value, at: time), other.observe(factor * value, at: time))
      #expect(agrees(plain.score, scaled.score, within: 0.05))
    }
  }

  @Test func `a very long stream keeps its state valid`() {
    var generator = SeededGenerator(seed: 3)
    var detector = AnomalyDetector()
    var alerts = 0
    for index in 0..<200_000 {
      let value = Double.random(in: 0...1, using: &generator)
      let verdict = detector.observe(value, at: Int64(index) * 60)
      if verdict.score >= AnomalyDetector.threshold { alerts += 1 }
    }
    #expect(alerts < 60)
    #expect(detector.observe(9, at: 200_000 * 60).score > 0.9)
  }
}

@Suite struct RarityTests {
  @Test func `a size between the largest and its rounding is counted with the largest`() {
    var histogram = RarityHistogram()
    // As a Float this is 2, one octave up.
    histogram.add(2.0.nextDown)
    #expect(histogram.countAtLeast(2) >= 1)
  }

  @Test func `counts follow the sizes at least as large`() {
    var histogram = RarityHistogram()
    #expect(histogram.countAtLeast(1) == .infinity)
    for size in 1...100 { histogram.add(Double(size)) }
    #expect(agrees(histogram.countAtLeast(90.51), 11, within: 0.3))
    #expect(histogram.countAtLeast(200) < 0.005)
    #expect(histogram.countAtLeast(0) == .infinity)
    #expect(histogram.isRecord(101) && !histogram.isRecord(100))
    var last = Double.infinity
    for size in stride(from: 2.0, to: 400, by: 0.5) {
      let count = histogram.countAtLeast(size)
      #expect(count <= last)
      last = count
    }
  }

  @Test func `counters that are full fade and old maxima are forgotten`() {
    var histogram = RarityHistogram()
    histogram.add(1_000)
    for _ in 0..<200_000 { histogram.add(1) }
    #expect(histogram.isRecord(500))
    histogram.add(.infinity)
    histogram.add(-1)
    #expect(histogram.countAtLeast(5_000) < 1)
  }
}
