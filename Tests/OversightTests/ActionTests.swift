import Commerce
import Oversight
import Testing

@Suite struct ActionTests {
  @Test func `an inverse of an inverse is the action again`() {
    let actions: [Action] = [
      Fixture.raise(), .pauseCampaign(Fixture.handle, dailyBudget: Fixture.pounds(40)),
      .renewCampaign(Fixture.handle, from: Day(number: 1), to: Day(number: 8)),
    ]
    for action in actions { #expect(action.inverse?.inverse == action) }
  }

  @Test func `what is sent cannot be taken back`() {
    #expect(Action.endCampaign(Fixture.handle).inverse == nil)
    #expect(!Action.cancelSend(Fixture.handle).isReversible)
  }

  @Test func `budgets are lowered before others are raised`() {
    let other = CampaignHandle(campaign: Campaign.ID(8), externalName: "b", externalID: nil)
    let action = Action.reallocateBudgets([
      BudgetChange(campaign: Fixture.handle, from: Fixture.pounds(40), to: Fixture.pounds(50)),
      BudgetChange(campaign: other, from: Fixture.pounds(40), to: Fixture.pounds(30)),
    ])
    #expect(
      action.operations == [
        .setDailyBudget(other, Fixture.pounds(30)),
        .setDailyBudget(Fixture.handle, Fixture.pounds(50)),
      ])
    #expect(!action.isRiskReducing)
  }
}
