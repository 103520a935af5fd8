import DataPipeline
import Statistics

/// Regions for a test to come.
struct LiftPlanReport: Report {
  var days: Int
  var level: Double
  var power: Double
  var plans: [Plan]
  var incompleteRegions: [String]

  struct Plan: Encodable {
    var treated: [String]
    /// A share; null where not even a doubling would be found.
    var smallestLift: Double?
    var scaledL2Imbalance: Double
    /// Root mean squared error of periods that were not matched, as a share of the level.
    var foretellingError: Double
    var shareOfAll: Double
    var donors: [LiftReport.Donor]
  }

  init(_ plans: [GeoTestPlan], _ request: GeoTestPlan.Request, _ data: DatedPanel) {
    days = request.periods
    level = request.level
    power = request.power
    self.plans = plans.map { plan in
      Plan(
        treated: plan.treated, smallestLift: plan.smallestLift,
        scaledL2Imbalance: plan.scaledImbalance, foretellingError: plan.foretellingError,
        shareOfAll: plan.share,
        donors: plan.donors.map { LiftReport.Donor(region: $0.region, weight: $0.weight) })
    }
    incompleteRegions = data.incomplete
  }

  func text(_ layout: TextLayout) -> String {
    TextTable(
      [
        .left("regions"), .right("finds a lift of"), .right("off by"), .right("of all"),
        .left("stood for by"),
      ],
      rows: plans.map { plan in
        [
          plan.treated.joined(separator: ", "),
          plan.smallestLift.map { Figure.percent($0) } ?? "over 100 %",
          Figure.percent(plan.foretellingError), Figure.percent(plan.shareOfAll),
          plan.donors.prefix(3).map { "\($0.region) \(Figure.of($0.weight))" }
            .joined(separator: ", "),
        ]
      }, emptyText: "No set of so many regions can be stood for by the others."
    ).text(layout)
  }
}
