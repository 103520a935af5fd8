import AgentInterface
import Commerce
import Oversight
import TerminalCanvas

extension ConsoleModel {
  /// The approval card: what changes with money first, why, what it brings, what was checked.
  func decisionPage(_ id: Decision.ID, _ facts: Facts) -> Page {
    guard let decision = decision(id) else {
      var page = Page(title: "Decision \(id)")
      page.blocks = [.air, waitingBlock(for: .decision(id))]
      return page
    }
    let isWaiting = decision.state.isWaitingForPerson
    let name = "decision \(id) · revision \(decision.revision)"
    var page = Page(
      title: isWaiting ? "Approve · \(name)" : name.prefix(1).uppercased() + name.dropFirst(),
      note: Words.state(decision.state, now: facts.now))
    page.blocks.append(.text(headline(of: decision), indent: 0))
    page.blocks += progressBlocks(facts) { $0.decision == id }.dropLast()
    page.blocks += [.air, .changes(ActionWords.changes(decision, facts)), .air]
    if isWaiting { page.blocks += [answerBlock(decision), .air] }
    page.anchor(.evidence)
    page.blocks += evidenceBlocks(decision, facts)
    page.blocks += [expectedBlock(decision, facts)] + heldBlocks(decision) + [.air]
    page.blocks += checkBlocks(decision, facts.glyphs)
    page.blocks += creativeBlocks(ActionWords.creatives(decision.action))
    page.blocks += alternativeBlocks(decision) + progressBlocks(decision, facts)
    return page
  }

  private func headline(of decision: Decision) -> StyledText {
    StyledText(decision.title, .textStrong, .bold)
      + StyledText("  \(decision.platform.name)", .textDim)
  }

  /// How to say yes, and whether the key counts yet.
  private func answerBlock(_ decision: Decision) -> Block {
    if isAnswered(decision.id) {
      return .text(StyledText("Your answer is on its way.", .statusInfo))
    }
    if let obstacle = obstacle(to: .approve) { return .text(StyledText(obstacle, .statusBad)) }
    let key = StyledText(keys.hintKey(of: .approve), .keyName, .bold)
    let rest =
      decision.isMajor
      ? " and then \(ApprovalChallenge(decision).expected), \(ApprovalChallenge(decision).subject), to approve"
      : " to approve"
    let no = StyledText(keys.hintKey(of: .reject), .keyName, .bold)
    return .text(
      StyledText("Press ", .statusWaiting) + key + StyledText(rest + "; ", .statusWaiting) + no
        + StyledText(" to reject with a reason.", .statusWaiting))
  }

  private func evidenceBlocks(_ decision: Decision, _ facts: Facts) -> [Block] {
    let evidence = decision.evidence
    var values = evidence.facts.map { (label: $0.label, value: StyledText($0.value)) }
    let from = Words.moment(evidence.dataFrom, now: facts.now)
    let to = Words.moment(evidence.dataTo, now: facts.now)
    values.append((label: "data", value: StyledText("\(from) to \(to)")))
    values.append((label: "action hash", value: StyledText(decision.digest.short, .textDim)))
    let list = Block.facts(values)
    guard let curve = evidence.curve, curve.spend.count > 1 else {
      return [.heading("Why"), .text(StyledText(evidence.reason)), list, .air]
    }
    let chart = Block.chart(Charts.curve(curve, facts), height: 10)
    return [
      .heading("Why"), .text(StyledText(evidence.reason)),
      .columns([[chart], [list]], minimum: 34), .air,
    ]
  }

  private func expectedBlock(_ decision: Decision, _ facts: Facts) -> Block {
    let estimate = decision.forecast.estimate
    let isMoney = decision.forecast.metric != .clickThroughRate
    let mean =
      isMoney
      ? Words.expectedMoney(decision.forecast, facts.currency)
      : Words.percent(estimate.mean, digits: 2)
    let interval =
      isMoney
      ? Words.interval(estimate, facts.currency)
      : Words.range(
        Words.percent(estimate.low, digits: 2), Words.percent(estimate.high, digits: 2))
    var text = StyledText("Expected  ", .panelTitle, .bold)
    if let gain = decision.forecast.gain {
      text += StyledText(Words.signedMoney(gain.mean, facts.currency), .money, .bold)
      text += StyledText(
        " profit a day more than now (\(Words.interval(gain, facts.currency)), "
          + "\(Words.percent(gain.level, digits: 0))); then ")
    }
    text += StyledText(mean, .money, .bold)
    text += StyledText(
      " \(decision.forecast.metric.rawValue) (\(interval), \(Words.percent(estimate.level, digits: 0)))"
    )
    if case .decision(let detail) = details[.decision(decision.id)], detail.similar > 0 {
      text += StyledText(
        "   similar decisions: \(detail.similar), \(detail.similarWithinInterval) within their interval",
        .textDim)
    }
    if let outcome = decision.outcome {
      text += cameText(outcome, isMoney: isMoney, facts)
    }
    return .text(text, indent: 0)
  }

  /// How right forecasts of its class have been.
  private func heldBlocks(_ decision: Decision) -> [Block] {
    guard case .decision(let detail) = details[.decision(decision.id)],
      let row = detail.calibration
    else { return [] }
    let concern = row.concern.map { [Block.text(StyledText($0, .statusWarn), indent: 0)] } ?? []
    return [.text(StyledText(Words.held(row), .textDim), indent: 0)] + concern
  }

  private func cameText(
    _ outcome: Decision.Outcome, isMoney: Bool, _ facts: Facts
  ) -> StyledText {
    guard let measured = outcome.measurement else {
      return StyledText("   \(outcome.note)", .textDim)
    }
    let came = isMoney ? facts.money(measured.actual) : Words.percent(measured.actual, digits: 2)
    return StyledText(
      "   came: \(came), \(measured.withinInterval ? "within" : "outside") the interval",
      measured.withinInterval ? .statusGood : .statusWarn)
  }

  private func checkBlocks(_ decision: Decision, _ glyphs: Glyphs) -> [Block] {
    guard !decision.checks.isEmpty else { return [] }
    let lines = decision.checks.map { check -> StyledText in
      let (sign, role): (String, Role) =
        switch check.finding {
        case .passed: (glyphs.symbol(.tick), .statusGood)
        case .needsPerson: ("!", .statusWarn)
        case .blocked: (glyphs.symbol(.cross), .statusBad)
        }
      let end =
        check.finding == .needsPerson ? StyledText("  this is why you are asked", .statusWarn) : ""
      return StyledText(sign.padded(toWidth: 2) + " ", role)
        + StyledText(check.guardrail.rawValue + ": ", .textDim) + StyledText(check.words) + end
    }
    return [.heading("Checked"), .text(lines), .air]
  }

  private func alternativeBlocks(_ decision: Decision) -> [Block] {
    guard !decision.evidence.alternatives.isEmpty else { return [] }
    return [
      .heading("Others considered"),
      .text(decision.evidence.alternatives.map { StyledText($0) }), .air,
    ]
  }

  /// Votes and calls to the platform, once there are any.
  private func progressBlocks(_ decision: Decision, _ facts: Facts) -> [Block] {
    var blocks: [Block] = []
    if !decision.votes.isEmpty {
      blocks += [
        .heading("Votes"),
        .text(
          decision.votes.map {
            StyledText(
              "\($0.by) approved revision \($0.revision), \(Words.moment($0.at, now: facts.now))")
          }), .air,
      ]
    }
    if case .decision(let detail) = details[.decision(decision.id)], !detail.operations.isEmpty {
      let rows = detail.operations.map { status in
        TableRow(cells: [
          .text(status.operation.verb), .text(status.state),
          .text(Words.count(status.attempts)), .text(status.answer ?? "", .textDim),
        ])
      }
      blocks += [
        .heading("At the platform"),
        .table(
          [
            TableColumn("call", minimum: 16), TableColumn("state", minimum: 10),
            TableColumn("tries", minimum: 5, alignment: .right),
            TableColumn("answer", minimum: 8, weight: 1),
          ], rows), .air,
      ]
    }
    return blocks
  }

  /// Words that will go out, with their label.
  func creativeBlocks(_ creatives: [Creative]) -> [Block] {
    guard !creatives.isEmpty else { return [] }
    let texts = creatives.flatMap { creative -> [StyledText] in
      var lines = [
        StyledText("\(creative.label) ", .textStrong, .bold)
          + StyledText("\(creative.idea.rawValue)  ", .textDim)
          + StyledText(creative.subject ?? creative.headline, .text)
      ]
      if let preview = creative.preview { lines.append(StyledText("  " + preview, .textDim)) }
      if creative.subject != nil { lines.append(StyledText("  " + creative.headline)) }
      lines.append(StyledText("  " + creative.body + " [\(creative.callToAction)]", .textDim))
      return lines
    }
    return [.heading("What it says"), .text(texts), .air]
  }
}
