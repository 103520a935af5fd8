import Statistics

/// Reads one look of a test and checks it against the one before.
struct ExperimentLookReader {
  let reader: FieldReader
  let names: [String]
  let isProportion: Bool
  let guardrails: [(metric: GuardrailMetric, isProportion: Bool)]

  func look(
    _ place: PlacedJSON, after before: ExperimentLook?
  ) throws(ExperimentFileProblem) -> ExperimentLook {
    try reader.onlyKnown(place, ["time", "variants"], in: "a look")
    let variants = try ordered(place)
    let time = try reader.optionalNumber(place, "time", "days since the start, from 0") { $0 >= 0 }
    if let time, let earlier = before?.time, time <= earlier {
      throw reader.problem(
        place["time"] ?? place, found: time == earlier ? "the same time twice" : "an earlier time",
        "a time after \(earlier)", "Put the looks in order, each time once.")
    }
    var look = ExperimentLook(time: time, arms: [])
    for (index, variant) in variants.enumerated() {
      try reader.onlyKnown(variant, Self.keys + Self.variantKeys, in: "a variant")
      let arm = try figures(variant, isProportion: isProportion, adjusts: true)
      if let earlier = before?.arms[index].count, arm.count < earlier {
        throw reader.problem(
          variant["n"] ?? variant, found: "\(arm.count), fewer than \(earlier) at the look before",
          "cumulative counts", "Put the looks in order and count from the start in each.")
      }
      look.arms.append(arm)
    }
    for (metric, isProportion) in guardrails {
      look.guardrails.append(
        try variants.map { variant throws(ExperimentFileProblem) in
          guard let entry = variant["guardrails"]?[metric.name] else {
            throw reader.problem(
              variant, found: "no figures for the guardrail '\(metric.name)'",
              "\"guardrails\": {\"\(metric.name)\": {\"n\": …, \"sum\": …}}", "Add them.")
          }
          try reader.onlyKnown(entry, Self.keys, in: "a guardrail's figures")
          return try figures(entry, isProportion: isProportion, adjusts: false)
        })
    }
    return look
  }

  private static let keys = ["n", "sum", "sum_squares"]
  private static let variantKeys = [
    "name", "share", "pre_sum", "pre_sum_squares", "post_pre_sum_of_products", "pre_sum_products",
    "guardrails",
  ]

  /// The variants in the order of the first look.
  private func ordered(_ place: PlacedJSON) throws(ExperimentFileProblem) -> [PlacedJSON] {
    let variants = try reader.list(place, "variants", "variants")
    var found: [String: PlacedJSON] = [:]
    for variant in variants { found[try reader.text(variant, "name")] = variant }
    guard found.count == variants.count, Set(found.keys) == Set(names) else {
      throw reader.problem(
        place["variants"] ?? place, found: "other variants than in the first look",
        names.joined(separator: ", "), "Give every variant once in every look.")
    }
    return names.compactMap { found[$0] }
  }

  private func figures(
    _ place: PlacedJSON, isProportion: Bool, adjusts: Bool
  ) throws(ExperimentFileProblem) -> ArmFigures {
    let count = Int(
      try reader.number(place, "n", "a whole number from 0 to 2^53") {
        $0 >= 0 && $0 == $0.rounded() && $0 < 0x1p53
      })
    let sum =
      isProportion
      ? try reader.number(place, "sum", "a whole number from 0 to n (\(count))") {
        $0 >= 0 && $0 == $0.rounded() && $0 <= Double(count)
      } : try reader.number(place, "sum", "a number")
    let metric =
      isProportion
      ? Proportion(successes: Int(sum), trials: count).moments
      : try moments(place, count: count, sum: sum)
    if adjusts, place["pre_sum"] != nil {
      return .adjusted(try adjusted(place, metric: metric))
    }
    return isProportion
      ? .proportion(Proportion(successes: Int(sum), trials: count)) : .mean(metric)
  }

  private func moments(
    _ place: PlacedJSON, count: Int, sum: Double, prefix: String = ""
  ) throws(ExperimentFileProblem) -> Moments {
    let least = count > 0 ? sum * sum / Double(count) : 0
    let squares = try reader.number(
      place, prefix + "sum_squares", "the sum of the squared values, at least \(least)"
    ) { $0 >= least * (1 - 1e-9) }
    return Moments(count: count, sum: sum, sumOfSquares: squares)
  }

  private func adjusted(
    _ place: PlacedJSON, metric: Moments
  ) throws(ExperimentFileProblem) -> AdjustedArm {
    let sum = try reader.number(place, "pre_sum", "a number")
    let names = ["post_pre_sum_of_products", "pre_sum_products"]
    let name = names.first { place[$0] != nil } ?? names[0]
    let products = try reader.number(place, name, "the sum of value × earlier value")
    return AdjustedArm(
      metric: metric,
      before: try moments(place, count: metric.count, sum: sum, prefix: "pre_"),
      sumOfProducts: products)
  }
}
