import AgentInterface
import Commerce
import OrderedCollections
import Oversight
import Persistence

extension AgentState {
  /// Takes in one event; what is to be written, called and answered comes back.
  package mutating func handle(_ event: AgentEvent) -> Effects {
    effects = Effects()
    wall = max(wall, event.wall)
    eventCount += 1
    switch event.kind {
    case .tick(let instant): tick(instant)
    case .answered(let call, let reply): answered(call, reply)
    case .commanded(let command, let person): effects.answer = carryOut(command, by: person)
    case .haltFlagChanged(let notice): haltFlagChanged(notice)
    case .setUp(let person): setUp(by: person)
    }
    defer { effects = Effects() }
    return effects
  }

  /// One round. It never waits: feeds that are asked for now are seen in a later round.
  private mutating func tick(_ instant: Instant) {
    precondition(instant >= now, "the clock went back from \(now) to \(instant)")
    now = instant
    tickCount += 1
    remember("now", String(now.seconds))
    remember("tick", String(tickCount))
    phase = .observe
    closeDays()
    observe()
    phase = .plan
    reviewPlan()
    plan()
    phase = .act
    expireDecisions()
    dispatchApproved()
    readUncertain()
    fetchFeeds()
    remember("ids", encoded(ids))
  }
}
