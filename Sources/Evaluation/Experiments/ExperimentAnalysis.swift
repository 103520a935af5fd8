import Statistics

/// Turns the looks of a test into decisions, each made by what was known at its look.
///
/// Every variant is compared with the first. Where there are several, Holm's rule divides the error:
/// while m variants are undecided each is tested at alpha / m, and once one is called the others share
/// what it leaves (Maurer and Bretz, "Multiple testing in group sequential trials using graphical
/// approaches", 2013). A variant is adopted only if no guardrail metric may have been harmed by more
/// than its margin; nothing is called after the split of traffic has turned out not to be the planned
/// one.
package struct ExperimentAnalysis: Sendable {
  package let record: ExperimentRecord
  package let rule: StoppingRule
  let sizes: [LookSize]
  /// By variant without the control, then by look.
  private let readings: [[Result<ArmComparison, ComparisonObstacle>]]
  private let invalidLook: Int?

  /// Compares all looks; `rule` is the usual one for the record if none is given.
  ///
  /// - Parameters:
  ///   - record: At least two variants, each look with all of them.
  ///   - rule: When a comparison may be called.
  ///   - alpha: Of the usual rule.
  package init(_ record: ExperimentRecord, rule: StoppingRule? = nil, alpha: Double = 0.05) {
    precondition(
      record.names.count >= 2 && record.looks.allSatisfy { $0.arms.count == record.names.count },
      "\(record.names.count) variants")
    self.record = record
    self.rule = rule ?? .usual(for: record, alpha: alpha)
    sizes = record.looks.map(Self.size)
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
    let stops = stops()
    return readings.indices.map { comparison(of: $0, stop: stops[$0]) }
  }

  private static func size(_ look: ExperimentLook) -> LookSize {
    let counts = look.arms.map { Double(max(1, $0.count)) }
    let others = counts.dropFirst().reduce(0, +) / Double(max(1, counts.count - 1))
    let control = counts.first ?? 1
    return LookSize(
      time: look.time, total: control + others, perVariant: 2 / (1 / control + 1 / others))
  }

  /// The first look at which the split was not the planned one.
  private static func invalidLook(_ record: ExperimentRecord) -> Int? {
    let isSingle = record.looks.count == 1
    return record.looks.firstIndex { look in
      let counts = look.arms.map(\.count)
      let value =
        isSingle
        ? SplitCheck.pValue(counts, shares: record.shares)
        : SplitCheck.anytimeP(counts, shares: record.shares)
      return value < SplitCheck.limit
    }
  }
}

extension ExperimentAnalysis {
  /// Where and how a variant's comparison ended.
  struct Stop: Equatable {
    var look: Int
    var decision: ExperimentDecision
  }

  /// Holm's rule over looks: the earliest call first, then the rest with what it leaves.
  private func stops() -> [Stop?] {
    var stops = [Stop?](repeating: nil, count: readings.count)
    var earliest = 0
    for undecided in stride(from: readings.count, to: 0, by: -1) {
      let alpha = rule.alpha / Double(undecided)
      let limits = rule.limits(for: sizes, alpha: alpha)
      let found = readings.indices.compactMap { variant -> (variant: Int, stop: Stop)? in
        guard stops[variant] == nil else { return nil }
        return stop(of: variant, from: earliest, limits: limits, alpha: alpha).map { (variant, $0) }
      }
      guard let first = found.min(by: { ($0.stop.look, $0.variant) < ($1.stop.look, $1.variant) })
      else { break }
      stops[first.variant] = first.stop
      earliest = first.stop.look
    }
    return stops
  }

  /// The first look from `start` on that calls the variant at the level `alpha`.
  private func stop(of variant: Int, from start: Int, limits: [Double], alpha: Double) -> Stop? {
    guard let crossing = crossing(of: variant, from: start, limits: limits, alpha: alpha) else {
      return nil
    }
    guard isBetter(variant, at: crossing) else { return Stop(look: crossing, decision: .drop) }
    for look in crossing..<(invalidLook ?? readings[variant].count)
    where isBetter(variant, at: look) {
      switch guardrail(of: variant, at: look) {
      case .kept: return Stop(look: look, decision: .adopt)
      case .broken: return Stop(look: look, decision: .drop)
      case .open: continue
      }
    }
    return nil
  }

  private func crossing(
    of variant: Int, from start: Int, limits: [Double], alpha: Double
  ) -> Int? {
    guard let first = sizes.first else { return nil }
    let sequence =
      rule.kind == .anytime
      ? rule.anytime(from: first, alpha: alpha) : rule.reserved(from: first, alpha: alpha)
    let errorShare = rule.kind == .anytime ? 1 : rule.reserve
    for (look, reading) in readings[variant].enumerated() {
      if let invalidLook, look >= invalidLook { return nil }
      guard look >= start, case .success(let comparison) = reading else { continue }
      if abs(comparison.score) >= limits[look] { return look }
      if let sequence,
        sequence.pValue(of: tested(comparison), size: comparison.size) < alpha * errorShare
      {
        return look
      }
    }
    return nil
  }

  /// The effect with the standard error that its statistic has.
  private func tested(_ comparison: ArmComparison) -> EffectEstimate {
    EffectEstimate(
      value: comparison.effect.value, standardError: comparison.effect.value / comparison.score
    )
    .orIfZero(comparison.effect)
  }

  func isBetter(_ variant: Int, at look: Int) -> Bool {
    guard case .success(let comparison) = readings[variant][look] else { return false }
    return (comparison.effect.value > 0) == record.higherIsBetter
  }
}

extension ExperimentAnalysis {
  private func comparison(of variant: Int, stop: Stop?) -> ExperimentComparison {
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
      stoppedLook: stop?.look ?? invalidLook, decision: decision, why: "", level: 1 - rule.alpha)
    result.why = why(result, variant: variant, stop: stop)
    return result
  }

  private func lookReadings(of variant: Int, stop: Stop?) -> [LookReading] {
    guard let first = sizes.first else { return [] }
    let sequence = rule.anytime(from: first, alpha: rule.alpha)
    var least = 1.0
    return readings[variant].enumerated().map { look, reading in
      let comparison = try? reading.get()
      if let comparison {
        least = min(least, sequence.pValue(of: tested(comparison), size: comparison.size))
      }
      return LookReading(
        time: record.looks[look].time,
        counts: [record.looks[look].arms[0].count, record.looks[look].arms[variant + 1].count],
        comparison: comparison,
        anytimeInterval: comparison.map { sequence.interval(around: $0.effect, size: $0.size) },
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
    guard case .groupSequential = rule.kind, rule.reserve == 0,
      readings.count == 1
    else { return nil }
    let limits = rule.limits(for: sizes, alpha: rule.alpha)
    guard limits[look].isFinite else { return nil }
    let kept = (0...look).filter { limits[$0].isFinite }
    return GroupSequentialPlan(
      information: kept.map { sizes[$0].perVariant }, limits: kept.map { limits[$0] },
      alpha: rule.alpha)
  }

  /// Whether the plan is over at the last look.
  var isOver: Bool { rule.shares(of: sizes).last == 1 && rule.reserve == 0 }
}

extension EffectEstimate {
  /// Itself, or `other` where its error is no number because the effect is 0.
  fileprivate func orIfZero(_ other: EffectEstimate) -> EffectEstimate {
    standardError.isFinite && standardError > 0 ? self : other
  }
}
