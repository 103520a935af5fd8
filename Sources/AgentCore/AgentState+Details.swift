package import AgentInterface
import Campaigns
import Commerce
import DataPipeline
import Evaluation
import FoundationEssentials
import OrderedCollections
import Oversight
package import Persistence
import Platforms

/// Details are read when they are asked for: partly from memory, partly from the store.
extension AgentState {
  /// The answer to a query; `nil` if there is no such thing.
  package func detail(
    _ query: Query, from store: Store, shelf: HistoryShelf
  ) throws(StoreError) -> Detail? {
    switch query {
    case .campaign(let id): try campaignDetail(id, store).map(Detail.campaign)
    case .segment(let name): try segmentDetail(name, store, shelf).map(Detail.segment)
    case .shop: .shop(try shopDetail(store, shelf))
    case .kpis: .kpis(try kpiRows(store, shelf))
    case .calibration: .calibration(calibrationRows())
    case .experiment(let id): try experimentDetail(id, store).map(Detail.experiment)
    case .alert(let id): try alertDetail(id, store).map(Detail.alert)
    case .decision(let id): try decisionDetail(id, store).map(Detail.decision)
    case .plan: .plan(planDetail())
    case .opportunities: .opportunities(opportunitiesDetail())
    case .lessons(let limit): .lessons(try store.lessons(newest: min(limit, 1_000)))
    case .decisions(let limit): .decisions(try store.decisions(newest: min(limit, 1_000)))
    }
  }

  private func campaignDetail(
    _ id: Campaign.ID, _ store: Store
  ) throws(StoreError) -> CampaignDetail? {
    guard let campaign = campaigns[id] else { return nil }
    let days = metrics.daily(28, of: id, through: now.day)
    let start = Instant(now.day.adding(days: -27))
    func series(_ kpi: KPI) -> Series {
      Series(
        name: kpi.rawValue, unit: kpi.sign(shop.currency), start: start, stepHours: 24,
        values: days.map { KPIReading.value(kpi, of: $0) })
    }
    let results = campaign.creatives.map { creative in
      CampaignDetail.CreativeResult(
        creative: creative,
        metrics: metrics.lastDays(28, of: id, creative: creative.label, through: now.day),
        trend: metrics.daily(14, of: id, creative: creative.label, through: now.day)
          .map { $0.clickThroughRate ?? 0 },
        wear: Wear(of: id, creative: creative.label, metrics, before: now.day))
    }
    let money = campaign.platform.hasBudgets
    let decisions = try store.decisions(of: id, newest: 1_000)
    return CampaignDetail(
      row: row(campaign, alarms: openAlarms()),
      series: (money
        ? [
          .spend, .revenue, .returnOnAdSpend, .costPerClick, .clickThroughRate, .conversionRate,
        ] : [.impressions, .clicks, .revenue, .clickThroughRate]).map(series)
        + (money ? watchedSeries(of: id) : []),
      creatives: results, curve: curve(of: campaign),
      history: try store.activity(of: id, newest: 30),
      decisions: Array(decisions.prefix(20)),
      changes: decisions.flatMap { $0.changes(of: id) }.sorted {
        ($0.at, $0.decision) > ($1.at, $1.decision)
      })
  }

  /// The last three days by hour with what was expected of each, of figures whose level is known.
  private func watchedSeries(of id: Campaign.ID) -> [Series] {
    let input = watchInput()
    let figures: [KPI] = [
      .spend, .costPerClick, .costPerThousand, .clickThroughRate, .conversionRate, .orders,
      .revenue, .returnOnAdSpend,
    ]
    return figures.map { series($0, watch.series(of: $0, in: .campaign(id), input)) }
      .filter { !$0.low.isEmpty }
  }

  /// Points as a series; where no level is known at an hour the band has no width.
  private func series(_ kpi: KPI, _ points: [AlertPoint], fallback: Estimate? = nil) -> Series {
    let isKnown = points.contains { $0.expected != nil }
    return Series(
      name: kpi.rawValue, unit: kpi.sign(shop.currency),
      start: points.first?.hour ?? now.startOfHour, stepHours: 1, values: points.map(\.value),
      low: isKnown ? points.map { $0.expected?.low ?? fallback?.low ?? $0.value ?? 0 } : [],
      high: isKnown ? points.map { $0.expected?.high ?? fallback?.high ?? $0.value ?? 0 } : [],
      flagged: points.indices.filter { points[$0].isFlagged })
  }

  private func curve(of campaign: Campaign) -> Decision.Curve? {
    BudgetPlanner(planningInput()).curve(of: campaign.id, proposed: nil)
  }

  private func experimentDetail(
    _ id: Experiment.ID, _ store: Store
  ) throws(StoreError) -> ExperimentDetail? {
    guard let experiment = experiments[id] else { return nil }
    let decisions = try store.decisions(of: experiment.campaign, newest: 1_000)
      .filter { $0.action.experiment == id }
    return ExperimentDetail(
      row: row(experiment), creatives: creatives(of: experiment, decisions),
      looks: try store.experimentLooks(of: id), decisions: decisions,
      messages: messageBeliefs(experiment))
  }

  /// What the variants said when the test began: its campaign may say something else by now. A
  /// test of another subject has one message in both variants.
  private func creatives(of experiment: Experiment, _ decisions: [Decision]) -> [Creative] {
    let begun = decisions.lazy.compactMap { decision -> [Creative]? in
      if case .startExperiment(let plan) = decision.action { plan.creatives } else { nil }
    }.first
    let creatives = begun ?? campaigns[experiment.campaign]?.creatives ?? []
    guard experiment.metric != nil else { return creatives }
    let labels = Set(experiment.variants.map(\.creative))
    return creatives.filter { labels.contains($0.label) }
  }

  /// What is believed of each other idea beside the control's.
  private func messageBeliefs(_ experiment: Experiment) -> [ExperimentDetail.Message] {
    guard let control = experiment.variants.first?.idea, let metric = experiment.metric,
      let campaign = campaigns[experiment.campaign]
    else { return [] }
    let setting = MessageSetting(campaign)
    return Creative.Idea.allCases.filter { $0 != control }.map { idea in
      ExperimentDetail.Message(
        idea: idea,
        effect: messages.effect(of: idea, over: control, in: setting, metric: metric),
        tests: messages.tests(of: idea))
    }.sorted { $0.effect.mean > $1.effect.mean }
  }

  private func alertDetail(
    _ id: Alert.ID, _ store: Store
  ) throws(StoreError) -> AlertDetail? {
    guard let alert = alerts[id] else { return nil }
    let points = watch.series(of: alert, watchInput())
    return AlertDetail(
      alert: alert, scopeName: name(of: alert.scope),
      series: series(alert.metric, points, fallback: alert.expected),
      decisions: try linkedDecisions(alert, store))
  }

  private func linkedDecisions(_ alert: Alert, _ store: Store) throws(StoreError) -> [Decision] {
    let ids: [Campaign.ID] =
      switch alert.scope {
      case .shop: []
      case .platform(let platform):
        campaigns.values.filter { $0.platform == platform }.map(\.id)
      case .campaign(let id): [id]
      }
    var linked: [Decision] = []
    for id in ids.prefix(10) {
      linked += try store.decisions(of: id, newest: 10).filter { $0.proposedAt >= alert.openedAt }
    }
    return Array(linked.sorted { $0.id > $1.id }.prefix(20))
  }

  private func decisionDetail(
    _ id: Decision.ID, _ store: Store
  ) throws(StoreError) -> DecisionDetail? {
    let known = decisions[id]
    let stored = known == nil ? try store.decision(id) : nil
    guard let decision = known ?? stored else { return nil }
    let similar = try store.settledDecisions(like: decision.action)
    let operations = try store.outbox(of: id).map { entry -> DecisionDetail.OperationStatus in
      let (state, answer) = entry.state.words
      return DecisionDetail.OperationStatus(
        operation: entry.operation, state: state, attempts: entry.attempts, answer: answer)
    }
    return DecisionDetail(
      decision: decision, operations: operations, similar: similar.count,
      similarWithinInterval: similar.withinInterval,
      calibration: calibrationRow(of: decision.action.actionClass))
  }

  // MARK: Segments

  private func segmentDetail(
    _ name: SegmentName, _ store: Store, _ shelf: HistoryShelf
  ) throws(StoreError) -> SegmentDetail? {
    guard let segment = people.segments.first(where: { $0.name == name }),
      let segmentation = people.segmentation
    else { return nil }
    let rows = segmentation.names.indices.filter { segmentation.names[$0] == name }
    let members = rows.map { people.customers[$0] }
    let movements = movements(of: name, segmentation)
    let rhythm = try rhythm(of: name, store, shelf)
    return SegmentDetail(
      segment: segment,
      recency: histogram(
        "days since the last order", members.map { Double(now.day.days(since: $0.lastDay)) },
        edges: [0, 15, 31, 61, 91, 181, 366]),
      frequency: histogram(
        "days with an order", members.map { Double($0.purchaseDays) },
        edges: [1, 2, 3, 5, 8, 13, 21]),
      monetary: histogram(
        "\(shop.currency.symbol) per order day",
        members.map { Double($0.revenueMicros) / 1_000_000 / Double($0.purchaseDays) },
        edges: [0, 50, 100, 200, 400, 800, 1_600]),
      cameFrom: movements.cameFrom, wentTo: movements.wentTo, clusters: clusters(of: rows),
      examples: examples(rows), value: valueHistogram(rows),
      outlook: rhythm.outlook, habits: rhythm.habits, cohorts: rhythm.cohorts)
  }

  private func histogram(
    _ label: String, _ values: [Double], edges: [Double]
  ) -> SegmentDetail.Histogram {
    let bins = edges.indices.map { index -> SegmentDetail.Histogram.Bin in
      let low = edges[index]
      let high = index + 1 < edges.count ? edges[index + 1] : .infinity
      let name =
        high.isInfinite
        ? "\(Int(low))+" : (high - low <= 1 ? "\(Int(low))" : "\(Int(low))–\(Int(high) - 1)")
      return SegmentDetail.Histogram.Bin(
        label: name, customers: values.count { $0 >= low && $0 < high })
    }
    return SegmentDetail.Histogram(label: label, bins: bins)
  }

  private func movements(
    of name: SegmentName, _ segmentation: Segmentation
  ) -> (cameFrom: [SegmentDetail.Movement], wentTo: [SegmentDetail.Movement]) {
    guard let earlier = people.earlier else { return ([], []) }
    var came: [SegmentName?: Int] = [:]
    var went: [SegmentName?: Int] = [:]
    for row in segmentation.names.indices {
      let before = earlier.members[people.customers[row].id]
      let after = segmentation.names[row]
      if after == name, before != name { came[before, default: 0] += 1 }
      if before == name, after != name { went[after, default: 0] += 1 }
    }
    func sorted(_ counts: [SegmentName?: Int]) -> [SegmentDetail.Movement] {
      counts.map { SegmentDetail.Movement(other: $0.key, customers: $0.value) }
        .sorted {
          ($0.customers, $1.other?.rawValue ?? "") > ($1.customers, $0.other?.rawValue ?? "")
        }
    }
    return (sorted(came), sorted(went))
  }

  /// The shop's clusters, and how many of these rows are in each; of all rows for `nil`.
  func clusters(of rows: [Int]?) -> [SegmentDetail.Cluster] {
    guard let report = people.clusters else { return [] }
    return report.chosen.clusters.indices.map { index in
      let cluster = report.chosen.clusters[index]
      let members = rows?.count {
        $0 < report.assignments.count && report.assignments[$0] == index
      }
      return SegmentDetail.Cluster(
        words: cluster.words, size: cluster.size, members: members ?? cluster.size)
    }
  }

  private func valueHistogram(_ rows: [Int]) -> SegmentDetail.Histogram? {
    let values = rows.compactMap { $0 < people.values.count ? people.values[$0].revenue : nil }
    guard !values.isEmpty else { return nil }
    return histogram(
      "\(shop.currency.symbol) expected in 12 months", values,
      edges: [0, 100, 250, 500, 1_000, 2_500, 5_000])
  }

  private func examples(_ rows: [Int]) -> [SegmentDetail.Example] {
    rows.sorted { people.customers[$0].revenueMicros > people.customers[$1].revenueMicros }
      .prefix(12).map { row in
        let customer = people.customers[row]
        return SegmentDetail.Example(
          customer: customer.id, lastDay: customer.lastDay,
          purchaseDays: Int(customer.purchaseDays), revenue: money(customer.revenueMicros),
          churnRisk: row < people.values.count ? people.values[row].churnRisk : nil)
      }
  }
}

extension OutboxEntry.State {
  /// A short name and, where there is one, the platform's answer.
  var words: (state: String, answer: String?) {
    switch self {
    case .ready: ("ready", nil)
    case .waiting(let until): ("waits until \(until)", nil)
    case .sent: ("sent", nil)
    case .uncertain: ("no answer yet", nil)
    case .done(let receipt, _): ("done", receipt.externalID)
    case .failed(let reason, _): ("failed", reason)
    case .manual(let reason): ("needs you", reason)
    case .dropped: ("not sent", nil)
    }
  }
}

extension Action {
  var experiment: Experiment.ID? {
    switch self {
    case .startExperiment(let plan): plan.experiment
    case .sendEmailCampaign(let plan): plan.test?.experiment
    case .concludeExperiment(let conclusion): conclusion.experiment
    default: nil
    }
  }
}

extension KPI {
  /// The sign that stands beside its values.
  func sign(_ currency: Currency) -> String {
    switch unit {
    case .money: currency.symbol
    case .share: "%"
    case .ratio, .count, .hours: ""
    }
  }
}
