package import Statistics

/// What was counted of one variant up to a look.
package enum ArmFigures: Sendable, Equatable {
  /// Successes out of users.
  case proportion(Proportion)
  /// A value of each user.
  case mean(Moments)
  /// A value of each user together with one from before the test.
  case adjusted(AdjustedArm)
  /// Users whose values' spread is not known.
  case spreadUnknown(count: Int)

  package var count: Int {
    switch self {
    case .proportion(let arm): arm.trials
    case .mean(let arm): arm.count
    case .adjusted(let arm): arm.metric.count
    case .spreadUnknown(let count): count
    }
  }

  /// The mean or rate; `nil` where nothing is known.
  package var mean: Double? {
    switch self {
    case .proportion(let arm): arm.rate
    case .mean(let arm): arm.count > 0 ? arm.mean : nil
    case .adjusted(let arm): arm.metric.count > 0 ? arm.metric.mean : nil
    case .spreadUnknown: nil
    }
  }
}

/// One look at a test: what had been counted by then, cumulative.
package struct ExperimentLook: Sendable, Equatable {
  /// Days since the start, if known.
  package var time: Double?
  /// Of the metric that decides, the control first.
  package var arms: [ArmFigures]
  /// Of each guardrail metric, in the order of the record's.
  package var guardrails: [[ArmFigures]]

  package init(time: Double? = nil, arms: [ArmFigures], guardrails: [[ArmFigures]] = []) {
    self.time = time
    self.arms = arms
    self.guardrails = guardrails
  }
}

/// A metric that an adopted variant may not harm.
package struct GuardrailMetric: Sendable, Equatable {
  package var name: String
  package var higherIsBetter: Bool
  /// The relative harm that is tolerable, above 0.
  package var margin: Double

  package init(name: String, higherIsBetter: Bool = true, margin: Double = 0.05) {
    self.name = name
    self.higherIsBetter = higherIsBetter
    self.margin = margin
  }
}

/// A test as it was recorded: its variants, look after look.
package struct ExperimentRecord: Sendable, Equatable {
  /// Names where they come from a file of many tests.
  package var experiment: String?
  package var variant: String?
  package var metric: String?
  /// Of the variants, the control first.
  package var names: [String]
  /// The shares of traffic the variants were meant to get, up to a common factor.
  package var shares: [Double]
  package var higherIsBetter: Bool
  package var guardrails: [GuardrailMetric]
  /// In the order they were taken.
  package var looks: [ExperimentLook]

  package init(
    experiment: String? = nil, variant: String? = nil, metric: String? = nil, names: [String],
    shares: [Double]? = nil, higherIsBetter: Bool = true, guardrails: [GuardrailMetric] = [],
    looks: [ExperimentLook]
  ) {
    self.experiment = experiment
    self.variant = variant
    self.metric = metric
    self.names = names
    self.shares = shares ?? names.map { _ in 1 }
    self.higherIsBetter = higherIsBetter
    self.guardrails = guardrails
    self.looks = looks
  }
}
