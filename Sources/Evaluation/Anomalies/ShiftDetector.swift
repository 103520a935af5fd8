import Commerce
import RealModule

/// Notices that a level has moved, hour by hour, and then that it has come back.
///
/// A cumulative sum of log-likelihood ratios (Page, "Continuous inspection schemes", Biometrika 41,
/// 1954) of a level that is `ratio` times the expected against the expected one. It starts anew
/// whenever the evidence is against a shift, so the sum since then is the run that an alert speaks
/// of. With the model right, a false alarm comes at most every e^`threshold` hours, and no other rule
/// with that rate of false alarms finds the shift sooner (Moustakides, "Optimal stopping times for
/// detecting changes in distributions", Ann. Statist. 14, 1986): after about `threshold` over what an
/// hour tells, which for counts of mean m is the divergence m (ratio ln ratio + 1 − ratio). One order
/// an hour that falls to a half tells 0.15, so a threshold of 7 takes two days, whoever looks.
///
/// The detector of free series (`AnomalyDetector`) judges by rank, because nothing is known of them.
/// Here it would be blind: an hour of a campaign has a handful of clicks and an hour of the shop one
/// order, so nothing an hour can bring is rare among past hours, and 0 least of all. What is known,
/// the exposure that each count came of and how counts vary around it, is what makes rare events add
/// up over hours, campaigns and platforms.
struct ShiftDetector: Sendable {
  /// The shift that is looked for: 0.4 is a fall to 40 %.
  let ratio: Double
  let threshold: Double
  /// The most that one hour may add, as a share of the threshold: however odd, it may not be enough.
  let mostAnHour: Double
  private(set) var evidence = 0.0
  /// Evidence that the level is back, while shifted.
  private var recovery = 0.0
  private(set) var isShifted = false
  private(set) var run = Run()

  /// What has come since the evidence last stood at nothing.
  struct Run: Sendable {
    var start: Instant?
    var hours = 0
    var actual = 0.0
    var expected = 0.0
    /// What rates are taken of: impressions, clicks or hours.
    var exposure = 0.0

    var ratio: Double? { expected > 0 ? actual / expected : nil }
  }

  enum Change: Sendable { case shifted, returned }

  init(ratio: Double, threshold: Double, mostAnHour: Double = 1 / 3.0) {
    self.ratio = ratio
    self.threshold = threshold
    self.mostAnHour = mostAnHour
  }

  /// Takes an hour of counts in.
  ///
  /// - Parameters:
  ///   - actual: Events that came.
  ///   - expected: Events that were expected, above 0.
  ///   - exposure: What the rate is taken of.
  ///   - spread: Variance of an hour's rate beyond that of counting, relative to the rate squared.
  ///   - hour: Start of the hour.
  /// - Returns: What has become clear with this hour, if anything.
  mutating func counted(
    _ actual: Double, expected: Double, exposure: Double, spread: Double, at hour: Instant
  ) -> Change? {
    guard expected > 0 else { return nil }
    let raw = actual * Double.log(ratio) + expected * (1 - ratio)
    let observation = Run(
      start: hour, hours: 1, actual: actual, expected: expected, exposure: exposure)
    return moved(by: raw / (1 + spread * expected), observation)
  }

  /// Takes an hour of a positive quantity in, judged on the log scale.
  ///
  /// - Parameters:
  ///   - actual: What came, above 0.
  ///   - expected: What was expected, above 0.
  ///   - exposure: What the rate is taken of.
  ///   - variance: Variance of the logarithm of `actual` over `expected`.
  ///   - hour: Start of the hour.
  /// - Returns: What has become clear with this hour, if anything.
  mutating func measured(
    _ actual: Double, expected: Double, exposure: Double, variance: Double, at hour: Instant
  ) -> Change? {
    guard expected > 0, actual > 0, variance > 0 else { return nil }
    let shift = Double.log(ratio)
    let raw = (shift * Double.log(actual / expected) - shift * shift / 2) / variance
    let observation = Run(
      start: hour, hours: 1, actual: actual, expected: expected, exposure: exposure)
    return moved(by: raw, observation)
  }

  mutating func reset() {
    self = ShiftDetector(ratio: ratio, threshold: threshold, mostAnHour: mostAnHour)
  }

  /// Takes up a shift that was found before a restart.
  mutating func resume(since start: Instant) {
    isShifted = true
    evidence = threshold
    run = Run(start: start)
  }

  private mutating func moved(by raw: Double, _ observation: Run) -> Change? {
    let step = max(-threshold / 3, min(threshold * mostAnHour, raw))
    if isShifted { return watchRecovery(step, observation) }
    evidence = max(0, evidence + step)
    guard evidence > 0 else {
      run = Run()
      return nil
    }
    extend(observation)
    guard evidence >= threshold, let shown = run.ratio, isFarEnough(shown) else { return nil }
    isShifted = true
    recovery = 0
    return .shifted
  }

  private mutating func watchRecovery(_ step: Double, _ observation: Run) -> Change? {
    extend(observation)
    recovery = max(0, recovery - step)
    guard recovery >= threshold * 0.5 else { return nil }
    reset()
    return .returned
  }

  private mutating func extend(_ observation: Run) {
    run.start = run.start ?? observation.start
    run.hours += 1
    run.actual += observation.actual
    run.expected += observation.expected
    run.exposure += observation.exposure
  }

  /// The run shows at least three fifths of the shift, on the log scale.
  private func isFarEnough(_ shown: Double) -> Bool {
    let enough = Double.pow(ratio, 0.6)
    return ratio < 1 ? shown <= enough : shown >= enough
  }
}
