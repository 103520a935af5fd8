package import Commerce
package import Oversight

/// What has been asked about the end of one test, and whether it is asked again.
///
/// A winner that nobody answers for is asked about twice, a week apart; what a person has rejected
/// is not asked again, unless only the time was wrong.
package struct ConclusionRequests: Sendable {
  private let decisions: [Decision]
  private let now: Instant

  /// Times that silence is taken for *not now*.
  static let most = 2
  /// Days from a request that lapsed to the next.
  static let restDays = 7
  /// Days from a rejection for its time alone to the next request.
  static let rejectedRestDays = 3

  package init(
    of experiment: Experiment.ID, among decisions: some Sequence<Decision>, now: Instant
  ) {
    self.now = now
    self.decisions = decisions.filter { decision in
      guard case .concludeExperiment(let conclusion) = decision.action else { return false }
      return conclusion.experiment == experiment
    }
  }

  /// Requests that wait for a person.
  package var waiting: [Decision] { decisions.filter { $0.state.isWaitingForPerson } }

  /// Whether an answer is being carried out.
  package var isUnderWay: Bool {
    decisions.contains { $0.state.isUndecidedOrUnderWay && !$0.state.isWaitingForPerson }
  }

  /// Whether the end may be asked for now.
  var mayAsk: Bool {
    refusal == nil && !decisions.contains(where: stands)
  }

  /// Why it is not asked for any more; `nil` as long as it may be.
  package var refusal: String? {
    for decision in decisions {
      guard case .rejected(let rejection) = decision.state, rejection.code != .wrongTime else {
        continue
      }
      return "\(rejection.by) rejected its end on \(rejection.at.day)"
    }
    let unanswered = decisions.count { decision in
      switch decision.state {
      case .expired, .rejected: true
      default: false
      }
    }
    guard unanswered >= Self.most else { return nil }
    return "its end was asked for \(unanswered) times and not decided"
  }

  /// Whether a request keeps another from being made now.
  private func stands(_ decision: Decision) -> Bool {
    switch decision.state {
    case .expired(let at): days(since: at) < Double(Self.restDays)
    case .rejected(let rejection): days(since: rejection.at) < Double(Self.rejectedRestDays)
    case .withdrawn, .failed, .stale, .blocked: days(since: decision.proposedAt) < 2
    default: true
    }
  }

  private func days(since instant: Instant) -> Double {
    Double(now.seconds(since: instant)) / Double(Instant.secondsPerDay)
  }
}

extension Experiment {
  /// Why nothing is left to be decided at a platform, so that the test ends as it stands.
  ///
  /// - Parameters:
  ///   - requests: What was asked about its end.
  ///   - campaign: A campaign as it stands; `nil` where it is not held any more.
  /// - Returns: `nil` while the test goes on or its end can be carried out.
  package func isOver(
    _ requests: ConclusionRequests, campaign: (Campaign.ID) -> Campaign?
  ) -> String? {
    guard status == .running, !requests.isUnderWay else { return nil }
    if case .email = subject {
      if campaign(self.campaign)?.status == .cancelled { return "the send was cancelled" }
      return isDecided ? "what was sent stays sent, so nothing is left to be switched" : nil
    }
    if let gone = member(of: campaign) { return gone }
    return isDecided && requests.waiting.isEmpty ? requests.refusal : nil
  }

  /// The member without which nothing can be compared or switched, if it is over.
  private func member(of campaign: (Campaign.ID) -> Campaign?) -> String? {
    let id: Campaign.ID =
      if case .audience(let trial) = subject { trial.challenger } else { self.campaign }
    guard let member = campaign(id) else { return "its campaign is over" }
    if member.status == .completed || member.status == .cancelled {
      return "\"\(member.name)\" is \(member.status.rawValue)"
    }
    guard metric != nil, member.status == .active, variants.count >= 2,
      !member.creatives.contains(where: { $0.label == variants[1].creative })
    else { return nil }
    return "\(variants[1].creative) does not run any more"
  }

  /// Whether what is learnt is all there is to adopt: the next e-mails begin with it.
  private var isUsedByTeaching: Bool {
    if case .email = subject { true } else { false }
  }

  /// The test as it is kept after it was closed as it stands.
  package func closed(because words: String, at now: Instant) -> Experiment {
    var closed = self
    closed.concludedAt = now
    let isJudged = isDecided
    if var reading = closed.reading {
      if !isJudged { reading.verdict = metric == nil ? .stopInvalid : .stopInconclusive }
      reading.reason += "; " + words + (isJudged ? "" : " before there was an answer")
      closed.reading = reading
    }
    closed.status =
      switch closed.reading?.verdict {
      case .adopt: isUsedByTeaching ? .adopted : .unadopted
      case .drop: .dropped
      case .stopInvalid: .invalid
      case .stopInconclusive, .continue, nil: .inconclusive
      }
    return closed
  }
}
