import RealModule
import Statistics

extension ExperimentAnalysis {
  /// What a look at a variant says about ending the test.
  enum LookSignal: Equatable {
    /// No limit is passed, nothing can be compared, or too little was counted to judge by.
    case quiet
    /// A limit is passed, but the looks just before say otherwise.
    case contradicted
    /// A planned look's limit is passed.
    case planned
    /// The limit that holds at every look is passed.
    case unplanned

    var isClear: Bool { self == .planned || self == .unplanned }
  }

  /// Compares a look's statistic with the limits there.
  func signal(of variant: Int, at look: Int, limits: LookLimits.Limits) -> LookSignal {
    guard case .success(let comparison) = readings[variant][look], comparison.shortage == nil
    else { return .quiet }
    let planned = limits.planned[look]
    let always = limits.unplanned?.limit(for: comparison) ?? .infinity
    let size = abs(comparison.score)
    guard size >= planned || size > always else { return .quiet }
    guard isBorneOut(variant, at: look, by: min(planned, always)) else { return .contradicted }
    return size >= planned ? .planned : .unplanned
  }

  /// Whether the looks just before a look make its passing `limit` believable.
  ///
  /// Reports are sometimes wrong for a look or two: the events of one arm are late, say. Of the looks
  /// that had at least three quarters of this look's users already, the middle one has to show half
  /// the limit on the same side. Where reports are right that holds but for one test in ten thousand;
  /// at the last look of a plan, after which there is nothing to wait for, it is not asked. As it only
  /// takes calls away, the error stays below alpha.
  func isBorneOut(_ variant: Int, at look: Int, by limit: Double) -> Bool {
    guard case .success(let now) = readings[variant][look], abs(now.score) >= limit,
      !isEnd(look)
    else { return true }
    let recent = (0...look).compactMap { index -> Double? in
      guard sizes[index].perVariant >= Self.known * sizes[look].perVariant,
        case .success(let comparison) = readings[variant][index]
      else { return nil }
      return now.score < 0 ? -comparison.score : comparison.score
    }.sorted()
    return recent[(recent.count - 1) / 2] >= limit / 2
  }

  /// The share of the users of a look that the looks it is compared with had.
  private static let known = 0.75

  private func isEnd(_ look: Int) -> Bool {
    guard case .groupSequential = rule.kind, rule.reserve == 0 else { return false }
    return rule.shares(of: sizes)[look] == 1
  }

  /// Looks that passed a limit against what the looks just before them say.
  func contradictedLooks(of variant: Int) -> Int {
    let shared = limits.shared(by: limits.comparisons)
    return readings[variant].indices.count {
      signal(of: variant, at: $0, limits: shared) == .contradicted
    }
  }
}

extension ArmComparison {
  /// The effect with the standard error that its statistic has.
  var tested: EffectEstimate {
    guard effect.value != 0 else { return effect }
    return EffectEstimate(value: effect.value, standardError: abs(effect.value / score))
  }
}
