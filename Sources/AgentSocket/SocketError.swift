/// Why there is no connection to the agent of a data folder.
package enum SocketError: Error, Hashable, Sendable {
  /// Nobody listens: there is no owner, or it is just starting or ending.
  case nobodyListens(path: String)
  case cannotListen(path: String, reason: String)
  case cannotConnect(path: String, reason: String)
  /// The other end accepted the connection and then said nothing.
  case silent(path: String, seconds: Int)
  case refused(reason: String)
  /// The other end is another version of the program.
  case otherVersion(found: Int, known: Int)
}

extension SocketError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .nobodyListens(let path):
      "No agent listens at '\(path)'. Start one with 'growth' or 'growth agent'."
    case .cannotListen(let path, let reason):
      "The socket '\(path)' cannot be opened: \(reason). Check the data folder and its permissions."
    case .cannotConnect(let path, let reason):
      "The agent at '\(path)' cannot be reached: \(reason). Check that the data folder is yours."
    case .silent(let path, let seconds):
      "The agent at '\(path)' did not answer in \(seconds) s; it may be stopped. "
        + "'growth doctor' names its process."
    case .refused(let reason):
      "The agent refused the connection: \(reason)"
    case .otherVersion(let found, let known):
      "The running agent speaks version \(found) of the protocol, this program version \(known). "
        + "Quit the agent and start it with this program."
    }
  }
}
