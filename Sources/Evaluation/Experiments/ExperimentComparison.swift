/// What a test says to do.
package enum ExperimentDecision: String, Sendable, Codable {
  case adopt
  case drop
  case `continue`
  case stopInvalid = "stop_invalid"
}

/// What one look said, knowing only what was known then.
package struct LookReading: Sendable, Equatable {
  package let time: Double?
  package let counts: [Int]
  /// `nil` where the variants could not be compared yet.
  package let comparison: ArmComparison?
  /// Of the effect; holds at all looks together. `nil` where so little was counted that none does.
  package let anytimeInterval: ClosedRange<Double>?
  /// The least so far, which is valid at any time.
  package let anytimeP: Double
  package internal(set) var decision: ExperimentDecision
}

/// One variant against the control over all looks.
package struct ExperimentComparison: Sendable, Equatable {
  package let experiment: String?
  package let variant: String?
  package let metric: String?
  /// `treatment vs control`.
  package let name: String
  package let looks: [LookReading]
  /// In [0, 1]; `nil` before the variants can be compared.
  package let winProbability: Double?
  /// What adopting the variant loses on average, nothing where it is better; not negative.
  ///
  /// Of rates in units of the rate, exact under flat priors (0.001 is a tenth of a per cent of the
  /// users). Of means as a share of the control's mean, as GrowthBook's relative risk under a flat
  /// prior (0.001 is a thousandth of it), or in units of the metric where that mean is 0. `nil`
  /// before the variants can be compared.
  package let expectedLoss: Double?
  /// Of the planned split, at the last look.
  package let splitP: Double
  package let stoppedLook: Int?
  package internal(set) var decision: ExperimentDecision
  package internal(set) var why: String
  /// Whether the plan had ended by the last look without a call.
  package let isOver: Bool
  /// Of intervals.
  package let level: Double

  /// The last look.
  package var last: LookReading? { looks.last }

  /// When the test could have ended; `nil` if it went on.
  package var stoppedAt: Double? { stoppedLook.flatMap { looks[$0].time ?? Double($0 + 1) } }

  /// Adopt, drop, or nothing.
  package var call: ExperimentDecision? {
    decision == .adopt || decision == .drop ? decision : nil
  }
}
