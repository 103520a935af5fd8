/// What the agent means to reach in a week, with what money, and what would change its mind.
package struct WeeklyPlan: Hashable, Codable, Sendable {
  /// A Monday; of a plan that begins inside a week the day after it was written.
  package var firstDay: Day
  /// A Sunday.
  package var lastDay: Day
  package var writtenAt: Instant
  /// In a few sentences, with the numbers.
  package var summary: String
  package var goals: [Goal]
  /// Objectives with money or campaigns, in the order of `Campaign.Objective.allCases`.
  package var budgets: [Budget]
  package var risks: [String]
  package var conditions: [Condition]
  /// What came of earlier plans and what people said of them.
  package var remembered: [String]

  package init(
    firstDay: Day, lastDay: Day, writtenAt: Instant, summary: String = "", goals: [Goal] = [],
    budgets: [Budget] = [], risks: [String] = [], conditions: [Condition] = [],
    remembered: [String] = []
  ) {
    self.firstDay = firstDay
    self.lastDay = lastDay
    self.writtenAt = writtenAt
    self.summary = summary
    self.goals = goals
    self.budgets = budgets
    self.risks = risks
    self.conditions = conditions
    self.remembered = remembered
  }

  /// How many days it is for, at least 1.
  package var days: Int { max(1, lastDay.days(since: firstDay) + 1) }

  package func goal(_ measure: Measure) -> Goal? { goals.first { $0.measure == measure } }

  /// Ad spend that is planned over all objectives, in currency units.
  package var spend: Double { budgets.reduce(0) { $0 + $1.spend.units } }
}

extension WeeklyPlan {
  /// What is planned and tracked.
  package enum Measure: String, CaseIterable, Codable, Sendable {
    case profit, revenue, orders
    case newCustomers = "new customers"
    case spend = "ad spend"
    /// Mean probability that a customer buys nothing in the next 90 days.
    case churnRisk = "churn risk"

    package var unit: KPI.Unit {
      switch self {
      case .profit, .revenue, .spend: .money
      case .orders, .newCustomers: .count
      case .churnRisk: .share
      }
    }

    /// A state at the end of the week, not a sum over its days.
    package var isLevel: Bool { self == .churnRisk }

    package var isLowerBetter: Bool { self == .spend || self == .churnRisk }
  }

  /// What a measure should reach, and what it is expected to.
  package struct Goal: Hashable, Codable, Sendable {
    package var measure: Measure
    /// To be reached, or not to be exceeded where less is better; over all planned days.
    package var goal: Double
    /// `nil` where nothing forecasts the measure.
    package var expected: Estimate?
    /// What is expected by the end of each planned day, summed up; empty without a forecast.
    package var path: [Double]
    /// As many days of the trailing weeks; `nil` before the first week.
    package var usual: Double?
    package var because: String

    package init(
      measure: Measure, goal: Double, expected: Estimate? = nil, path: [Double] = [],
      usual: Double? = nil, because: String
    ) {
      self.measure = measure
      self.goal = goal
      self.expected = expected
      self.path = path
      self.usual = usual
      self.because = because
    }
  }

  /// What one objective gets.
  package struct Budget: Hashable, Codable, Sendable {
    package var objective: Campaign.Objective
    /// Running campaigns with a budget.
    package var campaigns: Int
    package var spend: Money
    /// What requests that wait for a person would add, if all of them were approved.
    package var waiting: Money
    /// Spent in as many days before.
    package var before: Money
    /// Attributed revenue that the planned spend should bring; `nil` before anything was learnt.
    package var revenue: Estimate?
    /// Attributed revenue of the next unit of spend.
    package var next: Estimate?

    package init(
      objective: Campaign.Objective, campaigns: Int, spend: Money, waiting: Money, before: Money,
      revenue: Estimate? = nil, next: Estimate? = nil
    ) {
      self.objective = objective
      self.campaigns = campaigns
      self.spend = spend
      self.waiting = waiting
      self.before = before
      self.revenue = revenue
      self.next = next
    }
  }

  /// A figure at the end of a day beyond which the plan is given up for a new one.
  package struct Condition: Hashable, Codable, Sendable {
    package var measure: Measure
    package var day: Day
    package var isBelow: Bool
    package var limit: Double

    package init(measure: Measure, day: Day, isBelow: Bool, limit: Double) {
      self.measure = measure
      self.day = day
      self.isBelow = isBelow
      self.limit = limit
    }

    package func isMet(by value: Double) -> Bool { isBelow ? value < limit : value > limit }
  }
}

/// What a shop took in and spent in one day, in currency units.
package struct ShopDay: Hashable, Codable, Sendable {
  package var day: Day
  package var orders: Int
  package var revenue: Double
  package var newCustomers: Int
  package var spend: Double
  /// Revenue after goods and delivery, less ad spend.
  package var profit: Double

  package init(
    day: Day, orders: Int, revenue: Double, newCustomers: Int, spend: Double, grossMargin: Double
  ) {
    self.day = day
    self.orders = orders
    self.revenue = revenue
    self.newCustomers = newCustomers
    self.spend = spend
    profit = revenue * grossMargin - spend
  }

  /// `nil` for what is no sum over days.
  package func value(_ measure: WeeklyPlan.Measure) -> Double? {
    switch measure {
    case .profit: profit
    case .revenue: revenue
    case .orders: Double(orders)
    case .newCustomers: Double(newCustomers)
    case .spend: spend
    case .churnRisk: nil
    }
  }
}
