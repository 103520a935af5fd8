import AgentInterface
import Commerce

struct ExperimentsReport: Report {
  var now: String
  var experiments: [Row]

  struct Row: Encodable {
    var id: Int64
    var campaign: Int64
    var campaignName: String
    var hypothesis: String
    /// `creative`, `audience` or `budget`.
    var subject: String
    var metric: String
    var status: String
    var startedAt: String
    /// Of each variant; whole days where audiences or budgets are compared.
    var plannedTrials: Int64
    var plan: Plan
    /// What a winner must not harm, as counted so far; null where nothing is guarded.
    var guardrail: Guardrail?
    var variants: [Variant]
    /// Challenger against control, relative: 0.09 is +9 %; null where nothing is known of it.
    var relativeEffect: EstimateValue?
    var winProbability: Double?
    /// P-value of the planned split; a small one means the data cannot be trusted.
    var sampleRatioP: Double?
    var verdict: String?
    var reason: String?
    var daysLeft: Double?
  }

  /// How it was planned; null for what was not kept.
  struct Plan: Encodable {
    /// Relative; of budgets the profit on a unit of extra spend.
    var minimumEffect: Double?
    var power: Double?
    var alpha: Double
    var days: Double?
    var guardrailMetric: String?
    /// Relative harm that is tolerated.
    var guardrailMargin: Double?
    /// Whether a winner has to be shown to be unharmed.
    var guardrailMustBeShown: Bool?
  }

  struct Guardrail: Encodable {
    var metric: String
    var control: Counts
    var challenger: Counts
    /// Relative, with an interval that holds at every look.
    var relativeChange: EstimateValue?
    /// `kept`, `open` or `harmed`.
    var state: String
  }

  struct Counts: Encodable {
    var trials: Int64
    var successes: Int64
  }

  struct Variant: Encodable {
    var creative: String
    /// The audience or the budget, where that is tested.
    var name: String?
    var share: Double
    var trials: Int64
    var successes: Int64
    var spend: Double
    var revenue: Double
  }

  private let snapshot: Snapshot

  init(_ snapshot: Snapshot) {
    now = snapshot.now.iso8601
    experiments = snapshot.experiments.map(Row.init)
    self.snapshot = snapshot
  }

  func text(_ layout: TextLayout) -> String {
    TextTable(
      [
        .right("id"), .left("campaign"), .left("hypothesis"), .left("metric"), .left("status"),
        .right("trials"), .right("effect"), .right("interval"), .right("better"),
        .right("days left"),
      ],
      rows: snapshot.experiments.map { row in
        let reading = row.experiment.reading
        let effect = row.experiment.knownEffect
        return [
          "\(row.experiment.id)", row.campaignName, row.experiment.hypothesis,
          row.experiment.subject.measure, row.experiment.status.rawValue,
          Figure.count(row.experiment.variants.reduce(0) { $0 + $1.trials }),
          Figure.percent(effect?.mean),
          effect.map { "\(Figure.percent($0.low))…\(Figure.percent($0.high))" } ?? "–",
          Figure.percent(reading?.winProbability, digits: 0),
          Figure.of(row.daysLeft, digits: 0),
        ]
      }, emptyText: "There are no A/B tests yet."
    ).text(layout)
  }

  private enum CodingKeys: String, CodingKey { case now, experiments }
}

extension ExperimentsReport.Row {
  fileprivate init(_ row: ExperimentRow) {
    let (experiment, reading) = (row.experiment, row.experiment.reading)
    self.init(
      id: experiment.id.value, campaign: experiment.campaign.value, campaignName: row.campaignName,
      hypothesis: experiment.hypothesis, subject: experiment.subject.name,
      metric: experiment.subject.measure,
      status: experiment.status.rawValue, startedAt: experiment.startedAt.iso8601,
      plannedTrials: experiment.plannedTrials, plan: ExperimentsReport.Plan(experiment.design),
      guardrail: reading?.guardrail.map { ExperimentsReport.Guardrail($0) },
      variants: experiment.variants.enumerated().map { place, variant in
        let names = experiment.armNames
        return ExperimentsReport.Variant(
          creative: variant.creative, name: names.indices.contains(place) ? names[place] : nil,
          share: variant.share, trials: variant.trials, successes: variant.successes,
          spend: Double(variant.spendMicros) / 1_000_000,
          revenue: Double(variant.revenueMicros) / 1_000_000)
      }, relativeEffect: experiment.knownEffect.map { EstimateValue($0) },
      winProbability: reading?.winProbability, sampleRatioP: reading?.sampleRatioP,
      verdict: reading?.verdict.rawValue, reason: reading?.reason, daysLeft: row.daysLeft)
  }
}

extension ExperimentsReport.Plan {
  fileprivate init(_ design: Experiment.Design) {
    self.init(
      minimumEffect: design.minimumEffect, power: design.power, alpha: design.alpha,
      days: design.days, guardrailMetric: design.guardrail?.metric.rawValue,
      guardrailMargin: design.guardrail?.margin,
      guardrailMustBeShown: design.guardrail?.mustBeShown)
  }
}

extension ExperimentsReport.Guardrail {
  fileprivate init(_ reading: Experiment.GuardrailReading) {
    func counts(_ arm: Experiment.GuardrailReading.Counts) -> ExperimentsReport.Counts {
      ExperimentsReport.Counts(trials: arm.trials, successes: arm.successes)
    }
    self.init(
      metric: reading.metric.rawValue, control: counts(reading.control),
      challenger: counts(reading.challenger),
      relativeChange: reading.change.map { EstimateValue($0) }, state: reading.state.rawValue)
  }
}
