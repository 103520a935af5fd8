package import Commerce

/// A weekly plan with how far it has come.
package struct TrackedPlan: Hashable, Codable, Sendable {
  package var plan: WeeklyPlan
  /// The request by which a person adopts it.
  package var decision: Decision.ID?
  /// Planned days that are over, oldest first.
  package var actual: [ShopDay]
  /// The newest state of what is no sum over days.
  package var churnRisk: Double?
  package var closing: Closing?

  package init(
    _ plan: WeeklyPlan, decision: Decision.ID? = nil, actual: [ShopDay] = [],
    churnRisk: Double? = nil, closing: Closing? = nil
  ) {
    self.plan = plan
    self.decision = decision
    self.actual = actual
    self.churnRisk = churnRisk
    self.closing = closing
  }

  /// How a plan ended.
  package struct Closing: Hashable, Codable, Sendable {
    package var at: Instant
    /// In the order of the plan's goals.
    package var results: [Result]
    /// In a sentence.
    package var words: String
    /// Given up before its last day for another plan.
    package var isEarly: Bool

    package init(at: Instant, results: [Result], words: String, isEarly: Bool) {
      self.at = at
      self.results = results
      self.words = words
      self.isEarly = isEarly
    }
  }

  /// What came of one goal.
  package struct Result: Hashable, Codable, Sendable {
    package var measure: WeeklyPlan.Measure
    package var actual: Double
    package var isReached: Bool
    /// Whether it lay within what was expected; `nil` without a forecast and for a plan that was
    /// given up.
    package var isWithin: Bool?

    package init(
      measure: WeeklyPlan.Measure, actual: Double, isReached: Bool, isWithin: Bool?
    ) {
      self.measure = measure
      self.actual = actual
      self.isReached = isReached
      self.isWithin = isWithin
    }
  }
}

extension TrackedPlan {
  /// What came so far of a measure: the sum over the planned days that are over, or the newest state.
  package func soFar(_ measure: WeeklyPlan.Measure) -> Double? {
    measure.isLevel ? churnRisk : sum(measure, through: plan.lastDay)
  }

  /// The sum up to a day; `nil` before that day is over, and for what is no sum.
  package func total(_ measure: WeeklyPlan.Measure, through day: Day) -> Double? {
    guard !measure.isLevel, let last = actual.last?.day, last >= day else { return nil }
    return sum(measure, through: day)
  }

  /// What was expected by now; `nil` before the first day is over and without a forecast.
  package func expectedSoFar(_ measure: WeeklyPlan.Measure) -> Double? {
    guard let path = plan.goal(measure)?.path, !actual.isEmpty, actual.count <= path.count else {
      return nil
    }
    return path[actual.count - 1]
  }

  private func sum(_ measure: WeeklyPlan.Measure, through day: Day) -> Double {
    actual.reduce(0) { $1.day <= day ? $0 + ($1.value(measure) ?? 0) : $0 }
  }
}
