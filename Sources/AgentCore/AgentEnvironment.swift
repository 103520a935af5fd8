package import Commerce
package import Platforms

/// The edges that an agent is given: platforms, the shop, time and the halt flag.
package struct AgentEnvironment: Sendable {
  package var adapters: [Platform: any PlatformAdapter]
  package var shop: any ShopAdapter
  /// Brings a simulated outside world to an instant; absent for the real one.
  package var advanceWorld: (@Sendable (Instant) -> Void)?
  /// Monotonic milliseconds.
  package var wall: @Sendable () -> Int64
  /// What the halt flag says now.
  package var readHalt: @Sendable () -> HaltNotice?
  /// Sets or clears the halt flag, durable before it returns.
  package var writeHalt: @Sendable (Effects.HaltChange) throws -> Void
  /// Called once a virtual day after the tick, for what the store wants tidied.
  package var tidy: @Sendable (Instant) -> Void
  /// Hands out every stored order placed before an instant, in any order.
  package var eachOrder: @Sendable (Instant, (PastOrder) -> Void) throws -> Void
  /// The agent's instant for the next tick, given the one before.
  package var pace: TickPace

  package init(
    adapters: [Platform: any PlatformAdapter], shop: any ShopAdapter,
    advanceWorld: (@Sendable (Instant) -> Void)?, wall: @escaping @Sendable () -> Int64,
    readHalt: @escaping @Sendable () -> HaltNotice?,
    writeHalt: @escaping @Sendable (Effects.HaltChange) throws -> Void,
    tidy: @escaping @Sendable (Instant) -> Void,
    eachOrder: @escaping @Sendable (Instant, (PastOrder) -> Void) throws -> Void,
    pace: TickPace
  ) {
    self.adapters = adapters
    self.shop = shop
    self.advanceWorld = advanceWorld
    self.wall = wall
    self.readHalt = readHalt
    self.writeHalt = writeHalt
    self.tidy = tidy
    self.eachOrder = eachOrder
    self.pace = pace
  }
}

/// How ticks follow each other.
package struct TickPace: Hashable, Sendable {
  /// Real milliseconds between two ticks.
  package var intervalMilliseconds: Int
  /// Seconds of the agent's time that a tick moves on; an hour by default.
  package var stepSeconds: Int64

  package init(intervalMilliseconds: Int = 2_000, stepSeconds: Int64 = 3_600) {
    self.intervalMilliseconds = intervalMilliseconds
    self.stepSeconds = stepSeconds
  }

  /// Seconds of the agent's time in a real second.
  package var speed: Double {
    Double(stepSeconds) * 1_000 / Double(intervalMilliseconds)
  }

  /// The same step at another speed, between 20 ticks a second and one in 10 minutes.
  package func at(speed: Double) -> TickPace {
    let interval = Double(stepSeconds) * 1_000 / max(speed, 0.001)
    return TickPace(
      intervalMilliseconds: Int(min(600_000, max(50, interval)).rounded()),
      stepSeconds: stepSeconds)
  }
}
