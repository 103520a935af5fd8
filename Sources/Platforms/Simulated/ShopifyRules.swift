import Commerce
import Market

/// Shopify: discount codes, each used once and for ever.
struct ShopifyRules: AccountRules {
  var platform: Platform { .shopify }

  func perform(
    _ operation: PlatformOperation, in world: inout World
  ) throws(PlatformError) -> PlatformReceipt {
    switch operation {
    case .createDiscount(let plan): return try create(plan, in: &world)
    case .endDiscount(let code): return try end(code, in: &world)
    case .createCampaign, .activate, .pause, .setDailyBudget, .setEnd, .setCreatives, .send,
      .cancelSend, .end:
      throw unsupported(
        "run campaigns", instead: "It keeps orders, customers and discount codes.")
    }
  }

  /// Discount codes; a code is active from the moment it is created.
  func list(_ world: World) -> [RemoteCampaign] {
    world.discounts.map { discount in
      let end = Day(number: discount.endDay)
      return RemoteCampaign(
        externalID: discount.externalID, name: discount.code,
        status: discount.isEnded || end < world.now.day ? .completed : .active, dailyBudget: nil,
        end: end, creatives: [], isLearning: false)
    }
  }

  private func create(
    _ plan: DiscountPlan, in world: inout World
  ) throws(PlatformError) -> PlatformReceipt {
    guard !plan.code.isEmpty, plan.share > 0, plan.share < 1 else {
      throw refused("a discount needs a code and a share between 0 and 1, not \(plan.share).")
    }
    if let existing = world.discounts.first(where: { $0.code == plan.code }) {
      throw refused(
        "the code '\(plan.code)' is taken by \(existing.externalID) (TAKEN). Use another code.")
    }
    try checkEnd(plan.end, name: plan.code, in: world)
    let id = "gid://shopify/DiscountCodeNode/\(world.discounts.count + 1)"
    world.addDiscount(externalID: id, plan)
    return PlatformReceipt(externalID: id)
  }

  private func end(
    _ code: String, in world: inout World
  ) throws(PlatformError) -> PlatformReceipt {
    guard let discount = world.discounts.first(where: { $0.code == code }) else {
      throw refused("there is no discount code '\(code)'.")
    }
    guard !discount.isEnded else {
      return PlatformReceipt(externalID: discount.externalID, wasAlreadyDone: true)
    }
    world.endDiscount(code: code)
    return PlatformReceipt(externalID: discount.externalID)
  }
}
