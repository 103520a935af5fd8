import Foundation

/// The real program, as the build made it.
package enum GrowthProgram {
  /// What a run came to.
  package struct Outcome: Sendable {
    package var status: Int32
    package var output: String
    package var errors: String

    /// The output read as a JSON object.
    package func json() throws -> [String: Any] {
      let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
      return value as? [String: Any] ?? [:]
    }
  }

  package static let path = path(of: "growth")

  /// Beside the tests, where the build puts it.
  private static func path(of name: String) -> String {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().path
    let candidates = [
      URL(fileURLWithPath: own).deletingLastPathComponent().path + "/" + name,
      root + "/.build/debug/" + name, root + "/.build/release/" + name,
    ]
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) } ?? name
  }

  /// Runs a command to its end; one that takes longer than a minute is killed.
  package static func run(
    _ arguments: [String], home: String? = nil, input: String = "",
    environment: [String: String] = [:], program name: String = "growth"
  ) async throws -> Outcome {
    let scratch = try ScratchFolder()
    let program = try launch(
      arguments + (home.map { ["--home", $0] } ?? []), scratch: scratch, input: input,
      environment: environment, program: name)
    let status = try await program.end(seconds: 60)
    return Outcome(
      status: status, output: scratch.read("output"), errors: scratch.read("errors"))
  }

  /// Starts a command that goes on.
  package static func launch(
    _ arguments: [String], scratch: ScratchFolder, input: String = "",
    environment: [String: String] = [:], program name: String = "growth"
  ) throws -> RunningProgram {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path(of: name))
    process.arguments = arguments
    process.environment = [
      "PATH": "/usr/bin:/bin", "HOME": scratch.path, "LANG": "C.UTF-8", "TERM": "xterm-256color",
    ].merging(environment) { _, new in new }
    process.standardInput = try FileHandle(
      forReadingFrom: URL(fileURLWithPath: try scratch.write(input, to: "input")))
    process.standardOutput = try Self.handle(scratch, "output")
    process.standardError = try Self.handle(scratch, "errors")
    return try RunningProgram(process, scratch: scratch)
  }

  private static func handle(_ scratch: ScratchFolder, _ name: String) throws -> FileHandle {
    try FileHandle(forWritingTo: URL(fileURLWithPath: try scratch.write("", to: name)))
  }
}

/// A process of the program that is under way.
package final class RunningProgram: Sendable {
  package let pid: Int32
  private let scratch: ScratchFolder
  private let ending: Task<Int32, Never>

  init(_ process: Process, scratch: ScratchFolder) throws {
    self.scratch = scratch
    let (stream, continuation) = AsyncStream.makeStream(of: Int32.self)
    process.terminationHandler = { process in
      continuation.yield(process.terminationStatus)
      continuation.finish()
    }
    try process.run()
    pid = process.processIdentifier
    ending = Task {
      for await status in stream { return status }
      return -1
    }
  }

  deinit { kill(pid, SIGKILL) }

  package var errors: String { scratch.read("errors") }

  package func signal(_ number: Int32) { kill(pid, number) }

  /// Waits for the end and returns the exit status, or the signal's number.
  package func end(seconds: Int) async throws -> Int32 {
    let pid = pid
    let watchdog = Task {
      try await Task.sleep(for: .seconds(seconds))
      kill(pid, SIGKILL)
    }
    defer { watchdog.cancel() }
    return await ending.value
  }
}
