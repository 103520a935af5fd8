import AgentInterface
import Commerce
import Oversight

/// The figure that has to be typed before a major decision is approved, so that it was read.
struct ApprovalChallenge: Hashable, Sendable {
  /// What is asked for, such as `the new daily budget in whole £`.
  let subject: String
  /// The digits that have to be typed.
  let expected: String
  /// The figure as the card shows it.
  let shown: String

  /// Recipients for an e-mail, the daily budget where one is set, else what is at risk, else the
  /// decision's number.
  init(_ decision: Decision) {
    let count = ApprovalChallenge.recipients(of: decision.action)
    if let count, count > 0 {
      self.init(subject: "the number of people", expected: String(count), shown: Words.count(count))
    } else if let budget = decision.action.proposedDailyBudget,
      let digits = ApprovalChallenge.wholeUnits(of: budget)
    {
      self.init(
        subject: "the daily budget in whole \(budget.currency.code)", expected: digits,
        shown: budget.description)
    } else if let digits = ApprovalChallenge.wholeUnits(of: decision.atWorst) {
      self.init(
        subject: "the money at risk in whole \(decision.atWorst.currency.code)", expected: digits,
        shown: decision.atWorst.description)
    } else {
      self.init(
        subject: "the number of the decision", expected: "\(decision.id)", shown: "\(decision.id)")
    }
  }

  private init(subject: String, expected: String, shown: String) {
    self.subject = subject
    self.expected = expected
    self.shown = shown
  }

  func isMet(by typed: String) -> Bool {
    typed.filter { $0 != "," && $0 != " " } == expected
  }

  private static func recipients(of action: Action) -> Int? {
    guard case .sendEmailCampaign(let plan) = action else { return nil }
    return plan.recipients.count
  }

  /// Rounded as ``Money/whole`` shows it; nothing for amounts that round to zero.
  private static func wholeUnits(of money: Money) -> String? {
    let digits = money.whole.filter { ("0"..."9").contains($0) }
    return digits == "0" || digits.isEmpty ? nil : digits
  }
}

extension Action {
  /// The one daily budget that it would set, if it sets one.
  var proposedDailyBudget: Money? {
    switch self {
    case .createCampaign(let plan): plan.dailyBudget
    case .launchCampaign(_, let budget): budget
    case .resumeCampaign(_, let budget): budget
    case .setDailyBudget(let change): change.to
    default: nil
    }
  }
}

extension Decision {
  /// Needs a second step to be approved: a guardrail calls it major, its step is beyond the limit,
  /// or it cannot be undone.
  var isMajor: Bool {
    !action.isReversible
      || checks.contains {
        $0.finding == .needsPerson && ($0.guardrail == .major || $0.guardrail == .stepLimit)
      }
  }

  /// Where the amount can be edited before it is approved.
  var editableBudget: Money? { action.proposedDailyBudget }
}
