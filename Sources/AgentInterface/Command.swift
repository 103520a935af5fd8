package import Commerce
package import Oversight

/// What a person may tell the agent. Console, socket and command line send the same values.
package enum Command: Codable, Hashable, Sendable {
  /// Bound to one revision and digest: anything else is stale.
  case approve(Decision.ID, revision: Int, digest: Digest)
  case reject(Decision.ID, code: Decision.Rejection.Code, note: String)
  /// Changes the daily budget of a waiting decision: next revision, proposed again, votes void.
  case amend(Decision.ID, dailyBudget: Money)
  case pause(Campaign.ID)
  case resume(Campaign.ID)
  case setDailyBudget(Campaign.ID, Money)
  case undo(Decision.ID)
  case acknowledge(Alert.ID)
  /// Nothing new is told of the alert's scope and metric for so many hours, from 1 to 720.
  case silence(Alert.ID, hours: Int)
  /// The alert is over: what came is the usual level from now on.
  case resolve(Alert.ID)
  case halt(reason: String)
  case resumeAfterHalt
  /// Pauses every running campaign; offered after a halt.
  case pauseAll
  case setLevel(Policy.Scope?, AutonomyLevel)
  /// What a lift test brought, to correct what is believed of the campaign's return.
  case recordLift(Campaign.ID, LiftRecord)
  /// Simulated clock only: how many seconds of its time pass in a real second; 0 stops it.
  case setSpeed(Double)
}

/// What a lift test measured of a campaign, in currency units over the whole test.
package struct LiftRecord: Codable, Hashable, Sendable {
  /// Revenue that came because of the campaign; may be below 0.
  package var incremental: Double
  /// Its standard error, above 0.
  package var standardError: Double
  /// What the platform attributed to the campaign in the same regions and days, above 0.
  package var attributed: Double
  /// When it ran; `nil` where that is not said.
  package var days: ClosedRange<Day>?

  package init(
    incremental: Double, standardError: Double, attributed: Double, days: ClosedRange<Day>? = nil
  ) {
    self.incremental = incremental
    self.standardError = standardError
    self.attributed = attributed
    self.days = days
  }
}

/// What came of a command, in a sentence that can be shown as it is.
package enum Answer: Codable, Hashable, Sendable {
  case done(String)
  case refused(String)

  package var text: String {
    switch self {
    case .done(let text), .refused(let text): text
    }
  }
}

/// More about one thing than a snapshot holds.
package enum Query: Codable, Hashable, Sendable {
  case campaign(Campaign.ID)
  case segment(SegmentName)
  case experiment(Experiment.ID)
  case alert(Alert.ID)
  case decision(Decision.ID)
  /// Newest first.
  case decisions(limit: Int)
  /// All customers together.
  case shop
  /// Every figure of the shop, against targets and the past.
  case kpis
  /// How well forecasts have held, by class of decision.
  case calibration
  /// The plan of this week and those before.
  case plan
  /// What was worth doing in the last round of planning, and what was left and why.
  case opportunities
  /// What was learnt, newest first.
  case lessons(limit: Int)
}

/// The agent, wherever it runs: in this process or behind a socket.
package protocol AgentClient: Sendable {
  /// The newest snapshot now and whenever there is another; older ones that were not read are
  /// dropped.
  func snapshots() -> AsyncStream<Snapshot>
  func send(_ command: Command) async -> Answer
  /// `nil` if there is no such thing or the agent cannot be reached.
  func detail(_ query: Query) async -> Detail?
}
