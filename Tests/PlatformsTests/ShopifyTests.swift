import Commerce
import Market
import Platforms
import Testing

@Suite struct `Shopify has its manners` {
  private let shopify = Account(.shopify)

  @Test func `a discount code is taken once and for ever`() async throws {
    let discount = DiscountPlan(code: "BACK10", share: 0.1, end: lastDay)
    let receipt = try await shopify.perform(.createDiscount(discount))
    #expect(receipt.externalID == "gid://shopify/DiscountCodeNode/1")
    #expect(
      await shopify.refusal(.createDiscount(discount))?.description
        == "Shopify refused: the code 'BACK10' is taken by gid://shopify/DiscountCodeNode/1 (TAKEN). "
        + "Use another code.")
    #expect(try await shopify.adapter.campaigns().map(\.status) == [.active])
    try await shopify.perform(.endDiscount(code: "BACK10"))
    #expect(try await shopify.perform(.endDiscount(code: "BACK10")).wasAlreadyDone)
    #expect(try await shopify.adapter.campaigns().map(\.status) == [.completed])
    #expect(
      await shopify.refusal(.endDiscount(code: "GONE"))?.description
        == "Shopify refused: there is no discount code 'GONE'.")
  }

  @Test func `a share is a fraction`() async {
    let refusal = await shopify.refusal(
      .createDiscount(DiscountPlan(code: "X", share: 10, end: lastDay)))
    #expect(
      refusal?.description
        == "Shopify refused: a discount needs a code and a share between 0 and 1, not 10.0.")
  }

  @Test func `campaigns are not its business`() async {
    #expect(
      await shopify.refusal(.pause(handle(1)))?.description
        == "Shopify cannot run campaigns. It keeps orders, customers and discount codes.")
  }

  @Test func `orders come once, in order, under numbers of their own`() async throws {
    let shop = shopify.outside.shop
    shopify.outside.advance(to: Instant(firstDay.adding(days: 5)))
    let first = try await shop.orders(after: nil)
    shopify.outside.advance(to: Instant(firstDay.adding(days: 9)))
    let second = try await shop.orders(after: first.cursor)
    let third = try await shop.orders(after: second.cursor)
    let all = try await shop.orders(after: nil)
    #expect(!first.orders.isEmpty && !second.orders.isEmpty && third.orders.isEmpty)
    #expect(first.orders + second.orders == all.orders)
    #expect(all.orders.first?.reference == "S100001")
    #expect(Set(all.orders.map(\.reference)).count == all.orders.count)
    #expect(all.orders.map(\.placedAt) == all.orders.map(\.placedAt).sorted())
    #expect(third.cursor == all.cursor)
  }

  @Test func `an order names the campaign that led to it, and unsubscribers are told once`()
    async throws
  {
    let klaviyo = Account(.klaviyo, shopify.outside)
    let everyone = history().map(\.reference)
    for number in 1...12 as ClosedRange<Int64> {
      try await klaviyo.perform(.createCampaign(emailPlan(number, to: everyone)))
      try await klaviyo.perform(.send(handle(number)))
      shopify.outside.advance(to: shopify.outside.now.adding(days: 1))
    }
    shopify.outside.advance(to: shopify.outside.now.adding(days: 5))
    let feed = try await shopify.outside.shop.orders(after: nil)
    let names = Set(feed.orders.compactMap(\.campaignName))
    #expect(!names.isEmpty)
    #expect(names.isSubset(of: Set((1...12).map { "ga-\($0) Spring" })))
    #expect(!feed.unsubscribed.isEmpty)
    #expect(Set(feed.unsubscribed).count == feed.unsubscribed.count)
    #expect(try await shopify.outside.shop.orders(after: feed.cursor).unsubscribed.isEmpty)
  }

  @Test func `orders through a discount are cheaper`() async throws {
    var revenue: [Double] = []
    for isDiscounted in [false, true] {
      let outside = SimulatedOutside(inMemory: genesis(seed: 3))
      let shop = Account(.shopify, outside)
      let meta = Account(.metaAds, outside)
      if isDiscounted {
        try await shop.perform(
          .createDiscount(DiscountPlan(code: "HALF", share: 0.5, end: lastDay.adding(days: 60))))
      }
      var plan = plan(1, .metaAds, .prospects, budget: pounds(400), end: lastDay.adding(days: 60))
      plan.discountCode = "HALF"
      _ = try await meta.start(plan)
      outside.advance(to: Instant(firstDay.adding(days: 40)))
      let truth = outside.world.campaigns[0].truth
      revenue.append(Double(truth.incrementalRevenueMicros) / Double(truth.incrementalOrders))
    }
    #expect(revenue[1] < 0.75 * revenue[0])
  }
}
