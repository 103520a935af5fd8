import Statistics

/// Reads a test from JSON: a metric, then looks, each with the variants' cumulative sums.
///
///     {"metric": "proportion", "looks": [{"variants": [
///       {"name": "control", "n": 5000, "sum": 250}, {"name": "treatment", "n": 5010, "sum": 300}]}]}
///
/// Means need `sum_squares`; `pre_sum`, `pre_sum_squares` and `post_pre_sum_of_products` in every
/// variant adjust for what was known before (CUPED). `better` may be `lower`; variants may have a
/// `share`; looks a `time` in days; `guardrails` name metrics that each variant then has under its
/// own `guardrails`. `minimum_effect` is the least relative effect worth finding.
package struct ExperimentJSON {
  /// The test.
  package let record: ExperimentRecord
  package let alpha: Double?
  package let horizon: PlannedHorizon?
  /// Relative, not 0.
  package let minimumEffect: Double?
  private let file: String
  private let isProportion: Bool

  /// - Throws: ``ExperimentFileProblem`` for the first place that cannot be used.
  package init(bytes: [UInt8], file: String) throws(ExperimentFileProblem) {
    self.file = file
    var scanner = JSONScanner(bytes: bytes, file: file)
    let root = try scanner.document()
    let reader = FieldReader(file: file)
    try reader.onlyKnown(root, Self.keys, in: "the test")
    isProportion = try Self.isProportion(root, reader)
    alpha = try reader.optionalNumber(root, "alpha", "a number between 0 and 1") {
      $0 > 0 && $0 < 1
    }
    horizon = try Self.horizon(root, reader)
    minimumEffect = try reader.optionalNumber(
      root, "minimum_effect", "a relative effect that is not 0, like 0.1"
    ) { $0 != 0 && abs($0) <= 1_000 }
    let looks = try reader.list(root, "looks", "at least one look")
    let first = try reader.list(looks[0], "variants", "at least two variants")
    guard first.count >= 2 else {
      throw reader.problem(
        looks[0]["variants"] ?? looks[0], found: "one variant", "at least two variants",
        "Add the control, first in the list.")
    }
    let names = try first.map { variant throws(ExperimentFileProblem) in
      try reader.text(variant, "name")
    }
    guard Set(names).count == names.count else {
      throw reader.problem(
        looks[0], found: "two variants of one name", "different names", "Rename one of them.")
    }
    let guardrails = try Self.guardrails(root, reader)
    var record = ExperimentRecord(
      metric: nil, names: names, shares: try Self.shares(first, reader),
      higherIsBetter: try reader.isHigherBetter(root), guardrails: guardrails.map(\.metric),
      looks: [])
    for look in looks {
      record.looks.append(
        try ExperimentLookReader(
          reader: reader, names: names, isProportion: isProportion, guardrails: guardrails
        ).look(look, after: record.looks.last))
    }
    self.record = record
  }

  private static let keys = [
    "metric", "alpha", "looks", "planned_looks", "planned_n", "minimum_effect", "better",
    "guardrails",
  ]

  private static func isProportion(
    _ root: PlacedJSON, _ reader: FieldReader
  ) throws(ExperimentFileProblem) -> Bool {
    guard let metric = root["metric"] else {
      throw reader.problem(
        root, found: "no 'metric'", "\"metric\": \"proportion\" or \"mean\"",
        "Say whether the sums count users or add up values.")
    }
    return try reader.isProportion(metric)
  }

  private static func horizon(
    _ root: PlacedJSON, _ reader: FieldReader
  ) throws(ExperimentFileProblem) -> PlannedHorizon? {
    let looks = try reader.optionalNumber(root, "planned_looks", "a whole number from 1") {
      $0 >= 1 && $0 <= 100_000 && $0 == $0.rounded()
    }
    let size = try reader.optionalNumber(root, "planned_n", "a number above 0") { $0 > 0 }
    if let size {
      return .size(
        perVariant: size, looks: looks.map { Int($0) } ?? PlannedHorizon.usualLooks)
    }
    return looks.map { .looks(Int($0)) }
  }

  private static func shares(
    _ variants: [PlacedJSON], _ reader: FieldReader
  ) throws(ExperimentFileProblem) -> [Double] {
    let shares = try variants.map { variant throws(ExperimentFileProblem) in
      try reader.optionalNumber(variant, "share", "a share above 0") { $0 > 0 }
    }
    let given = shares.compactMap { $0 }
    if given.isEmpty { return variants.map { _ in 1 } }
    guard given.count == shares.count else {
      throw reader.problem(
        variants[shares.firstIndex(of: nil) ?? 0], found: "no 'share'",
        "a share for every variant", "Give all variants a share, or none.")
    }
    return given
  }

  private static func guardrails(
    _ root: PlacedJSON, _ reader: FieldReader
  ) throws(ExperimentFileProblem) -> [(metric: GuardrailMetric, isProportion: Bool)] {
    guard root["guardrails"] != nil else { return [] }
    var found: [(metric: GuardrailMetric, isProportion: Bool)] = []
    for entry in try reader.list(root, "guardrails", "guardrail metrics") {
      try reader.onlyKnown(entry, ["name", "margin", "metric", "better"], in: "a guardrail")
      let margin = try reader.optionalNumber(entry, "margin", "a share above 0") { $0 > 0 }
      let kind = try entry["metric"].map { metric throws(ExperimentFileProblem) in
        try reader.isProportion(metric)
      }
      found.append(
        (
          GuardrailMetric(
            name: try reader.text(entry, "name"), higherIsBetter: try reader.isHigherBetter(entry),
            margin: margin ?? 0.05), kind ?? true
        ))
    }
    return found
  }
}
