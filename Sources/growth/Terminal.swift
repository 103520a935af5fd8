import Foundation

/// The standard streams as a command sees them.
enum Terminal {
  static var hasInput: Bool { isatty(STDIN_FILENO) == 1 }
  static var hasOutput: Bool { isatty(STDOUT_FILENO) == 1 }
  static var hasErrors: Bool { isatty(STDERR_FILENO) == 1 }

  /// Writes a line to standard error.
  static func complain(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

  /// Writes a line to standard output at once, for a reader that waits for it.
  static func say(_ text: String) { write(text + "\n", to: STDOUT_FILENO) }

  /// Writes to standard error without a newline; for progress and questions.
  static func show(_ text: String) { write(text, to: STDERR_FILENO) }

  private static func write(_ text: String, to descriptor: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 || errno == EINTR else { return }
      rest = rest.dropFirst(max(0, count))
    }
  }

  /// Asks on standard error and reads one line; `nil` at the end of the input.
  static func ask(_ question: String) -> String? {
    show(question)
    return readLine()
  }

  /// Whether the locale's characters are UTF-8.
  static var isUTF8: Bool {
    let environment = ProcessInfo.processInfo.environment
    let names = ["LC_ALL", "LC_CTYPE", "LANG"]
    let locale = names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    let folded = locale.lowercased().filter { $0 != "-" }
    return folded.contains("utf8")
  }

  /// Columns of the terminal on standard output, if it is one.
  static var columns: Int? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
