import ArgumentParser
import Evaluation
import Statistics

struct ExperimentAnalyzeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze",
    abstract: "Say which variants of a test are better, at every look of it.",
    discussion: """
      The file is JSON, or CSV in the ASOS layout. Figures are cumulative.

        {"metric": "proportion", "looks": [{"variants": [
          {"name": "control", "n": 5000, "sum": 250},
          {"name": "treatment", "n": 5010, "sum": 300}]}]}

      A "mean" also needs sum_squares; pre_sum, pre_sum_squares and post_pre_sum_of_products \
      adjust for what was known before the test. "better": "lower", a variant's "share", a look's \
      "time" in days, "planned_looks", "planned_n", "minimum_effect" and "guardrails" are \
      understood.

      CSV has the columns experiment_id, variant_id, metric_id, time_since_start, count_c, \
      count_t, mean_c, mean_t, variance_c, variance_t. Variants of one experiment share --alpha for \
      each metric (Holm), in JSON too; --false-discovery-rate limits the share of false calls \
      among all tests.

      A decision at a look knows only what was known then. Without a plan, one look is a test \
      with one look; looks with days are a test of six weeks that is judged every week, with a \
      tenth of alpha kept for other times; looks without days may all end the test. A test without \
      an end finds effects of about --minimum-effect soonest. A look that those just before it \
      contradict ends nothing, as reports are sometimes wrong, nor does one with fewer than 10 \
      conversions. A winner is adopted only at a look that shows every guardrail unharmed, too.

      expected_loss is what adopting the variant loses on average: for a proportion in units of \
      the rate, for a mean as a share of the control's mean.
      """)

  @Argument(help: "The file, or - for the standard input.")
  var file: String

  @Option(
    help: ArgumentHelp(
      "When to call: obrien-fleming, pocock, or anytime.", valueName: "rule"))
  var plan: PlanName?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many looks are planned, all that the test has; of more than 5, 5 at equal distances judge.",
      valueName: "N"))
  var plannedLooks: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many users in each variant are planned; judged at 5 looks unless --planned-looks.",
      valueName: "N"))
  var plannedN: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The least relative effect worth finding, up or down: 0.1, the usual one, is 10 %.",
      valueName: "share"))
  var minimumEffect: Double?

  @Option(
    parsing: .unconditional,
    help: "The share of tests without a difference that may be called, between 0 and 1.")
  var alpha: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The share of false calls among all calls.", valueName: "share"))
  var falseDiscoveryRate: Double?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let plannedLooks, !(1...100_000).contains(plannedLooks) {
      throw ValidationError("--planned-looks is from 1 to 100000.")
    }
    if let plannedN, !(plannedN >= 2 && plannedN < 1e15) {
      throw ValidationError("--planned-n is from 2 users in each variant.")
    }
    if let minimumEffect, !(abs(minimumEffect) >= 1e-6 && abs(minimumEffect) <= 1_000) {
      throw ValidationError("--minimum-effect is a relative change that is not 0: 0.1 is 10 %.")
    }
    for (name, value) in [("alpha", alpha), ("false-discovery-rate", falseDiscoveryRate)] {
      if let value, !(value > 0 && value < 1) {
        throw ValidationError("--\(name) is between 0 and 1, like 0.05.")
      }
    }
  }

  func run() throws {
    let tests = try ExperimentFile(path: file).read()
    var comparisons = try ExperimentAnalysis.comparisons(of: tests.records) { test in
      try rule(for: test, tests)
    }
    if let falseDiscoveryRate {
      comparisons = SimultaneousTests.controlled(comparisons, rate: falseDiscoveryRate)
    }
    try output.print(ExperimentAnalysisReport(comparisons))
  }

  private func rule(for test: ExperimentRecord, _ tests: ExperimentFile.Tests) throws
    -> StoppingRule
  {
    let alpha = alpha ?? tests.alpha ?? 0.05
    let minimumEffect =
      minimumEffect ?? tests.minimumEffect ?? StoppingRule.usualMinimumEffect
    var usual = StoppingRule.usual(for: test, alpha: alpha)
    usual.minimumEffect = abs(minimumEffect)
    let horizon = plannedHorizon ?? tests.horizon
    switch plan {
    case .anytime:
      return StoppingRule(
        .anytime, horizon: horizon, alpha: alpha, minimumEffect: minimumEffect)
    case nil where horizon == nil: return usual
    case nil, .obrienFleming, .pocock:
      guard let horizon = horizon ?? usual.horizon else {
        throw CommandFailure(
          "A plan needs to know how far the test goes, and the looks in '\(file)' have no time. "
            + "Give --planned-looks or --planned-n, or use --plan anytime.")
      }
      return StoppingRule(
        .groupSequential(plan == .pocock ? .pocock : .obrienFleming), horizon: horizon,
        alpha: alpha)
    }
  }

  private var plannedHorizon: PlannedHorizon? {
    if let plannedN {
      return .size(perVariant: plannedN, looks: plannedLooks ?? PlannedHorizon.usualLooks)
    }
    return plannedLooks.map { .looks($0) }
  }
}

/// How a test may be ended.
enum PlanName: String, ExpressibleByArgument, CaseIterable {
  case obrienFleming = "obrien-fleming"
  case pocock
  case anytime
}
