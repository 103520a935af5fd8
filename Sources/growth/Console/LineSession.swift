import AgentInterface
import Console
import Foundation
import TerminalCanvas

/// The console as lines: what is new is written, and each line that is read is a choice.
@MainActor
final class LineSession {
  private let client: any AgentClient
  private let desk: ConsoleDesk
  private var mode: LineMode
  private var isLeaving = false
  private var hasGreeted = false

  init(client: any AgentClient, desk: ConsoleDesk, connection: Connection) {
    self.client = client
    self.desk = desk
    mode = LineMode(glyphs: Terminal.isUTF8 ? .unicode : .ascii, connection: connection)
  }

  /// Reads lines until the person leaves or the input ends.
  func run() async {
    var snapshots = client.snapshots().makeAsyncIterator()
    guard let first = await snapshots.next() else { return }
    await show(mode.snapshot(first))
    let news = Task { await follow() }
    prompt()
    for await line in Self.lines() {
      await show(mode.entered(line))
      if isLeaving { break }
      prompt()
    }
    news.cancel()
  }

  private func follow() async {
    for await snapshot in client.snapshots() where !Task.isCancelled {
      let output = mode.snapshot(snapshot)
      guard !output.lines.isEmpty || !output.effects.isEmpty else { continue }
      print("")
      await show(output)
      prompt()
    }
  }

  private func show(_ output: LineOutput) async {
    for line in output.lines { print(line) }
    for effect in output.effects { await carryOut(effect) }
  }

  private func carryOut(_ effect: ConsoleEffect) async {
    switch effect {
    case .send(let command):
      if case .halt(let reason) = command, let failure = desk.halt(because: reason) {
        print(failure)
      }
      await show(mode.answered(command, await client.send(command)))
    case .fetch(let query): await show(mode.fetched(query, await client.detail(query)))
    case .quit: isLeaving = true
    case .suspend, .repaint, .copy, .export, .bell, .setTheme, .setMouse: break
    }
  }

  private func prompt() {
    guard Terminal.hasInput else { return }
    print(mode.prompt, terminator: "")
    fflush(nil)
  }

  /// The lines of standard input, read on a thread of their own because reading waits.
  private static func lines() -> AsyncStream<String> {
    AsyncStream { continuation in
      Thread.detachNewThread {
        while let line = readLine() { continuation.yield(line) }
        continuation.finish()
      }
    }
  }
}
