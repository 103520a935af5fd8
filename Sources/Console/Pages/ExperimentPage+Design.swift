import Commerce
import TerminalCanvas

extension ConsoleModel {
  /// The messages of an e-mail by what their recipients did.
  func emailBlock(_ test: Experiment, _ creatives: [Creative]) -> Block {
    let rows = test.variants.enumerated().map { place, variant in
      let creative = creatives.first { $0.label == variant.creative }
      let revenue = Double(variant.revenueMicros) / 1_000_000
      let sending = variant.sending
      let rate = sending.flatMap {
        $0.delivered > 0 ? Double($0.clicks) / Double($0.delivered) : nil
      }
      return TableRow(cells: [
        .text(variant.creative, .textStrong),
        .text(place == 0 ? "control" : "challenger", .textDim),
        .text(creative?.subject ?? creative?.headline ?? ""), .text(Words.count(variant.trials)),
        .text(Words.percent(rate)),
        .text(sending.map { Words.count($0.unsubscribes) } ?? Words.none),
        .text(Words.count(variant.successes)),
        .text(
          variant.trials > 0 ? Words.fixed(revenue / Double(variant.trials), digits: 2) : Words.none
        ),
      ])
    }
    let columns = [
      TableColumn("", minimum: 3), TableColumn("", minimum: 10),
      TableColumn("says", minimum: 10, weight: 1, priority: 3),
      TableColumn("sent to", minimum: 8, alignment: .right),
      TableColumn("clicked", minimum: 8, priority: 1, alignment: .right),
      TableColumn("left", minimum: 5, priority: 2, alignment: .right),
      TableColumn("bought", minimum: 7, alignment: .right),
      TableColumn("spent each", minimum: 11, alignment: .right),
    ]
    return .table(columns, rows)
  }
}

extension Experiment {
  /// Whether its variants are messages.
  var comparesMessages: Bool {
    if case .email = subject { true } else { metric != nil }
  }
}

extension Experiment {
  /// `+20 % with a chance of 80 %, within 12 days`; `nil` where the plan was not kept.
  private var findsWords: String? {
    guard let effect = design.minimumEffect, let power = design.power else { return nil }
    let days = design.days.map {
      ", within " + Words.plural(Int(min(9_999, $0.rounded(.up))), "day")
    }
    return "\(Words.signedPercent(effect, digits: 0)) with a chance of "
      + Words.percent(power, digits: 0) + (days ?? "")
  }

  /// What the test was planned to find, and what its winner must not harm.
  var designFacts: [(label: String, value: StyledText)] {
    var facts: [(label: String, value: StyledText)] = []
    if let finds = findsWords {
      facts.append(
        (
          "planned for",
          StyledText(finds + "; false calls " + Words.percent(design.alpha, digits: 0))
        ))
    }
    if let guardrail = design.guardrail {
      let margin = Words.percent(guardrail.margin, digits: 0)
      let rule =
        guardrail.mustBeShown
        ? "to be shown less than \(margin) lower" : "refused if more than \(margin) lower"
      facts.append(("guardrail", StyledText("\(guardrail.metric.rawValue), \(rule)")))
    }
    return facts
  }

  /// The guardrail's rates, how they differ and what follows; `nil` before anything was counted.
  var guardrailFact: (label: String, value: StyledText)? {
    guard let reading = reading?.guardrail, variants.count >= 2 else { return nil }
    func arm(_ index: Int, _ counts: GuardrailReading.Counts) -> String {
      "\(variants[index].creative) \(Words.percent(counts.rate, digits: 2)) of "
        + Words.count(counts.trials)
    }
    let change = reading.change.map { change in
      ", \(Words.signedPercent(change.mean)) ("
        + Words.range(Words.signedPercent(change.low), Words.signedPercent(change.high))
        + ", \(Words.percent(change.level, digits: 0)) at every look)"
    }
    return (
      "",
      StyledText(
        arm(1, reading.challenger) + " against " + arm(0, reading.control) + (change ?? ""))
        + reading.stateText
    )
  }
}

extension Experiment.GuardrailReading {
  fileprivate var stateText: StyledText {
    switch state {
    case .kept: StyledText(": unharmed", .statusGood)
    case .open: StyledText(": not clear yet", .textDim)
    case .harmed: StyledText(": harmed", .statusBad)
    }
  }
}
