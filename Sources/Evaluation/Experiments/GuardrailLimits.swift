import Statistics

/// What a guardrail metric has to pass, look by look, to count as unharmed.
///
/// The plan is that of the test: limits at the same looks, the same spending, the same error in
/// reserve for looks that are not planned. So that a variant that harms a metric by exactly the margin
/// is adopted in one test of twenty at most, however often it is looked at, the error of one side is
/// 5 %; several variants share it (Bonferroni), metrics do not, as all have to be shown unharmed
/// (intersection-union test).
struct GuardrailLimits: Sendable {
  /// One-sided; a tenth of the 5 % is left for what the normal distribution errs with few events.
  static let error = 0.045

  /// By guardrail metric: what its variants' users were at each look.
  let sizes: [[LookSize]]
  private let planned: [[Double]]
  private let unplanned: [AnytimeTest?]

  init(
    _ rule: StoppingRule, for record: ExperimentRecord, looks: [LookSize], comparisons: Int
  ) {
    // Half of a two-sided error is on either side.
    let alpha = 2 * Self.error / Double(comparisons)
    sizes = Self.sizes(record)
    planned = sizes.map { rule.limits(for: looks, counted: $0, alpha: alpha) }
    unplanned = zip(record.guardrails, sizes).map { metric, counted in
      guard let first = counted.first, let primary = looks.first else { return nil }
      return rule.unplanned(
        from: primary, scale: first.total / primary.total, alpha: alpha,
        minimumEffect: metric.margin)
    }
  }

  static func sizes(_ record: ExperimentRecord) -> [[LookSize]] {
    record.guardrails.indices.map { metric in
      record.looks.map { LookSize($0.guardrails[metric], time: $0.time) }
    }
  }

  /// How far from the tolerable harm a metric has to be at a look, in standard errors.
  func limit(of metric: Int, at look: Int, for test: NonInferiority) -> Double {
    let always = unplanned[metric]?.limit(of: test.distance, size: test.size, level: test.level)
    return min(planned[metric][look], always ?? .infinity)
  }
}
