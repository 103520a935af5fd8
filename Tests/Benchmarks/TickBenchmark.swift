import AgentCore
import AgentInterface
import Commerce
import Foundation
import Market
import Oversight
import Persistence
import Platforms
import Simulation

/// Ticks of an agent with many running campaigns, on a store on disk with every commit durable.
struct TickBenchmark {
  let campaigns: Int
  let days: Int

  func run() async throws {
    let folder = NSTemporaryDirectory() + "growth-bench-\(UInt64.random(in: 0...UInt64.max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let store = try Store.open(path: folder + "/bench.sqlite")
    _ = try store.importOrders(
      path: "SampleData/online_retail/invoices.csv", ImportRequest(now: Instant(seconds: 0)))
    var stored = try store.load(now: nil)
    let start = Instant((stored.lastOrderAt?.day ?? Day(number: 0)).adding(days: 1))
    let outside = SimulatedOutside(inMemory: Genesis(stored, start: start, seed: 1))
    try await populate(store, outside, start: start)
    stored = try store.load(now: start)
    var policy = Policy(
      currency: .poundSterling, dayCap: Money(units: Double(campaigns) * 30, .poundSterling),
      totalCap: Money(units: Double(campaigns) * 10_000, .poundSterling))
    policy.majorRevenueShare = 1
    let settings = AgentSettings(policy: policy, seed: 1)
    var loop = AgentLoop(
      state: AgentState(stored, settings: settings, now: start, wall: 0), store: store,
      setHalt: { _ in })
    let environment = AgentEnvironment(
      adapters: Dictionary(
        uniqueKeysWithValues: Platform.allCases.map { ($0, outside.adapter(for: $0)) }),
      shop: outside.shop, advanceWorld: { outside.advance(to: $0) }, wall: { 0 },
      readHalt: { nil }, writeHalt: { _ in }, tidy: { _ in },
      eachOrder: { try store.forEachOrder(before: $0, $1) }, pace: TickPace())
    var ticks: [Double] = []
    var answers: [Double] = []
    for hour in 1...(days * 24) {
      let now = start.adding(hours: hour)
      outside.advance(to: now)
      let wall = Int64(hour) * 2_000
      var calls: ArraySlice<Call> = []
      ticks.append(measure { calls = loop.process(AgentEvent(wall: wall, .tick(now))).calls[...] })
      while let call = calls.popFirst() {
        let reply = await call.request.carriedOut(in: environment)
        answers.append(
          measure { calls += loop.process(AgentEvent(wall: wall, .answered(call.id, reply))).calls }
        )
      }
    }
    report("tick", ticks)
    reportSlowest(ticks)
    report("taking in an answer", answers)
    report("snapshot", (0..<100).map { _ in measure { _ = snapshot(loop.state) } })
    print("running campaigns: \(loop.state.allCampaigns.count { $0.isRunning })")
  }

  private func populate(
    _ store: Store, _ outside: SimulatedOutside, start: Instant
  ) async throws {
    var changes: [Change] = []
    for number in 1...campaigns {
      let id = Campaign.ID(Int64(number))
      let platform: Platform = number.isMultiple(of: 2) ? .googleAds : .metaAds
      let budget = Money(units: 5 + Double(number % 7), .poundSterling)
      let plan = CampaignPlan(
        campaign: id, externalName: "ga-\(id) Bench \(number)", objective: .acquisition,
        platform: platform, audience: number.isMultiple(of: 3) ? .lookalike : .prospects,
        recipients: [], dailyBudget: budget, spendCap: budget.scaled(by: 400),
        end: start.day.adding(days: 400), creatives: creatives)
      let adapter = outside.adapter(for: platform)
      let receipt = try await adapter.perform(.createCampaign(plan), key: "bench-\(number)")
      let handle = CampaignHandle(
        campaign: id, externalName: plan.externalName, externalID: receipt.externalID)
      _ = try await adapter.perform(.activate(handle), key: "bench-\(number)-1")
      changes.append(
        .campaign(
          Campaign(
            id: id, name: "Bench \(number)", objective: .acquisition, platform: platform,
            audience: plan.audience, dailyBudget: budget, totalBudget: plan.spendCap,
            start: start.day, end: plan.end, status: .active, creatives: creatives,
            externalID: receipt.externalID)))
    }
    try store.commit(Commit(changes: changes))
  }

  private var creatives: [Creative] {
    [("A", Creative.Idea.benefit), ("B", .curiosity)].map { label, idea in
      Creative(
        label: label, idea: idea, headline: "Gifts for every day", body: "Chosen with care.",
        callToAction: "Shop now")
    }
  }

  private func snapshot(_ state: AgentState) -> Snapshot {
    state.snapshot(
      sequence: 0, clock: ClockStatus(speed: 1, isSimulated: true, isStopped: false),
      timing: (0, 0), readOnly: nil)
  }

  private func measure(_ body: () -> Void) -> Double {
    let elapsed = ContinuousClock().measure(body)
    return Double(elapsed.components.seconds) * 1_000
      + Double(elapsed.components.attoseconds) / 1e15
  }

  /// Which hours of the day the slowest ticks were: what is done once a day shows there.
  private func reportSlowest(_ ticks: [Double]) {
    let slowest = ticks.enumerated().sorted { $0.element > $1.element }.prefix(10)
    let words = slowest.map { "\(($0.offset + 1) % 24):00 \(twoDecimals($0.element))" }
    print("slowest ticks, ms: " + words.joined(separator: ", "))
  }

  private func report(_ name: String, _ milliseconds: [Double]) {
    let sorted = milliseconds.sorted()
    guard let worst = sorted.last else { return }
    func at(_ share: Double) -> Double {
      sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
    }
    print(
      "\(name): \(sorted.count) samples, median \(twoDecimals(at(0.5))) ms, "
        + "p99 \(twoDecimals(at(0.99))) ms, worst \(twoDecimals(worst)) ms")
  }
}
