import AgentInterface
import Commerce
import Oversight

extension LineMode {
  func isHalt(_ typed: String) -> Bool { ["h", "halt", "!"].contains(typed.lowercased()) }

  mutating func halt() -> LineOutput {
    places = [.menu, .confirming(pauseAllQuestion)]
    let lines = ["HALT sent: nothing new goes to any platform."] + show().lines
    return LineOutput(lines: lines, effects: [.send(.halt(reason: "halted by hand"))])
  }

  /// What a typed line means at the place on top. Halting comes before everything but free text.
  mutating func answer(to typed: String) -> LineOutput {
    switch place {
    case .rejecting(let id, .some(let code)):
      places.removeLast(min(2, places.count - 1))
      return leaveItem() + LineOutput(effects: [.send(.reject(id, code: code, note: typed))])
    case .searching(let board):
      filters[board] = typed
      return back()
    default: break
    }
    if isHalt(typed) { return halt() }
    if typed == "0" || typed.lowercased() == "back" { return back() }
    switch place {
    case .approving(let decision): return approve(decision, typed)
    case .amount(let form): return amend(form, typed)
    case .confirming(let question):
      let isYes = typed.lowercased() == "yes"
      let done = LineOutput(lines: isYes ? [] : ["Left as it is."])
      let effects = isYes ? question.commands.map { ConsoleEffect.send($0) } : []
      return done + LineOutput(effects: effects) + back()
    case .speed: return setSpeed(typed)
    case .level: return setLevel(typed)
    default: return choose(typed)
    }
  }

  private mutating func choose(_ typed: String) -> LineOutput {
    if typed.isEmpty { return show() }
    if ["q", "quit"].contains(typed.lowercased()) { return LineOutput(effects: [.quit]) }
    if ["?", "help"].contains(typed.lowercased()) { return LineOutput(lines: LineWords.help) }
    guard let number = Int(typed), choices.indices.contains(number - 1) else {
      return LineOutput(lines: [
        "Type a number from 0 to \(choices.count), h to halt or ? for help."
      ])
    }
    switch choices[number - 1].deed {
    case .goTo(let place):
      if case .list = place { top = 0 }
      places.append(place)
      return show()
    case .back: return back()
    case .send(let command): return LineOutput(effects: [.send(command)])
    case .fetch(let query): return LineOutput(effects: [.fetch(query)])
    case .details: return LineOutput(effects: detailQuery.map { [.fetch($0)] } ?? [])
    case .more:
      top += LineMode.pageLength
      return show()
    case .status: return greeting()
    case .tasks: return tasks()
    case .quit: return LineOutput(effects: [.quit])
    case .help: return LineOutput(lines: LineWords.help)
    }
  }

  private var detailQuery: Query? {
    guard case .item(let item) = place else { return nil }
    return item.screen.query
  }

  mutating func back() -> LineOutput {
    if places.count > 1 { places.removeLast() }
    return show()
  }

  /// After a vote the card is of no more use.
  private mutating func leaveItem() -> LineOutput {
    if case .item = place, places.count > 1 { places.removeLast() }
    return show()
  }

  /// Bound to what was printed: if the decision has changed since, it is printed again instead.
  private mutating func approve(_ shown: Decision, _ typed: String) -> LineOutput {
    guard LineWords.expected(shown) == typed.filter({ $0 != "," }) else {
      places.removeLast()
      return LineOutput(lines: ["Not approved."]) + show()
    }
    places.removeLast()
    guard let present = snapshot?.approvals.first(where: { $0.id == shown.id }),
      present.digest == shown.digest, present.revision == shown.revision
    else {
      return LineOutput(lines: ["Decision \(shown.id) has changed since it was shown."]) + show()
    }
    let vote = Command.approve(shown.id, revision: shown.revision, digest: shown.digest)
    return leaveItem() + LineOutput(effects: [.send(vote)])
  }

  private mutating func amend(_ form: AmountForm, _ typed: String) -> LineOutput {
    if typed.isEmpty { return back() }
    guard let amount = AmountParser.parse(typed, form.current.currency), amount.isPositive else {
      return LineOutput(lines: ["'\(typed)' is no amount above zero; write it like 40 or 12.50."])
    }
    let command: Command =
      switch form.target {
      case .decision(let id): .amend(id, dailyBudget: amount)
      case .campaign(let id): .setDailyBudget(id, amount)
      }
    return back() + LineOutput(effects: [.send(command)])
  }

  private mutating func setSpeed(_ typed: String) -> LineOutput {
    guard let speed = Double(typed), speed.isFinite, (0...86_400).contains(speed) else {
      return LineOutput(lines: ["Type a number from 0 to 86400."])
    }
    return back() + LineOutput(effects: [.send(.setSpeed(speed))])
  }

  private mutating func setLevel(_ typed: String) -> LineOutput {
    switch LevelParser.parse(typed) {
    case .failure(let problem): return LineOutput(lines: [problem.words])
    case .success(let setting):
      places[places.count - 1] = .confirming(setting.question)
      return show()
    }
  }
}
