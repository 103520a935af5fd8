import Campaigns
import Commerce
import Evaluation
import Oversight
import Testing

@Suite struct OpportunityTests {
  func find(_ input: PlanningInput) -> Findings { OpportunityFinder.find(in: input) }

  @Test func `a shop without segments, campaigns or money finds nothing and says why`() {
    let findings = find(PlanningFixture.input(free: 0))
    #expect(findings.opportunities.isEmpty)
    #expect(
      findings.considered.contains {
        $0.kind == .acquisition && $0.why == "only £0.00 may still be held today"
      })
    #expect(
      findings.considered.contains {
        $0.kind == .budgetMove && $0.why == "no campaign with a budget is running"
      })
  }

  @Test func `lapsed customers are a winback by e-mail, with the numbers`() throws {
    let input = PlanningFixture.input(segments: [PlanningFixture.segment(.atRisk)])
    let found = find(input).opportunities
    let email = try #require(found.first { $0.kind == .winback && $0.platform == .klaviyo })
    #expect(email.audience == .segment(.atRisk))
    #expect(email.cost == 0)
    #expect(email.profit.low < email.profit.mean && email.profit.mean < email.profit.high)
    #expect(email.reason.hasPrefix("360 members of At risk may be written to; "))
    #expect(email.reason.contains("published benchmarks"))
  }

  @Test func `profits, chances and intervals are in order for every segment`() {
    let segments = SegmentName.allCases.map { PlanningFixture.segment($0, customers: 2_000) }
    for opportunity in find(PlanningFixture.input(segments: segments)).opportunities {
      #expect(opportunity.hope.profit > 0)
      #expect(opportunity.hope.profit >= opportunity.profit.mean)
      #expect(opportunity.profit.low <= opportunity.profit.mean)
      #expect(opportunity.profit.mean <= opportunity.profit.high)
      #expect((0.5...1).contains(opportunity.hope.confidence))
      #expect(opportunity.confidence <= opportunity.hope.confidence)
      #expect(opportunity.cost >= 0)
      #expect(!opportunity.reason.isEmpty)
    }
  }

  @Test func `nobody is written to twice: a segment that may not be mailed is left`() {
    var input = PlanningFixture.input(segments: [PlanningFixture.segment(.atRisk)])
    input.mailable = [.atRisk: 3]
    let findings = find(input)
    #expect(!findings.opportunities.contains { $0.platform == .klaviyo })
    #expect(findings.considered.contains { $0.why == "only 3 members may be written to" })
  }

  @Test func `a campaign that runs there already stands in the way of another`() {
    let running = PlanningFixture.campaign(1, platform: .googleAds, audience: .everyone)
    let findings = find(PlanningFixture.input(campaigns: [running]))
    #expect(
      findings.considered.contains {
        $0.subject == "everyone on Google Ads" && $0.why == "\"Campaign 1\" is active"
      })
    #expect(
      !findings.opportunities.contains {
        $0.kind == .acquisition && $0.platform == .googleAds && $0.audience == .everyone
      })
  }

  @Test func `an open alert on a platform keeps new campaigns away from it`() {
    var input = PlanningFixture.input()
    input.alarms = [.platform(.metaAds)]
    #expect(!find(input).opportunities.contains { $0.platform == .metaAds })
  }

  @Test func `what loses money beyond chance is paused, what may be chance is not`() throws {
    let loser = PlanningFixture.campaign(1)
    let unlucky = PlanningFixture.campaign(2, platform: .metaAds, audience: .lookalike)
    var book = MetricsBook()
    PlanningFixture.record(loser, roas: 0.4, into: &book)
    PlanningFixture.record(unlucky, roas: 1.35, into: &book, days: 9)
    let findings = find(PlanningFixture.input(campaigns: [loser, unlucky], book: book))
    let pauses = findings.opportunities.filter { $0.kind == .pauseLoss }
    #expect(pauses.map(\.campaign) == [loser.id])
    let pause = try #require(pauses.first)
    #expect(pause.confidence > 0.975)
    #expect(pause.profit.mean > 100)
    #expect(
      findings.considered.contains { $0.kind == .pauseLoss && $0.subject == "\"Campaign 2\"" })
  }

  @Test func `own results outweigh the benchmarks`() {
    func profit(roas: Double) -> Double {
      let past = PlanningFixture.campaign(
        1, platform: .metaAds, audience: .prospects, status: .completed)
      var old = past
      old.end = PlanningFixture.now.day.adding(days: -10)
      var book = MetricsBook()
      PlanningFixture.record(old, roas: roas, into: &book)
      let findings = find(PlanningFixture.input(campaigns: [old], book: book))
      return findings.opportunities.first {
        $0.platform == .metaAds && $0.audience == .prospects
      }?.profit.mean ?? 0
    }
    #expect(profit(roas: 9) > profit(roas: 4))
    #expect(profit(roas: 0.2) == 0)
  }
}

@Suite struct RejectionTests {
  func rejected(
    _ code: Decision.Rejection.Code, daysAgo: Int, audience: Audience = .segment(.atRisk)
  ) throws -> Decision {
    let at = PlanningFixture.now.adding(days: -daysAgo)
    let plan = CampaignPlan(
      campaign: Campaign.ID(50), externalName: "x", objective: .winback, platform: .klaviyo,
      audience: audience, recipients: ["1"], dailyBudget: nil, spendCap: nil, end: at.day,
      creatives: [])
    return try Decision(
      id: Decision.ID(5), action: .sendEmailCampaign(plan), title: "t", platform: .klaviyo,
      proposedBy: .agent, proposedAt: at,
      evidence: Decision.Evidence(reason: "", facts: [], dataFrom: at, dataTo: at),
      forecast: Decision.Forecast(
        metric: .attributedRevenue, estimate: Estimate(mean: 1, low: 0, high: 2), horizonDays: 7),
      atWorst: PlanningFixture.pounds(0),
      state: .rejected(
        Decision.Rejection(by: .person("mia"), at: at, code: code, note: "")))
  }

  func findings(_ decisions: [Decision]) -> Findings {
    OpportunityFinder.find(
      in: PlanningFixture.input(
        segments: [
          PlanningFixture.segment(.atRisk), PlanningFixture.segment(.cannotLose, value: 62),
        ], decisions: decisions))
  }

  func hasEmail(_ findings: Findings, to name: SegmentName) -> Bool {
    findings.opportunities.contains { $0.platform == .klaviyo && $0.audience == .segment(name) }
  }

  @Test func `a rejected idea rests for two weeks and then comes back`() throws {
    let fresh = findings([try rejected(.notConvinced, daysAgo: 3)])
    #expect(!hasEmail(fresh, to: .atRisk))
    #expect(hasEmail(fresh, to: .cannotLose))
    #expect(
      fresh.considered.contains {
        $0.subject == "At risk by e-mail"
          && $0.why.hasPrefix("mia rejected it on")
          && $0.why.hasSuffix("not asked again for 14 days")
      })
    #expect(hasEmail(findings([try rejected(.notConvinced, daysAgo: 15)]), to: .atRisk))
  }

  @Test func `the wrong time rests for three days only`() throws {
    #expect(!hasEmail(findings([try rejected(.wrongTime, daysAgo: 2)]), to: .atRisk))
    #expect(hasEmail(findings([try rejected(.wrongTime, daysAgo: 4)]), to: .atRisk))
  }

  @Test func `the like of a rejected idea ranks lower`() throws {
    func rank(_ findings: Findings) -> Int? {
      findings.opportunities.firstIndex {
        $0.platform == .klaviyo && $0.audience == .segment(.cannotLose)
      }
    }
    let before = try #require(rank(findings([])))
    let rejections = try (1...3).map { try rejected(.notConvinced, daysAgo: $0) }
    let after = try #require(rank(findings(rejections)))
    let emails = findings([]).opportunities.count
    #expect(after >= before - 1)
    #expect(emails >= findings(rejections).opportunities.count)
  }

  @Test func `what is too expensive is asked for smaller the next time`() throws {
    var segment = PlanningFixture.segment(.atRisk, customers: 3_000)
    segment.recommendations = [
      Segment.Recommendation(platform: .metaAds, objective: .winback, reason: "r")
    ]
    func cost(_ decisions: [Decision]) -> Double? {
      OpportunityFinder.find(
        in: PlanningFixture.input(segments: [segment], decisions: decisions)
      ).opportunities.first { $0.kind == .winback }?.cost
    }
    let before = try #require(cost([]))
    let after = try #require(
      cost([try rejected(.tooExpensive, daysAgo: 20, audience: .segment(.lost))]))
    #expect(after < before)
  }
}
