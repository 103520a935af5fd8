import Statistics

extension ExperimentAnalysis {
  /// Whether a variant leaves the guardrail metrics alone.
  enum GuardrailState: Equatable {
    /// No metric is worse by its margin.
    case kept
    /// A metric is worse by more than its margin.
    case broken(GuardrailMetric)
    /// It cannot be told yet.
    case open(GuardrailMetric)
  }

  /// Non-inferiority of every guardrail metric, by the limits of the look.
  func guardrail(of variant: Int, at look: Int) -> GuardrailState {
    var state = GuardrailState.kept
    for (index, metric) in record.guardrails.enumerated() {
      let arms = record.looks[look].guardrails[index]
      guard let test = NonInferiority(metric, control: arms[0], treatment: arms[variant + 1])
      else {
        state = .open(metric)
        continue
      }
      let limit = limits.guardrails.limit(of: index, at: look, for: test)
      let score = test.distance.score
      if score <= -limit { return .broken(metric) }
      if score < limit { state = .open(metric) }
    }
    return state
  }
}
