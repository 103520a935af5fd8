import AgentInterface
import Commerce
import Oversight
import TerminalCanvas

extension ConsoleModel {
  /// Takes in what happened and says what is to be done about it.
  package mutating func update(_ event: ConsoleEvent) -> [ConsoleEffect] {
    var effects: [ConsoleEffect] = []
    switch event {
    case .snapshot(let snapshot): effects = received(snapshot)
    case .detail(let query, let detail): received(detail, for: query)
    case .answer(let command, let answer): effects = received(answer, to: command)
    case .input(let input, let time):
      passTime(to: time)
      effects = received(input, at: time)
      lastInput = time
    case .resized(let size): self.size = size
    case .clock(let time): passTime(to: time)
    case .shown(let time):
      passTime(to: time)
      arming.shown(at: time)
      return []
    case .connection(let connection): self.connection = connection
    case .loading(let words, let share): loading = (words, share)
    case .notice(let text, let isError): say(text, isError ? .bad : .info)
    }
    settle()
    return effects
  }

  private mutating func passTime(to time: Milliseconds) {
    // What was said before the first frame is read from then on.
    if now == 0 { notice?.at = time }
    now = max(now, time)
    if let notice, now - notice.at >= ConsoleModel.noticeLasts { self.notice = nil }
  }

  /// Brings scrolling and arming in line with what will be drawn.
  private mutating func settle() {
    settleScrolling()
    arming.expect(subjectOnScreen)
  }

  /// What could be agreed to by the next key, as the screen shows it.
  private var subjectOnScreen: Arming.Subject? {
    guard !Frame(size).isTiny else { return nil }
    switch overlay {
    case .confirm(let form): return .challenge(form.decision)
    case .question(let question): return .question(question)
    case .some: return nil
    case nil:
      guard case .decision(let id) = screen, let decision = decision(id),
        decision.state.isWaitingForPerson
      else { return nil }
      return .card(decision)
    }
  }
}

extension ConsoleModel {
  /// Puts a message above the keys and keeps it for the list of messages.
  mutating func say(_ text: String, _ tone: Notice.Tone = .info) {
    let notice = Notice(text: text, tone: tone, at: now)
    self.notice = notice
    said.append(notice)
    if said.count > 100 { said.removeFirst(said.count - 100) }
  }

  private mutating func received(_ snapshot: Snapshot) -> [ConsoleEffect] {
    let known = Set((newest?.approvals ?? []).map(\.id))
    let isFirst = newest == nil
    newest = snapshot
    if !isFrozen || self.snapshot == nil { show(snapshot) }
    let isNews = !isFirst && snapshot.approvals.contains { !known.contains($0.id) }
    let isDue = askedAt.map { now - $0 >= ConsoleModel.refetchInterval } ?? true
    return (isNews ? [.bell] : []) + (isDue ? fetchForScreen() : [])
  }

  /// Makes a snapshot the one that is drawn.
  mutating func show(_ snapshot: Snapshot) {
    self.snapshot = snapshot
    index.update(snapshot.campaigns)
    for board in Board.allCases { reorder(board) }
    dropVotesOnChangedDecisions()
  }

  /// A form that asks for a figure is closed when its decision has changed under it.
  private mutating func dropVotesOnChangedDecisions() {
    guard case .confirm(let form) = overlay else { return }
    guard let present = decision(form.decision.id), present.state.isWaitingForPerson else {
      overlay = nil
      say("Decision \(form.decision.id) no longer waits for you.", .info)
      return
    }
    guard present.revision != form.decision.revision || present.digest != form.decision.digest
    else { return }
    overlay = nil
    say("Decision \(form.decision.id) has changed. Look at it again before you approve.", .bad)
  }

  private mutating func received(_ detail: Detail?, for query: Query) {
    asked.remove(query)
    if let detail {
      details[query] = detail
      unanswered.remove(query)
    } else {
      unanswered.insert(query)
    }
  }

  private mutating func received(_ answer: Answer, to command: Command) -> [ConsoleEffect] {
    if let place = outgoing.firstIndex(of: command) { outgoing.remove(at: place) }
    switch answer {
    case .done(let text):
      say(text, .good)
      leaveAnsweredCard(command)
      return fetchForScreen()
    case .refused(let text):
      say(text, .bad)
      return [.bell] + fetchForScreen()
    }
  }

  /// After a vote the list is the place to be.
  private mutating func leaveAnsweredCard(_ command: Command) {
    switch command {
    case .approve(let id, _, _), .reject(let id, _, _):
      guard screen == .decision(id), stack.count > 1 else { return }
      stack.removeLast()
      pageTop = 0
    default: break
    }
  }

  /// Asks for what the page on top needs, unless an answer is on its way.
  mutating func fetchForScreen() -> [ConsoleEffect] {
    let wanted = Set(stack.compactMap(\.query))
    details = details.filter { wanted.contains($0.key) }
    guard let query = screen.query, !asked.contains(query) else { return [] }
    asked.insert(query)
    askedAt = now
    return [.fetch(query)]
  }

  /// Sends a command and remembers that its answer is open.
  mutating func send(_ command: Command) -> [ConsoleEffect] {
    outgoing.append(command)
    return [.send(command)]
  }
}
