import Commerce
import Platforms
import Testing

@Suite struct `Meta Ads has its manners` {
  private let meta = Account(.metaAds)

  @Test func `names are not unique, so a second create makes a second campaign`() async throws {
    let first = try await meta.perform(.createCampaign(plan(1, .metaAds)))
    let second = try await meta.perform(.createCampaign(plan(1, .metaAds)))
    #expect(first.externalID != second.externalID)
    #expect(try await meta.adapter.campaigns().map(\.name) == ["ga-1 Spring", "ga-1 Spring"])
    #expect(
      await meta.refusal(.activate(handle(1)))?.description
        == "Meta Ads refused: 2 campaigns are called 'ga-1 Spring'. Name the one by its id.")
    #expect(await meta.refusal(.activate(handle(1, second.externalID))) == nil)
  }

  @Test func `a budget below the minimum is refused`() async {
    #expect(
      await meta.refusal(.createCampaign(plan(1, .metaAds, budget: pounds(0.5))))?.description
        == "Meta Ads refused: the budget of 'ga-1 Spring', £0.50 a day, is below its minimum of £1.00 "
        + "(code 100, subcode 1885272). Raise it or pause the campaign.")
  }

  @Test func `budgets are whole minor units`() async {
    let odd = Money(micros: 12_345_678, .poundSterling)
    #expect(
      await meta.refusal(.createCampaign(plan(1, .metaAds, budget: odd)))?.description
        == "Meta Ads refused: the budget of 'ga-1 Spring', 12345678 micros, is not a whole number of "
        + "minor units of GBP (code 100). Round it down to 1234 minor units.")
  }

  @Test func `the fifth budget change within an hour has to wait`() async throws {
    let receipt = try await meta.start(plan(1, .metaAds))
    let known = handle(1, receipt.externalID)
    for step in 1...4 {
      try await meta.perform(.setDailyBudget(known, pounds(50 + Double(step))))
    }
    #expect(
      await meta.refusal(.setDailyBudget(known, pounds(60)))
        == .rateLimited(.metaAds, retryAfterSeconds: 3_600))
    #expect(try await meta.adapter.campaigns()[0].dailyBudget == pounds(54))
    meta.outside.advance(to: Instant(firstDay, hour: 1))
    #expect(await meta.refusal(.setDailyBudget(known, pounds(60))) == nil)
  }

  @Test func `a new campaign and a large edit start learning, a small edit does not`() async throws
  {
    let receipt = try await meta.start(plan(1, .metaAds))
    let known = handle(1, receipt.externalID)
    func isLearning() async throws -> Bool { try await meta.adapter.campaigns()[0].isLearning }
    #expect(try await isLearning())
    meta.outside.advance(to: Instant(firstDay.adding(days: 3)))
    #expect(try await isLearning() == false)
    try await meta.perform(.setDailyBudget(known, pounds(60)))
    #expect(try await isLearning() == false)
    try await meta.perform(.setDailyBudget(known, pounds(72.01)))
    #expect(try await isLearning())
    meta.outside.advance(to: Instant(firstDay.adding(days: 6)))
    #expect(try await isLearning() == false)
    try await meta.perform(.setCreatives(known, [creative("B", .offer)], shares: [1]))
    #expect(try await isLearning())
    #expect(try await meta.adapter.campaigns()[0].creatives == ["B"])
  }

  @Test func `shares of traffic must add up to one`() async throws {
    let receipt = try await meta.start(plan(1, .metaAds))
    let known = handle(1, receipt.externalID)
    for shares in [[0.5], [0.5, 0.4], [1.5, -0.5]] {
      #expect(
        await meta.refusal(.setCreatives(known, [creative("A"), creative("B")], shares: shares))?
          .description
          == "Meta Ads refused: the creatives of 'ga-1 Spring' need one share of traffic each, adding up to 1."
      )
    }
  }

  @Test func `a spend cap ends delivery`() async throws {
    _ = try await meta.start(plan(1, .metaAds, cap: pounds(30)))
    meta.outside.advance(to: Instant(firstDay.adding(days: 3)))
    #expect(meta.spend <= 30_000_000)
    #expect(meta.spend > 29_000_000)
  }
}
