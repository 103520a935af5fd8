import AgentCore
import AgentInterface
import Commerce
import Oversight
import Persistence
import Platforms
import Simulation

/// The sample shop's agent over a real store, with platforms that answer what a test says.
struct TaskShop {
  var loop: AgentLoop
  var now = Instant(Day(number: 15_318))
  var wall: Int64 = 0
  /// Calls that were made and not answered, oldest first.
  var open: [Call] = []
  /// Keys of all calls that were made, in order.
  var sent: [String] = []

  static func settings(parallelCalls: Int = 4, dayCap: Double = 1_500) -> AgentSettings {
    var settings = SampleShop.settings()
    settings.policy.dayCap = Money(units: dayCap, .poundSterling)
    settings.parallelCalls = parallelCalls
    return settings
  }

  init(_ settings: AgentSettings = settings()) throws {
    let store = try SampleShop.store()
    loop = AgentLoop(
      state: AgentState(try store.load(now: now), settings: settings, now: now, wall: 0),
      store: store, setHalt: { _ in })
  }

  /// Ends the process, with every answer that was to come, and starts it again.
  mutating func restart(_ settings: AgentSettings? = nil) throws {
    open = []
    let store = loop.store
    loop = AgentLoop(
      state: AgentState(
        try store.load(now: now), settings: settings ?? loop.state.settings, now: now, wall: wall),
      store: store, setHalt: { _ in })
  }

  /// Puts a decision of the agent's into the store, to be found at the next restart.
  func add(_ action: Oversight.Action, _ title: String, _ state: Decision.State) throws {
    let newest = try loop.store.load(now: now).decisions.map(\.id.value).max() ?? 0
    let decision = try Decision(
      id: Decision.ID(newest + 1), action: action, title: title, platform: .googleAds,
      proposedBy: .agent, proposedAt: now,
      evidence: Decision.Evidence(reason: "a test", facts: [], dataFrom: now, dataTo: now),
      forecast: Decision.Forecast(
        metric: .attributedRevenue, estimate: Estimate(mean: 0, low: 0, high: 0), horizonDays: 0),
      atWorst: Money(units: 0, .poundSterling), state: state)
    try loop.store.commit(Commit(changes: [.decision(decision)]))
  }

  @discardableResult
  mutating func handle(_ kind: AgentEvent.Kind) -> Answer? {
    let (calls, answer) = loop.process(AgentEvent(wall: wall, kind))
    open += calls.filter { $0.entry != nil || $0.isReading }
    sent += calls.compactMap { $0.entry?.key }
    return answer
  }

  @discardableResult
  mutating func order(_ command: Command) -> Answer? {
    handle(.commanded(command, by: .person("ann")))
  }

  mutating func setUp() { handle(.setUp(by: .person("ann"))) }

  /// Lets time pass, at once.
  mutating func pass(seconds: Int64) {
    now = now.adding(seconds: seconds)
    wall += 20_000
    handle(.tick(now))
  }

  /// What is under way at a platform, or at all.
  func underWay(_ platform: Platform? = nil) -> [OutboxEntry] {
    open.compactMap(\.entry).filter { platform == nil || $0.platform == platform }
  }

  /// Answers the oldest call at a platform.
  mutating func answer(
    _ platform: Platform, _ result: Result<PlatformReceipt, PlatformError>? = nil
  ) {
    guard let entry = underWay(platform).first else { return }
    answer(entry, result)
  }

  mutating func answer(
    _ entry: OutboxEntry, _ result: Result<PlatformReceipt, PlatformError>? = nil
  ) {
    guard let place = open.firstIndex(where: { $0.entry?.id == entry.id }) else { return }
    let call = open.remove(at: place)
    let receipt = PlatformReceipt(externalID: "\(entry.id.value)", wasAlreadyDone: false)
    handle(.answered(call.id, .performed(result ?? .success(receipt))))
  }

  mutating func limit(_ platform: Platform, seconds: Int64 = 30) {
    answer(platform, .failure(.rateLimited(platform, retryAfterSeconds: seconds)))
  }

  /// Answers everything until nothing is under way.
  mutating func answerAll() {
    while let platform = underWay().first?.platform { answer(platform) }
  }

  /// Answers everything until nothing is under way but one step of a campaign.
  mutating func answerAll(but verb: String, of name: String) {
    let kept = campaign(name)?.id
    while let entry = underWay().first(where: {
      $0.operation.verb != verb || $0.operation.campaign != kept
    }) {
      answer(entry)
    }
  }

  /// Answers listings that were asked for.
  mutating func list(_ remote: [RemoteCampaign] = []) {
    for call in open where call.isReading {
      open.removeAll { $0.id == call.id }
      handle(.answered(call.id, .listed(.success(remote))))
    }
  }

  /// What a console would show.
  var tasks: [TaskRow] { snapshot.tasks }

  var snapshot: Snapshot {
    loop.state.snapshot(
      sequence: 1, clock: ClockStatus(speed: 1_800, isSimulated: true, isStopped: false),
      timing: (0, 0), readOnly: nil)
  }

  func task(_ title: String) -> TaskRow? { tasks.first { $0.title.contains(title) } }

  func campaign(_ name: String) -> Campaign? {
    loop.state.allCampaigns.first { $0.name == name }
  }
}

extension Call {
  var entry: OutboxEntry? { if case .perform(let entry) = request { entry } else { nil } }
  var isReading: Bool { if case .list = request { true } else { false } }
}
