extension Experiment {
  /// What the variants of a test differ in.
  package enum Subject: Hashable, Codable, Sendable {
    /// Two creatives of one campaign, shown side by side and compared by a rate.
    case creative(Metric)
    case audience(AudienceTrial)
    case budget(BudgetTrial)
    case email(EmailTrial)

    /// `creative`, `audience`, `budget` or `email`.
    package var name: String {
      switch self {
      case .creative: "creative"
      case .audience: "audience"
      case .budget: "budget"
      case .email: "email"
      }
    }

    /// What the variants are compared by.
    package var measure: String {
      switch self {
      case .creative(let metric): metric.rawValue
      case .audience: "return on ad spend"
      case .budget: "profit on the extra spend"
      case .email: "revenue per recipient"
      }
    }
  }

  /// The same message shown to another audience, in a campaign of its own with an equal budget: no
  /// platform here splits one campaign by audience.
  package struct AudienceTrial: Hashable, Codable, Sendable {
    package var platform: Platform
    /// The campaign that shows the message to the other audience.
    package var challenger: Campaign.ID
    package var audience: Audience
    package var otherAudience: Audience
    /// Of each campaign.
    package var dailyBudget: Money

    package init(
      platform: Platform, challenger: Campaign.ID, audience: Audience, otherAudience: Audience,
      dailyBudget: Money
    ) {
      self.platform = platform
      self.challenger = challenger
      self.audience = audience
      self.otherAudience = otherAudience
      self.dailyBudget = dailyBudget
    }
  }

  /// A campaign's daily budget switched between two heights by blocks of days.
  ///
  /// The number of blocks is odd and they alternate, so that both heights have the same mean day
  /// and a steady trend cancels.
  package struct BudgetTrial: Hashable, Codable, Sendable {
    package var platform: Platform
    /// What it was before, and is between the last block and the answer.
    package var base: Money
    package var low: Money
    package var high: Money
    /// Whether the first block has the higher budget.
    package var startsHigh: Bool
    /// Profit that a unit of attributed revenue is taken to make, in (0, 1]: a unit of spend is
    /// paid by 1 / `margin`.
    package var margin: Double
    /// What the next unit of spend was believed to bring before the test, in revenue.
    package var believed: Estimate

    package static let blockDays = 4
    package static let blocks = 7
    /// First days of a block that are not compared: what was spent before still works.
    package static let washoutDays = 1
    package static let days = blocks * blockDays

    package init(
      platform: Platform, base: Money, low: Money, high: Money, startsHigh: Bool, margin: Double,
      believed: Estimate
    ) {
      self.platform = platform
      self.base = base
      self.low = low
      self.high = high
      self.startsHigh = startsHigh
      self.margin = margin
      self.believed = believed
    }

    /// The budget of the first block.
    package var first: Money { startsHigh ? high : low }

    /// Days of all blocks together with the higher and with the lower budget that are compared.
    package var comparedDays: (high: Int, low: Int) {
      let compared = Self.blockDays - Self.washoutDays
      let more = (Self.blocks + 1) / 2 * compared
      let fewer = Self.blocks / 2 * compared
      return startsHigh ? (more, fewer) : (fewer, more)
    }

    /// Whether a block, counted from 0, has the higher budget.
    package func isHigh(block: Int) -> Bool { block.isMultiple(of: 2) == startsHigh }

    /// The budget on a day after the test's first one (0 is its first whole day); `base` once all
    /// blocks are over.
    package func budget(onDay day: Int) -> Money {
      guard day < Self.days else { return base }
      return isHigh(block: max(0, day) / Self.blockDays) ? high : low
    }
  }

  /// The campaigns that take part: the control's, and the challenger's where it has its own.
  package var campaigns: [Campaign.ID] {
    if case .audience(let trial) = subject { [campaign, trial.challenger] } else { [campaign] }
  }

  /// Whether it runs and has its verdict, which stays whatever is counted afterwards.
  package var isDecided: Bool {
    guard status == .running, let reading else { return false }
    return reading.verdict != .continue
  }

  /// The first whole day.
  package var firstDay: Day { startedAt.day.adding(days: 1) }

  /// The rate that creatives are compared by; `nil` for other subjects.
  package var metric: Metric? {
    if case .creative(let metric) = subject { metric } else { nil }
  }

  /// What stands against what, where it is not creatives: `lookalikes`, `£80.00 a day`.
  package var armNames: [String] {
    switch subject {
    case .creative, .email: []
    case .audience(let trial): [trial.audience.description, trial.otherAudience.description]
    case .budget(let trial): ["\(trial.low) a day", "\(trial.high) a day"]
    }
  }

  /// A test of creatives.
  package init(
    id: ID, campaign: Campaign.ID, hypothesis: String, metric: Metric, variants: [Variant],
    startedAt: Instant, plannedTrials: Int64, design: Design? = nil, status: Status = .pending,
    reading: Reading? = nil, concludedAt: Instant? = nil
  ) {
    self.init(
      id: id, campaign: campaign, hypothesis: hypothesis, subject: .creative(metric),
      variants: variants, startedAt: startedAt, plannedTrials: plannedTrials, design: design,
      status: status, reading: reading, concludedAt: concludedAt)
  }
}
