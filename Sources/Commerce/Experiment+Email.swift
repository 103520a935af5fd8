extension Experiment {
  /// Two messages of one e-mail, dealt to its recipients by a hash of who they are.
  ///
  /// They are compared once, by what each recipient has spent in the shop by the end of the window,
  /// whatever a platform attributes; spend before the send takes its part of the noise away.
  package struct EmailTrial: Hashable, Codable, Sendable {
    /// The e-mail's name at the platform, by which recipients are dealt.
    package var name: String

    /// Days from the send, its own included, whose orders count.
    package static let windowDays = 14
    /// Days before the send whose spend is the covariate.
    package static let beforeDays = 180

    package init(name: String) {
      self.name = name
    }
  }

  /// What became of one message of an e-mail at the platform.
  package struct Sending: Hashable, Codable, Sendable {
    package var delivered: Int64
    package var clicks: Int64
    package var unsubscribes: Int64
    package var attributedMicros: Int64

    package init(delivered: Int64, clicks: Int64, unsubscribes: Int64, attributedMicros: Int64) {
      self.delivered = delivered
      self.clicks = clicks
      self.unsubscribes = unsubscribes
      self.attributedMicros = attributedMicros
    }
  }

  /// Who got which message of an e-mail; `nil` for tests of something else.
  package var assignment: VariantAssignment? {
    guard case .email(let trial) = subject else { return nil }
    return VariantAssignment(ofEmail: trial.name, shares: variants.map(\.share))
  }
}

/// The test that an e-mail with several messages is.
package struct EmailTest: Hashable, Codable, Sendable {
  package var experiment: Experiment.ID
  package var hypothesis: String
  package var design: Experiment.Design

  package init(experiment: Experiment.ID, hypothesis: String, design: Experiment.Design) {
    self.experiment = experiment
    self.hypothesis = hypothesis
    self.design = design
  }
}

extension CampaignPlan {
  /// The test that sending it begins, as it is kept while the send is on its way.
  package func pendingTest(at now: Instant) -> Experiment? {
    guard let test, creatives.count > 1 else { return nil }
    return Experiment(
      id: test.experiment, campaign: campaign, hypothesis: test.hypothesis,
      subject: .email(Experiment.EmailTrial(name: externalName)),
      variants: creatives.map {
        Experiment.Variant(
          creative: $0.label, idea: $0.idea, share: 1 / Double(creatives.count))
      }, startedAt: now, plannedTrials: Int64(Experiment.EmailTrial.windowDays),
      design: test.design)
  }
}
