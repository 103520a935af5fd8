package import AgentInterface
package import Commerce
package import DataPipeline
package import Persistence
package import Platforms

/// Something that happened to the agent. What it does about it depends on nothing else.
package struct AgentEvent: Sendable {
  /// Monotonic milliseconds of real time; for deadlines only, never stored.
  package var wall: Int64
  package var kind: Kind

  package enum Kind: Sendable {
    /// One round of observe, plan and act.
    case tick(Instant)
    case answered(CallID, Reply)
    case commanded(Command, by: Originator)
    /// The halt flag was found set or cleared from outside.
    case haltFlagChanged(HaltNotice?)
    /// A person accepted the sample shop: its starter campaigns are ordered.
    case setUp(by: Originator)
  }

  package init(wall: Int64, _ kind: Kind) {
    self.wall = wall
    self.kind = kind
  }
}

/// Who halted the agent, and why.
package struct HaltNotice: Hashable, Codable, Sendable {
  package var reason: String
  package var by: Originator

  package init(reason: String, by: Originator) {
    self.reason = reason
    self.by = by
  }
}

/// Names one call that is under way.
package typealias CallID = Int

/// A call to the outside that the agent wants made; its answer comes back as an event.
package struct Call: Sendable {
  package var id: CallID
  package var request: Request

  package enum Request: Sendable {
    case perform(OutboxEntry)
    case report(Platform, after: ReportCursor?)
    case orders(after: ReportCursor?)
    case list(Platform)
    /// Models of the customers, fitted away from the agent's queue.
    case analyse(CustomerBook, DailyDemand, emails: [EmailCount], asOf: Day, seed: UInt64)
    case plan(PlanningTask)
  }

  package init(id: CallID, request: Request) {
    self.id = id
    self.request = request
  }
}

/// What a call brought.
package enum Reply: Sendable {
  case performed(Result<PlatformReceipt, PlatformError>)
  case reported(Result<PlatformReport, PlatformError>)
  case ordered(Result<OrderFeed, PlatformError>)
  case listed(Result<[RemoteCampaign], PlatformError>)
  /// `nil` if it took longer than its deadline.
  case analysed(CustomerAnalysis?)
  /// `nil` if it took longer than its deadline.
  case planned(PlanningTask.Plan?)
}
