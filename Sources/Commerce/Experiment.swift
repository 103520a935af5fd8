/// An A/B test: of two creatives, of two audiences, or of two budgets.
package struct Experiment: Hashable, Codable, Sendable {
  package typealias ID = Identifier<Experiment>

  package let id: ID
  /// The campaign it began with; a test of audiences adds another.
  package var campaign: Campaign.ID
  package var hypothesis: String
  package var subject: Subject
  package var variants: [Variant]
  package var startedAt: Instant
  /// Planned trials of each variant of creatives, else planned whole days.
  package var plannedTrials: Int64
  package var design: Design
  package var status: Status
  package var reading: Reading?
  package var concludedAt: Instant?

  package enum Metric: String, Codable, Sendable {
    case clickThroughRate = "click-through rate"
    case conversionRate = "conversion rate"
  }

  package enum Status: String, Codable, Sendable {
    /// Decided, not yet running on the platform.
    case pending
    case running
    /// A winner was adopted.
    case adopted
    /// The challenger was dropped.
    case dropped
    /// The challenger won, and nobody put that to use before the test was closed.
    case unadopted = "won, not adopted"
    /// Ended without an answer.
    case inconclusive
    /// The split was not the planned one, so the data cannot be trusted.
    case invalid

    package var isOpen: Bool { self == .pending || self == .running }
  }

  /// One arm; the first is the control.
  package struct Variant: Hashable, Codable, Sendable {
    /// The creative's label, or `A` and `B` where something else is tested.
    package var creative: String
    /// What the creative rests on; `nil` for tests from before it was kept, and of other subjects.
    package var idea: Creative.Idea?
    /// Impressions or clicks, by the metric; settled days where something else than creatives is
    /// tested.
    package var trials: Int64
    /// Clicks or orders.
    package var successes: Int64
    /// Planned share of traffic or money, 0…1.
    package var share: Double
    package var spendMicros: Int64
    /// As attributed by the platform.
    package var revenueMicros: Int64
    /// Of an e-mail's message; there trials are recipients, successes those who bought, and the
    /// revenue is all that they spent in the window.
    package var sending: Sending?

    package init(
      creative: String, idea: Creative.Idea? = nil, trials: Int64 = 0, successes: Int64 = 0,
      share: Double, spendMicros: Int64 = 0, revenueMicros: Int64 = 0
    ) {
      self.creative = creative
      self.idea = idea
      self.trials = trials
      self.successes = successes
      self.share = share
      self.spendMicros = spendMicros
      self.revenueMicros = revenueMicros
    }
  }

  /// What the data say so far.
  package struct Reading: Hashable, Codable, Sendable {
    /// Challenger against control, relative (0.09 is +9 %), with an interval that holds at every
    /// look; for audiences and budgets it holds at the planned end. Of budgets it is the profit on
    /// the extra spend.
    package var relativeEffect: Estimate
    package var winProbability: Double
    package var sampleRatioP: Double
    package var verdict: Verdict
    package var reason: String
    /// `nil` where nothing is guarded.
    package var guardrail: GuardrailReading?

    package init(
      relativeEffect: Estimate, winProbability: Double, sampleRatioP: Double, verdict: Verdict,
      reason: String, guardrail: GuardrailReading? = nil
    ) {
      self.relativeEffect = relativeEffect
      self.winProbability = winProbability
      self.sampleRatioP = sampleRatioP
      self.verdict = verdict
      self.reason = reason
      self.guardrail = guardrail
    }
  }

  package enum Verdict: String, Codable, Sendable {
    case adopt, drop, `continue`, stopInvalid = "stop_invalid", stopInconclusive =
      "stop_inconclusive"
  }

  package init(
    id: ID, campaign: Campaign.ID, hypothesis: String, subject: Subject, variants: [Variant],
    startedAt: Instant, plannedTrials: Int64, design: Design? = nil, status: Status = .pending,
    reading: Reading? = nil, concludedAt: Instant? = nil
  ) {
    self.id = id
    self.campaign = campaign
    self.hypothesis = hypothesis
    self.subject = subject
    self.variants = variants
    self.startedAt = startedAt
    self.plannedTrials = plannedTrials
    self.design = design ?? .assumed(for: subject, plannedTrials: plannedTrials)
    self.status = status
    self.reading = reading
    self.concludedAt = concludedAt
  }
}
