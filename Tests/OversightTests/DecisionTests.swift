import Commerce
import Oversight
import Testing

@Suite struct DecisionTests {
  @Test func `a decision goes its whole way`() throws {
    var decision = try Fixture.decision(Fixture.raise())
    let now = Fixture.now
    try decision.apply(.routed(.ask(hours: 24), at: now))
    try decision.apply(
      .voted(
        Decision.Vote(by: .person("ann"), at: now, digest: decision.digest, revision: 1)))
    try decision.apply(.dispatched(now))
    try decision.apply(.answerMissing(now))
    try decision.apply(.answerFound(now))
    try decision.apply(.confirmed(now))
    #expect(decision.state == .observing(until: now.adding(days: 3)))
    try decision.apply(
      .observed(
        Decision.Outcome(
          .init(actual: 50, withinInterval: true), settledAt: now, note: "came +£50")))
    #expect(decision.state == .settled(at: now))
    #expect(decision.votes.count == 1)
    try decision.apply(.undone(by: Decision.ID(2)))
    #expect(decision.state.isFinal)
  }

  @Test func `a vote for another digest or revision is void and changes nothing`() throws {
    var decision = try Fixture.decision(Fixture.raise())
    try decision.apply(.routed(.ask(hours: 24), at: Fixture.now))
    let other = try Digest(ofCanonical: Fixture.raise(to: 71))
    for vote in [
      Decision.Vote(by: .agent, at: Fixture.now, digest: other, revision: 1),
      Decision.Vote(by: .agent, at: Fixture.now, digest: decision.digest, revision: 2),
    ] {
      let before = decision
      #expect(throws: TransitionError.self) { try decision.apply(.voted(vote)) }
      #expect(decision == before)
    }
  }

  @Test func `silence never approves`() throws {
    var decision = try Fixture.decision(Fixture.raise())
    try decision.apply(.routed(.ask(hours: 24), at: Fixture.now))
    let late = Fixture.now.adding(hours: 24)
    let vote = Decision.Vote(by: .agent, at: late, digest: decision.digest, revision: 1)
    #expect(throws: TransitionError.expired(decision.id, at: late)) {
      try decision.apply(.voted(vote))
    }
    try decision.apply(.timePassed(late))
    #expect(decision.state == .expired(at: late))
  }

  @Test func `a veto window approves itself, and a final state never moves`() throws {
    var decision = try Fixture.decision(Fixture.raise())
    try decision.apply(.routed(.veto(hours: 4), at: Fixture.now))
    try decision.apply(.timePassed(Fixture.now.adding(hours: 3)))
    #expect(decision.state.isWaitingForPerson)
    try decision.apply(.timePassed(Fixture.now.adding(hours: 4)))
    #expect(decision.state == .approved(by: .agent, at: Fixture.now.adding(hours: 4)))
    try decision.apply(.withdrawn(reason: "the campaign ended"))
    for event in [Decision.Event.dispatched(Fixture.now), .confirmed(Fixture.now)] {
      #expect(throws: TransitionError.self) { try decision.apply(event) }
    }
  }

  @Test func `the digest changes with every field of the action`() throws {
    let digests = try [
      Fixture.raise(), Fixture.raise(to: 70.01), Fixture.raise(from: 41),
      .pauseCampaign(Fixture.handle, dailyBudget: nil), .endCampaign(Fixture.handle),
    ].map { try Digest(ofCanonical: $0) }
    #expect(Set(digests).count == digests.count)
    #expect(try Digest(ofCanonical: Fixture.raise()) == digests[0])
  }

  /// NIST FIPS 180-4 example "abc".
  @Test func `the digest is SHA-256`() {
    #expect(
      Digest(of: Array("abc".utf8)).hexadecimal
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }
}
