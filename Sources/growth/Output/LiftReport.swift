import Commerce
import DataPipeline
import Statistics

/// What a test in some regions brought.
struct LiftReport: Report {
  var treated: [String]
  var from: String
  var to: String
  var periods: Int
  var periodsBefore: Int
  /// A treated region and period.
  var att: Double
  var attInterval: [Double]?
  /// A share.
  var lift: Double?
  var liftInterval: [Double]?
  var incremental: Double
  var incrementalInterval: [Double]?
  /// Its standard error; absent with too few periods for an interval.
  var incrementalError: Double?
  var level: Double
  var pValue: Double
  var placeboP: Double?
  var isSupported: Bool
  var fit: Fit
  var donors: [Donor]
  var effects: [Effect]
  var incompleteRegions: [String]
  var notes: [String]
  /// What the agent said to it, if it was told.
  var recorded: String?

  struct Fit: Encodable {
    /// Root of the summed squared gaps before the test.
    var l2Imbalance: Double
    var scaledL2Imbalance: Double
    var rmseBefore: Double
    /// The squared imbalance is at most this far above the least possible one.
    var certificate: Double
    var ridge: Double?
  }

  struct Donor: Encodable {
    var region: String
    var weight: Double
  }

  struct Effect: Encodable {
    var date: String
    var observed: Double
    var expected: Double
    var effect: Double
  }

  init(_ test: GeoTest, _ data: DatedPanel, recorded: String? = nil) {
    let periods = test.question.test
    func ends(_ interval: ClosedRange<Double>?) -> [Double]? {
      interval.map { [$0.lowerBound, $0.upperBound] }
    }
    treated = test.question.treated
    from = "\(data.days[periods.lowerBound])"
    to = "\(data.days[periods.upperBound - 1])"
    self.periods = periods.count
    periodsBefore = periods.lowerBound
    att = test.effect
    attInterval = ends(test.interval)
    lift = test.lift
    liftInterval = ends(test.liftInterval)
    incremental = test.total
    incrementalInterval = ends(test.totalInterval)
    incrementalError = test.totalError
    self.recorded = recorded
    level = test.question.level
    pValue = test.p
    placeboP = test.placeboP
    isSupported = test.isSupported
    fit = Fit(
      l2Imbalance: test.control.imbalance, scaledL2Imbalance: test.control.scaledImbalance,
      rmseBefore: test.control.error(over: 0..<periods.lowerBound),
      certificate: test.control.certificate, ridge: test.control.penalty)
    donors = test.donors.map { Donor(region: $0.region, weight: $0.weight) }
    effects = periods.map { period in
      Effect(
        date: "\(data.days[period])", observed: test.observed[period],
        expected: test.control.expected[period], effect: test.control.gaps[period])
    }
    incompleteRegions = data.incomplete
    notes = test.notes
  }

  func text(_ layout: TextLayout) -> String {
    let table = TextTable(
      [.left("region"), .right("weight")],
      rows: donors.map { [$0.region, Figure.of($0.weight, digits: 3)] }, emptyText: "")
    return [facts.text(layout), "", table.text(layout), "", sentences.joined(separator: "\n")]
      .joined(separator: "\n")
  }

  private var facts: TextFacts {
    TextFacts([
      ("treated", treated.joined(separator: ", ")),
      ("test", "\(from) to \(to), \(periods) periods after \(periodsBefore)"),
      ("effect", Figure.of(att) + " a region and period" + words(attInterval)),
      ("lift", Figure.percent(lift, digits: 2) + words(liftInterval, isShare: true)),
      ("in all", Figure.of(incremental, digits: 0) + words(incrementalInterval)),
      ("its error", Figure.of(incrementalError, digits: 0)),
      ("p", Figure.of(pValue, digits: 3) + " (other stretches of the same length)"),
      ("p, placebo", Figure.of(placeboP, digits: 3) + " (each other region taken for treated)"),
      (
        "fit before",
        "\(Figure.of(fit.rmseBefore)) off a period (RMSE), L2 \(Figure.of(fit.l2Imbalance)), "
          + "\(Figure.percent(fit.scaledL2Imbalance, digits: 0)) of equal weights'"
      ),
    ])
  }

  private var sentences: [String] {
    let verdict =
      isSupported
      ? "An effect is supported at \(Figure.percent(level, digits: 0))."
      : "No effect is supported at \(Figure.percent(level, digits: 0)): it may be chance."
    let left =
      incompleteRegions.isEmpty
      ? []
      : ["Left out for missing days: \(incompleteRegions.joined(separator: ", "))."]
    return [verdict] + left + notes + (recorded.map { [$0] } ?? [])
  }

  private func words(_ interval: [Double]?, isShare: Bool = false) -> String {
    guard let interval, interval.count == 2 else {
      return ", too few periods for an interval at \(Figure.percent(level, digits: 0))"
    }
    let ends = interval.map { isShare ? Figure.percent($0, digits: 2) : Figure.of($0) }
    return " (\(ends[0]) to \(ends[1]), \(Figure.percent(level, digits: 0)))"
  }
}
