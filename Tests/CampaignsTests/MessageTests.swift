import Campaigns
import Commerce
import Testing

@Suite struct MessageTests {
  static let objectives = Campaign.Objective.allCases
  static let platforms: [Platform] = [.googleAds, .metaAds, .klaviyo]
  static let audiences: [Audience] =
    [.everyone, .prospects, .lookalike] + SegmentName.allCases.map(Audience.segment)

  static func writer(_ rules: BrandRules = BrandRules()) -> CampaignWriter {
    CampaignWriter(shop: PlanningFixture.shop, policy: PlanningFixture.policy, rules: rules)
  }

  /// Shops of other trades and voices.
  static let brands: [BrandRules] = [
    BrandRules(),
    BrandRules(
      sells: BrandRules.Assortment(
        item: "gift", items: "gifts", benefit: "fits the person, not just the occasion",
        moment: "the next birthday", range: ["something for the home", "something for the table"]),
      vocabulary: BrandRules.Vocabulary(required: ["gift", "gifts"])),
    BrandRules(
      sells: BrandRules.Assortment(
        item: "running shoe", items: "running shoes", benefit: "fits your stride",
        moment: "the next race", customers: "runners"),
      voice: BrandRules.Voice(formality: .casual, person: .shop),
      tone: BrandRules.Tone(exclamations: 2, emoji: ["🏃"])),
    BrandRules(
      sells: BrandRules.Assortment(
        item: "armchair", items: "armchairs", benefit: "suits your room", moment: "the winter"),
      voice: BrandRules.Voice(formality: .formal, person: .none)),
  ]

  static func campaign(
    _ objective: Campaign.Objective, _ platform: Platform, _ audience: Audience
  ) -> Campaign {
    var campaign = PlanningFixture.campaign(1, platform: platform, audience: audience)
    campaign.objective = objective
    campaign.creatives = []
    return campaign
  }

  @Test(arguments: brands, platforms)
  func `every idea can be said within the limits and the brand's rules`(
    rules: BrandRules, platform: Platform
  ) {
    let writer = Self.writer(rules)
    for objective in Self.objectives {
      for audience in Self.audiences {
        let all = writer.all(objective, audience, platform)
        #expect(all.count == (objective == .acquisition ? 4 : 5))
        for message in all {
          if case .failure(let refusal) = message { Issue.record("\(objective): \(refusal.words)") }
        }
      }
    }
  }

  @Test(arguments: objectives, platforms)
  func `refreshing walks through all ideas under new labels`(
    objective: Campaign.Objective, platform: Platform
  ) {
    let campaign = Self.campaign(objective, platform, .segment(.atRisk))
    var tried: [Creative] = []
    while true {
      let fresh = Self.writer().refresh(of: campaign, tried: tried)
      if fresh.creatives.isEmpty { break }
      tried += fresh.creatives
    }
    #expect(Set(tried.map(\.idea)).count == tried.count)
    #expect(Set(tried.map(\.label)).count == tried.count)
    #expect(tried.count == (objective == .acquisition ? 4 : 5))
  }

  /// Sentences of an advertisement, paragraphs of an e-mail.
  static func parts(_ creative: Creative) -> [String] {
    guard creative.subject == nil else {
      return creative.body.split(separator: "\n").map(String.init)
    }
    return creative.body.split { ".?!".contains($0) }.map(String.init)
  }

  @Test(arguments: brands, platforms)
  func `two messages of a campaign differ in their idea alone`(
    rules: BrandRules, platform: Platform
  ) {
    for objective in Self.objectives {
      for audience in Self.audiences {
        let creatives = Self.writer(rules).all(objective, audience, platform)
          .compactMap { try? $0.get() }
        for (first, second) in zip(creatives, creatives.dropFirst()) {
          #expect(first.idea != second.idea)
          #expect(first.headline != second.headline)
          #expect(first.callToAction == second.callToAction)
          #expect((first.subject == nil) == (second.subject == nil))
          let (one, other) = (Self.parts(first), Self.parts(second))
          #expect(one.count == other.count)
          // All but one part is word for word the same.
          #expect(zip(one, other).count { $0 != $1 } == 1)
        }
      }
    }
  }

  @Test func `the voice changes what is written`() throws {
    func letter(_ formality: BrandRules.Voice.Formality, _ person: BrandRules.Voice.Person) throws
      -> String
    {
      var rules = BrandRules()
      rules.voice = BrandRules.Voice(formality: formality, person: person)
      return try Self.writer(rules).all(.winback, .segment(.atRisk), .klaviyo)[1].get().body
    }
    let casual = try letter(.casual, .we)
    #expect(casual.hasPrefix("Hi there,"))
    #expect(casual.contains("we've missed you") && casual.contains("whenever you'd like"))
    let formal = try letter(.formal, .shop)
    #expect(formal.hasPrefix("Dear customer,") && formal.contains("Yours sincerely"))
    #expect(formal.contains("Fern & Finch has missed you"))
    let silent = try letter(.neutral, .none)
    #expect(!silent.contains(" we ") && !silent.contains("missed you"))
  }

  @Test func `exclamation marks and pictures are used where they are allowed`() throws {
    let rules = BrandRules(tone: BrandRules.Tone(exclamations: 2, emoji: ["🎁"]))
    let creative = try Self.writer(rules).all(.retention, .segment(.loyal), .klaviyo)[0].get()
    #expect(creative.body.hasPrefix("Hello!"))
    #expect(creative.body.contains("See what is new!"))
    #expect(creative.subject?.hasSuffix(" 🎁") == true)
  }

  @Test func `another wording is taken where the one that is liked best is forbidden`() throws {
    var rules = BrandRules()
    rules.vocabulary.forbidden = ["moment"]
    let creative = try Self.writer(rules).all(.winback, .prospects, .googleAds)[3].get()
    #expect(creative.body == "You could be early for once. Come and see.")
  }

  @Test func `what cannot be said is refused with the reason`() {
    var rules = BrandRules()
    rules.vocabulary.forbidden = ["favourite", "favourites"]
    rules.vocabulary.required = ["favourites"]
    let campaign = Self.campaign(.winback, .metaAds, .segment(.lost))
    let written = Self.writer(rules).refresh(of: campaign, tried: [])
    #expect(written.creatives.isEmpty)
    #expect(written.refused.count == 5)
    #expect(written.refused[0].words.hasPrefix("curiosity left out: it "))
  }

  @Test func `what is too long or missing is told with the numbers`() {
    let creative = Creative(
      label: "A", idea: .benefit, headline: String(repeating: "x", count: 31), body: "y",
      callToAction: "Go")
    #expect(
      MessageLimits.check(creative, for: .googleAds).map(\.words)
        == ["the headline has 31 characters, Google Ads shows 30"])
    #expect(
      MessageLimits.check(creative, for: .klaviyo).map(\.words)
        == ["the subject is missing", "the preview is missing"])
  }

  @Test func `names tell the objective and the audience apart`() {
    let writer = Self.writer(Self.brands[2])
    let names = Self.objectives.flatMap { objective in
      Self.audiences.map { writer.name(objective, $0) }
    }
    #expect(Set(names).count == Self.objectives.count * Self.audiences.count)
    #expect(names.contains("Winback · lapsed runners"))
  }

  @Test func `a challenger has another idea and a free label`() throws {
    var campaign = PlanningFixture.campaign(1, platform: .metaAds, audience: .prospects)
    let control = try #require(campaign.creatives.first)
    campaign.creatives = [control]
    let challengers = Self.writer().challengers(to: control, of: campaign).creatives
    #expect(challengers.count >= 3)
    #expect(challengers.allSatisfy { $0.idea != control.idea && $0.label == "B" })
    #expect(Set(challengers.map(\Creative.idea)).count == challengers.count)
  }
}
