/// Finds what is unusual in a stream of timed values, in one pass and a fixed kilobyte.
///
/// Each value is turned into a few sizes: the distance from the level upwards and downwards, the
/// same of the mean of the last fifty values and of their trend, the distance from what the hour
/// of the week lets expect, the scatter, the gap before the value, and how long a value has not
/// changed. A size is as rare as few past ones were at least as large (``RarityHistogram``), so
/// that nothing is assumed of scales and distributions. The rarest size decides.
///
/// Rarity by rank and not by a fitted tail is what conformal detectors do (Laxhammar and Falkman
/// 2014; Burnaev and Ishimtsev 2016, arXiv 1608.04585). False alerts then grow with the logarithm
/// of a stream's length instead of the length.
///
/// The constants were chosen on the files of the Numenta Anomaly Benchmark (Lavin and Ahmad 2015);
/// none of them matters much: halved or doubled, each costs a few points.
package struct AnomalyDetector: Sendable, Codable, Equatable {
  /// The score from which a value opens an alert.
  package static let threshold = 0.5
  /// Observations before which nothing is called unusual.
  package static let warmUp = 100
  /// Values from this size on are missing: their squares and rarities have no number.
  package static let tooLarge = 1e100
  /// A running mean is judged once it has run through its memory so many times: until then it still
  /// grows, and each of its values is the largest so far.
  private static let memoriesNeeded = 5.0
  /// Values up to which a size must be rarer for the same score: the largest of a hundred is
  /// nothing much, for each of some ten sizes.
  private static let experienced = 1_000.0

  private static let levelShare = 0.003
  private static let meanShare = 0.02
  private static let trendShare = 0.01
  private static let scatterShare = 0.05
  /// A gap or an unchanged run is unusual if this much longer than the longest before.
  private static let longer = 4.0

  package let limits: Limits
  /// Values learnt from.
  package private(set) var count = 0
  private var level = 0.0
  private var mean = 0.0
  private var trend = 0.0
  private var scatter = 0.0
  private var lastValue = 0.0
  private var lastTime: Int64 = 0
  private var unchanged: UInt32 = 0
  private var season = WeeklySeason()
  private var gate = AlertGate()
  private var distances = TwoSidedRarity()
  private var means = TwoSidedRarity()
  private var trends = TwoSidedRarity()
  private var seasonal = RarityHistogram()
  private var scatters = RarityHistogram()
  private var gaps = RarityHistogram()
  private var runs = RarityHistogram()

  /// Values outside are alerts whatever has been learnt.
  package struct Limits: Sendable, Codable, Equatable {
    package var lower: Double?
    package var upper: Double?

    package init(lower: Double? = nil, upper: Double? = nil) {
      self.lower = lower
      self.upper = upper
    }
  }

  package init(limits: Limits = Limits()) {
    self.limits = limits
  }

  /// Judges a value by what was known before it, then learns from it.
  ///
  /// A value that is not finite is missing: nothing is learnt, and only silence can be unusual.
  /// A time that is not after the last one judges no gap; the value counts all the same.
  ///
  /// - Parameters:
  ///   - value: In any unit, of any sign.
  ///   - seconds: Since 1970, in the time zone in which weeks and days shall count.
  /// - Returns: What was expected, and how and how much the value differs.
  package mutating func observe(_ value: Double, at seconds: Int64) -> AnomalyVerdict {
    let hour = Self.hourOfWeek(seconds)
    let effect = season.effect(hourOfWeek: hour)
    let expected = count > 0 ? level + (effect ?? 0) : .nan
    var rarest = Rarest()
    if count > 0 { judgeGap(until: seconds, &rarest) }
    guard value.isFinite, abs(value) < Self.tooLarge else {
      return verdict(.nan, expected: expected, rarest)
    }
    if count == 0 { (level, mean, lastValue) = (value, value, value) }
    judgeRun(value, &rarest)
    judgePlace(value, &rarest)
    judgeSeason(value - expected, isKnown: effect != nil, &rarest)
    let judged = verdict(value, expected: expected, rarest)
    season.learn(value - level, hourOfWeek: hour)
    level += max(Self.levelShare, 1 / Double(count + 1)) * (value - level)
    learnTime(seconds)
    lastValue = value
    count += 1
    return judged
  }

  /// Hours since the last Monday's start.
  private static func hourOfWeek(_ seconds: Int64) -> Int {
    let hours = seconds.floorDivided(by: 3_600)
    return Int((hours + 72) - (hours + 72).floorDivided(by: 168) * 168)
  }
}

/// The sizes and how each is learnt.
extension AnomalyDetector {
  private mutating func judgePlace(_ value: Double, _ rarest: inout Rarest) {
    let number = Double(count + 1)
    let distance = value - level
    let place = distances.take(distance)
    rarest.take(place.count, place.isRecord ? .neverSeen : .spike)
    mean += max(Self.meanShare, 1 / number) * (value - mean)
    let shift = means.take(mean - level).count
    if number * Self.meanShare >= Self.memoriesNeeded { rarest.take(shift, .levelShift) }
    trend += max(Self.trendShare, 1 / number) * (value - mean - trend)
    let slope = trends.take(trend).count
    if number * Self.trendShare >= Self.memoriesNeeded { rarest.take(slope, .trendShift) }
    scatter += max(Self.scatterShare, 1 / number) * (distance * distance - scatter)
    rarest.take(scatters.countAtLeast(scatter), .variance)
    scatters.add(scatter)
  }

  private mutating func judgeSeason(
    _ residual: Double, isKnown: Bool, _ rarest: inout Rarest
  ) {
    let size = isKnown ? abs(residual) : 0
    rarest.take(seasonal.countAtLeast(size), .seasonal)
    seasonal.add(size)
  }

  private func judgeGap(until seconds: Int64, _ rarest: inout Rarest) {
    let gap = Double(seconds) - Double(lastTime)
    guard gaps.isLonger(gap, times: Self.longer) else { return }
    rarest.take(gaps.countAtLeast(gap), .silence)
  }

  private mutating func learnTime(_ seconds: Int64) {
    guard count > 0, seconds >= lastTime else {
      if count == 0 { lastTime = seconds }
      return
    }
    gaps.add(Double(seconds) - Double(lastTime))
    lastTime = seconds
  }

  /// Runs are learnt when they end, so one that goes on is not taken for usual.
  private mutating func judgeRun(_ value: Double, _ rarest: inout Rarest) {
    guard value == lastValue, count > 0 else {
      if count > 0 { runs.add(Double(unchanged) + 1) }
      unchanged = 0
      return
    }
    unchanged = unchanged == .max ? .max : unchanged + 1
    let run = Double(unchanged) + 1
    guard runs.isLonger(run, times: Self.longer) else { return }
    rarest.take(runs.countAtLeast(run), .stale)
  }
}

extension AnomalyDetector {
  /// The rarest size so far of one observation.
  private struct Rarest {
    var count = Double.infinity
    var cause: AnomalyCause?
    var causes: AnomalyCauses = []

    @inline(__always)
    mutating func take(_ count: Double, _ cause: AnomalyCause) {
      guard count <= AlertGate.tolerated else {
        self.count = min(self.count, count)
        return
      }
      causes.formUnion(AnomalyCauses(cause))
      guard count < self.count else { return }
      (self.count, self.cause) = (count, cause)
    }
  }

  private mutating func verdict(
    _ value: Double, expected: Double, _ rarest: Rarest
  ) -> AnomalyVerdict {
    let reach = seasonal.size(reachedBy: AlertGate.tolerated)
    let isOutside =
      limits.lower.map { value < $0 } ?? false || limits.upper.map { value > $0 } ?? false
    let isWarm = count >= Self.warmUp
    let rarity = rarest.count / min(1, Double(count) / Self.experienced).squareRoot()
    let score = isWarm ? gate.score(count: rarity) : 0
    let residual = value - expected
    var verdict = AnomalyVerdict(
      expected: expected, low: expected - reach, high: expected + reach,
      residual: residual.isFinite ? residual : 0, score: score,
      strength: isWarm ? AlertGate.strength(count: rarity) : 0,
      causes: isWarm ? rarest.causes : [], cause: isWarm ? rarest.cause : nil)
    if isOutside {
      (verdict.score, verdict.strength, verdict.cause) = (1, 1, .limit)
      verdict.causes.formUnion(AnomalyCauses(.limit))
    }
    return verdict
  }
}

extension Int64 {
  /// The quotient rounded down, for a positive divisor.
  fileprivate func floorDivided(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
