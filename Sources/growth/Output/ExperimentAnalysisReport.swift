import Evaluation
import Statistics

/// What the looks at tests mean.
struct ExperimentAnalysisReport: Report {
  private let comparisons: [ExperimentComparison]

  init(_ comparisons: [ExperimentComparison]) {
    self.comparisons = comparisons
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(comparisons.map(Line.init), forKey: .comparisons)
  }

  func text(_ layout: TextLayout) -> String {
    let table = TextTable(
      [
        .left("comparison"), .right("users"), .right("change"), .right("interval"), .right("p"),
        .right("any look"), .right("better"), .left("decision"), .left("at"),
      ], rows: comparisons.map(cells), emptyText: "There are no tests in the file.")
    guard layout == .aligned else { return table.text(layout) }
    guard comparisons.count <= 12 else { return table.text(layout) + "\n\n" + tally }
    let reasons = comparisons.map { comparison in
      Self.wrapped((comparisons.count > 1 ? label(comparison) + ". " : "") + comparison.why)
    }
    return ([table.text(layout), ""] + reasons).joined(separator: "\n")
  }

  private func cells(_ comparison: ExperimentComparison) -> [String] {
    let last = comparison.last
    let control = last?.comparison?.control.mean ?? 0
    let interval = last?.comparison?.interval(level: comparison.level)
    func share(_ value: Double) -> String { ExperimentWords.signedPercent(value / abs(control)) }
    // Nothing is a share of a control of 0.
    let relative = control == 0 ? nil : interval
    return [
      label(comparison), Figure.count(last?.counts.reduce(0, +) ?? 0),
      last?.comparison?.relative.map { ExperimentWords.signedPercent($0.value) } ?? "–",
      relative.map { "\(share($0.lowerBound)) to \(share($0.upperBound))" } ?? "–",
      last?.comparison.map { Figure.of($0.decidingP, digits: 4) } ?? "–",
      last?.comparison == nil ? "–" : Figure.of(last?.anytimeP, digits: 4),
      Figure.percent(comparison.winProbability),
      Self.decision(comparison),
      comparison.stoppedLook.map { look in
        comparison.looks[look].time.map { "day \(Figure.of($0, digits: 1))" } ?? "look \(look + 1)"
      } ?? "",
    ]
  }

  private static func decision(_ comparison: ExperimentComparison) -> String {
    if comparison.isOver { return "no winner" }
    return comparison.decision == .stopInvalid ? "invalid" : comparison.decision.rawValue
  }

  private func label(_ comparison: ExperimentComparison) -> String {
    guard let experiment = comparison.experiment, let variant = comparison.variant else {
      return comparison.name
    }
    return "\(experiment) variant \(variant) metric \(comparison.metric ?? "–")"
  }

  private var tally: String {
    func count(_ decision: ExperimentDecision) -> String {
      Figure.count(comparisons.count { $0.decision == decision })
    }
    return
      "\(count(.adopt)) to adopt, \(count(.drop)) to drop, \(count(.continue)) without a clear "
      + "difference, \(count(.stopInvalid)) invalid. --json has the reasons."
  }

  /// Lines of at most 100 characters.
  private static func wrapped(_ text: String) -> String {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + word.count < 100 {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines.joined(separator: "\n")
  }

  private enum CodingKeys: String, CodingKey { case comparisons }
}

extension ExperimentAnalysisReport {
  /// Every field is always there; what does not apply is null.
  private struct Line: Encodable {
    let comparison: ExperimentComparison

    init(_ comparison: ExperimentComparison) { self.comparison = comparison }

    func encode(to encoder: any Encoder) throws {
      var fields = encoder.container(keyedBy: Key.self)
      let last = comparison.last
      let figures = last?.comparison
      try fields.encode(comparison.name, forKey: .comparison)
      try fields.encode(last?.counts ?? [], forKey: .n)
      try fields.encode(figures?.effect.value, forKey: .effect)
      try fields.encode(figures?.relative?.value, forKey: .relative)
      try fields.encode(figures?.effect.standardError, forKey: .se)
      try fields.encode(
        figures.map { ends($0.interval(level: comparison.level)) }, forKey: .ci)
      try fields.encode(figures?.pValue, forKey: .pValue)
      try fields.encode(figures?.exactP, forKey: .exactP)
      try fields.encode(figures?.statistic, forKey: .statistic)
      try fields.encode(figures?.degreesOfFreedom, forKey: .df)
      try fields.encode(last?.anytimeInterval.map(ends), forKey: .anytimeCi)
      try fields.encode(figures == nil ? nil : last?.anytimeP, forKey: .anytimeP)
      try fields.encode(comparison.winProbability, forKey: .winProbability)
      try fields.encode(comparison.expectedLoss, forKey: .expectedLoss)
      try fields.encode(comparison.splitP, forKey: .srmP)
      try fields.encode(comparison.decision, forKey: .decision)
      try fields.encode(comparison.isOver, forKey: .planOver)
      try fields.encode(comparison.why, forKey: .why)
      guard comparison.looks.count > 1 || comparison.experiment != nil else { return }
      if comparison.experiment != nil {
        try fields.encode(comparison.experiment, forKey: .experiment)
        try fields.encode(comparison.variant, forKey: .variant)
        try fields.encode(comparison.metric, forKey: .metric)
      }
      try fields.encode(
        comparison.looks.map { Look(reading: $0, level: comparison.level) }, forKey: .looks)
      try fields.encode(comparison.stoppedAt, forKey: .stoppedAt)
      try fields.encode(comparison.call?.rawValue ?? "none", forKey: .call)
    }
  }

  private struct Look: Encodable {
    let reading: LookReading
    let level: Double

    func encode(to encoder: any Encoder) throws {
      var fields = encoder.container(keyedBy: Key.self)
      let figures = reading.comparison
      try fields.encode(reading.time, forKey: .time)
      try fields.encode(figures?.effect.value, forKey: .effect)
      try fields.encode(figures?.effect.standardError, forKey: .se)
      try fields.encode(figures.map { ends($0.interval(level: level)) }, forKey: .ci)
      try fields.encode(figures?.pValue, forKey: .pValue)
      try fields.encode(figures?.exactP, forKey: .exactP)
      try fields.encode(reading.anytimeInterval.map(ends), forKey: .anytimeCi)
      try fields.encode(figures == nil ? nil : reading.anytimeP, forKey: .anytimeP)
      try fields.encode(reading.decision, forKey: .decision)
    }
  }

  private enum Key: String, CodingKey {
    case comparison, n, effect, relative, se, ci, pValue, exactP, statistic, df, anytimeCi, anytimeP
    case winProbability, expectedLoss, srmP, decision, planOver, why, experiment, variant, metric,
      looks
    case stoppedAt, call, time
  }
}

private func ends(_ range: ClosedRange<Double>) -> [Double] {
  [range.lowerBound, range.upperBound]
}
