import ArgumentParser
import Evaluation
import Statistics

struct ExperimentPlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Say how many users and days a test needs, and when it may be called.",
    discussion: """
      Give the control's rate with --baseline, or its mean with --mean and --sd, and the least \
      relative change worth finding. The looks are equally spaced; the limits are of the \
      difference in standard errors, and "growth experiment analyze --planned-n" keeps to them.
      """)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The control's rate, between 0 and 1.", valueName: "rate"))
  var baseline: Double?

  @Option(parsing: .unconditional, help: "The control's mean a user.")
  var mean: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The standard deviation between users.", valueName: "deviation"))
  var sd: Double?

  @Option(
    name: [.long, .customLong("minimum-effect")], parsing: .unconditional,
    help: ArgumentHelp(
      "The least relative change to find: 0.1 is +10 %, -0.1 is −10 %.", valueName: "share"))
  var effect: Double

  @Option(parsing: .unconditional, help: "The chance to find it, between 0 and 1.")
  var power = 0.8

  @Option(
    parsing: .unconditional, help: "The share of tests without a difference that may be called.")
  var alpha = 0.05

  @Option(parsing: .unconditional, help: "How many variants, the control included.")
  var variants = 2

  @Option(parsing: .unconditional, help: "How many looks.")
  var looks = PlannedHorizon.usualLooks

  @Option(help: ArgumentHelp("obrien-fleming, pocock, or anytime.", valueName: "rule"))
  var plan = PlanName.obrienFleming

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Users a day in all variants together.", valueName: "users"))
  var traffic: Double?

  @Option(help: ArgumentHelp("What is measured, for the hypothesis.", valueName: "name"))
  var metric: String?

  @Option(help: ArgumentHelp("What the treatment changes, for the hypothesis.", valueName: "text"))
  var change: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The rate of a metric not to harm.", valueName: "rate"))
  var guardrailBaseline: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The mean of a metric not to harm.", valueName: "mean"))
  var guardrailMean: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Its standard deviation between users.", valueName: "deviation"))
  var guardrailSd: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The relative harm that may be overlooked.", valueName: "share"))
  var guardrailMargin = 0.05

  @OptionGroup var output: OutputOptions

  private static let mostLooks = 200

  func validate() throws {
    for (name, value) in [("power", power), ("alpha", alpha)] where !(value > 0 && value < 1) {
      throw ValidationError("--\(name) is between 0 and 1.")
    }
    guard power > alpha else { throw ValidationError("--power is above --alpha.") }
    guard (2...100).contains(variants) else {
      throw ValidationError("--variants is from 2 to 100.")
    }
    guard (1...Self.mostLooks).contains(looks) else {
      throw ValidationError(
        "--looks is from 1 to \(Self.mostLooks). With more looks a test ends hardly any sooner.")
    }
    guard effect.isFinite, abs(effect) >= 1e-6, effect > -1, effect < 1_000 else {
      throw ValidationError(
        "--effect is a relative change above -1 and below 1000, at least 0.000001 from 0: "
          + "0.1 is +10 %, -0.1 is −10 %.")
    }
    if let traffic, !(traffic > 0 && traffic.isFinite) {
      throw ValidationError("--traffic is above 0.")
    }
    guard guardrailMargin > 0, guardrailMargin < 10 else {
      throw ValidationError("--guardrail-margin is above 0: 0.05 is 5 %.")
    }
    guard try Self.measure(baseline, mean, sd, prefix: "") != nil else {
      throw ValidationError("Give --baseline, or --mean and --sd.")
    }
    _ = try Self.measure(guardrailBaseline, guardrailMean, guardrailSd, prefix: "guardrail-")
  }

  func run() throws {
    guard let measure = try Self.measure(baseline, mean, sd, prefix: "") else { return }
    let guardrail = try Self.measure(
      guardrailBaseline, guardrailMean, guardrailSd, prefix: "guardrail-")
    let question = ExperimentQuestion(
      baseline: measure, minimumEffect: effect, alpha: alpha, power: power, variants: variants,
      looks: looks, spending: spending, trafficPerDay: traffic,
      guardrail: guardrail.map { ($0, guardrailMargin) })
    guard let plan = ExperimentPlan(question) else {
      throw CommandFailure(
        "A change of \(Figure.percent(effect)) leads out of the possible rates. "
          + "Give a rate that stays between 0 and 1.")
    }
    try output.print(
      ExperimentPlanReport(plan, rule: self.plan, metric: metric, change: change))
  }

  private var spending: AlphaSpending? {
    switch plan {
    case .obrienFleming: .obrienFleming
    case .pocock: .pocock
    case .anytime: nil
    }
  }

  private static func measure(
    _ rate: Double?, _ mean: Double?, _ deviation: Double?, prefix: String
  ) throws -> ExperimentQuestion.Baseline? {
    switch (rate, mean, deviation) {
    case (nil, nil, nil): return nil
    case (let rate?, nil, nil):
      guard rate > 0, rate < 1 else {
        throw ValidationError("--\(prefix)baseline is a rate between 0 and 1, like 0.05.")
      }
      return .rate(rate)
    case (nil, let mean?, let deviation?):
      guard mean != 0, mean.isFinite, deviation > 0, deviation.isFinite else {
        throw ValidationError("--\(prefix)mean is not 0 and --\(prefix)sd above 0.")
      }
      return .mean(mean, deviation: deviation)
    default:
      throw ValidationError(
        "Give either --\(prefix)baseline, or both --\(prefix)mean and --\(prefix)sd.")
    }
  }
}
