import Commerce
package import Persistence
import Statistics

/// How long a call that a rate limit sent back waits before it is sent again.
///
/// At first as long as the platform asks. A limit met again says that the platform's word was too
/// short, so the wait grows: one minute, then twice as long each time up to an hour, never shorter
/// than asked, and up to a quarter longer by chance so that calls sent back together do not come
/// back together. With eight attempts a call is given up after a good hour of trying.
package enum BackOff {
  /// - Parameters:
  ///   - asked: Seconds that the platform asks for; less than 1 counts as 1.
  ///   - limits: How often the call was sent back so far, this time included; at least 1.
  ///   - entry: The call: with the seed it decides the chance.
  ///   - seed: Of the agent.
  ///   - isUrgent: Waits only as long as asked, however often.
  /// - Returns: Seconds, at least 1.
  package static func seconds(
    asked: Int64, limits: Int, entry: OutboxEntry.ID, seed: UInt64, isUrgent: Bool
  ) -> Int64 {
    let asked = max(1, asked)
    guard limits > 1, !isUrgent else { return asked }
    let doubled = firstWait << Int64(min(limits - 2, 10))
    let wait = max(asked, min(longestWait, doubled))
    var chance = SeededGenerator(
      seed: seed, stream: UInt64(bitPattern: entry.value) &* 1_000 &+ UInt64(limits))
    return wait + Int64(uniform(using: &chance) * Double(wait) * jitter)
  }

  private static let firstWait: Int64 = 60
  private static let longestWait: Int64 = 3_600
  /// Largest part of the wait that chance adds.
  private static let jitter = 0.25
}
