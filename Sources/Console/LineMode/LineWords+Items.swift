import AgentInterface
import Commerce
import Oversight
import TerminalCanvas

extension LineWords {
  /// Everything a snapshot knows about one thing.
  static func item(_ item: ItemID, _ mode: LineMode, _ facts: Facts) -> [String] {
    let snapshot = facts.snapshot
    switch item {
    case .decision(let id):
      return mode.decision(id).map { progress(facts) { $0.decision == id } + card($0, facts) }
        ?? progress(facts) { $0.decision == id } + [
          "Decision \(id) does not wait any more; Details asks the agent for it."
        ]
    case .alert(let id):
      return snapshot.alerts.first { $0.id == id }.map { alert($0, facts) } ?? gone
    case .campaign(let id):
      return facts.campaign(id).map { row in
        [cells(row, facts, isShort: false)]
          + (row.heldBecause.map { ["Increases wait: \($0)"] } ?? [])
          + progress(facts) { $0.campaigns.contains(id) }
      } ?? gone
    case .segment(let name):
      return snapshot.customers.segments.first { $0.name == name }
        .map { [cells($0, facts, isShort: false)] } ?? gone
    case .experiment(let id):
      return snapshot.experiments.first { $0.experiment.id == id }
        .map { [cells($0, facts, isShort: false)] } ?? gone
    case .activity(let id):
      return snapshot.activity.first { $0.id == id }.map { entry in
        ["\(Words.moment(entry.at, now: facts.now)) \(entry.kindWord): \(entry.text)"]
          + (entry.detail.isEmpty ? [] : entry.detail.split(separator: "\n").map(String.init))
      } ?? gone
    }
  }

  private static func progress(_ facts: Facts, of concerns: (TaskRow) -> Bool) -> [String] {
    facts.snapshot.tasks.filter { $0.standing.isOpen && concerns($0) }
      .map { "On its way, decision \($0.decision): \(TaskWords.line($0).plain)" }
  }

  private static let gone = ["It is not in the newest snapshot any more."]

  private static func alert(_ alert: Alert, _ facts: Facts) -> [String] {
    [
      "\(Words.name(of: alert.severity)), \(alert.state.rawValue): "
        + Words.headline(alert, scope: facts.name(of: alert.scope)),
      "\(Words.comparison(alert, facts.currency)) since \(Words.moment(alert.openedAt, now: facts.now))",
    ] + alert.causes.map { "Likely: \($0)" }
  }

  /// The approval card as lines, money first.
  static func card(_ decision: Decision, _ facts: Facts) -> [String] {
    var lines = [
      "Decision \(decision.id), revision \(decision.revision): \(decision.title) (\(decision.platform.name))",
      Words.state(decision.state, now: facts.now).plain,
    ]
    lines += ActionWords.changes(decision, facts).map { row in
      let before = row.before.map { "from \($0) to " } ?? ""
      return "\(row.label): \(before)\(row.after)" + (row.note.isEmpty ? "" : ", \(row.note)")
    }
    lines.append("Expected: \(decision.expectedWords(facts).plain)")
    lines.append("Why: \(decision.evidence.reason)")
    lines += decision.evidence.facts.map { "\($0.label): \($0.value)" }
    lines += decision.checks.map {
      "Checked, \($0.finding.rawValue): \($0.guardrail.rawValue), \($0.words)"
    }
    lines += ActionWords.creatives(decision.action).map {
      "Says \($0.label): \($0.subject ?? $0.headline). \($0.body)"
    }
    return lines + decision.evidence.alternatives.map { "Considered: \($0)" }
  }

  /// What has to be typed to approve: a figure from the card if it is major, its number if not.
  static func expected(_ decision: Decision) -> String {
    decision.isMajor ? ApprovalChallenge(decision).expected : "\(decision.id)"
  }

  static func challenge(_ decision: Decision) -> [String] {
    let subject =
      decision.isMajor ? ApprovalChallenge(decision).subject : "the number of the decision"
    return [
      "To approve \"\(decision.title)\", at worst \(decision.atWorst), type \(expected(decision)), \(subject).",
      "Anything else leaves it.",
    ]
  }

  static func detail(_ detail: Detail, _ facts: Facts) -> [String] {
    switch detail {
    case .campaign(let detail): campaign(detail, facts)
    case .segment(let detail): segment(detail, facts)
    case .experiment(let detail): experiment(detail, facts)
    case .alert(let detail):
      detail.decisions.map {
        "Decision \($0.id): \($0.title), \(Words.state($0.state, now: facts.now).plain)"
      }
        + [series(detail.series, facts)]
    case .decision(let detail):
      card(detail.decision, facts)
        + detail.operations.map {
          "\($0.operation.verb): \($0.state), \(Words.plural($0.attempts, "try", "tries"))"
        }
        + [
          "Similar decisions: \(detail.similar), \(detail.similarWithinInterval) within their interval"
        ] + (detail.calibration.map { [Words.held($0)] + ($0.concern.map { [$0] } ?? []) } ?? [])
    case .kpis(let rows): kpis(rows, facts)
    case .calibration(let rows): rows.map { $0.concern ?? Words.held($0) }
    case .shop(let detail): shop(detail, facts)
    case .plan(let detail): plan(detail, facts)
    case .opportunities(let detail): OpportunityWords.lines(detail, facts)
    case .lessons(let lessons):
      lessons.isEmpty ? ["Nothing was learnt yet."] : lessons.map { lesson($0, facts) }
    case .decisions(let decisions):
      decisions.map {
        "Decision \($0.id): \($0.title), \(Words.state($0.state, now: facts.now).plain)"
      }
    }
  }

  private static func campaign(_ detail: CampaignDetail, _ facts: Facts) -> [String] {
    detail.series.map { series($0, facts) }
      + detail.creatives.map { result in
        "Creative \(result.creative.label), \(result.creative.subject ?? result.creative.headline): "
          + "CTR \(Words.percent(result.metrics.clickThroughRate)), CVR \(Words.percent(result.metrics.conversionRate))"
      }
      + detail.history.prefix(10).map {
        "\(Words.moment($0.at, now: facts.now)) \($0.kindWord): \($0.text)"
      }
      + detail.decisions.prefix(10).map { "Decision \($0.id): \($0.title)" }
  }

  private static func segment(_ detail: SegmentDetail, _ facts: Facts) -> [String] {
    let histograms = [detail.recency, detail.frequency, detail.monetary, detail.value]
    return histograms.compactMap { $0 }.map { histogram in
      histogram.label + ": "
        + histogram.bins.map { "\($0.label) \($0.customers)" }.joined(separator: ", ")
    }
      + detail.habits.map { "\($0.label): \($0.value)" }
      + (detail.outlook.map { outlook($0, facts) } ?? [])
      + detail.cameFrom.map { "Came from \($0.other?.rawValue ?? "outside"): \($0.customers)" }
      + detail.wentTo.map { "Went to \($0.other?.rawValue ?? "outside"): \($0.customers)" }
      + detail.clusters.map { "Cluster \($0.words): \($0.members) of \($0.size)" }
      + detail.segment.recommendations.map {
        "Suits them: \($0.objective.rawValue) on \($0.platform.name), \($0.reason)"
      }
  }

  private static func shop(_ detail: ShopDetail, _ facts: Facts) -> [String] {
    let cohorts = detail.cohorts.map { cohort in
      let again = cohort.active.dropFirst().map {
        Words.percent(Double($0) / Double(max(1, cohort.customers)), digits: 0)
      }
      return "First order in \(Words.month(cohort.month)): "
        + "\(Words.plural(cohort.customers, "customer")); ordered again in the months after: "
        + (again.isEmpty ? Words.none : again.joined(separator: ", "))
    }
    let imports = detail.imports.flatMap { file in
      ["Imported \(file.name): \(Words.plural(file.newOrders, "new order"))"]
        + file.quality.map { "\($0.label): \($0.value)" } + file.diagnostics
    }
    let held = detail.calibration.map { $0.concern ?? Words.held($0) }
    return kpis(detail.kpis, facts) + held
      + (detail.outlook.map { outlook($0, facts) } ?? ["Too short a history for a forecast."])
      + cohorts + detail.migration.flatMap(moves)
      + detail.models.map { "\($0.label): \($0.value)" }
      + detail.clusters.map { "Cluster \($0.words): \($0.size)" } + imports
  }

  private static func kpis(_ rows: [KPIRow], _ facts: Facts) -> [String] {
    rows.map { row in
      let target = row.target.map { target in
        let sign = row.meetsTarget.map { $0 ? ", met" : ", missed" } ?? ""
        return "; target \(Words.kpi(target, row.kpi, facts.currency))\(sign)"
      }
      let changes = [("last week", row.lastWeek), ("last year", row.lastYear)].compactMap {
        (when, change) -> String? in
        guard let change, let relative = change.relative else { return nil }
        let noise = change.isOutsideNoise == false ? ", which chance explains" : ""
        return "; \(Words.signedPercent(relative)) on \(when)\(noise)"
      }
      return "\(row.name): \(Words.kpi(row.value, row.kpi, facts.currency))"
        + (target ?? "") + changes.joined()
    }
  }

  private static func moves(_ row: ShopDetail.Migration) -> [String] {
    let parts = zip(SegmentName.allCases, row.counts).filter { $1 > 0 && $0 != row.from }
    guard !parts.isEmpty else { return [] }
    return [
      "From \(row.from?.rawValue ?? "outside"): "
        + parts.map { "\($1) to \($0.rawValue)" }.joined(separator: ", ")
    ]
  }

  private static func outlook(_ outlook: DemandOutlook, _ facts: Facts) -> [String] {
    func sum(_ expected: [Estimate]) -> Double { expected.reduce(0) { $0 + $1.mean } }
    let days = outlook.orders.expected.count
    return [
      "Expected in \(days) days: \(Words.fixed(sum(outlook.orders.expected), digits: 0)) orders, "
        + "\(facts.money(sum(outlook.revenue.expected))); \(outlook.words)"
    ]
  }

  private static func experiment(_ detail: ExperimentDetail, _ facts: Facts) -> [String] {
    detail.row.experiment.variants.map { variant in
      "Variant \(variant.creative): \(Words.count(variant.successes)) of \(Words.count(variant.trials))"
    }
      + detail.looks.suffix(8).map { look in
        "\(Words.moment(look.at, now: facts.now)): \(Words.signedPercent(look.effect.mean)), "
          + "\(Words.signedPercent(look.effect.low)) to \(Words.signedPercent(look.effect.high))"
      }
  }

  /// First, last, lowest and highest instead of a curve.
  private static func series(_ series: Series, _ facts: Facts) -> String {
    let values = series.values.compactMap { $0 }
    let figure: (Double?) -> String = { value in
      switch series.unit {
      case "": Words.count(value)
      case "%": Words.percent(value)
      default: facts.money(value)
      }
    }
    return "\(series.name): first \(figure(values.first)), last \(figure(values.last)), "
      + "lowest \(figure(values.min())), highest \(figure(values.max())), "
      + "\(Words.plural(series.flagged.count, "value")) flagged"
  }
}
