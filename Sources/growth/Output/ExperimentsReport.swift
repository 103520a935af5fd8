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
    var metric: String
    var status: String
    var startedAt: String
    var plannedTrials: Int64
    var variants: [Variant]
    /// Challenger against control, relative: 0.09 is +9 %.
    var relativeEffect: EstimateValue?
    var winProbability: Double?
    /// P-value of the planned split; a small one means the data cannot be trusted.
    var sampleRatioP: Double?
    var verdict: String?
    var reason: String?
    var daysLeft: Double?
  }

  struct Variant: Encodable {
    var creative: String
    var share: Double
    var trials: Int64
    var successes: Int64
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
        return [
          "\(row.experiment.id)", row.campaignName, row.experiment.hypothesis,
          row.experiment.metric.rawValue, row.experiment.status.rawValue,
          Figure.count(row.experiment.variants.reduce(0) { $0 + $1.trials }),
          Figure.percent(reading?.relativeEffect.mean),
          reading.map {
            "\(Figure.percent($0.relativeEffect.low))…\(Figure.percent($0.relativeEffect.high))"
          } ?? "–", Figure.percent(reading?.winProbability, digits: 0),
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
      hypothesis: experiment.hypothesis, metric: experiment.metric.rawValue,
      status: experiment.status.rawValue, startedAt: experiment.startedAt.iso8601,
      plannedTrials: experiment.plannedTrials,
      variants: experiment.variants.map {
        ExperimentsReport.Variant(
          creative: $0.creative, share: $0.share, trials: $0.trials, successes: $0.successes)
      }, relativeEffect: reading.map { EstimateValue($0.relativeEffect) },
      winProbability: reading?.winProbability, sampleRatioP: reading?.sampleRatioP,
      verdict: reading?.verdict.rawValue, reason: reading?.reason, daysLeft: row.daysLeft)
  }
}
