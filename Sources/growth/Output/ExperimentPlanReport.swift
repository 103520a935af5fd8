import Evaluation

/// How large a test has to be, and when it may be called.
struct ExperimentPlanReport: Report {
  private let plan: ExperimentPlan
  private let rule: PlanName
  private let metric: String?
  private let change: String?

  init(_ plan: ExperimentPlan, rule: PlanName, metric: String?, change: String?) {
    self.plan = plan
    self.rule = rule
    self.metric = metric
    self.change = change
  }

  func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: Key.self)
    let question = plan.question
    try fields.encode(hypothesis, forKey: .hypothesis)
    try fields.encode(rule.rawValue, forKey: .plan)
    try fields.encode(question.alpha, forKey: .alpha)
    try fields.encode(plan.alphaPerComparison, forKey: .alphaPerComparison)
    try fields.encode(question.power, forKey: .power)
    try fields.encode(question.variants, forKey: .variants)
    try fields.encode(question.minimumEffect, forKey: .minimumEffect)
    try fields.encode(plan.usersForOneLook, forKey: .nOneLook)
    try fields.encode(plan.usersPerVariant, forKey: .nPerVariant)
    try fields.encode(total, forKey: .nTotal)
    try fields.encode(plan.usersPerVariant * plan.expectedShare, forKey: .expectedNPerVariant)
    try fields.encode(plan.inflation, forKey: .inflation)
    try fields.encode(plan.usersForGuardrail, forKey: .guardrailNPerVariant)
    try fields.encode(plan.days, forKey: .days)
    try fields.encode(
      plan.looks.enumerated().map { index, look in
        Look(
          look: index + 1, nPerVariant: look.usersPerVariant, limit: look.limit,
          pValue: look.pValue, power: look.power)
      }, forKey: .looks)
  }

  func text(_ layout: TextLayout) -> String {
    let table = TextTable(
      [
        .right("look"), .right("users a variant"), .right("day"), .right("limit"),
        .right("p below"), .right("found by then"),
      ],
      rows: plan.looks.enumerated().map { index, look in
        [
          "\(index + 1)", Figure.of(look.usersPerVariant, digits: 0), day(of: look),
          Figure.of(look.limit, digits: 3),
          look.pValue < 0.00001 ? "0.00001" : Figure.of(look.pValue, digits: 5),
          Figure.percent(look.power),
        ]
      }, emptyText: "")
    return [hypothesis, facts.text(layout), table.text(layout), advice].joined(separator: "\n\n")
  }

  private var facts: TextFacts {
    var facts = [
      (
        "users",
        "\(Figure.of(plan.usersPerVariant, digits: 0)) in each of "
          + "\(plan.question.variants) variants, \(Figure.of(total, digits: 0)) in all"
      ),
      (
        "one look",
        "\(Figure.of(plan.usersForOneLook, digits: 0)) in each would do with one look; "
          + "the looks cost \(Figure.percent(plan.inflation - 1))"
      ),
      (
        "on average",
        "\(Figure.of(plan.usersPerVariant * plan.expectedShare, digits: 0)) in each, "
          + "if the change is there"
      ),
    ]
    if let days = plan.days { facts.append(("days", Figure.of(days, digits: 0))) }
    if let guardrail = plan.usersForGuardrail {
      facts.append(
        (
          "guardrail",
          "\(Figure.of(guardrail, digits: 0)) in each show that it is not worse by "
            + "\(ExperimentWords.percent(plan.question.guardrail?.margin ?? 0))"
        ))
    }
    if plan.question.variants > 2 {
      facts.append(
        ("alpha", "\(ExperimentWords.value(plan.alphaPerComparison)) for each comparison (Holm)"))
    }
    return TextFacts(facts)
  }

  private var hypothesis: String {
    let question = plan.question
    let name = metric ?? "the metric"
    let level =
      switch question.baseline {
      case .rate(let rate): ExperimentWords.percent(rate)
      case .mean(let mean, _): ExperimentWords.value(mean)
      }
    let verb = question.minimumEffect > 0 ? "raises" : "lowers"
    let size = ExperimentWords.percent(abs(question.minimumEffect))
    return "\(change ?? "The treatment") \(verb) \(name), now \(level), by at least \(size)."
  }

  private var advice: String {
    switch rule {
    case .anytime:
      "Any look may end the test; its limit holds at every one up to and after the plan."
    case .obrienFleming, .pocock:
      "Call a difference at a look only past its limit, in standard errors."
    }
  }

  private var total: Double { plan.usersPerVariant * Double(plan.question.variants) }

  private func day(of look: ExperimentPlan.Look) -> String {
    guard let traffic = plan.question.trafficPerDay else { return "–" }
    return Figure.of(
      (look.usersPerVariant * Double(plan.question.variants) / traffic).rounded(.up), digits: 0)
  }

  private struct Look: Encodable {
    var look: Int
    var nPerVariant: Double
    var limit: Double
    var pValue: Double
    var power: Double
  }

  private enum Key: String, CodingKey {
    case hypothesis, plan, alpha, alphaPerComparison, power, variants, minimumEffect, nOneLook
    case nPerVariant, nTotal, expectedNPerVariant, inflation, guardrailNPerVariant, days, looks
  }
}
