import Statistics

extension ExperimentAnalysis {
  /// Whether a variant leaves the guardrail metrics alone.
  enum GuardrailState: Equatable {
    /// No metric can be worse by more than its margin, with 95 % confidence each.
    case kept
    /// A metric is worse by more than its margin.
    case broken(GuardrailMetric)
    /// It cannot be told yet.
    case open(GuardrailMetric)
  }

  /// Non-inferiority of every guardrail metric at a look, one-sided at 5 % each.
  ///
  /// All have to be shown, so no correction for their number is needed (intersection-union test).
  func guardrail(of variant: Int, at look: Int) -> GuardrailState {
    var state = GuardrailState.kept
    for (metric, arms) in zip(record.guardrails, record.looks[look].guardrails) {
      guard
        let comparison = try? ArmComparison(control: arms[0], treatment: arms[variant + 1]),
        let relative = comparison.relative
      else {
        state = .open(metric)
        continue
      }
      let interval = relative.interval(level: 0.9)
      let worst = metric.higherIsBetter ? interval.lowerBound : -interval.upperBound
      let best = metric.higherIsBetter ? interval.upperBound : -interval.lowerBound
      if best < -metric.margin { return .broken(metric) }
      if worst < -metric.margin { state = .open(metric) }
    }
    return state
  }
}
