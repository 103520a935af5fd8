import Campaigns
import Commerce
import Evaluation
import Foundation
import Oversight
import Statistics
import Testing

/// The order of opportunities, what stands in the way of what, and what decisions remember of it.
@Suite struct OpportunityRankTests {
  typealias Fixture = PlanningFixture

  static let segments = SegmentName.allCases.map { Fixture.segment($0, customers: 2_000) }

  func propose(_ input: PlanningInput, limit: Int = 10) -> Strategy {
    let ids = Counter()
    var generator = SeededGenerator(seed: 1)
    return Strategist.propose(
      input, limit: limit, recipients: { _, _ in ["12", "13", "14"] },
      newCampaign: { ids.next() }, newExperiment: { ids.next() }, using: &generator)
  }

  @Test func `scores fall from the first to the last, each with an interval around its mean`() {
    let found = OpportunityFinder.find(in: Fixture.input(segments: Self.segments)).opportunities
    #expect(found.count > 5)
    #expect(zip(found, found.dropFirst()).allSatisfy { $0.score >= $1.score })
    #expect(
      found.allSatisfy {
        $0.score > 0 && $0.profit.low <= $0.profit.mean && $0.profit.mean <= $0.profit.high
      })
  }

  @Test func `of two for one audience the better stays and the other says what comes first`() {
    let strategy = propose(Fixture.input(segments: Self.segments), limit: 30)
    #expect(strategy.fates.count == strategy.findings.opportunities.count)
    let drafted = zip(strategy.findings.opportunities, strategy.fates).filter {
      if case .drafted = $1 { true } else { false }
    }.map(\.0)
    let audiences = drafted.filter { $0.campaign == nil }.map(\.audience)
    #expect(Set(audiences).count == audiences.count)
    let left = strategy.findings.considered.filter { $0.why.hasSuffix("comes first") }
    #expect(!left.isEmpty)
    for idea in left {
      #expect(idea.why.hasPrefix("Start \"") || idea.why.hasPrefix("Send \""), "\(idea.why)")
    }
  }

  @Test func `what is beyond the limit waits, and its doubles are rejected all the same`() {
    let strategy = propose(Fixture.input(segments: Self.segments), limit: 2)
    let waiting = zip(strategy.findings.opportunities, strategy.fates).filter {
      $1 == .waits("behind 2 better ones")
    }.map(\.0.audience)
    #expect(!waiting.isEmpty && Set(waiting).count == waiting.count)
    let full = propose(Fixture.input(segments: Self.segments), limit: 0)
    #expect(full.fates.contains(.waits("until others are answered")))
    #expect(full.drafts.isEmpty)
  }

  @Test func `each decision knows the kind it was made from`() throws {
    let drafts = propose(Fixture.input(segments: Self.segments), limit: 30).drafts
    #expect(drafts.contains { $0.evidence.opportunity == .lookalike })
    for draft in drafts {
      #expect(draft.evidence.opportunity == draft.opportunity?.kind)
      let decision = try Self.decision(draft)
      let read = try JSONDecoder().decode(
        Decision.self, from: JSONEncoder().encode(decision))
      #expect(read == decision && read.opportunityKind == draft.opportunity?.kind)
    }
  }

  @Test func `a decision stored before kinds were kept still reads, with the digest it had`()
    throws
  {
    let drafts = propose(Fixture.input(segments: Self.segments), limit: 30).drafts
    let draft = try #require(drafts.first { $0.evidence.opportunity == .lookalike })
    let decision = try Self.decision(draft)
    let stored = try #require(String(data: JSONEncoder().encode(decision), encoding: .utf8))
    let old = stored.replacing("\"opportunity\":\"lookalike\",", with: "")
      .replacing(",\"opportunity\":\"lookalike\"", with: "")
    #expect(old.utf8.count < stored.utf8.count)
    let read = try JSONDecoder().decode(Decision.self, from: Data(old.utf8))
    #expect(read.evidence.opportunity == nil)
    #expect(read.digest == decision.digest)
    #expect(try Digest(ofCanonical: read.action) == decision.digest)
    // What usually leads to such an action is taken for it.
    #expect(read.opportunityKind == .lookalike)
    let again = try #require(String(data: JSONEncoder().encode(read), encoding: .utf8))
    #expect(!again.contains("\"opportunity\""))
  }

  @Test func `rejecting one kind weighs on that kind alone`() throws {
    let input = Fixture.input(segments: Self.segments)
    let draft = try #require(
      propose(input, limit: 30).drafts.first { $0.evidence.opportunity == .lookalike })
    var rejected = input
    // Its two weeks of rest are over; what is left is its weight.
    let at = Fixture.now.adding(days: -15)
    rejected.decisions = [
      try Self.decision(
        draft,
        state: .rejected(
          Decision.Rejection(by: .person("mia"), at: at, code: .notConvinced, note: "")))
    ]
    func scores(_ input: PlanningInput) -> [Opportunity.Kind: Double] {
      OpportunityFinder.find(in: input).opportunities.reduce(into: [:]) { best, found in
        best[found.kind] = max(best[found.kind] ?? 0, found.score)
      }
    }
    let (before, after) = (scores(input), scores(rejected))
    #expect(try #require(after[.lookalike]) < #require(before[.lookalike]))
    for kind in before.keys where kind != .lookalike {
      #expect(after[kind] == before[kind], "\(kind)")
    }
  }

  static func decision(
    _ draft: DecisionDraft, state: Decision.State = .proposed
  ) throws -> Decision {
    try Decision(
      id: Decision.ID(7), action: draft.action, title: draft.title, platform: draft.platform,
      proposedBy: .agent, proposedAt: Fixture.now.adding(days: -16), evidence: draft.evidence,
      forecast: draft.forecast, atWorst: draft.atWorst, state: state)
  }
}
