package import Commerce

/// What KPIs are worked out from, by day.
package struct KPIInput: Sendable {
  /// The last day that platforms have settled.
  package var settledThrough: Day
  /// The last whole day of the shop.
  package var shopThrough: Day
  /// All campaigns together; a day without reports is absent.
  package var metrics: [Day: Metrics]
  /// The shop's orders; a day without orders within ``shopSince`` is 0.
  package var orders: [Day: OrderBook.Count]
  /// The first day from which orders are known; `nil` before the first order.
  package var shopSince: Day?
  /// The first day with a platform's report.
  package var metricsSince: Day?
  /// Customers by the day of their first order.
  package var newCustomers: [Day: Int]
  /// Who bought and who did not, at the end of some days.
  package var customers: [Day: CustomerCounts]
  /// Mean expected revenue of a customer as known at the end of some days, in currency units, all by
  /// one model; none without a model.
  package var lifetimeValues: [Day: Double]

  /// Customers at the end of a day, by when they bought.
  package struct CustomerCounts: Hashable, Sendable {
    package var all: Int
    /// Who bought in the 90 days up to it.
    package var active: Int
    /// Who bought in the 90 days before those.
    package var activeBefore: Int
    /// Of ``activeBefore``, who did not buy in the last 90 days.
    package var lost: Int

    package init(all: Int, active: Int, activeBefore: Int, lost: Int) {
      self.all = all
      self.active = active
      self.activeBefore = activeBefore
      self.lost = lost
    }
  }

  package init(
    settledThrough: Day, shopThrough: Day, metrics: [Day: Metrics] = [:],
    orders: [Day: OrderBook.Count] = [:], newCustomers: [Day: Int] = [:],
    customers: [Day: CustomerCounts] = [:], lifetimeValues: [Day: Double] = [:],
    shopSince: Day? = nil,
    metricsSince: Day? = nil
  ) {
    self.settledThrough = settledThrough
    self.shopThrough = shopThrough
    self.metrics = metrics
    self.orders = orders
    self.newCustomers = newCustomers
    self.customers = customers
    self.lifetimeValues = lifetimeValues
    self.shopSince = shopSince ?? orders.keys.min()
    self.metricsSince = metricsSince ?? metrics.keys.min()
  }

  /// The last day that counts for a figure.
  func through(_ source: KPIDefinition.Source) -> Day {
    switch source {
    case .platforms, .both: settledThrough
    case .shop, .customers: shopThrough
    }
  }

  /// Whether all days of a window are known.
  func reaches(back first: Day, _ source: KPIDefinition.Source) -> Bool {
    func isKnown(_ since: Day?) -> Bool { since.map { $0 <= first } ?? false }
    return switch source {
    case .platforms: isKnown(metricsSince)
    case .shop, .customers: isKnown(shopSince)
    case .both: isKnown(metricsSince) && isKnown(shopSince)
    }
  }

  /// What a day adds above and below a figure's line; below is `nil` for sums.
  func parts(_ definition: KPIDefinition, on day: Day) -> (above: Double, below: Double?) {
    let metrics = metrics[day] ?? .zero
    let orders = orders[day] ?? (0, 0)
    let spend = Double(metrics.spendMicros) / 1_000_000
    let attributed = Double(metrics.revenueMicros) / 1_000_000
    let sold = Double(orders.revenueMicros) / 1_000_000
    switch definition.kpi {
    case .spend: return (spend, nil)
    case .impressions: return (Double(metrics.impressions), nil)
    case .clicks: return (Double(metrics.clicks), nil)
    case .orders:
      return (definition.source == .shop ? Double(orders.orders) : metrics.conversions, nil)
    case .revenue: return (definition.source == .shop ? sold : attributed, nil)
    case .costPerClick: return (spend, Double(metrics.clicks))
    case .costPerThousand: return (spend, Double(metrics.impressions) / 1_000)
    case .clickThroughRate: return (Double(metrics.clicks), Double(metrics.impressions))
    case .conversionRate: return (metrics.conversions, Double(metrics.clicks))
    case .returnOnAdSpend: return (attributed, spend)
    case .averageOrderValue: return (sold, Double(orders.orders))
    case .acquisitionCost: return (spend, Double(newCustomers[day] ?? 0))
    case .feedAge, .lifetimeValue, .churnRate, .activeRate: return (0, 0)
    }
  }
}
