/// What a simulated run came to, with the field names of `growth simulate --json`.
package struct SimulationReport: Encodable, Hashable, Sendable {
  package var world: String
  package var seed: UInt64
  package var days: Int
  package var policies: [Score]

  /// One way of running the shop. Money is in currency units.
  package struct Score: Encodable, Hashable, Sendable {
    package var name: String
    /// All orders of the simulated time.
    package var revenue: Double
    package var spend: Double
    /// Margin on the revenue that the campaigns caused, less what they cost; the truth, not what
    /// platforms claim.
    package var profit: Double
    /// Lowest profit of a single day.
    package var worstDay: Double
    /// Days on which a cap was exceeded.
    package var breaches: Int
    package var incidents: Incidents
    /// Share of scored forecasts whose 80 % interval held; `nil` before the first.
    package var forecastCoverage80: Double?
    package var decisions: Int
    package var approvalsAsked: Int

    enum CodingKeys: String, CodingKey {
      case name, revenue, spend, profit, breaches, incidents, decisions
      case worstDay = "worst_day"
      case forecastCoverage80 = "forecast_coverage_80"
      case approvalsAsked = "approvals_asked"
    }
  }

  /// Alerts held against the incidents that really were.
  package struct Incidents: Encodable, Hashable, Sendable {
    package var real: Int
    package var alerts: Int
    package var precision: Double?
    package var recall: Double?
    package var medianDelayHours: Double?

    enum CodingKeys: String, CodingKey {
      case real, alerts, precision, recall
      case medianDelayHours = "median_delay_hours"
    }
  }
}
