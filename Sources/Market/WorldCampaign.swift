package import Commerce

/// A campaign as a platform runs it, for every platform alike, with the truth about what it did.
package struct WorldCampaign: Hashable, Sendable {
  package let externalID: String
  package let name: String
  package let platform: Platform
  package let audience: Audience
  package let objective: Campaign.Objective
  package let discountCode: String?
  /// Positions of the customers it speaks to; empty unless the audience is a segment.
  let recipients: [Int32]
  package internal(set) var creatives: [WorldCreative]
  package internal(set) var state: State
  /// Micros a day; 0 where the platform has no budgets.
  package internal(set) var dailyBudget: Int64
  /// Micros for its whole life; `nil` for no cap.
  package let spendCap: Int64?
  package internal(set) var end: Day
  /// Highest budget in force today while it was active, in micros: what today's limit is made of.
  package internal(set) var highestBudgetToday: Int64 = 0
  package internal(set) var spentToday: Int64 = 0
  package internal(set) var spent: Int64 = 0
  /// Spend above budget so far, in budget-days, slowly forgotten; steers the monthly mean to the
  /// budget.
  var overspendDays = 0.0
  /// Meta: since when delivery is settling, and the conversions seen since.
  package internal(set) var learning: Learning?
  /// When the budget was changed, newest last; only the last hour's changes are kept.
  package internal(set) var budgetChanges: [Instant] = []
  /// Recipients an e-mail has gone to.
  package internal(set) var sentTo = 0
  /// Currency units of a typical order of its audience; fixed at creation.
  let typicalOrder: Double
  /// Share of clicks that are remembered and may claim an order.
  let touchShare: Double
  package internal(set) var truth = CampaignTruth()

  package enum State: UInt8, Sendable {
    case paused, active
    /// An e-mail on its way to its recipients.
    case sending
    /// Sent completely, or ended for good.
    case completed
    /// An e-mail that was stopped.
    case cancelled
  }

  package struct Learning: Hashable, Sendable {
    package var since: Instant
    package var conversions: Int
  }

  var audienceSize: Double {
    switch audience {
    case .everyone: 400_000
    case .prospects: 250_000
    case .lookalike: 120_000
    case .segment: Double(max(1, recipients.count))
    }
  }

  /// Whether the budget and the calendar let it run at all.
  package func isExhausted(on day: Day) -> Bool {
    day > end || spendCap.map { spent >= $0 } == true
  }
}

/// What a campaign really did, whatever the platform reports.
package struct CampaignTruth: Hashable, Sendable {
  package var impressions: Int64 = 0
  package var clicks: Int64 = 0
  /// Orders that a perfect platform would report: within the window after a click, caused or not.
  package var attributedOrders: Int64 = 0
  package var attributedRevenueMicros: Int64 = 0
  /// Orders that would not have happened without it, reported or not.
  package var incrementalOrders: Int64 = 0
  package var incrementalRevenueMicros: Int64 = 0
  /// Micros spent on each day with spend, oldest first.
  package var dailySpend: [DaySpend] = []

  package struct DaySpend: Hashable, Sendable {
    package var day: Day
    package var micros: Int64
    /// Highest budget in force on that day, in micros.
    package var highestBudget: Int64
  }
}
