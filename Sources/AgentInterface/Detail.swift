package import Commerce
package import Oversight

/// The answer to a query.
package enum Detail: Codable, Hashable, Sendable {
  case campaign(CampaignDetail)
  case segment(SegmentDetail)
  case experiment(ExperimentDetail)
  case alert(AlertDetail)
  case decision(DecisionDetail)
  case decisions([Decision])
  case shop(ShopDetail)
  case kpis([KPIRow])
  case calibration([CalibrationRow])
  case plan(PlanDetail)
  case opportunities(OpportunitiesDetail)
  case lessons([Lesson])
}

/// Values at equal steps of time, with what was expected of them.
package struct Series: Codable, Hashable, Sendable {
  package var name: String
  /// `£`, `%`, or empty for counts.
  package var unit: String
  package var start: Instant
  package var stepHours: Int
  /// `nil` where nothing was reported.
  package var values: [Double?]
  /// Expected band, as long as `values`, or empty.
  package var low: [Double]
  package var high: [Double]
  /// Indexes into `values` that were flagged.
  package var flagged: [Int]

  package init(
    name: String, unit: String, start: Instant, stepHours: Int, values: [Double?],
    low: [Double] = [], high: [Double] = [], flagged: [Int] = []
  ) {
    self.name = name
    self.unit = unit
    self.start = start
    self.stepHours = stepHours
    self.values = values
    self.low = low
    self.high = high
    self.flagged = flagged
  }
}

package struct CampaignDetail: Codable, Hashable, Sendable {
  package var row: CampaignRow
  /// Spend, revenue, clicks, CPC …, by day over the last 28 days, then by hour over the last 3 with their bands.
  package var series: [Series]
  package var creatives: [CreativeResult]
  package var curve: Decision.Curve?
  /// Newest first.
  package var history: [ActivityEntry]
  package var decisions: [Decision]
  /// What was changed about it so far, newest first.
  package var changes: [CampaignChange]

  package struct CreativeResult: Codable, Hashable, Sendable {
    package var creative: Creative
    package var metrics: Metrics
    /// Click-through rate of the last 14 days, oldest first.
    package var trend: [Double]
    /// `nil` until enough days have been seen.
    package var wear: Wear?

    package init(creative: Creative, metrics: Metrics, trend: [Double], wear: Wear? = nil) {
      self.creative = creative
      self.metrics = metrics
      self.trend = trend
      self.wear = wear
    }
  }

  package init(
    row: CampaignRow, series: [Series], creatives: [CreativeResult], curve: Decision.Curve?,
    history: [ActivityEntry], decisions: [Decision], changes: [CampaignChange] = []
  ) {
    self.row = row
    self.series = series
    self.creatives = creatives
    self.curve = curve
    self.history = history
    self.decisions = decisions
    self.changes = changes
  }
}

package struct SegmentDetail: Codable, Hashable, Sendable {
  package var segment: Segment
  package var recency: Histogram
  package var frequency: Histogram
  package var monetary: Histogram
  /// Expected revenue of the next 12 months; `nil` where no model is fitted.
  package var value: Histogram?
  /// Members now by the segment they were in a week ago, largest first; `nil` for customers who are
  /// new.
  package var cameFrom: [Movement]
  /// Where those who were members a week ago are now.
  package var wentTo: [Movement]
  package var clusters: [Cluster]
  package var examples: [Example]
  /// What the members ordered and are expected to; `nil` with too short a history.
  package var outlook: DemandOutlook?
  /// How the members buy, in words.
  package var habits: [Decision.Fact]
  /// The members by the month of their first order, oldest first.
  package var cohorts: [ShopDetail.Cohort]

  package struct Histogram: Codable, Hashable, Sendable {
    package var label: String
    package var bins: [Bin]

    package struct Bin: Codable, Hashable, Sendable {
      package var label: String
      package var customers: Int

      package init(label: String, customers: Int) {
        self.label = label
        self.customers = customers
      }
    }

    package init(label: String, bins: [Bin]) {
      self.label = label
      self.bins = bins
    }
  }

  package struct Movement: Codable, Hashable, Sendable {
    package var other: SegmentName?
    package var customers: Int

    package init(other: SegmentName?, customers: Int) {
      self.other = other
      self.customers = customers
    }
  }

  /// A k-means cluster of the whole shop, and how many of this segment's members are in it.
  package struct Cluster: Codable, Hashable, Sendable {
    package var words: String
    package var size: Int
    package var members: Int

    package init(words: String, size: Int, members: Int) {
      self.words = words
      self.size = size
      self.members = members
    }
  }

  /// A customer by internal id only.
  package struct Example: Codable, Hashable, Sendable {
    package var customer: Customer.ID
    package var lastDay: Day
    package var purchaseDays: Int
    package var revenue: Money
    package var churnRisk: Double?

    package init(
      customer: Customer.ID, lastDay: Day, purchaseDays: Int, revenue: Money, churnRisk: Double?
    ) {
      self.customer = customer
      self.lastDay = lastDay
      self.purchaseDays = purchaseDays
      self.revenue = revenue
      self.churnRisk = churnRisk
    }
  }

  package init(
    segment: Segment, recency: Histogram, frequency: Histogram, monetary: Histogram,
    cameFrom: [Movement], wentTo: [Movement], clusters: [Cluster], examples: [Example],
    value: Histogram? = nil, outlook: DemandOutlook? = nil,
    habits: [Decision.Fact] = [], cohorts: [ShopDetail.Cohort] = []
  ) {
    self.segment = segment
    self.recency = recency
    self.frequency = frequency
    self.monetary = monetary
    self.cameFrom = cameFrom
    self.wentTo = wentTo
    self.clusters = clusters
    self.examples = examples
    self.value = value
    self.outlook = outlook
    self.habits = habits
    self.cohorts = cohorts
  }
}

package struct ExperimentDetail: Codable, Hashable, Sendable {
  package var row: ExperimentRow
  package var creatives: [Creative]
  /// Relative effect at each look, oldest first.
  package var looks: [Look]
  package var decisions: [Decision]
  /// What is believed of other ideas than the control's where the test runs, best first.
  package var messages: [Message]

  /// An idea beside the control's.
  package struct Message: Codable, Hashable, Sendable {
    package var idea: Creative.Idea
    /// Of its rate over the control's, relative: 0.09 is +9 %.
    package var effect: Estimate
    /// Ended tests that it was part of.
    package var tests: Int

    package init(idea: Creative.Idea, effect: Estimate, tests: Int) {
      self.idea = idea
      self.effect = effect
      self.tests = tests
    }
  }

  package struct Look: Codable, Hashable, Sendable {
    package var at: Instant
    package var effect: Estimate

    package init(at: Instant, effect: Estimate) {
      self.at = at
      self.effect = effect
    }
  }

  package init(
    row: ExperimentRow, creatives: [Creative], looks: [Look], decisions: [Decision],
    messages: [Message] = []
  ) {
    self.row = row
    self.creatives = creatives
    self.looks = looks
    self.decisions = decisions
    self.messages = messages
  }
}

package struct AlertDetail: Codable, Hashable, Sendable {
  package var alert: Alert
  package var scopeName: String
  package var series: Series
  package var decisions: [Decision]

  package init(alert: Alert, scopeName: String, series: Series, decisions: [Decision]) {
    self.alert = alert
    self.scopeName = scopeName
    self.series = series
    self.decisions = decisions
  }
}

package struct DecisionDetail: Codable, Hashable, Sendable {
  package var decision: Decision
  /// Each call to the platform with how far it got.
  package var operations: [OperationStatus]
  /// Settled decisions of the same kind.
  package var similar: Int
  package var similarWithinInterval: Int
  /// How well forecasts of its class have held; `nil` before the first outcome.
  package var calibration: CalibrationRow?

  package struct OperationStatus: Codable, Hashable, Sendable {
    package var operation: PlatformOperation
    package var state: String
    package var attempts: Int
    package var answer: String?

    package init(operation: PlatformOperation, state: String, attempts: Int, answer: String?) {
      self.operation = operation
      self.state = state
      self.attempts = attempts
      self.answer = answer
    }
  }

  package init(
    decision: Decision, operations: [OperationStatus], similar: Int, similarWithinInterval: Int,
    calibration: CalibrationRow? = nil
  ) {
    self.decision = decision
    self.operations = operations
    self.similar = similar
    self.similarWithinInterval = similarWithinInterval
    self.calibration = calibration
  }
}
