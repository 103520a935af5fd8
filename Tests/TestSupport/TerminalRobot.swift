import Foundation

/// Someone at a terminal: reads the screen, presses keys, and waits for what has to come.
///
/// The terminal is a window of a tmux server of its own, with a plain shell in it.
package final class TerminalRobot: Sendable {
  private let server: String
  private let scratch: ScratchFolder

  /// Opens a terminal of a size, with a shell that is ready.
  package init(columns: Int, rows: Int, environment: [String: String] = [:]) async throws {
    scratch = try ScratchFolder()
    server = "growth-test-" + UUID().uuidString.prefix(8)
    let variables = [
      "PATH": "/usr/bin:/bin", "HOME": scratch.path, "LANG": "C.UTF-8", "PS1": "ready$ ",
      "TERM": "tmux-256color",
    ].merging(environment) { _, new in new }
    let settings = variables.map { "\($0.key)='\($0.value)'" }.sorted().joined(separator: " ")
    _ = try await tmux([
      "-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)",
      "exec env -i \(settings) sh",
    ])
    _ = try await screen(showing: "a prompt") { $0.contains { $0.hasPrefix("ready$") } }
  }

  deinit {
    Spawning.runNow(command + ["kill-server"], environment: environment)
  }

  /// The lines of the screen as they are now.
  package func screen() async throws -> [String] {
    try await tmux(["capture-pane", "-p"]).components(separatedBy: "\n")
  }

  /// Waits until the screen is as wanted.
  ///
  /// - Returns: That screen.
  @discardableResult
  package func screen(
    showing what: String, seconds: Double = 20, _ isWanted: ([String]) -> Bool
  ) async throws -> [String] {
    try await waiting(
      for: what, seconds: seconds,
      showing: { ((try? await self.screen()) ?? []).joined(separator: "\n") }
    ) {
      let lines = try await self.screen()
      return isWanted(lines) ? lines : nil
    }
  }

  /// Waits until a text is somewhere on the screen.
  @discardableResult
  package func screen(showing text: String, seconds: Double = 20) async throws -> [String] {
    try await screen(showing: "'\(text)'", seconds: seconds) { lines in
      lines.contains { $0.contains(text) }
    }
  }

  /// Types text as it is.
  package func type(_ text: String) async throws {
    _ = try await tmux(["send-keys", "-l", "--", text])
  }

  /// Presses keys by tmux's names: `Enter`, `Escape`, `C-l`, `Down`.
  package func press(_ keys: String...) async throws {
    _ = try await tmux(["send-keys"] + keys)
  }

  /// Types a command line and enters it.
  package func enter(_ line: String) async throws {
    try await type(line)
    try await press("Enter")
  }

  package func resize(columns: Int, rows: Int) async throws {
    _ = try await tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// A variable of tmux about the window, such as `alternate_on` or `cursor_flag`.
  package func fact(_ name: String) async throws -> String {
    try await tmux(["display-message", "-p", "#{\(name)}"])
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private func tmux(_ arguments: [String]) async throws -> String {
    let output = try ScratchFolder()
    let status = try await Spawning.run(
      command + arguments, environment: environment, output: output.file("output"))
    guard status == 0 else {
      throw WaitedInVain("tmux \(arguments.first ?? "") ended with \(status)")
    }
    return output.read("output")
  }

  private var command: [String] { ["/usr/bin/tmux", "-u", "-L", server] }

  private var environment: [String: String] {
    ["PATH": "/usr/bin:/bin", "HOME": scratch.path, "LANG": "C.UTF-8"]
  }
}
