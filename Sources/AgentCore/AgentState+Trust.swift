import AgentInterface
import Campaigns
import Commerce
import Evaluation
import OrderedCollections
import Oversight
import Persistence

/// What outcomes and tests do to what the agent believes and may do.
extension AgentState {
  /// A draft's forecast as earlier outcomes of its class correct it, with a word on it.
  func corrected(_ draft: Draft) -> Draft {
    let correction = ForecastCorrection(of: draft.action.actionClass, in: Array(decisions.values))
    var corrected = draft
    corrected.forecast = correction.applied(to: draft.forecast)
    guard corrected.forecast != draft.forecast else { return draft }
    corrected.evidence.facts.append(
      Decision.Fact(
        "forecast corrected",
        "mean × \(twoDecimals(correction.bias)), interval × \(twoDecimals(correction.width)), by "
          + FigureWords.count(correction.outcomes, "earlier outcome")))
    return corrected
  }

  /// A class whose forecasts do not hold may not act alone until a person says so again.
  mutating func loseTrust(in kind: ActionClass) {
    guard let line = Calibration.of(kind, in: Array(decisions.values)),
      let concern = line.concern, lower(Platform.allCases, [kind], because: concern)
    else { return }
    journal(.learn, "Autonomy of \(kind.rawValue) is lowered to ask: \(concern)")
    learned(
      .trust,
      BeliefChange(
        subject: "forecasts of \(kind.rawValue)", before: "good enough to act on",
        after: "not good enough: a person is asked", because: concern))
  }

  /// Lowers levels above ask to ask.
  ///
  /// - Returns: Whether there was one.
  @discardableResult
  mutating func lower(
    _ platforms: [Platform], _ classes: [ActionClass], because reason: String
  ) -> Bool {
    var isLowered = false
    for platform in platforms {
      for actionClass in classes where policy.level(platform, actionClass) > .ask {
        let before = policy.level(platform, actionClass)
        policy.levels[Policy.Scope(platform: platform, actionClass: actionClass)] = .ask
        audit(
          "autonomy lowered", subject: "\(platform.rawValue) \(actionClass.rawValue)", by: .agent,
          before: before.name, after: AutonomyLevel.ask.name, why: reason)
        isLowered = true
      }
    }
    if isLowered { rememberLevels() }
    return isLowered
  }

  /// What a person should know before raising a level: how forecasts have held and how requests
  /// were answered. Of all classes for `nil`.
  func trustEvidence(of kind: ActionClass?) -> [String] {
    let known = Array(decisions.values).filter {
      kind == nil || $0.action.actionClass == kind
    }
    let asked = known.filter { !$0.votes.isEmpty || $0.state.wasRejected }
    let unedited = asked.count { !$0.state.wasRejected && $0.revision == 1 }
    let answers =
      asked.isEmpty
      ? []
      : [
        "\(unedited) of \(FigureWords.count(asked.count, "request")) approved as they were"
      ]
    let lines = Calibration.lines(known)
    return answers + lines.map { $0.concern ?? $0.words }
  }
}

extension Decision.State {
  fileprivate var wasRejected: Bool {
    if case .rejected = self { true } else { false }
  }
}
