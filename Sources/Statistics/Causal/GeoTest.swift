import RealModule

/// What a test in some regions brought, against a synthetic control of the others.
package struct GeoTest: Sendable, Equatable {
  /// What is asked.
  package struct Question: Sendable, Equatable {
    /// Where the test ran.
    package var treated: [String]
    /// The periods of the test, from 0; those before teach how the regions move together.
    package var test: Range<Int>
    /// Regions that may not serve as a control, such as those of another test.
    package var excluded: [String]
    /// Probability that the interval covers the effect, in (0.5, 1).
    package var level: Double
    /// Whether a ridge takes up what the donors leave unmatched.
    package var isAugmented: Bool

    package init(
      treated: [String], test: Range<Int>, excluded: [String] = [], level: Double = 0.9,
      isAugmented: Bool = false
    ) {
      self.treated = treated
      self.test = test
      self.excluded = excluded
      self.level = level
      self.isAugmented = isAugmented
    }
  }

  /// A region with its share in the synthetic control.
  package struct Donor: Sendable, Equatable, Codable {
    package let region: String
    package let weight: Double
  }

  package let question: Question
  /// All regions with a weight, largest first.
  package let donors: [Donor]
  package let control: SyntheticControl
  /// The mean of the treated regions, for every period.
  package let observed: [Double]
  /// Mean effect a treated region and period (average treatment effect on the treated).
  package let effect: Double
  /// Effects that are not rejected at the level; `nil` with too few periods for it.
  package let interval: ClosedRange<Double>?
  /// The conformal probability of an effect at least this far from 0 without one, in (0, 1].
  package let p: Double
  /// The share of donors, the treated included, whose error grows at least as much when they are
  /// taken for treated; `nil` with fewer than two donors. Can never be below 1 ÷ (donors + 1).
  package let placeboP: Double?
  /// What stands between the figures and a conclusion, in words.
  package let notes: [String]

  /// Periods that must lie before a test, whatever its length.
  package static let leastBefore = 10

  /// Reads a test.
  ///
  /// - Throws: ``CausalError`` for regions that are not there, no donors, a test outside of the data
  ///   or fewer periods before it than it has itself or ``leastBefore``.
  package init(_ panel: RegionPanel, _ question: Question) throws(CausalError) {
    let parts = try GeoTestParts(panel, question)
    let test = question.test
    let before = 0..<test.lowerBound
    let penalty =
      question.isAugmented
      ? SyntheticControl.crossValidatedPenalty(
        of: parts.series, donors: parts.donors, matched: before) : nil
    let control = SyntheticControl(
      of: parts.series, donors: parts.donors, matched: before, penalty: penalty)
    let conformal = ConformalTest(
      series: parts.series, donors: parts.donors, test: test, penalty: penalty)
    let effect = control.meanGap(over: test)
    let scale = max(
      control.error(over: before) / Double(test.count).squareRoot(), 1e-9 * abs(effect), 1e-12)
    self.question = question
    self.control = control
    self.effect = effect
    observed = parts.series
    p = conformal.p(supposed: 0)
    interval = conformal.interval(level: question.level, around: effect, scale: scale)
    placeboP = parts.placebo(control)
    donors = zip(parts.names, control.weights).filter { $0.1.magnitude > 1e-9 }
      .map { Donor(region: $0, weight: $1) }
      .sorted { ($0.weight.magnitude, $1.region) > ($1.weight.magnitude, $0.region) }
    notes = parts.notes(control)
  }
}

extension GeoTest {
  /// What the treated regions would have had in a period of the test, on average a region.
  package var expected: Double {
    question.test.reduce(0) { $0 + control.expected[$1] } / Double(question.test.count)
  }

  /// The effect as a share of what was expected; `nil` where nothing was.
  package var lift: Double? { share(effect) }

  package var liftInterval: ClosedRange<Double>? {
    guard let interval, let low = share(interval.lowerBound), let high = share(interval.upperBound)
    else { return nil }
    return low...high
  }

  /// The effect over all treated regions and periods of the test.
  package var total: Double { effect * regionPeriods }

  package var totalInterval: ClosedRange<Double>? {
    interval.map { $0.lowerBound * regionPeriods...$0.upperBound * regionPeriods }
  }

  /// A standard error of the total: the interval as if it were that of a normal distribution.
  package var totalError: Double? {
    totalInterval.map {
      let reach = NormalDistribution.standard.quantile(0.5 + question.level / 2)
      return ($0.upperBound - $0.lowerBound) / (2 * reach)
    }
  }

  /// The effect of each period of the test.
  package var effects: [Double] { Array(control.gaps[question.test]) }

  /// Whether an effect has been found at the level asked for.
  package var isSupported: Bool { p <= 1 - question.level }

  private var regionPeriods: Double {
    Double(question.treated.count) * Double(question.test.count)
  }

  private func share(_ value: Double) -> Double? { expected > 0 ? value / expected : nil }
}
