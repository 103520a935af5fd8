import Commerce
import Market
import Platforms
import Testing

@Suite struct `Google Ads has its manners` {
  private let google = Account(.googleAds)

  @Test func `a campaign is created paused and spends nothing until it is activated`() async throws
  {
    let receipt = try await google.perform(.createCampaign(plan(1, .googleAds)))
    #expect(receipt == PlatformReceipt(externalID: "customers/1234567890/campaigns/1004"))
    #expect(
      try await google.adapter.campaigns() == [
        RemoteCampaign(
          externalID: receipt.externalID, name: "ga-1 Spring", status: .paused,
          dailyBudget: pounds(50), end: lastDay, creatives: ["A"], isLearning: false)
      ])
    google.outside.advance(to: Instant(firstDay, hour: 20))
    #expect(google.spend == 0)
    try await google.perform(.activate(handle(1)))
    google.outside.advance(to: Instant(firstDay, hour: 24))
    #expect(google.spend > 0)
  }

  @Test func `a second campaign of a name is refused with the id of the first`() async throws {
    try await google.perform(.createCampaign(plan(1, .googleAds)))
    let refusal = await google.refusal(.createCampaign(plan(1, .googleAds)))
    #expect(
      refusal?.description
        == "Google Ads refused: the name 'ga-1 Spring' is taken by customers/1234567890/campaigns/1004 "
        + "(DUPLICATE_CAMPAIGN_NAME). Use that campaign or another name.")
    #expect(google.outside.world.campaigns.count == 1)
  }

  @Test func `micros must be whole minor units`() async {
    let odd = Money(micros: 12_345_678, .poundSterling)
    let refusal = await google.refusal(.createCampaign(plan(1, .googleAds, budget: odd)))
    #expect(
      refusal?.description
        == "Google Ads refused: the budget of 'ga-1 Spring', 12345678 micros, is not a multiple of 10000 "
        + "micros, the minor unit of GBP (NON_MULTIPLE_OF_MINIMUM_CURRENCY_UNIT). "
        + "Round it down to 12340000.")
  }

  @Test func `what is so already is not done again`() async throws {
    let receipt = try await google.start(plan(1, .googleAds))
    let known = handle(1, receipt.externalID)
    let again = PlatformReceipt(externalID: receipt.externalID, wasAlreadyDone: true)
    #expect(try await google.perform(.activate(known)) == again)
    #expect(try await google.perform(.setDailyBudget(known, pounds(50))) == again)
    #expect(try await google.perform(.setEnd(known, lastDay)) == again)
    #expect(try await google.perform(.setCreatives(known, [creative()], shares: [1])) == again)
    try await google.perform(.pause(known))
    #expect(try await google.perform(.pause(known)) == again)
  }

  @Test func `a campaign that does not exist is not found`() async {
    #expect(
      await google.refusal(.pause(handle(9)))?.description
        == "Google Ads refused: there is no campaign 'ga-9 Spring'.")
  }

  @Test func `a pause holds from the hour it is made in`() async throws {
    let receipt = try await google.start(plan(1, .googleAds))
    google.outside.advance(to: Instant(firstDay, hour: 15))
    let before = google.spend
    try await google.perform(.pause(handle(1, receipt.externalID)))
    google.outside.advance(to: Instant(firstDay.adding(days: 2)))
    #expect(before > 0)
    #expect(google.spend == before)
  }

  @Test func `the day's highest budget counts, so lowering it late does not undo what it allowed`()
    async throws
  {
    let receipt = try await google.start(plan(1, .googleAds, budget: pounds(10)))
    google.outside.advance(to: Instant(firstDay, hour: 6))
    try await google.perform(.setDailyBudget(handle(1, receipt.externalID), pounds(80)))
    try await google.perform(.setDailyBudget(handle(1, receipt.externalID), pounds(20)))
    #expect(google.outside.world.campaigns[0].highestBudgetToday == 80_000_000)
    google.outside.advance(to: Instant(firstDay.adding(days: 1)))
    #expect(google.outside.world.campaigns[0].highestBudgetToday == 20_000_000)
  }

  @Test func `an ended campaign cannot be changed, one past its end can be prolonged`() async throws
  {
    let receipt = try await google.start(plan(1, .googleAds, end: firstDay))
    let known = handle(1, receipt.externalID)
    google.outside.advance(to: Instant(firstDay.adding(days: 1)))
    #expect(try await google.adapter.campaigns()[0].status == .completed)
    let spent = google.spend
    google.outside.advance(to: Instant(firstDay.adding(days: 2)))
    #expect(google.spend == spent)
    try await google.perform(.setEnd(known, lastDay))
    #expect(try await google.adapter.campaigns()[0].status == .active)
    try await google.perform(.end(known))
    #expect(
      await google.refusal(.activate(known))?.description
        == "Google Ads refused: 'ga-1 Spring' was ended for good. Create a new one.")
    #expect(
      await google.refusal(.setEnd(known, firstDay.adding(days: 9)))?.description
        == "Google Ads refused: 'ga-1 Spring' was ended for good. Create a new one.")
  }

  @Test func `plans with a hole are refused in words`() async {
    let cases: [(CampaignPlan, String)] = [
      (plan(1, .metaAds), "'ga-1 Spring' is planned for Meta Ads."),
      (plan(1, .googleAds, creatives: []), "'ga-1 Spring' has no creative. Give it at least one."),
      (
        plan(1, .googleAds, end: firstDay.adding(days: -1)),
        "the end of 'ga-1 Spring', 2011-12-09, lies before today, 2011-12-10."
      ),
      (
        plan(1, .googleAds, .segment(.loyal), recipients: ["nobody"]),
        "the audience of 'ga-1 Spring' has no member that the shop knows."
      ),
      (
        plan(1, .googleAds, budget: Money(units: 20, .euro)), "the account is in GBP, not in EUR."
      ),
      (plan(1, .googleAds, budget: pounds(0)), "'ga-1 Spring' needs a daily budget above zero."),
    ]
    for (plan, reason) in cases {
      #expect(
        await google.refusal(.createCampaign(plan)) == .refused(.googleAds, reason: reason))
    }
    #expect(google.outside.world.campaigns.isEmpty)
  }

  @Test func `e-mails and discounts are not its business`() async {
    #expect(
      await google.refusal(.send(handle(1)))?.description
        == "Google Ads cannot send e-mails. Its campaigns are activated and paused; Klaviyo sends e-mails."
    )
    #expect(
      await google.refusal(.endDiscount(code: "X"))?.description
        == "Google Ads cannot keep discounts. Shopify keeps the discount codes.")
  }
}
