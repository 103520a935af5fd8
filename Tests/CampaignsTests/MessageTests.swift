import Campaigns
import Commerce
import Testing

@Suite struct MessageTests {
  let writer = CampaignWriter(shop: PlanningFixture.shop, policy: PlanningFixture.policy)

  static let objectives = Campaign.Objective.allCases
  static let platforms: [Platform] = [.googleAds, .metaAds, .klaviyo]
  static let audiences: [Audience] =
    [.everyone, .prospects, .lookalike] + SegmentName.allCases.map(Audience.segment)

  @Test(arguments: objectives, platforms)
  func `every message keeps the limits and the brand's rules for every audience`(
    objective: Campaign.Objective, platform: Platform
  ) {
    for audience in Self.audiences {
      var campaign = PlanningFixture.campaign(1, platform: platform, audience: audience)
      campaign.objective = objective
      campaign.creatives = []
      // Refreshing with nothing tried, then with what it gave, walks through all ideas.
      var tried: [Creative] = []
      while true {
        let fresh = writer.refresh(of: campaign, tried: tried)
        if fresh.isEmpty { break }
        for creative in fresh {
          #expect(MessageLimits.check(creative, for: platform) == [])
          #expect(BrandRules.gifts.check(creative, for: platform) == [])
        }
        tried += fresh
      }
      #expect(Set(tried.map(\.idea)).count == tried.count)
      #expect(tried.count == (objective == .acquisition ? 4 : 5))
      #expect(Set(tried.map(\.label)).count == tried.count)
    }
  }

  @Test func `what is too long or missing is told with the numbers`() {
    let creative = Creative(
      label: "A", idea: .benefit, headline: String(repeating: "x", count: 31), body: "y",
      callToAction: "Go")
    #expect(
      MessageLimits.check(creative, for: .googleAds)
        == ["the headline has 31 characters, Google Ads shows 30"])
    #expect(
      MessageLimits.check(creative, for: .klaviyo)
        == ["the subject is missing", "the preview is missing"])
  }

  @Test(arguments: [
    ("Our gifts are for you, guaranteed", "it says \"guaranteed\", which this brand does not"),
    ("Our gifts are for you!", "1 exclamation marks, 0 allowed"),
    ("Our gifts are for you 🎁", "it holds the emoji 🎁"),
    ("AMAZING gifts for you", "\"AMAZING\" is in capitals"),
    ("Gifts for everyone", "it does not speak to its reader (you, your)"),
    ("A treat for you", "it names none of: gift, gifts, present, presents"),
  ])
  func `the brand's rules say what breaks them`(text: String, breach: String) {
    let creative = Creative(
      label: "A", idea: .benefit, headline: "Hello", body: text, callToAction: "Go")
    #expect(
      BrandRules.gifts.check(creative, for: .googleAds).map(\.description) == [breach])
  }

  @Test func `a sentence can be too long`() {
    let long = "you and your gifts " + (0..<22).map { "word\($0)" }.joined(separator: " ")
    let creative = Creative(
      label: "A", idea: .benefit, headline: "Hello", body: long, callToAction: "Go")
    let rules = BrandRules(maximumSentence: 24)
    #expect(
      rules.check(creative, for: .klaviyo).contains {
        $0.description == "a sentence of 26 words, 24 are the limit"
      })
  }

  @Test func `names tell the objective and the audience apart`() {
    var names: Set<String> = []
    for objective in Self.objectives {
      for audience in Self.audiences {
        names.insert(CampaignWriter.name(objective, audience))
      }
    }
    #expect(names.count == Self.objectives.count * Self.audiences.count)
    #expect(
      CampaignWriter.name(.winback, .segment(.hibernating)) == "Winback · lapsed gifters")
  }

  @Test func `a challenger has another idea and a free label`() throws {
    var campaign = PlanningFixture.campaign(1, platform: .metaAds, audience: .prospects)
    let control = try #require(campaign.creatives.first)
    campaign.creatives = [control]
    let challengers = writer.challengers(to: control, of: campaign)
    #expect(challengers.count >= 3)
    #expect(challengers.allSatisfy { $0.idea != control.idea && $0.label == "B" })
    #expect(Set(challengers.map(\Creative.idea)).count == challengers.count)
  }
}
