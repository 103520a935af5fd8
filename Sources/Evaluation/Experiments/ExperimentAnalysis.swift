import Statistics

/// Turns the looks of a test into decisions, each made by what was known at its look.
///
/// Every variant is compared with the first; where there are several they share the error
/// (``VariantFamily``). A variant is adopted only at a look where its own limit is passed and every
/// guardrail metric passes that of being harmed by less than its margin; nothing is called after the
/// split of traffic has turned out not to be the planned one.
package struct ExperimentAnalysis: Sendable {
  package let record: ExperimentRecord
  package let limits: LookLimits
  /// By variant without the control, then by look.
  let readings: [[Result<ArmComparison, ComparisonObstacle>]]
  private let invalidLook: Int?

  package var rule: StoppingRule { limits.rule }
  var sizes: [LookSize] { limits.sizes }

  /// Compares all looks; `rule` is the usual one for the record if none is given.
  ///
  /// - Parameters:
  ///   - record: At least two variants, each look with all of them.
  ///   - rule: When a comparison may be called.
  ///   - alpha: Of the usual rule.
  package init(_ record: ExperimentRecord, rule: StoppingRule? = nil, alpha: Double = 0.05) {
    self.init(
      record, limits: LookLimits(rule ?? .usual(for: record, alpha: alpha), for: record))
  }

  /// Compares all looks with limits that were computed before.
  ///
  /// - Parameters:
  ///   - record: At least two variants, each look with all of them.
  ///   - limits: Of this record, or of one whose looks have the same sizes.
  package init(_ record: ExperimentRecord, limits: LookLimits) {
    precondition(
      record.names.count >= 2 && record.looks.allSatisfy { $0.arms.count == record.names.count },
      "\(record.names.count) variants")
    precondition(limits.fits(record), "limits of a test with other sizes")
    self.record = record
    self.limits = limits
    readings = record.names.indices.dropFirst().map { variant in
      record.looks.map { look in
        Result { () throws(ComparisonObstacle) in
          try ArmComparison(control: look.arms[0], treatment: look.arms[variant])
        }
      }
    }
    invalidLook = Self.invalidLook(record)
  }

  /// One comparison a variant, in their order.
  package func comparisons() -> [ExperimentComparison] {
    VariantFamily([self]).comparisons()
  }

  /// The first look at which the split was not the planned one.
  private static func invalidLook(_ record: ExperimentRecord) -> Int? {
    record.looks.indices.first { splitP(record, at: $0) < SplitCheck.limit }
  }

  /// The p-value of the planned split at a look; where there are several, valid at all of them.
  static func splitP(_ record: ExperimentRecord, at look: Int) -> Double {
    let counts = record.looks[look].arms.map(\.count)
    return record.looks.count == 1
      ? SplitCheck.pValue(counts, shares: record.shares)
      : SplitCheck.anytimeP(counts, shares: record.shares)
  }
}

extension ExperimentAnalysis {
  /// Where and how a variant's comparison ended.
  struct Stop: Equatable {
    var look: Int
    var decision: ExperimentDecision
    /// The planned limit that was passed, in standard errors; `nil` if it was not a planned one.
    var limit: Double?
  }

  /// The first look from `start` on that calls the variant.
  ///
  /// While a guardrail metric is open nothing is called, and at a later look both have to be clear:
  /// what was clear once may have been chance.
  func stop(of variant: Int, from start: Int, limits: LookLimits.Limits) -> Stop? {
    let end = invalidLook ?? readings[variant].count
    guard start < end else { return nil }
    for look in start..<end {
      let signal = signal(of: variant, at: look, limits: limits)
      guard signal.isClear else { continue }
      let limit: Double? = signal == .planned ? limits.planned[look] : nil
      guard isBetter(variant, at: look) else {
        return Stop(look: look, decision: .drop, limit: limit)
      }
      switch guardrail(of: variant, at: look) {
      case .kept: return Stop(look: look, decision: .adopt, limit: limit)
      case .broken: return Stop(look: look, decision: .drop, limit: limit)
      case .open: continue
      }
    }
    return nil
  }

  /// The last look at which a variant was clearly better and only a guardrail metric kept it back.
  ///
  /// - Parameters:
  ///   - variant: Without the control.
  ///   - undecided: Comparisons that share alpha at the end.
  /// - Returns: The look and the metric; `nil` if there was none.
  func heldBack(_ variant: Int, undecided: Int) -> (look: Int, by: GuardrailMetric)? {
    let shared = limits.shared(by: undecided)
    for look in readings[variant].indices.reversed() where isBetter(variant, at: look) {
      guard signal(of: variant, at: look, limits: shared).isClear,
        case .open(let metric) = guardrail(of: variant, at: look)
      else { continue }
      return (look, metric)
    }
    return nil
  }

  func isBetter(_ variant: Int, at look: Int) -> Bool {
    guard case .success(let comparison) = readings[variant][look] else { return false }
    return (comparison.effect.value > 0) == record.higherIsBetter
  }
}

extension ExperimentAnalysis {
  func comparison(of variant: Int, stop: Stop?, undecided: Int) -> ExperimentComparison {
    let looks = lookReadings(of: variant, stop: stop)
    let last = looks.last?.comparison
    let chances = last?.chances(higherIsBetter: record.higherIsBetter)
    let counts = record.looks.last?.arms.map(\.count) ?? []
    let decision: ExperimentDecision =
      stop?.decision ?? (invalidLook == nil ? .continue : .stopInvalid)
    var result = ExperimentComparison(
      experiment: record.experiment, variant: record.variant, metric: record.metric,
      name: "\(record.names[variant + 1]) vs \(record.names[0])", looks: looks,
      winProbability: chances?.win, expectedLoss: chances?.loss,
      splitP: SplitCheck.pValue(counts, shares: record.shares),
      stoppedLook: stop?.look ?? invalidLook, decision: decision, why: "",
      isOver: decision == .continue && isOver, level: 1 - rule.alpha)
    result.why = why(result, variant: variant, stop: stop, undecided: undecided)
    return result
  }

  private func lookReadings(of variant: Int, stop: Stop?) -> [LookReading] {
    guard let first = sizes.first else { return [] }
    let sequence = rule.anytime(from: first, alpha: rule.alpha)
    var least = 1.0
    return readings[variant].enumerated().map { look, reading in
      let comparison = try? reading.get()
      let judged = comparison.flatMap { $0.shortage == nil ? $0 : nil }
      if let judged, isBorneOut(variant, at: look, by: sequence.limit(for: judged)) {
        least = min(least, sequence.pValue(of: judged))
      }
      return LookReading(
        time: record.looks[look].time,
        counts: [record.looks[look].arms[0].count, record.looks[look].arms[variant + 1].count],
        comparison: comparison,
        anytimeInterval: judged.map { sequence.interval(of: $0) },
        anytimeP: least, decision: decision(at: look, stop: stop))
    }
  }

  private func decision(at look: Int, stop: Stop?) -> ExperimentDecision {
    if let stop, look >= stop.look { return stop.decision }
    if let invalidLook, look >= invalidLook { return .stopInvalid }
    return .continue
  }

  func obstacle(of variant: Int) -> ComparisonObstacle? {
    guard case .failure(let obstacle)? = readings[variant].last else { return nil }
    return obstacle
  }

  /// The plan with its limits at the looks up to one, for what is said at the end.
  func plan(upTo look: Int) -> GroupSequentialPlan? {
    guard case .groupSequential = rule.kind, rule.reserve == 0, limits.comparisons == 1 else {
      return nil
    }
    let planned = limits.shared(by: 1).planned
    guard planned[look].isFinite else { return nil }
    let kept = (0...look).filter { planned[$0].isFinite }
    return GroupSequentialPlan(
      information: kept.map { sizes[$0].perVariant }, limits: kept.map { planned[$0] },
      alpha: rule.alpha)
  }

  /// Whether the plan is over at the last look.
  var isOver: Bool { rule.shares(of: sizes).last == 1 }
}
