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
    /// Margin on the revenue that the campaigns cause on average, less what they cost; the truth,
    /// not what platforms claim, and without the luck of single orders.
    package var profit: Double
    /// The same with the orders that happened to come.
    package var realisedProfit: Double
    /// ``profit`` over that of the policy that knows everything; `nil` if that made none.
    package var shareOfOracle: Double?
    /// Lowest profit of a single day.
    package var worstDay: Double
    /// Days on which a cap was exceeded.
    package var breaches: Int
    package var incidents: Incidents
    /// Share of scored forecasts whose 80 % interval held; `nil` before the first.
    package var forecastCoverage80: Double?
    package var decisions: Int
    package var approvalsAsked: Int
    /// For charts; not in the JSON.
    package var byDay: [DayResult] = []

    /// - Parameters:
    ///   - policy: Who ran the shop.
    ///   - days: What each day came to.
    ///   - cap: Currency units that may be spent a day.
    ///   - incidents: How its alerts did.
    ///   - forecastCoverage80: Of its forecasts.
    ///   - decisions: That it made.
    ///   - approvalsAsked: Of those, the ones a person was asked for.
    init(
      _ policy: BudgetPolicy, _ days: [DayResult], cap: Double, incidents: Incidents,
      forecastCoverage80: Double? = nil, decisions: Int = 0, approvalsAsked: Int = 0
    ) {
      name = policy.rawValue
      revenue = days.reduce(0) { $0 + $1.revenue }
      spend = days.reduce(0) { $0 + $1.spend }
      profit = days.reduce(0) { $0 + $1.profit }
      realisedProfit = days.reduce(0) { $0 + $1.realisedProfit }
      worstDay = days.map(\.profit).min() ?? 0
      // Money is whole micros; what rounding adds is no breach.
      breaches = days.count { $0.spend > cap + 0.01 }
      self.incidents = incidents
      self.forecastCoverage80 = forecastCoverage80
      self.decisions = decisions
      self.approvalsAsked = approvalsAsked
      byDay = days
    }

    enum CodingKeys: String, CodingKey {
      case name, revenue, spend, profit, breaches, incidents, decisions
      case realisedProfit = "realised_profit"
      case shareOfOracle = "share_of_oracle"
      case worstDay = "worst_day"
      case forecastCoverage80 = "forecast_coverage_80"
      case approvalsAsked = "approvals_asked"
    }
  }

  /// Alerts held against the incidents that really were.
  package struct Incidents: Encodable, Hashable, Sendable {
    /// Labelled in the market, whether they did anything or not.
    package var real: Int
    /// Of those, the ones that changed any figure.
    package var felt: Int
    /// Of those, the ones that the best possible test could tell from chance.
    package var noticeable: Int
    /// Of at least a warning.
    package var alerts: Int
    /// Alerts that tell of an incident, one for each incident at most.
    package var right: Int
    /// Alerts of an incident that another alert had told of.
    package var duplicates: Int
    /// Noticeable incidents that an alert tells of.
    package var found: Int
    /// ``right`` over ``alerts``.
    package var precision: Double?
    /// Share of the noticeable incidents that was found.
    package var recall: Double?
    /// Share of the felt incidents that was found.
    package var recallOfFelt: Double?
    package var medianDelayHours: Double?
    /// The same for the best possible test, of all noticeable incidents: nobody can be sooner.
    package var medianSoonestDelayHours: Double?
    /// Of each that was found, ascending, so that runs can be pooled.
    package var delayHours: [Double]
    /// Of each noticeable one, ascending: how soon the best possible test could have known.
    package var soonestDelayHours: [Double]
    package var kinds: [Kind]

    /// One kind of incident.
    package struct Kind: Encodable, Hashable, Sendable {
      package var name: String
      package var noticeable: Int
      package var found: Int
      package var delayHours: [Double]
      package var soonestDelayHours: [Double]

      enum CodingKeys: String, CodingKey {
        case name, noticeable, found
        case delayHours = "delay_hours"
        case soonestDelayHours = "soonest_delay_hours"
      }
    }

    enum CodingKeys: String, CodingKey {
      case real, felt, noticeable, alerts, right, duplicates, found, precision, recall, kinds
      case recallOfFelt = "recall_of_felt"
      case medianDelayHours = "median_delay_hours"
      case medianSoonestDelayHours = "median_soonest_delay_hours"
      case delayHours = "delay_hours"
      case soonestDelayHours = "soonest_delay_hours"
    }
  }
}

extension SimulationReport.Score {
  /// Figures of nothing are null, so that each field is always there.
  package func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: CodingKeys.self)
    try fields.encode(name, forKey: .name)
    try fields.encode(revenue, forKey: .revenue)
    try fields.encode(spend, forKey: .spend)
    try fields.encode(profit, forKey: .profit)
    try fields.encode(realisedProfit, forKey: .realisedProfit)
    try fields.encode(shareOfOracle, forKey: .shareOfOracle)
    try fields.encode(worstDay, forKey: .worstDay)
    try fields.encode(breaches, forKey: .breaches)
    try fields.encode(incidents, forKey: .incidents)
    try fields.encode(forecastCoverage80, forKey: .forecastCoverage80)
    try fields.encode(decisions, forKey: .decisions)
    try fields.encode(approvalsAsked, forKey: .approvalsAsked)
  }
}

extension SimulationReport.Incidents {
  /// Figures of nothing are null, so that each field is always there.
  package func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: CodingKeys.self)
    try fields.encode(real, forKey: .real)
    try fields.encode(felt, forKey: .felt)
    try fields.encode(noticeable, forKey: .noticeable)
    try fields.encode(alerts, forKey: .alerts)
    try fields.encode(right, forKey: .right)
    try fields.encode(duplicates, forKey: .duplicates)
    try fields.encode(found, forKey: .found)
    try fields.encode(precision, forKey: .precision)
    try fields.encode(recall, forKey: .recall)
    try fields.encode(recallOfFelt, forKey: .recallOfFelt)
    try fields.encode(medianDelayHours, forKey: .medianDelayHours)
    try fields.encode(medianSoonestDelayHours, forKey: .medianSoonestDelayHours)
    try fields.encode(delayHours, forKey: .delayHours)
    try fields.encode(soonestDelayHours, forKey: .soonestDelayHours)
    try fields.encode(kinds, forKey: .kinds)
  }
}
