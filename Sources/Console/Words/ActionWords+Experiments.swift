import Commerce
import Oversight

/// Starting and ending a test in words, by what is tested.
extension ActionWords {
  static func experimentRows(_ plan: ExperimentPlan) -> [ChangeRow] {
    switch plan.trial {
    case nil: creativeRows(plan)
    case .audience(let trial, let other):
      [
        ChangeRow(
          label: "shown to", before: trial.audience.description,
          after: "\(trial.audience), and \(trial.otherAudience) in a campaign of its own"),
        ChangeRow(
          label: "sample", after: Words.plural(Int(plan.plannedTrials), "day"),
          note: "measured by attributed revenue per unit of spend"),
      ] + planRows(other)
    case .budget(let trial):
      [
        ChangeRow(
          label: "daily budget", before: trial.base.description,
          after: "\(trial.low) and \(trial.high) in turn", note: "first \(trial.first)"),
        ChangeRow(
          label: "sample", after: Words.plural(Experiment.BudgetTrial.blocks, "block"),
          note: "of \(Words.plural(Experiment.BudgetTrial.blockDays, "day")), measured by "
            + plan.subject.measure),
      ] + heldRow(from: trial.base, to: trial.high, trial.platform)
    }
  }

  static func conclusionRows(_ conclusion: ExperimentConclusion) -> [ChangeRow] {
    let note = "verdict: \(verdict(conclusion.verdict))"
    return switch conclusion.ending {
    case nil:
      [
        ChangeRow(
          label: "runs on", before: ideas(conclusion.previous), after: ideas(conclusion.keep),
          note: note)
      ]
    case .audience(let kept, let paused, _):
      [
        ChangeRow(label: "goes on", after: kept.externalName, note: note),
        ChangeRow(label: "stops", before: paused.externalName, after: "paused"),
      ]
    case .budget(let change):
      [
        ChangeRow(
          label: "daily budget", before: change.from.description, after: change.to.description,
          note: note)
      ]
    }
  }

  static func undo(_ plan: ExperimentPlan) -> String {
    switch plan.trial {
    case nil: "back to the creatives before, any time"
    case .audience: "pause the other audience's campaign, any time; what is spent stays spent"
    case .budget(let trial): "back to \(trial.base), any time; what is spent stays spent"
    }
  }

  static func undo(_ conclusion: ExperimentConclusion) -> String {
    switch conclusion.ending {
    case nil: "back to the creatives before, any time"
    case .audience: "resume what was paused, any time, with the budget it had"
    case .budget(let change): "back to \(change.from), any time; what is spent stays spent"
    }
  }

  private static func creativeRows(_ plan: ExperimentPlan) -> [ChangeRow] {
    let shares = zip(plan.creatives, plan.shares).map {
      "\($0.label) \(Words.percent($1, digits: 0))"
    }
    return [
      ChangeRow(
        label: "traffic", before: ideas(plan.previous), after: shares.joined(separator: ", ")),
      ChangeRow(
        label: "sample", after: Words.count(plan.plannedTrials),
        note: "for each variant, measured by \(plan.metric.rawValue)"),
    ]
  }
}
