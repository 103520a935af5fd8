import Statistics

/// A division of a budget as a table or as JSON.
struct StaticAllocationReport: Report {
  private let problem: StaticAllocation
  private let division: BudgetAllocation

  init(_ problem: StaticAllocation, _ division: BudgetAllocation) {
    self.problem = problem
    self.division = division
  }

  private enum CodingKeys: String, CodingKey {
    case spend, value, marginal, unspent, possibleGain
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(division.spend, forKey: .spend)
    try container.encode(division.value, forKey: .value)
    try container.encode(division.marginal, forKey: .marginal)
    try container.encode(division.unspent, forKey: .unspent)
    try container.encode(division.possibleGain, forKey: .possibleGain)
  }

  func text(_ layout: TextLayout) -> String {
    let table = TextTable(
      [.left("channel"), .right("spend"), .right("share"), .right("return"), .right("next unit")],
      rows: zip(problem.curves, division.spend).enumerated().map { index, row in
        let (curve, spend) = row
        return [
          problem.name(of: index), Figure.of(spend),
          Figure.percent(problem.budget > 0 ? spend / problem.budget : nil),
          Figure.of(curve.value(spend)), Figure.of(curve.marginal(spend), digits: 4),
        ]
      }, emptyText: "No channel.")
    return [table.text(layout), "", sentence].joined(separator: "\n")
  }

  private var sentence: String {
    let spent = Figure.of(division.spend.reduce(0, +))
    let rest =
      division.unspent > 1e-6 * problem.budget
      ? ", \(Figure.of(division.unspent)) stay unspent" : ""
    let certainty =
      division.possibleGain < 1e-9
      ? "no other division returns more"
      : "no other division returns \(Figure.percent(division.possibleGain, digits: 4)) more"
    return "\(spent) of \(Figure.of(problem.budget)) return \(Figure.of(division.value))\(rest); "
      + certainty + "."
  }
}
