/// The rules that block a decision, hold it back or send it to a person.
package enum Guardrail: String, CaseIterable, Codable, Sendable {
  case halt
  case budgetCap = "budget cap"
  case stepLimit = "step limit"
  case minimumReturn = "minimum ROAS"
  case anomalyFreeze = "anomaly freeze"
  case staleData = "stale data"
  case contactPressure = "contact pressure"
  case freezeWindow = "freeze window"
  case platformState = "platform state"
  case major
  case autonomy
}

/// What one guardrail said of one decision, in words with the numbers.
package struct Check: Hashable, Codable, Sendable {
  package var guardrail: Guardrail
  package var finding: Finding
  package var words: String

  package enum Finding: String, Codable, Sendable {
    case passed
    /// Allowed, but only by a person.
    case needsPerson = "needs a person"
    case blocked
  }

  package init(_ guardrail: Guardrail, _ finding: Finding, _ words: String) {
    self.guardrail = guardrail
    self.finding = finding
    self.words = words
  }
}

/// Where a decision goes once the guardrails have spoken.
package enum Route: Hashable, Codable, Sendable {
  case blocked(Guardrail, words: String)
  /// Scored but never carried out (autonomy level 0).
  case shadow
  case ask(hours: Int)
  case veto(hours: Int)
  case act
}
