import Commerce
import Oversight
import Testing

@Suite struct CampaignChangeTests {
  let campaign = CampaignHandle(campaign: Campaign.ID(4), externalName: "ga-4 X", externalID: "x")
  let other = CampaignHandle(campaign: Campaign.ID(5), externalName: "ga-5 Y", externalID: "y")
  let at = Instant(Day(number: 15_020), hour: 9)

  func pounds(_ units: Double) -> Money { Money(units: units, .poundSterling) }

  func decision(_ action: Action, _ state: Decision.State) throws -> Decision {
    var decision = try Decision(
      id: Decision.ID(7), action: action, title: "", platform: .metaAds, proposedBy: .agent,
      proposedAt: at,
      evidence: Decision.Evidence(reason: "it earns more", facts: [], dataFrom: at, dataTo: at),
      forecast: Decision.Forecast(
        metric: .attributedRevenue, estimate: Estimate(mean: 0, low: 0, high: 0), horizonDays: 0),
      atWorst: pounds(0), state: state)
    decision.votes = [
      Decision.Vote(
        by: .person("ana"), at: at.adding(hours: 2), digest: decision.digest, revision: 1)
    ]
    return decision
  }

  @Test func `a moved budget tells when, from what to what, why and by whom`() throws {
    let action = Action.reallocateBudgets([
      BudgetChange(campaign: other, from: pounds(50), to: pounds(30)),
      BudgetChange(campaign: campaign, from: pounds(40), to: pounds(60)),
    ])
    let change = try #require(
      try decision(action, .settled(at: at)).changes(of: campaign.campaign).first)
    #expect(change.at == at.adding(hours: 2))
    #expect(change.subject == .dailyBudget)
    #expect(change.from == .money(pounds(40)) && change.to == .money(pounds(60)))
    #expect(change.because == "it earns more")
    #expect(change.by == .agent && change.approvedBy == [.person("ana")])
    #expect(change.decision == Decision.ID(7))
  }

  @Test func `what was not carried out changed nothing`() throws {
    let action = Action.pauseCampaign(campaign, dailyBudget: pounds(40))
    #expect(try decision(action, .expired(at: at)).changes(of: campaign.campaign) == [])
    #expect(try decision(action, .confirmed(at: at)).changes(of: other.campaign) == [])
    #expect(
      try decision(action, .confirmed(at: at)).changes(of: campaign.campaign).map(\.to)
        == [.status(.paused)])
  }

  @Test func `new days and creatives are changes too`() throws {
    let day = at.day
    let renewal = Action.renewCampaign(campaign, from: day, to: day.adding(days: 7))
    #expect(
      try decision(renewal, .confirmed(at: at)).changes(of: campaign.campaign).map(\.from)
        == [.day(day)])
    let old = Creative(label: "A", idea: .benefit, headline: "a", body: "b", callToAction: "c")
    let new = Creative(label: "C", idea: .curiosity, headline: "a", body: "b", callToAction: "c")
    let replaced = Action.replaceCreative(
      CreativeChange(campaign: campaign, from: [old], to: [new]))
    let change = try #require(
      try decision(replaced, .confirmed(at: at)).changes(of: campaign.campaign).first)
    #expect(change.from?.description == "A benefit" && change.to.description == "C curiosity")
  }
}
