import AgentInterface
import Commerce
import TerminalCanvas

extension ConsoleModel {
  /// A test: its question, the variants, how the interval closed in, what was decided.
  func experimentPage(_ id: Experiment.ID, _ facts: Facts) -> Page {
    let detail: ExperimentDetail? =
      if case .experiment(let detail) = details[.experiment(id)] { detail } else { nil }
    guard let row = experiment(id) ?? detail?.row else {
      var page = Page(title: "A/B test \(id)")
      page.blocks = [.air, waitingBlock(for: .experiment(id))]
      return page
    }
    let test = row.experiment
    var page = Page(title: "A/B tests › \(row.campaignName)", note: row.healthText)
    page.blocks = [
      .text(StyledText(test.hypothesis, .textStrong, .bold), indent: 0), .air,
      .facts(testFacts(row, facts)), .air, variantBlock(row, detail?.creatives ?? []), .air,
    ]
    if let chart = detail.flatMap({ Charts.looks($0.looks) }) {
      page.blocks += [.chart(chart, height: 10), .air]
    } else if detail == nil {
      page.blocks += [waitingBlock(for: .experiment(id)), .air]
    }
    let creatives = detail?.creatives ?? []
    page.blocks += creativeBlocks(test.comparesMessages ? creatives : Array(creatives.prefix(1)))
    page.blocks += messageBlocks(detail?.messages ?? [], control: test.variants.first?.idea)
    page.blocks += decisionBlocks("Decisions", detail?.decisions ?? [], facts)
    return page
  }

  private func testFacts(
    _ row: ExperimentRow, _ facts: Facts
  ) -> [(label: String, value: StyledText)] {
    let test = row.experiment
    var rows: [(label: String, value: StyledText)] = [
      ("about", StyledText(test.subjectWords)),
      ("measured by", StyledText(test.subject.measure)),
      ("since", StyledText(Words.moment(test.startedAt, now: facts.now))),
      ("sample", StyledText(test.sampleWords)),
    ]
    if let days = row.daysLeft {
      rows.append(("left", StyledText(Words.fixed(days, digits: 0) + " days")))
    }
    rows += test.designFacts
    if let guardrail = test.guardrailFact { rows.append(guardrail) }
    guard let reading = test.reading else { return rows }
    rows.append(("effect", effectWords(row)))
    rows.append(("better with", StyledText(Words.percent(reading.winProbability) + " probability")))
    rows.append(
      (
        "split",
        StyledText("p = \(Words.fixed(reading.sampleRatioP, digits: 3)), \(row.splitText.plain)")
      ))
    rows.append(
      ("verdict", StyledText("\(ActionWords.verdict(reading.verdict)): \(reading.reason)")))
    return rows
  }

  private func effectWords(_ row: ExperimentRow) -> StyledText {
    let test = row.experiment
    guard let effect = test.knownEffect else {
      return row.effectText + "  (too little was counted to tell one)"
    }
    let interval = Words.range(
      Words.signedPercent(effect.low), Words.signedPercent(effect.high))
    let level = Words.percent(effect.level, digits: 0)
    let look = test.metric == nil ? "at the one look that counts, the end" : "at every look"
    return row.effectText + "  (\(interval), \(level) \(look))"
  }

  /// What all tests so far say of the other ideas, where this one runs.
  private func messageBlocks(
    _ messages: [ExperimentDetail.Message], control: Creative.Idea?
  ) -> [Block] {
    guard let control, !messages.isEmpty else { return [] }
    let rows = messages.map { message in
      TableRow(cells: [
        .text(message.idea.rawValue), .text(Words.signedPercent(message.effect.mean)),
        .text(
          Words.range(
            Words.signedPercent(message.effect.low), Words.signedPercent(message.effect.high)),
          .textDim),
        .text(message.tests == 0 ? Words.none : Words.count(message.tests)),
      ])
    }
    let columns = [
      TableColumn("instead of \(control.rawValue)", minimum: 24),
      TableColumn("believed", minimum: 9, alignment: .right),
      TableColumn("80 % interval", minimum: 19, alignment: .right),
      TableColumn("tests", minimum: 6, alignment: .right),
    ]
    return [
      .text(StyledText("What tests have taught", .textStrong, .bold), indent: 0),
      .table(columns, rows), .air,
    ]
  }

  private func variantBlock(_ row: ExperimentRow, _ creatives: [Creative]) -> Block {
    let test = row.experiment
    if case .email = test.subject { return emailBlock(test, creatives) }
    if test.metric == nil { return trialBlock(test) }
    let isClicks = test.metric == .clickThroughRate
    let rows = test.variants.enumerated().map { place, variant in
      let creative = creatives.first { $0.label == variant.creative }
      let rate = variant.trials > 0 ? Double(variant.successes) / Double(variant.trials) : nil
      return TableRow(cells: [
        .text(variant.creative, .textStrong),
        .text(place == 0 ? "control" : "challenger", .textDim),
        .text(creative?.subject ?? creative?.headline ?? ""),
        .text(Words.percent(variant.share, digits: 0)), .text(Words.count(variant.trials)),
        .text(Words.count(variant.successes)), .text(Words.percent(rate, digits: 2)),
      ])
    }
    let columns = [
      TableColumn("", minimum: 3), TableColumn("", minimum: 10),
      TableColumn("says", minimum: 10, weight: 1, priority: 2),
      TableColumn("share", minimum: 6, priority: 1, alignment: .right),
      TableColumn(isClicks ? "shown" : "clicks", minimum: 8, alignment: .right),
      TableColumn(isClicks ? "clicks" : "orders", minimum: 7, alignment: .right),
      TableColumn("rate", minimum: 8, alignment: .right),
    ]
    return .table(columns, rows)
  }

  /// The variants of a test of audiences or budgets, by their settled days.
  private func trialBlock(_ test: Experiment) -> Block {
    let rows = zip(test.variants, test.armNames).enumerated().map { place, arm in
      let (variant, name) = arm
      let spend = Double(variant.spendMicros) / 1_000_000
      let revenue = Double(variant.revenueMicros) / 1_000_000
      return TableRow(cells: [
        .text(variant.creative, .textStrong),
        .text(place == 0 ? "control" : "challenger", .textDim), .text(name),
        .text(Words.count(variant.trials)), .text(Words.count(spend)),
        .text(Words.count(revenue)), .text(Words.count(variant.successes)),
        .text(spend > 0 ? Words.fixed(revenue / spend, digits: 2) : Words.none),
      ])
    }
    let columns = [
      TableColumn("", minimum: 3), TableColumn("", minimum: 10),
      TableColumn("is", minimum: 10, weight: 1),
      TableColumn("days", minimum: 5, priority: 1, alignment: .right),
      TableColumn("spend", minimum: 8, alignment: .right),
      TableColumn("revenue", minimum: 8, alignment: .right),
      TableColumn("orders", minimum: 7, priority: 2, alignment: .right),
      TableColumn("ROAS", minimum: 6, alignment: .right),
    ]
    return .table(columns, rows)
  }
}

extension Experiment {
  /// `creatives of one campaign`, `an audience: lookalikes beside prospects`.
  fileprivate var subjectWords: String {
    switch subject {
    case .creative: "creatives of one campaign"
    case .email: "messages of one e-mail, each to a part of its recipients"
    case .audience(let trial):
      "an audience: \(trial.otherAudience) beside \(trial.audience), "
        + "\(trial.dailyBudget) a day each"
    case .budget(let trial):
      "a budget: \(trial.low) and \(trial.high) a day in blocks of "
        + Words.plural(BudgetTrial.blockDays, "day")
    }
  }

  fileprivate var sampleWords: String {
    if case .email = subject {
      return "\(Words.plural(Int(sample), "recipient")), by their orders of "
        + Words.plural(Int(plannedTrials), "day")
    }
    guard metric == nil else {
      return "\(Words.count(sample)), planned \(Words.count(plannedTrials)) for each variant"
    }
    return "\(Words.plural(Int(sample), "day")) compared, planned "
      + Words.plural(Int(plannedTrials), "day")
  }
}
