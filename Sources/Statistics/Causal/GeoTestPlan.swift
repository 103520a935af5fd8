import RealModule

/// Regions to test in, with how well the others stand for them and what such a test would find.
package struct GeoTestPlan: Sendable, Equatable {
  package let treated: [String]
  /// The regions that would stand for them, largest weight first.
  package let donors: [GeoTest.Donor]
  /// See ``SyntheticControl/scaledImbalance``.
  package let scaledImbalance: Double
  /// Root mean squared gap as a share of the level, in the last periods, which were not matched.
  package let foretellingError: Double
  /// The least lift, as a share, that a test of these regions would find; `nil` above 1.
  package let smallestLift: Double?
  /// The treated regions' part of all regions' sum: what a test costs and risks.
  package let share: Double

  /// What a test is to be.
  package struct Request: Sendable, Equatable {
    /// How many regions are treated, at least 1.
    package var regions: Int
    /// How many periods it runs, at least 1.
    package var periods: Int
    /// Regions that are neither treated nor used as a control.
    package var excluded: [String]
    /// As in ``GeoTest/Question/level``.
    package var level: Double
    /// Of how many past windows the effect is to be found in, in (0, 1].
    package var power: Double

    package init(
      regions: Int, periods: Int, excluded: [String] = [], level: Double = 0.9,
      power: Double = 0.8
    ) {
      self.regions = regions
      self.periods = periods
      self.excluded = excluded
      self.level = level
      self.power = power
    }
  }

  /// The best sets of regions for a test, smallest lift found first.
  ///
  /// Each region with those that move most like it is tried, and as many sets drawn by chance. The
  /// dozen that their donors foretell best in the last periods is then asked for its power.
  ///
  /// - Parameters:
  ///   - panel: The past, without any test in it.
  ///   - request: What the test is to be.
  ///   - generator: The source of chance.
  /// - Returns: At most twelve plans.
  /// - Throws: ``CausalError`` for too few regions or periods.
  package static func search(
    _ panel: RegionPanel, _ request: Request, using generator: inout some RandomNumberGenerator
  ) throws(CausalError) -> [GeoTestPlan] {
    let excluded = try panel.places(of: request.excluded)
    let pool = panel.regions.indices.filter { !excluded.contains($0) }
    guard request.regions > 0 else { throw .noTreatedRegions }
    guard pool.count > request.regions else { throw .noDonors }
    guard request.periods > 0 else { throw .emptyTest }
    let needed = max(GeoTest.leastBefore, request.periods)
    guard panel.periods >= needed + request.periods else {
      throw .tooFewPeriodsBefore(found: panel.periods - request.periods, needed: needed)
    }
    var sets = Set(pool.map { alike($0, pool, panel, count: request.regions) })
    for _ in pool.indices {
      sets.insert(Array(pool.shuffled(using: &generator).prefix(request.regions)).sorted())
    }
    var plans: [GeoTestPlan] = []
    let ranked = sets.compactMap { set in
      foretold(set, panel, request).map { (set: set, error: $0) }
    }.sorted { ($0.error, $0.set.first ?? 0) < ($1.error, $1.set.first ?? 0) }
    for (set, error) in ranked.prefix(12) {
      plans.append(try GeoTestPlan(set, panel, request, error))
    }
    return plans.sorted {
      ($0.smallestLift ?? .infinity, $0.foretellingError)
        < ($1.smallestLift ?? .infinity, $1.foretellingError)
    }
  }

  private init(
    _ set: [Int], _ panel: RegionPanel, _ request: Request, _ error: Double
  ) throws(CausalError) {
    let names = set.map { panel.regions[$0] }
    let question = GeoTest.Question(
      treated: names, test: panel.periods - request.periods..<panel.periods,
      excluded: request.excluded, level: request.level)
    let parts = try GeoTestParts(panel, question)
    let control = SyntheticControl(
      of: parts.series, donors: parts.donors, matched: 0..<panel.periods)
    treated = names
    donors = zip(parts.names, control.weights).filter { $0.1 > 1e-9 }
      .map { GeoTest.Donor(region: $0, weight: $1) }
      .sorted { ($0.weight, $1.region) > ($1.weight, $0.region) }
    scaledImbalance = control.scaledImbalance
    foretellingError = error
    smallestLift = try Self.smallestLift(
      panel, treated: names, periods: request.periods, excluded: request.excluded,
      level: request.level, power: request.power)
    let all = panel.values.reduce(0) { $0 + $1.reduce(0, +) }
    let own = set.reduce(0) { $0 + panel.values[$1].reduce(0, +) }
    share = all > 0 ? own / all : 0
  }
}

extension GeoTestPlan {
  /// The least lift, as a share, that a test of these regions and periods would find.
  ///
  /// Effects are put into windows of the past, at most twelve, evenly over its last half, and each
  /// window asked for the least one that is found; the answer is the one that is found in the share
  /// `power` of them.
  ///
  /// - Parameters:
  ///   - panel: The past, without any test in it.
  ///   - treated: The regions to test in.
  ///   - periods: How long, at least 1.
  ///   - excluded: Regions that may not serve as a control.
  ///   - level: As in ``GeoTest/Question/level``.
  ///   - power: The share of windows, in (0, 1].
  /// - Returns: `nil` where not even a doubling would be found.
  /// - Throws: ``CausalError`` as reading such a test does.
  package static func smallestLift(
    _ panel: RegionPanel, treated: [String], periods: Int, excluded: [String] = [],
    level: Double = 0.9, power: Double = 0.8
  ) throws(CausalError) -> Double? {
    let earliest = max(2 * periods, GeoTest.leastBefore + periods, panel.periods / 2)
    let room = max(0, panel.periods - earliest)
    let windows = min(12, room + 1)
    var lifts: [Double] = []
    for index in 0..<windows {
      let end = panel.periods - (windows > 1 ? index * room / (windows - 1) : 0)
      let question = GeoTest.Question(
        treated: treated, test: max(0, end - periods)..<end, excluded: excluded, level: level)
      let parts = try GeoTestParts(panel, question)
      lifts.append(leastFound(parts, level: level))
    }
    lifts.sort()
    let place = Int((power * Double(lifts.count)).rounded(.up)) - 1
    let lift = lifts[min(max(0, place), lifts.count - 1)]
    return lift.isFinite ? lift : nil
  }

  /// By halving; infinite where a doubling is not found.
  private static func leastFound(_ parts: GeoTestParts, level: Double) -> Double {
    func isFound(_ lift: Double) -> Bool {
      var series = parts.series
      for period in parts.test { series[period] *= 1 + lift }
      let test = ConformalTest(
        series: series, donors: parts.donors, test: parts.test, penalty: nil)
      return test.p(supposed: 0) <= 1 - level
    }
    guard isFound(1) else { return .infinity }
    var (low, high) = (0.0, 1.0)
    for _ in 0..<10 {
      let middle = 0.5 * (low + high)
      if isFound(middle) { high = middle } else { low = middle }
    }
    return high
  }

  /// A region with those whose changes are most like its own.
  private static func alike(
    _ region: Int, _ pool: [Int], _ panel: RegionPanel, count: Int
  ) -> [Int] {
    let others = pool.filter { $0 != region }
      .map { (place: $0, likeness: correlation(panel.values[region], panel.values[$0])) }
      .sorted { ($0.likeness, $1.place) > ($1.likeness, $0.place) }
    return ([region] + others.prefix(count - 1).map(\.place)).sorted()
  }

  private static func correlation(_ one: [Double], _ other: [Double]) -> Double {
    let count = Double(one.count)
    let left = one.reduce(0, +) / count
    let right = other.reduce(0, +) / count
    var (both, first, second) = (0.0, 0.0, 0.0)
    for index in one.indices {
      both += (one[index] - left) * (other[index] - right)
      first += (one[index] - left) * (one[index] - left)
      second += (other[index] - right) * (other[index] - right)
    }
    return first > 0 && second > 0 ? both / (first * second).squareRoot() : 0
  }

  /// The error of the last periods, matched without them; `nil` where nothing can be matched.
  private static func foretold(
    _ set: [Int], _ panel: RegionPanel, _ request: Request
  ) -> Double? {
    let start = panel.periods - request.periods
    let question = GeoTest.Question(
      treated: set.map { panel.regions[$0] }, test: start..<panel.periods,
      excluded: request.excluded, level: request.level)
    guard let parts = try? GeoTestParts(panel, question) else { return nil }
    let control = SyntheticControl(of: parts.series, donors: parts.donors, matched: 0..<start)
    let level = parts.series.reduce(0, +) / Double(parts.series.count)
    return level > 0 ? control.error(over: start..<panel.periods) / level : nil
  }
}
