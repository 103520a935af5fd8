import AgentCore
import AgentInterface
import Commerce
import Oversight
import Persistence
import Platforms
import Testing

/// Which call leaves now, which waits, and for what: values only.
@Suite struct TaskQueueTests {
  private static let now = Instant(Day(number: 15_318), hour: 9)

  private func item(
    _ id: Int64, decision: Int64? = nil, index: Int = 0, _ platform: Platform = .metaAds,
    _ priority: TaskPriority = .running, _ state: OutboxEntry.State = .ready, limits: Int? = nil
  ) -> TaskQueue.Item {
    let handle = CampaignHandle(campaign: Campaign.ID(id), externalName: "ga", externalID: "x")
    var entry = OutboxEntry(
      id: OutboxEntry.ID(id), decision: Decision.ID(decision ?? id), index: index,
      platform: platform, operation: .activate(handle), state: state)
    entry.limits = limits
    return TaskQueue.Item(entry, priority)
  }

  private func queue(
    _ items: [TaskQueue.Item], isHalted: Bool = false, parallelCalls: Int = 4
  ) -> TaskQueue {
    TaskQueue(
      items,
      rules: TaskQueue.Rules(now: Self.now, isHalted: isHalted, parallelCalls: parallelCalls))
  }

  private func sendable(_ queue: TaskQueue) -> [Int64] { queue.sendable.map(\.value) }

  @Test func `what lowers risk goes first, then people, then what runs, then what is new`() {
    let items = [
      item(1, .metaAds, .new), item(2, .metaAds, .running), item(3, .metaAds, .byPerson),
      item(4, .metaAds, .lowersRisk), item(5, .metaAds, .byPerson),
    ]
    #expect(sendable(queue(items, parallelCalls: 5)) == [4, 3, 5, 2, 1])
    #expect(sendable(queue(items.reversed(), parallelCalls: 5)) == [4, 3, 5, 2, 1])
  }

  @Test func `steps of a decision wait for each other, whatever their order in the table`() {
    let queue = queue([item(8, decision: 3, index: 1), item(7, decision: 3), item(9, decision: 4)])
    #expect(sendable(queue) == [7, 9])
    #expect(queue.waits[OutboxEntry.ID(8)] == .step(1))
    #expect(queue.heads.count == 2)
  }

  @Test(arguments: [(1, [1]), (2, [1, 2]), (4, [1, 2, 3]), (50, [1, 2, 3])])
  func `a platform is given so many calls at a time`(most: Int, expected: [Int64]) {
    #expect(sendable(queue((1...3).map { item($0) }, parallelCalls: most)) == expected)
  }

  @Test func `the full platform holds up nobody else, and says how many are ahead`() {
    let full = queue(
      [
        item(1, .metaAds, .running, .sent(at: Self.now)),
        item(2, .metaAds, .running, .uncertain(since: Self.now, readAfter: Self.now)),
        item(3), item(4), item(5, .googleAds),
      ], parallelCalls: 2)
    #expect(sendable(full) == [5])
    #expect(full.waits[OutboxEntry.ID(1)] == .answer(since: Self.now))
    #expect(full.waits[OutboxEntry.ID(2)] == .reading(since: Self.now))
    #expect(full.waits[OutboxEntry.ID(3)] == .place(behind: 2))
    #expect(full.waits[OutboxEntry.ID(4)] == .place(behind: 3))
  }

  @Test func `what lowers risk passes a full platform, a rate limit and a halt`() {
    let until = Self.now.adding(seconds: 90)
    let items = [
      item(1, .metaAds, .running, .sent(at: Self.now)),
      item(2, .metaAds, .new, .waiting(until: until)), item(3, .metaAds, .byPerson),
      item(4, .metaAds, .lowersRisk), item(5, .metaAds, .lowersRisk),
    ]
    for isHalted in [false, true] {
      #expect(sendable(queue(items, isHalted: isHalted, parallelCalls: 1)) == [4, 5])
    }
  }

  @Test func `a limit on one call is a limit on all others of its platform`() {
    let until = Self.now.adding(seconds: 90)
    let limited = queue([
      item(1, .metaAds, .new, .waiting(until: until), limits: 2),
      item(2, .metaAds, .running, .waiting(until: Self.now.adding(seconds: -5)), limits: 1),
      item(3), item(4, .klaviyo, .new),
    ])
    #expect(sendable(limited) == [4])
    for id in 1...3 { #expect(limited.waits[OutboxEntry.ID(Int64(id))] == .limit(until: until)) }
  }

  @Test func `a limit that is over holds nothing`() {
    #expect(
      sendable(queue([item(1, .metaAds, .new, .waiting(until: Self.now), limits: 1), item(2)]))
        == [2, 1])
  }

  @Test func `what lowers risk waits as long as the platform asks of it, and no longer`() {
    let until = Self.now.adding(seconds: 40)
    let queue = queue([item(1, .metaAds, .lowersRisk, .waiting(until: until), limits: 9)])
    #expect(queue.sendable.isEmpty)
    #expect(queue.waits[OutboxEntry.ID(1)] == .limit(until: until))
  }

  @Test func `while halted the others say so`() {
    let halted = queue([item(1), item(2, .klaviyo, .new)], isHalted: true)
    #expect(halted.sendable.isEmpty)
    #expect(halted.waits.values.allSatisfy { $0 == .halt })
  }

  @Test func `what is over is not in the queue`() {
    let receipt = PlatformReceipt(externalID: "x", wasAlreadyDone: false)
    let over = queue([
      item(1, .metaAds, .running, .done(receipt, at: Self.now)),
      item(2, .metaAds, .running, .failed(reason: "no", at: Self.now)),
      item(3, .metaAds, .running, .manual(reason: "?")), item(4, .metaAds, .running, .dropped),
    ])
    #expect(over.heads.isEmpty && over.waits.isEmpty && over.sendable.isEmpty)
  }

  // MARK: Words

  @Test(arguments: [
    (TaskQueue.Wait.nothing, "goes next"), (.step(1), "waits for step 1"),
    (.halt, "waits until the halt is over"), (.place(behind: 3), "behind 3 others on Meta Ads"),
    (.place(behind: 1), "behind 1 other on Meta Ads"),
    (.answer(since: now), "Meta Ads has not answered yet"),
    (.reading(since: now), "no answer; Meta Ads is read before anything is sent again"),
    (.limit(until: now.adding(seconds: 40)), "in 40 s: Meta Ads limits calls"),
  ])
  func `what it waits for is said in words`(wait: TaskQueue.Wait, words: String) {
    #expect(said(wait, item(1).entry) == words)
  }

  @Test func `a call that was sent back says when it goes again, and how often it may`() {
    let until = Self.now.adding(seconds: 40)
    let entry = item(1, .metaAds, .new, .waiting(until: until), limits: 1).entry
    #expect(
      said(.limit(until: until), entry) == "again in 40 s after a rate limit, attempt 2 of 6")
    #expect(
      said(.limit(until: until), entry, isUrgent: true)
        == "again in 40 s, as soon as Meta Ads allows it")
  }

  private func said(_ wait: TaskQueue.Wait, _ entry: OutboxEntry, isUrgent: Bool = false) -> String
  {
    TaskWords.words(wait, entry, isUrgent: isUrgent, most: 6, now: Self.now)
  }

  @Test(arguments: [
    (Int64(-4), "0 s"), (119, "119 s"), (120, "2 min"), (121, "3 min"), (3_541, "1 h"),
    (3_600, "1 h"), (7_500, "2 h 5 min"),
  ])
  func `spans are never rounded down`(seconds: Int64, words: String) {
    #expect(TaskWords.span(seconds: seconds) == words)
  }

  // MARK: Back-off

  private func wait(
    asked: Int64 = 1, limits: Int, entry: Int64 = 5, seed: UInt64 = 7, isUrgent: Bool = false
  ) -> Int64 {
    BackOff.seconds(
      asked: asked, limits: limits, entry: OutboxEntry.ID(entry), seed: seed, isUrgent: isUrgent)
  }

  @Test(arguments: [
    (1, Int64(1)), (2, 60), (3, 120), (4, 240), (5, 480), (6, 960), (7, 1_920), (8, 3_600),
    (70, 3_600),
  ])
  func `each limit in turn doubles the wait, up to an hour and a quarter of it by chance`(
    limits: Int, least: Int64
  ) {
    for entry in Int64(1)...200 {
      let wait = wait(limits: limits, entry: entry)
      #expect(wait >= least && wait <= least + least / 4)
    }
  }

  @Test(arguments: [Int64(1), 30, 90, 3_600, 86_400])
  func `never shorter than the platform asks, and at first exactly that`(asked: Int64) {
    #expect(wait(asked: asked, limits: 1) == asked)
    for limits in 2...8 { #expect(wait(asked: asked, limits: limits) >= asked) }
  }

  @Test func `a seed repeats every wait, and calls of one moment come back apart`() {
    let waits = (Int64(1)...40).map { wait(limits: 6, entry: $0) }
    #expect(waits == (Int64(1)...40).map { wait(limits: 6, entry: $0) })
    #expect(waits != (Int64(1)...40).map { wait(limits: 6, entry: $0, seed: 8) })
    #expect(Set(waits).count > 30)
  }

  @Test func `what lowers risk waits as asked, however often`() {
    #expect(wait(asked: 12, limits: 30, isUrgent: true) == 12)
    #expect(wait(asked: 0, limits: 1, isUrgent: true) == 1)
  }
}
