import AgentCore
import AgentInterface
import Commerce
import Oversight
import Persistence
import Testing

/// Where a shop-wide alert is open, nothing is raised, whoever asks.
@Suite struct ShopFreezeTests {
  private func shop(_ severity: Alert.Severity) throws -> TaskShop {
    var shop = try TaskShop()
    shop.setUp()
    shop.answerAll()
    let alert = Alert(
      id: Alert.ID(1), severity: severity, scope: .shop, metric: .orders,
      expected: Estimate(mean: 3, low: 2, high: 4), actual: 1, openedAt: shop.now,
      causes: ["checkout"])
    try shop.loop.store.commit(Commit(changes: [.alert(alert)]))
    try shop.restart()
    return shop
  }

  @Test(arguments: [Alert.Severity.warning, .critical])
  func `a person's raise waits, a lower budget does not`(severity: Alert.Severity) throws {
    var shop = try shop(severity)
    let campaign = try #require(shop.loop.state.allCampaigns.first { $0.dailyBudget != nil })
    let budget = try #require(campaign.dailyBudget)
    let answer = shop.order(.setDailyBudget(campaign.id, budget.scaled(by: 1.1)))
    #expect(
      answer
        == .refused(
          "Not possible: increases wait while an alert is open: orders of the shop is 1.0, "
            + "expected 2.0…4.0"))
    #expect(
      shop.snapshot.campaigns.allSatisfy {
        $0.heldBecause == "orders of the shop is 1.0, expected 2.0…4.0"
      })
    let lower = shop.order(.setDailyBudget(campaign.id, budget.scaled(by: 0.8)))
    guard case .done = lower else {
      Issue.record("\(String(describing: lower))")
      return
    }
  }

  @Test func `a notice holds nothing`() throws {
    var shop = try shop(.notice)
    let campaign = try #require(shop.loop.state.allCampaigns.first { $0.dailyBudget != nil })
    let budget = try #require(campaign.dailyBudget)
    #expect(shop.snapshot.campaigns.allSatisfy { $0.heldBecause == nil })
    guard case .done = shop.order(.setDailyBudget(campaign.id, budget.scaled(by: 1.1))) else {
      Issue.record("the raise did not pass")
      return
    }
  }
}
