package import Commerce

/// What a figure means: from which data, over how many days, by which formula.
///
/// Each figure is defined here once; whatever shows one takes its name and formula from here and its
/// value from ``KPIFigure``.
package struct KPIDefinition: Hashable, Sendable {
  package let kpi: KPI
  package let source: Source
  /// As people call it; `orders` are conversions where platforms report them.
  package let name: String
  /// In words, with what stands above and below the line.
  package let formula: String
  /// Days that are summed; for what lies ahead, days ahead.
  package let windowDays: Int

  /// Where a figure comes from, which says how it is attributed.
  package enum Source: String, CaseIterable, Codable, Sendable {
    /// Reports of the advertising platforms and the mailer.
    case platforms
    /// The shop's own orders.
    case shop
    /// Both: the platforms' spend and the shop's customers.
    case both
    /// The customers' histories and models.
    case customers
  }

  /// Which order counts for which day, and what that leaves open.
  package var attribution: String {
    switch source {
    case .platforms:
      "as the platforms attribute it to themselves, by day of the click; settled days only"
    case .shop: "every order of the shop, by day of the order; nothing is attributed"
    case .both:
      "spend by day of the click, customers by day of their first order; nothing is attributed"
    case .customers: "every order of the shop, by day of the order; nothing is attributed"
    }
  }

  init(_ kpi: KPI, _ source: Source, _ formula: String, name: String? = nil, days: Int = 7) {
    self.kpi = kpi
    self.source = source
    self.name = name ?? kpi.rawValue
    self.formula = formula
    windowDays = days
  }

  /// All of them, in the order they are shown.
  package static let all: [KPIDefinition] = [
    KPIDefinition(.revenue, .shop, "sum of order values"),
    KPIDefinition(.orders, .shop, "number of orders"),
    KPIDefinition(.averageOrderValue, .shop, "order values ÷ orders"),
    KPIDefinition(.spend, .platforms, "sum of spend"),
    KPIDefinition(
      .revenue, .platforms, "sum of attributed order values", name: "attributed revenue"),
    KPIDefinition(.returnOnAdSpend, .platforms, "attributed order values ÷ spend"),
    KPIDefinition(.orders, .platforms, "attributed orders", name: "conversions"),
    KPIDefinition(.conversionRate, .platforms, "attributed orders ÷ clicks"),
    KPIDefinition(.clickThroughRate, .platforms, "clicks ÷ impressions"),
    KPIDefinition(.costPerClick, .platforms, "spend ÷ clicks"),
    KPIDefinition(.costPerThousand, .platforms, "spend ÷ thousand impressions"),
    KPIDefinition(.acquisitionCost, .both, "spend ÷ customers with a first order"),
    KPIDefinition(
      .lifetimeValue, .customers,
      "mean revenue expected of a customer in the days ahead, by today's model of purchases",
      days: 365),
    KPIDefinition(
      .churnRate, .customers,
      "customers who bought in the days before the window and not in it ÷ those who bought before",
      days: 90),
    KPIDefinition(
      .activeRate, .customers, "customers who bought in the window ÷ all customers", days: 90),
  ]
}
