import AgentInterface
import Commerce
import TerminalCanvas

extension ExperimentRow: ListRow {
  var itemID: ItemID { .experiment(experiment.id) }

  static let columns: [ListColumn<ExperimentRow>] = [
    ListColumn(
      "hypothesis", 18, weight: 2, tile: 0, key: { row, _ in .text(row.experiment.hypothesis) },
      cell: { row, _ in .text(row.experiment.hypothesis) }),
    ListColumn(
      "campaign", 14, weight: 1, priority: 5, key: { row, _ in .text(row.campaignName) },
      cell: { row, _ in .text(row.campaignName) }),
    ListColumn(
      "measured by", 18, priority: 7, key: { row, _ in .text(row.experiment.subject.measure) },
      cell: { row, _ in .text(row.experiment.subject.measure, .textDim) }),
    ListColumn(
      "sample", 9, priority: 3, tile: 3, .right,
      key: { row, _ in .number(Double(row.experiment.sample)) },
      cell: { row, _ in .text(Words.count(row.experiment.sample)) }),
    ListColumn(
      "effect", 8, tile: 0, .right,
      key: { row, _ in .number(row.experiment.knownEffect?.mean) },
      cell: { row, _ in .text(row.effectText) }),
    ListColumn(
      "interval", 13, weight: 1, priority: 2, tile: 2,
      key: { row, _ in .number(row.experiment.knownEffect?.low) },
      cell: { row, _ in row.whiskerCell }),
    ListColumn(
      "better", 6, priority: 1, tile: 1, .right,
      key: { row, _ in .number(row.experiment.reading?.winProbability) },
      cell: { row, _ in .text(Words.percent(row.experiment.reading?.winProbability, digits: 0)) }),
    ListColumn(
      "left", 6, priority: 4, .right, key: { row, _ in .number(row.daysLeft) },
      cell: { row, _ in .text(row.daysLeft.map { Words.fixed($0, digits: 0) + " d" } ?? Words.none)
      }),
    ListColumn(
      "health", 13, priority: 2, key: { row, _ in .text(row.healthText.plain) },
      cell: { row, _ in .text(row.shortHealth) }),
  ]

  func matchesAny(_ facts: Facts, _ body: (String) -> Bool) -> Bool {
    body(experiment.hypothesis) || body(campaignName) || body(experiment.status.rawValue)
  }

  var effectText: StyledText {
    guard let effect = experiment.knownEffect else { return StyledText(Words.none, .textDim) }
    let role: Role = effect.low > 0 ? .statusGood : effect.high < 0 ? .statusBad : .text
    return StyledText(Words.signedPercent(effect.mean), role)
  }

  var whiskerCell: TableCell {
    guard let effect = experiment.knownEffect else { return "" }
    let reach = max(0.05, max(abs(effect.low), abs(effect.high))) * 1.1
    return .whisker(
      Whisker(low: effect.low, estimate: effect.mean, high: effect.high, range: -reach...reach))
  }

  /// The same as ``healthText`` in few words, for a column.
  private var shortHealth: StyledText {
    if experiment.isDecided {
      let words =
        switch end {
        case .approval: "waits for you"
        case .objection: "may be vetoed"
        case .platform: "is being done"
        case nil: "decided"
        }
      return StyledText(words, end == .approval ? .statusWarn : .text)
    }
    guard experiment.status.isOpen, let reading = experiment.reading else { return healthText }
    return reading.sampleRatioP < 0.001 ? healthText : StyledText("as planned", .statusGood)
  }

  /// `decided: waits for you`
  private var decidedText: StyledText {
    switch end {
    case .approval: StyledText("decided: waits for you", .statusWarn)
    case .objection: StyledText("decided: carried out unless you object", .statusWarn)
    case .platform: StyledText("decided: is being carried out")
    case nil: StyledText("decided")
    }
  }

  /// State and sample-ratio check in words.
  var healthText: StyledText {
    if experiment.isDecided { return decidedText }
    if experiment.status == .invalid {
      return StyledText(experiment.metric == nil ? "not comparable" : "split was off", .statusBad)
    }
    if !experiment.status.isOpen { return StyledText(experiment.status.rawValue, .textDim) }
    return splitText
  }

  /// The sample-ratio check in words.
  var splitText: StyledText {
    guard let reading = experiment.reading else { return StyledText("no data yet", .textDim) }
    return reading.sampleRatioP < 0.001
      ? StyledText(experiment.metric == nil ? "spend mismatch" : "sample mismatch", .statusBad)
      : StyledText("split as planned", .statusGood)
  }

  /// Headline with the effect, the variants, and how much longer.
  func lines(_ count: Int, _ width: Int, _ facts: Facts) -> [StackedLine] {
    let barWidth = width >= 46 ? 13 : 0
    var end = effectText
    if case .whisker(let whisker) = whiskerCell, barWidth > 0 {
      end = end + " " + whisker.text(width: barWidth, glyphs: facts.glyphs)
    }
    let chance = Words.percent(experiment.reading?.winProbability, digits: 0)
    end = end + StyledText(" " + chance.padded(toWidth: 5, alignment: .right))
    let isOpen = experiment.status.isOpen
    var lines = [
      StackedLine(StyledText(experiment.hypothesis, isOpen ? .text : .textDim), right: end)
    ]
    if count > 1 { lines.append(StackedLine(StyledText("  " + restWords, .textDim))) }
    if count > 2 {
      let variants = experiment.variants.map { "\($0.creative) \(Words.count($0.trials))" }
      let sample = variants.joined(separator: " against ")
      lines.append(StackedLine(StyledText("  " + sample + " · " + campaignName, .textDim)))
    }
    return lines
  }

  private var restWords: String {
    guard experiment.status.isOpen else {
      return experiment.status.rawValue + (experiment.reading.map { ": \($0.reason)" } ?? "")
    }
    if experiment.isDecided {
      let verdict = experiment.reading.map { " · " + ActionWords.verdict($0.verdict) } ?? ""
      return decidedText.plain + verdict
    }
    let days = daysLeft.map {
      " or " + Words.plural(Int(min(9_999, max(0, $0.rounded(.up)))), "day")
    }
    guard experiment.metric != nil else {
      let left = daysLeft.map { Words.plural(Int(max(0, $0.rounded(.up))), "day") + " more · " }
      return (left ?? "") + healthText.plain
    }
    let planned = Double(experiment.plannedTrials) * Double(experiment.variants.count)
    let missing = max(0, planned - Double(experiment.sample))
    return "\(Words.count(missing)) more\(days ?? "") · \(healthText.plain)"
  }
}

extension Experiment {
  /// Trials of all variants together.
  var sample: Int64 { variants.reduce(0) { $0 &+ $1.trials } }
}
