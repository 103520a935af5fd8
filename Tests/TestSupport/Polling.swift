/// Why a wait was given up.
package struct WaitedInVain: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) {
    self.description = description
  }
}

/// Asks again and again, 20 ms apart, until there is an answer or the time is over.
///
/// - Parameters:
///   - what: What is waited for, for the failure.
///   - seconds: How long.
///   - circumstances: Asked once when the time is over, for the failure.
///   - ask: Returns the answer once there is one.
/// - Returns: The answer.
/// - Throws: What `ask` throws, or that the time is over.
package func waiting<Answer>(
  for what: String, seconds: Double = 20, showing circumstances: () async -> String = { "" },
  _ ask: () async throws -> Answer?
) async throws -> Answer {
  let deadline = ContinuousClock.now + .seconds(seconds)
  while true {
    if let answer = try await ask() { return answer }
    guard ContinuousClock.now < deadline else {
      throw WaitedInVain("\(what) did not come in \(seconds) s.\n\(await circumstances())")
    }
    try await Task.sleep(for: .milliseconds(20))
  }
}

/// The same for something that becomes true.
package func waiting(
  until what: String, seconds: Double = 20, _ isSo: () async throws -> Bool
) async throws {
  let _: Void = try await waiting(for: what, seconds: seconds) { try await isSo() ? () : nil }
}
