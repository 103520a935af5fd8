package import Commerce
package import Oversight

/// A campaign with the figures of its row.
package struct CampaignRow: Codable, Hashable, Sendable {
  package var campaign: Campaign
  package var today: Metrics
  package var week: Metrics
  package var weekBefore: Metrics
  /// Held for today, for what the platform may spend at most.
  package var heldToday: Money?
  /// Spend so far today over what an even day would have spent by now; `nil` without a budget.
  package var pace: Double?
  /// Attributed revenue of each of the last 14 days, oldest first, in currency units.
  package var trend: [Double]
  /// Delivery is still settling at the platform.
  package var isLearning: Bool
  /// Why increases wait, if they do.
  package var heldBecause: String?

  package init(
    campaign: Campaign, today: Metrics, week: Metrics, weekBefore: Metrics, heldToday: Money?,
    pace: Double?, trend: [Double], isLearning: Bool, heldBecause: String?
  ) {
    self.campaign = campaign
    self.today = today
    self.week = week
    self.weekBefore = weekBefore
    self.heldToday = heldToday
    self.pace = pace
    self.trend = trend
    self.isLearning = isLearning
    self.heldBecause = heldBecause
  }
}

/// Caps, holdings and what the next unit of money would earn.
package struct BudgetBoard: Codable, Hashable, Sendable {
  package var lines: [Line]
  package var marginal: [Marginal]
  /// The waiting decision that would move budgets, if there is one.
  package var proposal: Decision?

  package struct Line: Codable, Hashable, Sendable {
    package var label: String
    /// `nil` for the day and the total.
    package var platform: Platform?
    package var cap: Money
    /// For days that are open, what is spent of it included.
    package var held: Money
    /// Reported so far, on closed days and open ones.
    package var spent: Money
    /// What may still be held.
    package var free: Money

    package init(
      label: String, platform: Platform?, cap: Money, held: Money, spent: Money, free: Money
    ) {
      self.label = label
      self.platform = platform
      self.cap = cap
      self.held = held
      self.spent = spent
      self.free = free
    }
  }

  /// Attributed revenue that one more unit of budget is expected to bring in a day.
  package struct Marginal: Codable, Hashable, Sendable {
    package var campaign: Campaign.ID
    package var name: String
    package var budget: Money
    package var next: Estimate

    package init(campaign: Campaign.ID, name: String, budget: Money, next: Estimate) {
      self.campaign = campaign
      self.name = name
      self.budget = budget
      self.next = next
    }
  }

  package init(lines: [Line], marginal: [Marginal], proposal: Decision?) {
    self.lines = lines
    self.marginal = marginal
    self.proposal = proposal
  }
}

/// The customers as groups.
package struct CustomerBoard: Codable, Hashable, Sendable {
  package var customers: Int
  package var orders: Int
  package var movedThisWeek: Int
  /// In the order of `SegmentName.allCases`; groups without members are left out.
  package var segments: [Segment]
  /// Why there is no lifetime value, if there is none.
  package var valueNote: String?

  package init(
    customers: Int, orders: Int, movedThisWeek: Int, segments: [Segment], valueNote: String?
  ) {
    self.customers = customers
    self.orders = orders
    self.movedThisWeek = movedThisWeek
    self.segments = segments
    self.valueNote = valueNote
  }
}

/// An experiment with its campaign's name.
package struct ExperimentRow: Codable, Hashable, Sendable {
  package var experiment: Experiment
  package var campaignName: String
  /// Days until the planned sample is reached at the present rate, if it can be told; `nil` once the
  /// test is decided.
  package var daysLeft: Double?
  /// What the end of a decided test that still runs waits for; `nil` where it is not asked for now.
  package var end: End?

  package enum End: String, Codable, Sendable {
    /// For a person's word.
    case approval
    /// For the time to pass in which a person may object.
    case objection
    /// For the platform.
    case platform
  }

  package init(
    experiment: Experiment, campaignName: String, daysLeft: Double?, end: End? = nil
  ) {
    self.experiment = experiment
    self.campaignName = campaignName
    self.daysLeft = daysLeft
    self.end = end
  }
}

/// One line of the journal.
package struct ActivityEntry: Codable, Hashable, Sendable {
  package var id: Int64
  package var at: Instant
  package var kind: Kind
  package var by: Originator
  package var text: String
  /// More of it, for the entry in full.
  package var detail: String
  package var decision: Decision.ID?
  package var campaign: Campaign.ID?

  package enum Kind: String, Codable, Sendable, CaseIterable {
    case plan, act, observe, learn, alert, person, system
  }

  package init(
    id: Int64, at: Instant, kind: Kind, by: Originator, text: String, detail: String = "",
    decision: Decision.ID? = nil, campaign: Campaign.ID? = nil
  ) {
    self.id = id
    self.at = at
    self.kind = kind
    self.by = by
    self.text = text
    self.detail = detail
    self.decision = decision
    self.campaign = campaign
  }
}
