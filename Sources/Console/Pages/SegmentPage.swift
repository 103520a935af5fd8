import AgentInterface
import Commerce
import Oversight
import TerminalCanvas

extension ConsoleModel {
  /// A segment: who is in it, how they differ, where they came from, what to do for them.
  func segmentPage(_ name: SegmentName, _ facts: Facts) -> Page {
    let detail: SegmentDetail? =
      if case .segment(let detail) = details[.segment(name)] { detail } else { nil }
    let listed = facts.snapshot.customers.segments.first { $0.name == name }
    var page = Page(title: "Segments › \(name.rawValue)")
    guard let segment = listed ?? detail?.segment else {
      page.blocks = [.air, waitingBlock(for: .segment(name))]
      return page
    }
    page.note = StyledText(
      "\(Words.plural(segment.customers, "customer")) · \(Words.percent(segment.revenueShare, digits: 0)) of revenue"
    )
    let habits = detail?.habits.map { ($0.label, StyledText($0.value)) } ?? []
    page.blocks = [.facts(segmentFacts(segment, facts) + habits), .air]
    page.blocks += adviceBlocks(segment)
    guard let detail else {
      page.blocks.append(waitingBlock(for: .segment(name)))
      return page
    }
    let histograms = [detail.recency, detail.frequency, detail.monetary, detail.value]
      .compactMap { $0 }
    if let outlook = detail.outlook { page.blocks += outlookBlocks(outlook, facts) }
    page.blocks += [
      .columns(histograms.map { histogramBlocks($0, facts.glyphs) }, minimum: 22), .air,
      .columns(
        [
          movementBlocks("Came from, in a week", detail.cameFrom),
          movementBlocks("Went to, in a week", detail.wentTo),
          clusterBlocks(detail.clusters),
        ], minimum: 26), .air,
    ]
    page.blocks += cohortBlocks(detail.cohorts)
    page.blocks += exampleBlocks(detail.examples, facts)
    return page
  }

  private func segmentFacts(
    _ segment: Segment, _ facts: Facts
  ) -> [(label: String, value: StyledText)] {
    let value = segment.lifetimeValue.map {
      facts.money($0.mean) + " each  (\(Words.interval($0, facts.currency)))"
    }
    return [
      ("last order", StyledText(Words.fixed(segment.meanRecencyDays, digits: 0) + " days ago")),
      ("purchase days", StyledText(Words.fixed(segment.meanFrequency, digits: 1) + " each")),
      ("a purchase day", StyledText(facts.money(segment.meanMonetary), .money)),
      (
        "next 12 months",
        StyledText(value ?? facts.snapshot.customers.valueNote ?? "not known", .money)
      ),
      (
        "lost in 90 days",
        StyledText(
          segment.churnRisk.map { Words.percent($0, digits: 0) + " of them, as it looks" }
            ?? "not known")
      ),
      ("by e-mail", StyledText("\(Words.count(segment.reachableByEmail)) may be written to")),
      (
        "this week",
        StyledText(
          "\(Words.count(segment.movedIn)) came in, \(Words.count(segment.movedOut)) went out")
      ),
    ]
  }

  private func adviceBlocks(_ segment: Segment) -> [Block] {
    guard !segment.recommendations.isEmpty else { return [] }
    let lines = segment.recommendations.map {
      StyledText("\($0.objective.rawValue) on \($0.platform.name)  ", .textStrong)
        + StyledText($0.reason, .textDim)
    }
    return [.heading("What suits them"), .text(lines), .air]
  }

  private func histogramBlocks(_ histogram: SegmentDetail.Histogram, _ glyphs: Glyphs) -> [Block] {
    let most = max(1, histogram.bins.map(\.customers).max() ?? 1)
    let flow = Block.flow { width in
      let labelWidth = min(
        max(6, histogram.bins.map { DisplayWidth.of($0.label) }.max() ?? 0), width / 2)
      let countWidth = DisplayWidth.of(Words.count(most))
      return histogram.bins.map { bin in
        let bar = Bar(fraction: Double(bin.customers) / Double(most), hasEnds: false)
        return StyledText("  " + bin.label.padded(toWidth: labelWidth) + " ", .textDim)
          + bar.text(width: max(0, width - labelWidth - countWidth - 4), glyphs: glyphs)
          + StyledText(
            " " + Words.count(bin.customers).padded(toWidth: countWidth, alignment: .right))
      }
    }
    return [.heading(histogram.label), flow]
  }

  private func movementBlocks(_ title: String, _ movements: [SegmentDetail.Movement]) -> [Block] {
    let rows = movements.prefix(6).map { movement in
      (
        label: movement.other?.rawValue ?? "not a customer then",
        value: StyledText(Words.count(movement.customers))
      )
    }
    return [
      .heading(title), rows.isEmpty ? .text(StyledText("nobody", .textDim)) : .facts(Array(rows)),
    ]
  }

  func clusterBlocks(_ clusters: [SegmentDetail.Cluster]) -> [Block] {
    let lines = clusters.prefix(6).map { cluster in
      StyledText(
        cluster.members == cluster.size
          ? "\(Words.count(cluster.size))  "
          : "\(Words.count(cluster.members)) of \(Words.count(cluster.size))  ")
        + StyledText(cluster.words, .textDim)
    }
    return [
      .heading("Clusters of the shop"),
      lines.isEmpty ? .text(StyledText("none yet", .textDim)) : .text(Array(lines)),
    ]
  }

  private func exampleBlocks(_ examples: [SegmentDetail.Example], _ facts: Facts) -> [Block] {
    guard !examples.isEmpty else { return [] }
    let rows = examples.map { example in
      TableRow(cells: [
        .text("\(example.customer)"), .text(example.lastDay.description),
        .text(Words.count(example.purchaseDays)), .text(facts.money(example.revenue.units), .money),
        .text(Words.percent(example.churnRisk, digits: 0)),
      ])
    }
    let columns = [
      TableColumn("customer", minimum: 9), TableColumn("last order", minimum: 11),
      TableColumn("days", minimum: 5, alignment: .right),
      TableColumn("revenue", minimum: 9, alignment: .right),
      TableColumn("churn", minimum: 6, alignment: .right),
    ]
    return [.heading("Examples, by number only"), .table(columns, rows), .air]
  }
}
