import RealModule
import Statistics

extension ExperimentAnalysis {
  /// The decision's reason as a sentence with the numbers that led to it.
  func why(
    _ result: ExperimentComparison, variant: Int, stop: Stop?, undecided: Int
  ) -> String {
    guard let last = result.last else { return "There are no looks yet." }
    if result.decision == .stopInvalid { return invalidWords(result) }
    guard let stop, let comparison = result.looks[stop.look].comparison else {
      return waiting(result, last, variant: variant, undecided: undecided)
    }
    let place = result.looks.count > 1 ? lookWords(result.looks[stop.look], stop.look) + ": " : ""
    let seen = place + effectWords(comparison)
    switch (stop.decision, guardrail(of: variant, at: stop.look)) {
    case (.drop, .broken(let metric)) where isBetter(variant, at: stop.look):
      return "Drop: \(seen), but \(metric.name) is worse by more than "
        + "\(ExperimentWords.percent(metric.margin))."
    case (.adopt, _):
      return "Winner: \(seen); \(ruleWords(stop))." + adjusted(stop, comparison)
    default: return "Loser: \(seen); \(ruleWords(stop))." + adjusted(stop, comparison)
    }
  }

  private func waiting(
    _ result: ExperimentComparison, _ last: LookReading, variant: Int, undecided: Int
  ) -> String {
    if let obstacle = obstacle(of: variant) {
      return "Nothing can be said: \(obstacle). Wait for more data."
    }
    guard let comparison = last.comparison else { return "Nothing can be said yet." }
    let seen = effectWords(comparison)
    let held =
      heldBack(variant, undecided: undecided).map { heldWords(result, $0.look, $0.by) } ?? ""
    if isOver {
      let lack = comparison.shortage.map { "; \($0)" } ?? ""
      return "Inconclusive: \(seen)\(held)\(lack); \(endWords) ended without a winner. Keep the "
        + "control, or plan a larger test." + contradictionWords(variant)
    }
    if let shortage = comparison.shortage { return "Too early: \(seen); \(shortage). Go on." }
    if !held.isEmpty { return "Wait: \(seen)\(held)." + contradictionWords(variant) }
    return "No clear difference yet: \(seen); \(planWords(result.looks.count - 1)). Go on."
      + contradictionWords(variant)
  }

  /// `, but it is not shown yet that returns is not worse by more than 5 %`, with the look if it is
  /// not the last.
  private func heldWords(
    _ result: ExperimentComparison, _ look: Int, _ metric: GuardrailMetric
  ) -> String {
    let isLast = look == result.looks.count - 1
    let place =
      isLast
      ? "it is not shown yet"
      : lookWords(result.looks[look], look)
        + ", when it was clear, it was not shown"
    return ", but \(place) that \(metric.name) is not worse by more than "
      + ExperimentWords.percent(metric.margin)
  }

  private func invalidWords(_ result: ExperimentComparison) -> String {
    let look = result.stoppedLook ?? max(0, result.looks.count - 1)
    let counts = record.looks[look].arms.map(\.count)
    let place = result.looks.count > 1 ? lookWords(result.looks[look], look) + " " : ""
    let total = Double(max(1, counts.reduce(0, +)))
    let whole = record.shares.reduce(0, +)
    let parts = zip(record.names, zip(counts, record.shares)).map { name, arm in
      "\(name) has \(ExperimentWords.percent(Double(arm.0) / total)), planned "
        + ExperimentWords.percent(arm.1 / whole)
    }
    let value = Self.splitP(record, at: look)
    return "Invalid: \(place)the split is not the planned one (p \(ExperimentWords.p(value))): "
      + parts.joined(separator: "; ")
      + ". Find out why users were lost or counted twice, then start again."
  }

  /// `+2.3 % (0.0512 against 0.0500), p 0.0123`.
  private func effectWords(_ comparison: ArmComparison) -> String {
    let before = comparison.control.mean ?? 0
    let after = comparison.treatment.mean ?? 0
    let values = "\(ExperimentWords.value(after)) against \(ExperimentWords.value(before))"
    let change = comparison.relative.map { ExperimentWords.signedPercent($0.value) }
    return (change.map { "\($0) (\(values))" } ?? values)
      + ", p \(ExperimentWords.p(comparison.decidingP))"
      + (comparison.exactP == nil ? "" : " (exact)")
  }

  private func lookWords(_ reading: LookReading, _ look: Int) -> String {
    reading.time.map { "on day \(FigureWords.oneDecimal($0))" } ?? "at look \(look + 1)"
  }

  /// What the effect had to pass.
  private func ruleWords(_ stop: Stop) -> String {
    let share = limits.comparisons > 1 ? " shared by \(limits.comparisons) variants (Holm)" : ""
    let alpha = "alpha \(ExperimentWords.value(rule.alpha))\(share)"
    guard let limit = stop.limit else { return "clear at any number of looks at \(alpha)" }
    return record.looks.count == 1
      ? "clear at the one look planned at \(alpha)"
      : "past the planned limit of \(ExperimentWords.value(limit)) standard errors at \(alpha)"
  }

  private var endWords: String {
    guard rule.reserve > 0, case .days(let days, _) = rule.horizon else { return "the plan" }
    return "the usual \(FigureWords.whole(days)) days have"
  }

  private func planWords(_ look: Int) -> String {
    let share = rule.shares(of: sizes)[look]
    switch rule.horizon {
    case nil: return "any look may end the test"
    default: return "\(ExperimentWords.percent(share)) of the plan is done"
    }
  }

  /// What the estimate is after the looks before it, where a plan with several was kept.
  private func adjusted(_ stop: Stop, _ comparison: ArmComparison) -> String {
    guard let plan = plan(upTo: stop.look), plan.limits.count > 1 else { return "" }
    let estimate = EffectEstimate(
      value: comparison.effect.value,
      standardError: abs(comparison.effect.value / comparison.score))
    let inference = StageWiseInference(
      plan: plan, endedAt: plan.limits.count - 1, effect: estimate, level: 1 - rule.alpha)
    return
      " Corrected for the looks before: effect \(ExperimentWords.value(inference.medianEffect)) ("
      + "\(ExperimentWords.value(inference.interval.lowerBound)) to "
      + "\(ExperimentWords.value(inference.interval.upperBound))), "
      + "p \(ExperimentWords.p(inference.pValue))."
  }

  /// What a look that was passed over needs said.
  private func contradictionWords(_ variant: Int) -> String {
    switch contradictedLooks(of: variant) {
    case 0: ""
    case 1: " One look that those before it contradict ended nothing: check its report."
    case let count:
      " \(count) looks that those before them contradict ended nothing: check their reports."
    }
  }
}

/// Numbers in the sentences about tests.
package enum ExperimentWords {
  /// `12.3 %`, `1.23 %`, `0.123 %`: three digits.
  package static func percent(_ share: Double) -> String { value(share * 100) + " %" }

  package static func signedPercent(_ share: Double) -> String {
    (share >= 0 ? "+" : "") + percent(share)
  }

  /// Three digits that count: `0.0512`, `1.23`, `1,234`.
  package static func value(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "–" : value > 0 ? "∞" : "−∞" }
    let size = abs(value)
    guard size >= 1e-9 else { return "0" }
    guard size < 100 else { return FigureWords.whole(value) }
    let places = max(0, 2 - Int(Double.log10(size).rounded(.down)))
    let scale = Double.pow(10, Double(places))
    let scaled = Int64((size * scale).rounded())
    let whole = scaled / Int64(scale)
    var fraction = String(scaled % Int64(scale))
    fraction = String(repeating: "0", count: max(0, places - fraction.count)) + fraction
    while fraction.last == "0" { fraction.removeLast() }
    return (value < 0 ? "−" : "") + "\(whole)" + (fraction.isEmpty ? "" : "." + fraction)
  }

  package static func p(_ value: Double) -> String {
    value < 0.0001 ? "below 0.0001" : self.value(value)
  }
}
