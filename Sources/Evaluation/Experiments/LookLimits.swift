import Statistics

/// The limits of a rule at the looks of a test: what a comparison has to pass at each to be called.
///
/// They depend on how many users a look has counted, not on what these did. Computed once, they serve
/// every test of the same sizes, and a long test costs no more than its plan.
package struct LookLimits: Sendable {
  package let rule: StoppingRule
  let sizes: [LookSize]
  /// By the number of comparisons that share alpha, from one on.
  private let byComparisons: [Limits]
  let guardrails: GuardrailLimits

  /// The limits at one level.
  struct Limits: Sendable {
    let alpha: Double
    /// In standard errors, of the looks that are planned; ∞ at the others.
    let planned: [Double]
    /// The test of the looks that are not planned.
    let unplanned: AnytimeTest?
  }

  /// The limits for the looks of a record and all that share their sizes.
  ///
  /// - Parameters:
  ///   - rule: When a comparison may be called.
  ///   - record: At least two variants.
  ///   - comparisons: With the control, that share alpha; those of the record if it is `nil`.
  package init(
    _ rule: StoppingRule, for record: ExperimentRecord, comparisons: Int? = nil
  ) {
    let sharing = max(1, comparisons ?? record.names.count - 1)
    self.rule = rule
    let sizes = record.looks.map { LookSize($0) }
    self.sizes = sizes
    byComparisons = (1...sharing).map { comparisons in
      let alpha = rule.alpha / Double(comparisons)
      return Limits(
        alpha: alpha, planned: rule.limits(for: sizes, alpha: alpha),
        unplanned: sizes.first.flatMap { rule.unplanned(from: $0, alpha: alpha) })
    }
    guardrails = GuardrailLimits(
      rule, for: record, looks: sizes, comparisons: sharing)
  }

  /// How many comparisons share alpha at first.
  var comparisons: Int { byComparisons.count }

  /// What holds while `comparisons` are undecided (Holm).
  func shared(by comparisons: Int) -> Limits { byComparisons[comparisons - 1] }

  /// Whether these are the limits of another record too.
  func fits(_ record: ExperimentRecord) -> Bool {
    byComparisons.count >= record.names.count - 1
      && sizes == record.looks.map { LookSize($0) }
      && guardrails.sizes == GuardrailLimits.sizes(record)
  }
}
