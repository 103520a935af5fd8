extension Experiment {
  /// How a test was planned before anything was counted.
  package struct Design: Hashable, Codable, Sendable {
    /// Least relative effect worth finding, 0.2 is +20 %; of budgets the profit on a unit of extra
    /// spend. `nil` for tests from before it was kept.
    package var minimumEffect: Double?
    /// The chance to find it if it is there, in (0, 1).
    package var power: Double?
    /// Of tests without a difference, the share that may be called.
    package var alpha: Double
    /// Until the planned sample is there, or planned whole days.
    package var days: Double?
    package var guardrail: Guardrail?

    /// False calls allowed where nothing else is said.
    package static let usualAlpha = 0.05

    package init(
      minimumEffect: Double? = nil, power: Double? = nil, alpha: Double = usualAlpha,
      days: Double? = nil, guardrail: Guardrail? = nil
    ) {
      self.minimumEffect = minimumEffect
      self.power = power
      self.alpha = alpha
      self.days = days
      self.guardrail = guardrail
    }

    /// What is known of a test of which only the subject was kept.
    package static func assumed(for subject: Subject, plannedTrials: Int64) -> Design {
      switch subject {
      case .creative(let metric):
        Design(guardrail: Guardrail(metric: metric.guardrail))
      case .audience, .budget, .email: Design(days: Double(plannedTrials))
      }
    }
  }

  /// The rate that a winner must not harm.
  package struct Guardrail: Hashable, Codable, Sendable {
    package var metric: Metric
    /// Relative harm that is tolerated, above 0.
    package var margin: Double
    /// Whether a winner has to be shown to harm it by less than the margin. Where the planned sample
    /// is too small to show that, a winner is only refused for harm beyond the margin.
    package var mustBeShown: Bool
    /// Trials of each variant when the planned sample is there, as expected; `nil` if unknown.
    package var plannedTrials: Double?

    /// The margin where the planned sample can show none.
    package static let usualMargin = 0.05

    package init(
      metric: Metric, margin: Double = usualMargin, mustBeShown: Bool = false,
      plannedTrials: Double? = nil
    ) {
      self.metric = metric
      self.margin = margin
      self.mustBeShown = mustBeShown
      self.plannedTrials = plannedTrials
    }
  }

  /// What the guardrail's data say so far.
  package struct GuardrailReading: Hashable, Codable, Sendable {
    package var metric: Metric
    package var control: Counts
    package var challenger: Counts
    /// Challenger against control, relative, with an interval that holds at every look; `nil` while
    /// too little was counted.
    package var change: Estimate?
    package var state: State

    package struct Counts: Hashable, Codable, Sendable {
      package var trials: Int64
      package var successes: Int64

      package init(trials: Int64, successes: Int64) {
        self.trials = trials
        self.successes = successes
      }

      package var rate: Double? { trials > 0 ? Double(successes) / Double(trials) : nil }
    }

    package enum State: String, Codable, Sendable {
      /// Not worse by the margin.
      case kept
      /// It cannot be told yet.
      case open
      /// Worse by more than the margin.
      case harmed
    }

    package init(
      metric: Metric, control: Counts, challenger: Counts, change: Estimate?, state: State
    ) {
      self.metric = metric
      self.control = control
      self.challenger = challenger
      self.change = change
      self.state = state
    }
  }
}

extension Experiment.Metric {
  /// The rate that a winner by this one must not harm: sales for clicks, clicks for sales.
  package var guardrail: Experiment.Metric {
    switch self {
    case .clickThroughRate: .conversionRate
    case .conversionRate: .clickThroughRate
    }
  }
}
