package import AgentInterface
package import Commerce
import DataPipeline
import Dispatch
import Persistence
import Platforms

/// The living agent: holds the loop, fires its ticks and makes its calls.
///
/// All of its state lives on one Dispatch queue, where the timer fires as well. Platform calls run
/// outside, each
/// with a deadline, so that one that hangs delays its own answer and nothing else.
package actor Agent {
  private let executor = DispatchQueueExecutor(label: "growth.agent")
  private var loop: AgentLoop
  private let environment: AgentEnvironment
  private var pace: TickPace
  private var isStopped = false
  private var timer: (any DispatchSourceTimer)?
  private var haltTimer: (any DispatchSourceTimer)?
  private var lastTickBegan: Int64?
  private var tickMilliseconds = 0.0
  private var skippedTicks = 0
  private var sequence = 0
  private var listeners: [Int: AsyncStream<Snapshot>.Continuation] = [:]
  private var nextListener = 0
  private var publishedAt: Int64 = 0
  private var isPublishDue = false
  private var tidiedDay: Day?

  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    executor.asUnownedSerialExecutor()
  }

  package init(loop: AgentLoop, environment: AgentEnvironment) {
    self.loop = loop
    self.environment = environment
    pace = environment.pace
  }

  // MARK: Time

  /// Starts the ticks. The first one comes at once.
  package func start() {
    let flag = DispatchSource.makeTimerSource(queue: executor.queue)
    flag.schedule(deadline: .now(), repeating: .milliseconds(500), leeway: .milliseconds(100))
    flag.setEventHandler { [self] in assumeIsolated { $0.checkHaltFlag() } }
    flag.resume()
    haltTimer = flag
    schedule(firstAfter: 0)
  }

  package func stop() {
    timer?.cancel()
    timer = nil
    haltTimer?.cancel()
    haltTimer = nil
    for listener in listeners.values { listener.finish() }
    listeners = [:]
  }

  private func schedule(firstAfter milliseconds: Int) {
    timer?.cancel()
    timer = nil
    guard !isStopped else { return }
    let next = DispatchSource.makeTimerSource(queue: executor.queue)
    next.schedule(
      deadline: .now() + .milliseconds(milliseconds),
      repeating: .milliseconds(pace.intervalMilliseconds),
      leeway: .milliseconds(min(50, pace.intervalMilliseconds / 20)))
    next.setEventHandler { [self] in assumeIsolated { $0.timerFired() } }
    next.resume()
    timer = next
  }

  /// One queue runs ticks one after the other. A tick that outlasts its interval makes Dispatch
  /// drop the firings
  /// in between; they are counted here and not made up for.
  private func timerFired() {
    let began = environment.wall()
    if let last = lastTickBegan {
      let missed = Int(began - last) / max(1, pace.intervalMilliseconds) - 1
      skippedTicks += max(0, missed)
    }
    lastTickBegan = began
    tick(at: loop.state.now.adding(seconds: pace.stepSeconds))
  }

  /// Moves the agent, and a simulated world with it, to `instant`.
  package func tick(at instant: Instant) {
    let started = ContinuousClock.now
    environment.advanceWorld?(instant)
    handle(.tick(instant))
    if tidiedDay != instant.day {
      tidiedDay = instant.day
      environment.tidy(instant)
    }
    let elapsed = started.duration(to: .now)
    tickMilliseconds =
      Double(elapsed.components.seconds) * 1_000
      + Double(elapsed.components.attoseconds) / 1e15
    publish()
  }

  private func checkHaltFlag() {
    let notice = environment.readHalt()
    guard notice != loop.state.halted else { return }
    handle(.haltFlagChanged(notice))
    publish()
  }

  // MARK: Events and calls

  @discardableResult
  private func handle(_ kind: AgentEvent.Kind) -> Answer? {
    let (calls, answer) = loop.process(AgentEvent(wall: environment.wall(), kind))
    for call in calls { make(call) }
    return answer
  }

  private func make(_ call: Call) {
    let environment = environment
    Task { [self] in
      let reply = await call.request.carriedOut(in: environment)
      received(call.id, reply)
    }
    let deadline = Int(loop.state.settings.callDeadline)
    executor.queue.asyncAfter(deadline: .now() + .milliseconds(deadline)) { [self] in
      assumeIsolated { $0.deadlinePassed(call, after: deadline) }
    }
  }

  private func received(_ id: CallID, _ reply: Reply) {
    guard loop.state.isUnderWay(id) else { return }
    handle(.answered(id, reply))
    publishSoon()
  }

  private func deadlinePassed(_ call: Call, after milliseconds: Int) {
    guard loop.state.isUnderWay(call.id) else { return }
    handle(.answered(call.id, call.request.unanswered(after: milliseconds)))
    publishSoon()
  }

  // MARK: People

  /// Orders the sample shop's starter campaigns in a person's name; does nothing once there are
  /// campaigns.
  package func setUp(by person: Originator) {
    handle(.setUp(by: person))
    publish()
  }

  /// Carries out a person's command; it is durable before the answer is given.
  package func send(_ command: Command, by person: Originator) -> Answer {
    if case .setSpeed(let speed) = command { return setSpeed(speed, by: person) }
    let answer = handle(.commanded(command, by: person))
    publish()
    return answer ?? .refused("The agent gave no answer.")
  }

  private func setSpeed(_ speed: Double, by person: Originator) -> Answer {
    guard environment.advanceWorld != nil else {
      return .refused("The real clock cannot be hurried; only a simulated one has a speed.")
    }
    guard speed >= 0, speed.isFinite else { return .refused("A speed is at least 0.") }
    isStopped = speed == 0
    if !isStopped { pace = pace.at(speed: speed) }
    lastTickBegan = nil
    schedule(firstAfter: pace.intervalMilliseconds)
    publish()
    return .done(isStopped ? "The clock stands still." : "The clock runs at ×\(Int(pace.speed)).")
  }

  /// Read away from the agent's queue, since some of it looks at every order.
  package func detail(_ query: Query) async -> Detail? { await loop.detailAside(query) }

  /// The newest snapshot now and after each change; a slow reader gets only the newest.
  package nonisolated func snapshots() -> AsyncStream<Snapshot> {
    AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
      Task { await self.listen(continuation) }
    }
  }

  private func listen(_ continuation: AsyncStream<Snapshot>.Continuation) {
    let id = nextListener
    nextListener += 1
    listeners[id] = continuation
    continuation.onTermination = { _ in Task { await self.forget(id) } }
    continuation.yield(snapshot())
  }

  private func forget(_ listener: Int) { listeners[listener] = nil }

  package func snapshot() -> Snapshot {
    loop.state.snapshot(
      sequence: sequence,
      clock: ClockStatus(
        speed: pace.speed, isSimulated: environment.advanceWorld != nil, isStopped: isStopped),
      timing: (tickMilliseconds, skippedTicks), readOnly: loop.readOnly)
  }

  private func publish() {
    guard !listeners.isEmpty else { return }
    sequence += 1
    publishedAt = environment.wall()
    let newest = snapshot()
    for listener in listeners.values { listener.yield(newest) }
  }

  /// Answers come in bursts: one snapshot for all that arrive within 60 ms.
  private func publishSoon() {
    guard !listeners.isEmpty, !isPublishDue else { return }
    isPublishDue = true
    executor.queue.asyncAfter(deadline: .now() + .milliseconds(60)) { [self] in
      assumeIsolated { agent in
        agent.isPublishDue = false
        agent.publish()
      }
    }
  }
}

extension AgentState {
  /// Whether the answer of a call is still awaited.
  package func isUnderWay(_ call: CallID) -> Bool { calls[call] != nil }
}

extension Call.Request {
  /// Makes the call and waits for its answer, however long that takes.
  @concurrent package func carriedOut(in environment: AgentEnvironment) async -> Reply {
    switch self {
    case .perform(let entry):
      guard let adapter = environment.adapters[entry.platform] else {
        return .performed(.failure(.refused(entry.platform, reason: "no account is configured")))
      }
      return .performed(
        await result { () async throws(PlatformError) in
          try await adapter.perform(entry.operation, key: entry.key)
        })
    case .report(let platform, let cursor):
      guard let adapter = environment.adapters[platform] else {
        return .reported(.failure(.refused(platform, reason: "no account is configured")))
      }
      return .reported(
        await result { () async throws(PlatformError) in
          try await adapter.report(after: cursor)
        })
    case .orders(let cursor):
      return .ordered(
        await result { () async throws(PlatformError) in
          try await environment.shop.orders(after: cursor)
        })
    case .analyse(let book, let demand, let emails, let day, let seed):
      // Without the orders, churn is left to the model of purchases, and moves to the last week known.
      let histories = try? book.histories(
        upTo: day.adding(days: -1), from: environment.eachOrder)
      var analysis = book.analysed(asOf: day, histories: histories, demand: demand, seed: seed)
      for email in emails {
        analysis.emails[email.experiment.id] = histories.flatMap {
          email.figures($0, through: day.adding(days: -1))
        }
      }
      return .analysed(analysis)
    case .plan(let task): return .planned(task.plan())
    case .list(let platform):
      guard let adapter = environment.adapters[platform] else {
        return .listed(.failure(.refused(platform, reason: "no account is configured")))
      }
      return .listed(
        await result { () async throws(PlatformError) in
          try await adapter.campaigns()
        })
    }
  }

  private func result<Value>(
    _ body: () async throws(PlatformError) -> Value
  ) async -> Result<Value, PlatformError> {
    do throws(PlatformError) { return .success(try await body()) } catch { return .failure(error) }
  }

  /// The reply that stands for a deadline that has passed.
  package func unanswered(after milliseconds: Int) -> Reply {
    let reason = "no answer in \(milliseconds / 1_000) s"
    switch self {
    case .perform(let entry):
      return .performed(.failure(.uncertain(entry.platform, reason: reason)))
    case .report(let platform, _): return .reported(.failure(.uncertain(platform, reason: reason)))
    case .orders: return .ordered(.failure(.uncertain(.shopify, reason: reason)))
    case .list(let platform): return .listed(.failure(.uncertain(platform, reason: reason)))
    case .analyse: return .analysed(nil)
    case .plan: return .planned(nil)
    }
  }
}
