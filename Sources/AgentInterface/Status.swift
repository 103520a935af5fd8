package import Commerce
package import Oversight

/// What time it is for the agent and how fast it passes.
package struct ClockStatus: Codable, Hashable, Sendable {
  /// Seconds of the agent's time that pass in one real second: 1800 for the simulated default, 1
  /// for the real clock.
  package var speed: Double
  package var isSimulated: Bool
  /// A person has stopped the simulated clock.
  package var isStopped: Bool

  package init(speed: Double, isSimulated: Bool, isStopped: Bool) {
    self.speed = speed
    self.isSimulated = isSimulated
    self.isStopped = isStopped
  }
}

/// What the agent is doing, and whether it may act.
package struct AgentStatus: Codable, Hashable, Sendable {
  package var phase: Phase
  package var standing: Standing
  /// The level in force where nothing else is set, with the number of scopes that differ.
  package var level: AutonomyLevel
  package var levelExceptions: Int
  package var tick: Int
  /// Wall time of the last tick, in milliseconds.
  package var tickMilliseconds: Double
  /// Ticks that came due while one was running; they are skipped, not queued.
  package var skippedTicks: Int
  /// Decisions sent to a platform whose answer is not in.
  package var inFlight: Int
  /// Hours since the oldest of the platforms' reports was complete, if it is beyond the policy's
  /// limit.
  package var staleHours: Int?

  package enum Phase: String, Codable, Sendable {
    case plan, act, observe
  }

  package enum Standing: Codable, Hashable, Sendable {
    case running
    case halted(reason: String, by: Originator)
    /// The store refuses writes; nothing is sent.
    case readOnly(reason: String)
  }

  package init(
    phase: Phase, standing: Standing, level: AutonomyLevel, levelExceptions: Int, tick: Int,
    tickMilliseconds: Double, skippedTicks: Int, inFlight: Int, staleHours: Int?
  ) {
    self.phase = phase
    self.standing = standing
    self.level = level
    self.levelExceptions = levelExceptions
    self.tick = tick
    self.tickMilliseconds = tickMilliseconds
    self.skippedTicks = skippedTicks
    self.inFlight = inFlight
    self.staleHours = staleHours
  }
}

/// Today's money, and the shop's.
package struct MoneyStatus: Codable, Hashable, Sendable {
  package var dayCap: Money
  package var spentToday: Money
  package var heldToday: Money
  package var totalCap: Money
  package var spentTotal: Money
  /// All orders of the shop placed today.
  package var shopRevenueToday: Money
  package var shopOrdersToday: Int
  /// What the platforms claim for themselves over the last 7 days: attributed, not incremental.
  package var attributedWeek: Metrics
  package var attributedWeekBefore: Metrics

  package init(
    dayCap: Money, spentToday: Money, heldToday: Money, totalCap: Money, spentTotal: Money,
    shopRevenueToday: Money, shopOrdersToday: Int, attributedWeek: Metrics,
    attributedWeekBefore: Metrics
  ) {
    self.dayCap = dayCap
    self.spentToday = spentToday
    self.heldToday = heldToday
    self.totalCap = totalCap
    self.spentTotal = spentTotal
    self.shopRevenueToday = shopRevenueToday
    self.shopOrdersToday = shopOrdersToday
    self.attributedWeek = attributedWeek
    self.attributedWeekBefore = attributedWeekBefore
  }
}
