import RealModule
import Statistics
import Testing

/// Forty cities over 105 days; two were treated in the last fifteen (GeoLift's walk-through).
struct GeoLiftReference: Decodable {
  var regions: [String]
  var values: [[Double]]
  var att: Double
  var lift: Double
  var l2: Double
  var weights: [String: Double]
  var scriptATT: Double
  var scriptLift: Double

  static func load() throws -> GeoLiftReference {
    try Fixture.json("geolift.json", as: GeoLiftReference.self)
  }

  func panel() throws -> RegionPanel { try RegionPanel(regions: regions, values: values) }

  static let question = GeoTest.Question(treated: ["chicago", "portland"], test: 90..<105)
}

/// Regions that follow two common waves in parts of their own, with noise.
func madeUpPanel(
  regions: Int, periods: Int, noise: Double = 1, seed: UInt64
) throws -> RegionPanel {
  var generator = SeededGenerator(seed: seed)
  var waves = [[Double]](repeating: [], count: 2)
  for wave in waves.indices {
    var level = 0.0
    for _ in 0..<periods {
      level = 0.8 * level + normal(mean: 0, deviation: 4, using: &generator)
      waves[wave].append(level)
    }
  }
  let values = (0..<regions).map { _ -> [Double] in
    let parts = waves.map { _ in uniform(using: &generator) }
    let base = 80 + 60 * uniform(using: &generator)
    return (0..<periods).map { period in
      base + parts[0] * waves[0][period] + parts[1] * waves[1][period]
        + normal(mean: 0, deviation: noise, using: &generator)
    }
  }
  return try RegionPanel(regions: (0..<regions).map { "r\($0)" }, values: values)
}

@Suite struct SyntheticControlTests {
  @Test func `the published effect, lift, fit and weights of GeoLift come out`() throws {
    let reference = try GeoLiftReference.load()
    let test = try GeoTest(reference.panel(), GeoLiftReference.question)
    #expect(agrees(test.effect, reference.att, within: 1e-5))
    #expect(agrees(test.effect, reference.scriptATT, within: 0.01))
    #expect(abs(100 * (test.lift ?? 0) - reference.lift) < 0.05)
    #expect(agrees(100 * (test.lift ?? 0), reference.scriptLift, within: 0.01))
    #expect(test.control.imbalance <= reference.l2 * 1.000_001)
    for (region, weight) in reference.weights {
      let own = test.donors.first { $0.region == region }?.weight ?? 0
      #expect(abs(own - weight) < 1e-5, "\(region)")
    }
    #expect(test.total.rounded() == 4_667)
    #expect(test.interval?.contains(reference.att) == true)
    #expect(test.donors.count == 13 && test.effects.count == 15 && test.notes.isEmpty)
  }

  @Test func `the ridge lowers what is left without leaving the sum of one`() throws {
    let panel = try GeoLiftReference.load().panel()
    var question = GeoLiftReference.question
    question.isAugmented = true
    let test = try GeoTest(panel, question)
    let plain = try GeoTest(panel, GeoLiftReference.question)
    #expect(test.control.penalty != nil)
    #expect(test.control.imbalance <= plain.control.imbalance)
    #expect(abs(test.control.weights.reduce(0, +) - 1) < 1e-9)
    #expect(agrees(test.effect, 155.87, within: 0.01))
  }

  @Test(arguments: 1...20)
  func `no other weights come nearer than the certificate allows`(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let points = (0..<(3 + seed)).map { _ in
      (0..<8).map { _ in normal(mean: 0, deviation: 1, using: &generator) }
    }
    let target = (0..<8).map { _ in normal(mean: 0.2, deviation: 0.6, using: &generator) }
    let fit = SimplexFit(target: target, points: points)
    #expect(fit.weights.allSatisfy { $0 >= 0 })
    #expect(abs(fit.weights.reduce(0, +) - 1) < 1e-12)
    #expect(fit.certificate <= 1e-9 * max(1, fit.squaredDistance))
    for _ in 0..<300 {
      var other = points.map { _ in -Double.log(max(1e-12, uniform(using: &generator))) }
      let total = other.reduce(0, +)
      for index in other.indices {
        other[index] = 0.5 * other[index] / total + 0.5 * fit.weights[index]
      }
      let distance = target.indices.reduce(0.0) { sum, place in
        let gap = points.indices.reduce(-target[place]) { $0 + other[$1] * points[$1][place] }
        return sum + gap * gap
      }
      #expect(distance >= fit.squaredDistance - fit.certificate - 1e-12)
    }
  }

  @Test func `a donor that is the target gets all the weight, twins share it`() {
    let target = [1.0, -2, 3, 0.5]
    let alone = SimplexFit(target: target, points: [[0, 0, 1, 1], target, [2, 2, 2, 2]])
    #expect(abs(alone.weights[1] - 1) < 1e-12 && alone.squaredDistance < 1e-24)
    let twins = SimplexFit(target: target, points: [target, target])
    #expect(abs(twins.weights.reduce(0, +) - 1) < 1e-12 && twins.squaredDistance < 1e-24)
    #expect(SimplexFit(target: [1, 2], points: [[5, 5]]).weights == [1])
    #expect(SimplexFit(target: [0, 0], points: [[0, 0], [0, 0]]).squaredDistance == 0)
  }

  @Test func `the order of regions and the unit of values do not matter`() throws {
    let panel = try madeUpPanel(regions: 9, periods: 60, seed: 4)
    let question = GeoTest.Question(treated: ["r2"], test: 50..<60)
    let test = try GeoTest(panel, question)
    let turned = try RegionPanel(
      regions: panel.regions.reversed(),
      values: panel.values.reversed().map { $0.map { 1_000 * $0 } })
    let other = try GeoTest(turned, question)
    #expect(agrees(other.effect, 1_000 * test.effect, within: 1e-6))
    #expect(other.p == test.p && other.placeboP == test.placeboP)
  }
}

@Suite struct GeoTestTests {
  @Test func `a lift that was put in is found`() throws {
    let panel = try madeUpPanel(regions: 20, periods: 90, seed: 11)
    var values = panel.values
    for period in 78..<90 { values[3][period] *= 1.1 }
    let test = try GeoTest(
      RegionPanel(regions: panel.regions, values: values),
      GeoTest.Question(treated: ["r3"], test: 78..<90))
    let lift = try #require(test.lift)
    #expect(abs(lift - 0.1) < 0.02)
    #expect(test.isSupported && test.p < 0.05)
    #expect((test.placeboP ?? 1) <= 0.1)
    #expect((test.totalError ?? 0) > 0)
  }

  @Test func `intervals hold what was put in about as often as they say`() throws {
    var (held, all) = (0, 0)
    for seed in 1...50 {
      let panel = try madeUpPanel(regions: 8, periods: 60, seed: UInt64(seed))
      var values = panel.values
      for period in 52..<60 { values[0][period] += 5 }
      let test = try GeoTest(
        RegionPanel(regions: panel.regions, values: values),
        GeoTest.Question(treated: ["r0"], test: 52..<60))
      guard let interval = test.interval else { continue }
      all += 1
      held += interval.contains(5) ? 1 : 0
    }
    // Nine tenths less three standard deviations.
    #expect(all >= 45 && Double(held) / Double(all) >= 0.77)
  }

  @Test func `without an effect one is found about as often as the level says`() throws {
    var found = 0
    for seed in 1...120 {
      let panel = try madeUpPanel(regions: 10, periods: 50, seed: UInt64(seed))
      let test = try GeoTest(panel, GeoTest.Question(treated: ["r0"], test: 43..<50))
      found += test.p <= 0.1 ? 1 : 0
    }
    // A tenth of 120 is 12; 3.5 standard deviations more are 23.
    #expect(found <= 23)
  }

  @Test func `what cannot be read is refused with a reason`() throws {
    let panel = try madeUpPanel(regions: 3, periods: 30, seed: 1)
    func refusal(
      _ treated: [String], _ test: Range<Int>, excluded: [String] = [], level: Double = 0.9
    ) -> CausalError? {
      do {
        _ = try GeoTest(
          panel,
          GeoTest.Question(treated: treated, test: test, excluded: excluded, level: level))
        return nil
      } catch { return error }
    }
    #expect(refusal(["r9"], 20..<30) == .unknownRegion("r9"))
    #expect(refusal([], 20..<30) == .noTreatedRegions)
    #expect(refusal(["r0", "r1", "r2"], 20..<30) == .noDonors)
    #expect(refusal(["r0"], 20..<30, excluded: ["r1", "r2"]) == .noDonors)
    #expect(refusal(["r0"], 25..<31) == .testOutside(lastPeriod: 30, periods: 30))
    #expect(refusal(["r0"], 20..<20) == .emptyTest)
    #expect(refusal(["r0"], 9..<15) == .tooFewPeriodsBefore(found: 9, needed: 10))
    #expect(refusal(["r0"], 14..<30) == .tooFewPeriodsBefore(found: 14, needed: 16))
    #expect(refusal(["r0"], 20..<30, level: 1) == .badLevel(1))
    #expect(
      CausalError.tooFewPeriodsBefore(found: 9, needed: 10).description
        == "There are 9 periods before the test and at least 10 are needed to learn how the "
        + "regions move together. Give earlier data.")
  }

  @Test func `few regions and few periods are said`() throws {
    let panel = try madeUpPanel(regions: 3, periods: 24, seed: 1)
    let test = try GeoTest(panel, GeoTest.Question(treated: ["r0"], test: 14..<24, level: 0.97))
    #expect(test.notes.count >= 2)
    #expect(test.interval == nil)
    let alone = try GeoTest(
      panel, GeoTest.Question(treated: ["r0"], test: 14..<24, excluded: ["r1"]))
    #expect(alone.placeboP == nil && alone.donors.map(\.weight) == [1])
  }

  @Test func `panels are refused when they are empty, ragged, repeated or not finite`() {
    #expect(throws: CausalError.noRegions) { try RegionPanel(regions: [], values: []) }
    #expect(throws: CausalError.noRegions) { try RegionPanel(regions: ["a"], values: [[]]) }
    #expect(throws: CausalError.unequalLengths(region: "b", periods: 1, expected: 2)) {
      try RegionPanel(regions: ["a", "b"], values: [[1, 2], [1]])
    }
    #expect(throws: CausalError.repeatedRegion("a")) {
      try RegionPanel(regions: ["a", "a"], values: [[1], [1]])
    }
    #expect(throws: CausalError.notFinite(region: "a", period: 1)) {
      try RegionPanel(regions: ["a"], values: [[1, .nan]])
    }
  }

  @Test func `a constant treated region is refused, constant donors are not`() throws {
    let wave = (0..<30).map { 10 + Double($0 % 7) }
    let flat = [Double](repeating: 5, count: 30)
    let panel = try RegionPanel(regions: ["a", "b", "c"], values: [wave, flat, flat])
    #expect(throws: CausalError.constantBefore) {
      try GeoTest(panel, GeoTest.Question(treated: ["b"], test: 20..<30))
    }
    let test = try GeoTest(panel, GeoTest.Question(treated: ["a"], test: 20..<30))
    #expect(test.effect.isFinite && test.p > 0)
  }

  @Test func `plans prefer regions in which a small lift is found`() throws {
    let panel = try madeUpPanel(regions: 12, periods: 70, noise: 0.5, seed: 5)
    let request = GeoTestPlan.Request(regions: 2, periods: 10, excluded: ["r11"])
    var generator = SeededGenerator(seed: 1)
    let plans = try GeoTestPlan.search(panel, request, using: &generator)
    #expect(!plans.isEmpty && plans.count <= 12)
    let lifts = plans.map { $0.smallestLift ?? .infinity }
    #expect(lifts == lifts.sorted())
    #expect(plans.allSatisfy { !$0.treated.contains("r11") && $0.treated.count == 2 })
    #expect(
      plans.allSatisfy { plan in plan.donors.allSatisfy { !plan.treated.contains($0.region) } })
    let noisy = try madeUpPanel(regions: 12, periods: 70, noise: 8, seed: 5)
    let sharp = try GeoTestPlan.smallestLift(panel, treated: ["r0"], periods: 10)
    let dull = try GeoTestPlan.smallestLift(noisy, treated: ["r0"], periods: 10)
    #expect((sharp ?? 1) < (dull ?? 1))
    #expect(throws: CausalError.noDonors) {
      try GeoTestPlan.search(
        panel, GeoTestPlan.Request(regions: 12, periods: 10), using: &generator)
    }
  }
}
