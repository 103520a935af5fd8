import AgentCore
import AgentInterface
import Commerce
import Foundation
import Oversight
import Persistence
import Testing

/// What a person says about an alert reaches the agent and its store.
@Suite struct AlertAnswerTests {
  private let now = Instant(Day(number: 15_318))

  private func alert(_ id: Int64, _ metric: KPI) -> Alert {
    Alert(
      id: Alert.ID(id), severity: .warning, scope: .shop, metric: metric,
      expected: Estimate(mean: 3, low: 2, high: 4), actual: 1, openedAt: now.adding(hours: -2),
      causes: ["checkout"])
  }

  /// An agent that woke up with two open alerts: 1 on orders, 2 on the age of a report.
  private func agent() throws -> AgentLoop {
    let store = try SampleShop.store()
    try store.commit(Commit(changes: [.alert(alert(1, .orders)), .alert(alert(2, .feedAge))]))
    return AgentLoop(
      state: AgentState(
        try store.load(now: now), settings: SampleShop.settings(), now: now, wall: 0),
      store: store, setHalt: { _ in })
  }

  private func say(_ command: Command, to agent: inout AgentLoop) -> Answer? {
    agent.process(AgentEvent(wall: 0, .commanded(command, by: .person("ann")))).answer
  }

  private func known(_ id: Int64, _ agent: AgentLoop) -> Alert? {
    agent.state.recentAlerts.first { $0.id == Alert.ID(id) }
  }

  @Test func `a silenced alert is acknowledged, silent for its hours, and stored`() throws {
    var agent = try agent()
    let until = now.adding(hours: 6)
    #expect(
      say(.silence(Alert.ID(1), hours: 6), to: &agent)
        == .done("Nothing new is told of orders of the shop until \(until); guardrails go on."))
    let silent = try #require(known(1, agent))
    #expect(silent.state == .acknowledged && silent.acknowledgedBy == "ann")
    #expect(silent.silencedUntil == until)
    #expect(try agent.store.load(now: now).alerts.contains(silent))
    #expect(try agent.store.verifyAudit().description.contains("intact"))
  }

  @Test(arguments: [-1, 0, 721])
  func `hours outside of 1 to 720 silence nothing`(hours: Int) throws {
    var agent = try agent()
    #expect(
      say(.silence(Alert.ID(1), hours: hours), to: &agent)
        == .refused("An alert is silenced for 1 to 720 hours, not \(hours)."))
    #expect(known(1, agent) == alert(1, .orders))
  }

  @Test func `a resolved alert is over, once, and stays so after a restart`() throws {
    var agent = try agent()
    let answer = try #require(say(.resolve(Alert.ID(1)), to: &agent))
    #expect(answer.text.hasPrefix("Resolved; what came is the usual level now: orders of the shop"))
    let over = try #require(known(1, agent))
    #expect(over.state == .resolved && over.resolvedAt == now)
    #expect(
      say(.resolve(Alert.ID(1)), to: &agent) == .refused("Alert 1 is resolved already."))
    #expect(
      say(.acknowledge(Alert.ID(1)), to: &agent) == .refused("Alert 1 is resolved already."))
    #expect(try agent.store.load(now: now).alerts.contains(over))
  }

  @Test func `a report that stands still cannot be talked away`() throws {
    var agent = try agent()
    #expect(
      say(.resolve(Alert.ID(2)), to: &agent)
        == .refused(
          "Alert 2 ends when the reports move again. Silence it to hear no more of it."))
    #expect(known(2, agent)?.state == .open)
  }

  @Test(arguments: [
    Command.acknowledge(Alert.ID(9)), .silence(Alert.ID(9), hours: 1), .resolve(Alert.ID(9)),
  ])
  func `an alert that is not there is refused by its number`(command: Command) throws {
    var agent = try agent()
    #expect(say(command, to: &agent) == .refused("There is no alert 9."))
  }
}
