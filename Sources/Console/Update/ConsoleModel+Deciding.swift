import TerminalCanvas
import AgentInterface
import Commerce
import Oversight

extension ConsoleModel {
  mutating func decide(_ action: ConsoleAction, argument: String) -> [ConsoleEffect] {
    switch action {
    case .approve: return approve()
    case .reject: return startRejection(argument)
    case .evidence: return showEvidence()
    case .edit: return startEditing(argument)
    case .blocked: return push(.board(.blocked))
    case .acknowledge:
      let open = alertsToAcknowledge.filter { $0.state == .open }
      return open.flatMap { send(.acknowledge($0.id)) }
    case .silence: return silence(argument)
    case .resolve:
      let present = alertsToAcknowledge.filter { $0.state != .resolved }
      return present.flatMap { send(.resolve($0.id)) }
    default: return []
    }
  }

  /// For a day unless hours were typed.
  private mutating func silence(_ argument: String) -> [ConsoleEffect] {
    let typed = argument.filter { $0 != " " }
    guard let hours = typed.isEmpty ? 24 : Int(typed), (1...720).contains(hours) else {
      say("'\(typed)' are no hours from 1 to 720.", .bad)
      return []
    }
    let present = alertsToAcknowledge.filter { $0.state != .resolved }
    return present.flatMap { send(.silence($0.id, hours: hours)) }
  }

  /// From a list this opens the card. On the card it approves, or asks for the figure first.
  private mutating func approve() -> [ConsoleEffect] {
    guard let decision = currentDecision else { return [] }
    guard screen == .decision(decision.id) else { return push(.decision(decision.id)) }
    guard overlay == nil, isArmed(.card(decision)) else { return [] }
    if decision.isMajor {
      overlay = .confirm(ConfirmForm(decision: decision, challenge: ApprovalChallenge(decision)))
      return []
    }
    return vote(for: decision)
  }

  /// Says why not, if the person cannot have seen it.
  mutating func isArmed(_ subject: Arming.Subject) -> Bool {
    switch arming.verdict(on: subject, at: now, lastInput: lastInput) {
    case .armed: return true
    case .unseen: say("Read it first; the key counts when it has been on the screen a moment.")
    case .hurried: say("Another key came just before; press this one again on its own.")
    }
    return false
  }

  /// Sends the approval of exactly what was shown, unless the agent already has another version.
  mutating func vote(for decision: Decision) -> [ConsoleEffect] {
    guard let present = newest?.approvals.first(where: { $0.id == decision.id }) else {
      say("Decision \(decision.id) no longer waits for you.", .bad)
      return []
    }
    guard present.digest == decision.digest, present.revision == decision.revision else {
      say("Decision \(decision.id) has changed since it was shown. Look at it again.", .bad)
      return []
    }
    say("Approval of decision \(decision.id) sent…")
    return send(.approve(decision.id, revision: decision.revision, digest: decision.digest))
  }

  private mutating func startRejection(_ argument: String) -> [ConsoleEffect] {
    let decisions = decisionsToReject.filter { !isAnswered($0.id) }
    guard let first = decisions.first else { return [] }
    var form = RejectForm(
      decisions: decisions.map(\.id),
      title: decisions.count == 1 ? first.title : "\(decisions.count) marked decisions")
    let codes = Decision.Rejection.Code.allCases
    if let place = codes.firstIndex(where: { argument.hasPrefix($0.rawValue) }) {
      form.selected = place
      form.isNoting = true
      form.note = LineEditor(
        String(argument.dropFirst(codes[place].rawValue.count).drop { $0 == " " }))
    }
    overlay = .reject(form)
    return []
  }

  private mutating func showEvidence() -> [ConsoleEffect] {
    guard let decision = currentDecision else { return [] }
    var effects: [ConsoleEffect] = []
    if screen != .decision(decision.id) { effects = push(.decision(decision.id)) }
    let inside = PageView.inside(of: Frame(size).body)
    let evidence = page().offset(of: .evidence, width: inside.width) ?? 0
    pageTop = pageTop == evidence ? 0 : evidence
    return effects
  }

  private mutating func startEditing(_ argument: String) -> [ConsoleEffect] {
    let form: AmountForm
    if let decision = currentDecision, let budget = decision.editableBudget {
      form = AmountForm(target: .decision(decision.id), title: decision.title, current: budget)
    } else if let row = currentCampaigns.first, let budget = row.campaign.dailyBudget {
      form = AmountForm(
        target: .campaign(row.campaign.id), title: row.campaign.name, current: budget)
    } else {
      return []
    }
    overlay = .amount(form)
    guard !argument.isEmpty else { return [] }
    return finishEditing(form, typed: argument)
  }

  /// Sends the new budget, or says what is wrong with what was typed.
  mutating func finishEditing(_ form: AmountForm, typed: String) -> [ConsoleEffect] {
    guard let amount = AmountParser.parse(typed, form.current.currency), amount.isPositive else {
      say("'\(typed)' is no amount above zero; write it like 40 or 12.50.", .bad)
      return []
    }
    overlay = nil
    switch form.target {
    case .decision(let id): return send(.amend(id, dailyBudget: amount))
    case .campaign(let id): return send(.setDailyBudget(id, amount))
    }
  }
}

/// Reads an amount as people type it.
enum AmountParser {
  /// Digits with at most one point and as many decimals as the currency has; commas between
  /// thousands are allowed.
  static func parse(_ text: String, _ currency: Currency) -> Money? {
    let bare = text.filter { $0 != "," && $0 != " " && !currency.symbol.contains($0) }
    let parts = bare.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let whole = parts.first, (1...9).contains(whole.count),
      bare.allSatisfy({ $0 == "." || ("0"..."9").contains($0) }), let units = Int64(whole)
    else { return nil }
    let decimals = parts.count == 2 ? String(parts[1]) : ""
    guard decimals.count <= currency.minorDigits else { return nil }
    let padded = decimals + String(repeating: "0", count: 6 - decimals.count)
    return Int64(padded).map { Money(micros: units * 1_000_000 + $0, currency) }
  }
}
