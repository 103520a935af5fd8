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
      DispatchQueue.global().async {
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        continuation.resume(returning: status)
      }
    }
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
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] =
      environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in words + variables { free(pointer) } }
    var pid = pid_t()
    let code = posix_spawn(&pid, arguments[0], &actions, nil, &words, &variables)
    guard code == 0 else {
      throw WaitedInVain("'\(arguments[0])' cannot be started: error \(code)")
    }
    return pid
  }
}
