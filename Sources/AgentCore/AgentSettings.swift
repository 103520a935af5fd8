package import Campaigns
package import Commerce
package import Oversight

/// What a person has configured.
package struct AgentSettings: Hashable, Sendable {
  package var policy: Policy
  /// Goes up when the configuration changes; audit rows carry it.
  package var policyVersion: Int
  package var seed: UInt64
  /// Real milliseconds after which an unanswered call counts as uncertain.
  package var callDeadline: Int64
  /// Real milliseconds to wait before reading the platform, longer than any call can still be under
  /// way.
  package var settleDelay: Int64
  /// Most decisions that may wait for a person at a time; the agent does not heap up requests.
  package var openRequests: Int
  /// Attempts at an operation whose answer went missing, before a person has to look.
  package var attempts: Int
  /// Times that a rate limit may send an operation back before it is given up.
  package var limitedAttempts: Int
  /// Calls that may be under way at a platform at a time, those that lower risk not counted.
  package var parallelCalls: Int
  /// What the shop's figures should be, each in its own unit.
  package var targets: [KPI: Double]
  /// What messages may say, and how.
  package var brand: BrandRules

  /// Answers take a few tenths of a second, so that four calls at a time are well above what any
  /// platform allows in an hour; and four are few to look up when a platform stops answering.
  package static let usualParallelCalls = 4

  package init(
    policy: Policy, policyVersion: Int = 1, seed: UInt64, callDeadline: Int64 = 10_000,
    settleDelay: Int64 = 12_000, openRequests: Int = 6, attempts: Int = 4,
    limitedAttempts: Int = 8, parallelCalls: Int = usualParallelCalls, targets: [KPI: Double] = [:],
    brand: BrandRules = BrandRules()
  ) {
    self.policy = policy
    self.policyVersion = policyVersion
    self.seed = seed
    self.callDeadline = callDeadline
    self.settleDelay = settleDelay
    self.openRequests = openRequests
    self.attempts = attempts
    self.limitedAttempts = limitedAttempts
    self.parallelCalls = parallelCalls
    self.targets = targets
    self.brand = brand
  }
}
