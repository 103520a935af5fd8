package import Commerce
package import Oversight

/// What is known of all customers together, as of the end of yesterday.
package struct ShopDetail: Codable, Hashable, Sendable {
  /// `nil` with too short a history.
  package var outlook: DemandOutlook?
  /// Oldest first.
  package var cohorts: [Cohort]
  /// Where the members of each segment a week ago are now; empty before the first week.
  package var migration: [Migration]
  package var clusters: [SegmentDetail.Cluster]
  /// The models' parameters, in words.
  package var models: [Decision.Fact]
  /// Files of orders that were imported, newest first.
  package var imports: [Import]
  package var kpis: [KPIRow]
  package var calibration: [CalibrationRow]

  /// Customers who first bought in a month.
  package struct Cohort: Codable, Hashable, Sendable {
    package var month: Day
    package var customers: Int
    /// How many of them bought `index` months later; the first is all of them.
    package var active: [Int]
    /// Whether the last of these months is over; before that its figure still rises.
    package var isLastMonthOver: Bool

    package init(month: Day, customers: Int, active: [Int], isLastMonthOver: Bool = true) {
      self.isLastMonthOver = isLastMonthOver
      self.month = month
      self.customers = customers
      self.active = active
    }
  }

  package struct Migration: Codable, Hashable, Sendable {
    /// `nil` for customers who are new since.
    package var from: SegmentName?
    /// Members now, in the order of `SegmentName.allCases`.
    package var counts: [Int]

    package init(from: SegmentName?, counts: [Int]) {
      self.from = from
      self.counts = counts
    }
  }

  package struct Import: Codable, Hashable, Sendable {
    package var name: String
    package var at: Instant
    package var newOrders: Int
    package var newCustomers: Int
    package var alreadyStored: Int
    /// What the file is like: rows, what was refused and why, gaps, outliers.
    package var quality: [Decision.Fact]
    /// The first bad rows, in words.
    package var diagnostics: [String]

    package init(
      name: String, at: Instant, newOrders: Int, newCustomers: Int, alreadyStored: Int,
      quality: [Decision.Fact], diagnostics: [String]
    ) {
      self.name = name
      self.at = at
      self.newOrders = newOrders
      self.newCustomers = newCustomers
      self.alreadyStored = alreadyStored
      self.quality = quality
      self.diagnostics = diagnostics
    }
  }

  package init(
    outlook: DemandOutlook?, cohorts: [Cohort], migration: [Migration],
    clusters: [SegmentDetail.Cluster], models: [Decision.Fact], imports: [Import],
    kpis: [KPIRow] = [], calibration: [CalibrationRow] = []
  ) {
    self.kpis = kpis
    self.calibration = calibration
    self.outlook = outlook
    self.cohorts = cohorts
    self.migration = migration
    self.clusters = clusters
    self.models = models
    self.imports = imports
  }
}

/// Orders and revenue as they were and as they are expected.
package struct DemandOutlook: Codable, Hashable, Sendable {
  package var orders: Outlook
  package var revenue: Outlook
  /// The method and how it has done, or what can be said of the trend.
  package var words: String

  /// One series with its forecast.
  package struct Outlook: Codable, Hashable, Sendable {
    /// The last weeks, by day.
    package var history: Series
    /// From the day after on.
    package var expected: [Estimate]

    package init(history: Series, expected: [Estimate]) {
      self.history = history
      self.expected = expected
    }
  }

  package init(orders: Outlook, revenue: Outlook, words: String) {
    self.orders = orders
    self.revenue = revenue
    self.words = words
  }
}
