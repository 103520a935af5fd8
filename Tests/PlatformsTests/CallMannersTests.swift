import Commerce
import Market
import Platforms
import Synchronization
import Testing

@Suite struct `Calls are slow, limited and sometimes lost` {
  private func outside(_ manners: Manners, waits: Waits? = nil) -> SimulatedOutside {
    SimulatedOutside(
      inMemory: genesis(),
      configuration: .init(manners: manners) { duration in waits?.add(duration) })
  }

  private final class Waits: Sendable {
    private let all = Mutex<[Duration]>([])
    func add(_ duration: Duration) { all.withLock { $0.append(duration) } }
    var list: [Duration] { all.withLock { $0 } }
  }

  @Test func `a call lost on its way does nothing, and nobody knows`() async {
    var manners = Manners.quiet
    manners.lostBefore = 1
    let account = Account(.googleAds, outside(manners))
    let error = await account.refusal(.createCampaign(plan(1, .googleAds)))
    #expect(error == .uncertain(.googleAds, reason: "the request timed out"))
    #expect(error?.mayHaveHappened == true)
    #expect(account.outside.world.campaigns.isEmpty)
  }

  @Test func `an answer lost on its way back comes too late: it is done`() async {
    var manners = Manners.quiet
    manners.lostAfter = 1
    let account = Account(.metaAds, outside(manners))
    let error = await account.refusal(.createCampaign(plan(1, .metaAds)))
    #expect(error == .uncertain(.metaAds, reason: "the connection broke before the answer"))
    #expect(account.outside.world.campaigns.count == 1)
  }

  @Test func `one call in a hundred is lost on an ordinary day`() async {
    var manners = Manners.realistic
    manners.limitsCalls = false
    let account = Account(.googleAds, outside(manners))
    var lost = 0
    for number in 0..<4_000 as Range<Int64> {
      let error = await account.refusal(.pause(handle(number)))
      if error?.mayHaveHappened == true { lost += 1 }
    }
    // Half of them are refusals that come back, so only those lost on the way there count here.
    #expect((8...40).contains(lost))
  }

  @Test func `an answer takes 50 to 400 milliseconds, rarely seconds`() async throws {
    var manners = Manners.realistic
    manners.limitsCalls = false
    let waits = Waits()
    let account = Account(.googleAds, outside(manners, waits: waits))
    for _ in 0..<2_000 { _ = try? await account.adapter.campaigns() }
    let slow = waits.list.count { $0 > .milliseconds(400) }
    #expect(waits.list.count == 2_000)
    #expect(waits.list.allSatisfy { $0 >= .milliseconds(50) && $0 <= .seconds(6) })
    #expect((5...50).contains(slow))
  }

  @Test func `too many calls in an hour have to wait for the next`() async throws {
    var manners = Manners.quiet
    manners.limitsCalls = true
    let account = Account(.metaAds, outside(manners))
    var calls = 0
    var limit: PlatformError?
    while limit == nil, calls < 5_000 {
      limit = await account.refusal(.pause(handle(1))).flatMap { error in
        if case .rateLimited = error { error } else { nil }
      }
      calls += 1
    }
    // 600 an hour, of which a change costs 3.
    #expect(calls == 201)
    #expect(limit == .rateLimited(.metaAds, retryAfterSeconds: 3_600))
    account.outside.advance(to: Instant(firstDay, hour: 1))
    #expect(try await account.adapter.campaigns().isEmpty)
  }
}
