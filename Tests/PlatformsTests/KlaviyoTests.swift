import Commerce
import Market
import Platforms
import Testing

@Suite struct `Klaviyo has its manners` {
  private let klaviyo = Account(.klaviyo)
  private let recipients = history().prefix(100).map(\.reference)

  @Test func `there is no budget and no pause, and it says what there is instead`() async throws {
    try await klaviyo.perform(.createCampaign(emailPlan(1, to: recipients)))
    let cases: [(PlatformOperation, String)] = [
      (
        .setDailyBudget(handle(1), pounds(5)),
        "Klaviyo cannot set a daily budget. E-mails have none; choose fewer recipients instead."
      ),
      (
        .pause(handle(1)),
        "Klaviyo cannot pause a campaign. Cancel the send instead; what is sent stays sent."
      ),
      (
        .activate(handle(1)),
        "Klaviyo cannot activate a campaign. Send it instead; it is sent once."
      ),
      (
        .setEnd(handle(1), lastDay),
        "Klaviyo cannot set an end. A send ends when every recipient has been written to."
      ),
      (
        .end(handle(1)),
        "Klaviyo cannot end a campaign. Cancel the send instead; what is sent stays sent."
      ),
    ]
    for (operation, words) in cases {
      let error = await klaviyo.refusal(operation)
      #expect(error?.description == words)
      #expect(error?.mayHaveHappened == false)
    }
  }

  @Test func `a send runs over hours to its recipients`() async throws {
    let receipt = try await klaviyo.perform(.createCampaign(emailPlan(1, to: recipients)))
    #expect(try await klaviyo.adapter.campaigns()[0].status == .paused)
    try await klaviyo.perform(.send(handle(1, receipt.externalID)))
    klaviyo.outside.advance(to: Instant(firstDay, hour: 2))
    #expect(try await klaviyo.adapter.campaigns()[0].status == .active)
    klaviyo.outside.advance(to: Instant(firstDay, hour: 8))
    #expect(try await klaviyo.adapter.campaigns()[0].status == .completed)
    let delivered = try await klaviyo.adapter.report(after: nil).rows
      .reduce(0) { $0 + $1.metrics.impressions }
    #expect(delivered > 90 && delivered <= 100)
    let again = try await klaviyo.perform(.send(handle(1, receipt.externalID)))
    #expect(again.wasAlreadyDone)
    #expect(
      await klaviyo.refusal(.cancelSend(handle(1)))?.description
        == "Klaviyo refused: 'ga-1 Spring' has been sent to all 100 recipients; what is sent stays sent."
    )
  }

  @Test func `cancelling stops the rest`() async throws {
    try await klaviyo.perform(.createCampaign(emailPlan(1, to: recipients)))
    try await klaviyo.perform(.send(handle(1)))
    klaviyo.outside.advance(to: Instant(firstDay, hour: 2))
    try await klaviyo.perform(.cancelSend(handle(1)))
    klaviyo.outside.advance(to: Instant(firstDay, hour: 12))
    #expect(try await klaviyo.adapter.campaigns()[0].status == .cancelled)
    #expect(klaviyo.outside.world.campaigns[0].sentTo == 50)
    #expect(
      await klaviyo.refusal(.send(handle(1)))?.description
        == "Klaviyo refused: 'ga-1 Spring' was cancelled. Create a new one.")
  }

  @Test func `an e-mail needs customers and a subject`() async {
    #expect(
      await klaviyo.refusal(.createCampaign(plan(1, .klaviyo, .prospects)))?.description
        == "Klaviyo refused: an e-mail needs a segment of customers, not prospects.")
    var silent = creative()
    silent.subject = nil
    let plan = plan(1, .klaviyo, .segment(.new), recipients: recipients, creatives: [silent])
    #expect(
      await klaviyo.refusal(.createCampaign(plan))?.description
        == "Klaviyo refused: creative A of 'ga-1 Spring' has no subject.")
  }

  @Test func `only a draft can be rewritten`() async throws {
    try await klaviyo.perform(.createCampaign(emailPlan(1, to: recipients)))
    let fresh = PlatformOperation.setCreatives(handle(1), [creative("B", .offer)], shares: [1])
    try await klaviyo.perform(fresh)
    try await klaviyo.perform(.send(handle(1)))
    #expect(
      await klaviyo.refusal(.setCreatives(handle(1), [creative("C")], shares: [1]))?.description
        == "Klaviyo refused: 'ga-1 Spring' is no draft any more; its messages cannot be changed.")
  }
}
