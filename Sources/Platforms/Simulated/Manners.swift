/// How the simulated services behave as services: how slow, how unreliable, how strict about calls.
package struct Manners: Hashable, Sendable {
  /// Probability that a call is lost on its way there: nothing is done, nobody answers.
  package var lostBefore: Double
  /// Probability that the answer is lost on its way back: it is done, nobody answers.
  package var lostAfter: Double
  /// Milliseconds of an ordinary answer; `nil` answers at once.
  package var latency: ClosedRange<Int>?
  /// Probability that an answer takes 1 to 6 seconds instead.
  package var slowShare: Double
  /// Whether calls are counted against the platforms' limits.
  package var limitsCalls: Bool

  package init(
    lostBefore: Double, lostAfter: Double, latency: ClosedRange<Int>?, slowShare: Double,
    limitsCalls: Bool
  ) {
    self.lostBefore = lostBefore
    self.lostAfter = lostAfter
    self.latency = latency
    self.slowShare = slowShare
    self.limitsCalls = limitsCalls
  }

  /// As the real services are on an ordinary day.
  package static let realistic = Manners(
    lostBefore: 0.005, lostAfter: 0.005, latency: 50...400, slowShare: 0.01, limitsCalls: true)

  /// Answers at once, always.
  package static let quiet = Manners(
    lostBefore: 0, lostAfter: 0, latency: nil, slowShare: 0, limitsCalls: false)
}
