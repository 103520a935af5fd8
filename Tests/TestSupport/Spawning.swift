import Foundation

/// Runs a program to its end without Foundation's `Process`, which waits for daemons that the
/// program leaves behind.
enum Spawning {
  /// - Parameters:
  ///   - arguments: The program's path first.
  ///   - environment: All of it.
  ///   - output: The file that standard output goes to.
  /// - Returns: What `waitpid` tells.
  /// - Throws: If the program cannot be started.
  static func run(
    _ arguments: [String], environment: [String: String], output: String
  ) async throws -> Int32 {
    let pid = try spawn(arguments, environment, output)
    return await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: wait(for: pid)) }
    }
  }

  /// The same, blocking the thread; for the end of an object's life.
  static func runNow(_ arguments: [String], environment: [String: String]) {
    if let pid = try? spawn(arguments, environment, "/dev/null") { _ = wait(for: pid) }
  }

  private static func wait(for pid: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    return status
  }

  private static func spawn(
    _ arguments: [String], _ environment: [String: String], _ output: String
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var attributes = plainSignals()
    defer { posix_spawnattr_destroy(&attributes) }
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] =
      environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in words + variables { free(pointer) } }
    var pid = pid_t()
    let code = posix_spawn(&pid, arguments[0], &actions, &attributes, &words, &variables)
    guard code == 0 else {
      throw WaitedInVain("'\(arguments[0])' cannot be started: error \(code)")
    }
    return pid
  }
  /// The threads of tests block signals, which a program must not inherit: it could not be ended.
  private static func plainSignals() -> posix_spawnattr_t {
    var attributes = posix_spawnattr_t()
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_init(&attributes)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    return attributes
  }
}
