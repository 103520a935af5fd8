import AgentInterface
import Commerce
import Console
import CursesTerminal
import Foundation
import TerminalCanvas

/// A console on a terminal: takes in events, draws, and carries out what the model wants done.
///
/// Frames are drawn only after something happened, at most 15 a second; nothing ticks while nothing
/// happens.
@MainActor
final class ConsoleSession {
  /// Why the console was left.
  enum Ending: Equatable {
    case quit
    /// The terminal is gone.
    case gone
    case signal(Int32)
  }

  private let terminal: CursesTerminal
  private let desk: ConsoleDesk
  private var model: ConsoleModel
  private var theme: Theme
  private var client: (any AgentClient)?
  private var early: [ConsoleEffect] = []
  private var pace = FramePace()
  private var isDrawDue = false
  private var wakeAt: Milliseconds?
  private var ending: Ending?
  private var waiter: CheckedContinuation<Ending, Never>?

  init(
    terminal: CursesTerminal, keys: KeyTable, theme: Theme, desk: ConsoleDesk,
    connection: Connection
  ) {
    self.terminal = terminal
    self.desk = desk
    self.theme = theme
    model = ConsoleModel(
      size: terminal.size, glyphs: terminal.glyphs, keys: keys, connection: connection)
    terminal.onEvents = { [weak self] in self?.happened($0) }
  }

  /// Takes in something from outside and draws when it is time.
  func receive(_ event: ConsoleEvent) {
    carryOut(model.update(event))
    draw(for: .news)
  }

  /// From now on orders go to `client`, those that wait first.
  func connect(to client: any AgentClient) {
    self.client = client
    let waiting = early
    early = []
    carryOut(waiting)
  }

  /// Shows the newest snapshot until there are no more.
  func follow(_ client: any AgentClient) async {
    for await snapshot in client.snapshots() { receive(.snapshot(snapshot)) }
  }

  /// Draws now, whatever the pace; for the first frame.
  func drawFirst() { present() }

  /// Waits until the person leaves or the terminal is gone. The terminal is restored when it
  /// returns.
  func wait() async -> Ending {
    if let ending { return ending }
    return await withCheckedContinuation { waiter = $0 }
  }
}

// MARK: Terminal

extension ConsoleSession {
  private func happened(_ events: [TerminalEvent]) {
    let now = MachineTime.monotonicMilliseconds()
    for event in events where ending == nil {
      switch event {
      case .input(let input): carryOut(model.update(.input(input, at: now)))
      case .resized(let size): carryOut(model.update(.resized(size)))
      case .resumed: break
      case .signal(let number): leave(.signal(number))
      case .gone: leave(.gone)
      }
    }
    draw(for: .key)
  }

  private func draw(for cause: FramePace.Cause) {
    guard ending == nil else { return }
    let delay = pace.delay(for: cause, at: MachineTime.monotonicMilliseconds())
    if delay == 0 { return present() }
    guard !isDrawDue else { return }
    isDrawDue = true
    after(delay) { session in
      guard session.isDrawDue else { return }
      session.draw(for: .key)
    }
  }

  private func present() {
    isDrawDue = false
    pace.drew()
    terminal.present(view(model), theme: theme)
    _ = model.update(.shown(at: MachineTime.monotonicMilliseconds()))
    armClock()
  }

  /// One timer for what the model waits for.
  private func armClock() {
    guard let wake = model.nextWake, wakeAt.map({ wake < $0 }) ?? true else { return }
    wakeAt = wake
    after(max(1, wake - MachineTime.monotonicMilliseconds())) { session in
      guard session.wakeAt == wake else { return }
      session.wakeAt = nil
      session.receive(.clock(MachineTime.monotonicMilliseconds()))
    }
  }

  private func after(
    _ milliseconds: Milliseconds, _ body: @escaping @MainActor (ConsoleSession) -> Void
  ) {
    DispatchQueue.main.asyncAfter(deadline: .now() + .milliseconds(Int(milliseconds))) {
      [weak self] in
      MainActor.assumeIsolated {
        guard let self, self.ending == nil else { return }
        body(self)
      }
    }
  }

  private func leave(_ reason: Ending) {
    guard ending == nil else { return }
    ending = reason
    terminal.close()
    waiter?.resume(returning: reason)
    waiter = nil
  }
}

// MARK: Effects

extension ConsoleSession {
  private func carryOut(_ effects: [ConsoleEffect]) {
    for effect in effects where ending == nil { carryOut(effect) }
  }

  private func carryOut(_ effect: ConsoleEffect) {
    switch effect {
    case .send(let command): send(command)
    case .fetch(let query): fetch(query)
    case .quit: leave(.quit)
    case .suspend: terminal.suspend()
    case .repaint: terminal.repaint()
    case .copy(let text):
      if !terminal.copy(text) {
        receive(.notice("That is too long for a clipboard.", isError: true))
      }
    case .export(let name, let text): receive(desk.export(text, as: name))
    case .bell: terminal.ring()
    case .setTheme(let name): setTheme(name)
    case .setMouse(let isOn): terminal.setMouse(isOn)
    }
  }

  private func send(_ command: Command) {
    if case .halt(let reason) = command, let failure = desk.halt(because: reason) {
      receive(.notice(failure, isError: true))
    }
    guard let client else { return early.append(.send(command)) }
    Task {
      let answer = await client.send(command)
      receive(.answer(command, answer))
    }
  }

  private func fetch(_ query: Query) {
    guard let client else { return early.append(.fetch(query)) }
    Task {
      let detail = await client.detail(query)
      receive(.detail(query, detail))
    }
  }

  private func setTheme(_ name: String) {
    do {
      theme = try desk.themes.theme(named: name)
      receive(.notice("Theme \(theme.name).", isError: false))
    } catch {
      receive(.notice("\(error)", isError: true))
    }
  }
}
