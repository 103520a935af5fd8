import Commerce

/// The shifts that are looked for in the figures of a campaign or a platform.
enum Signal: Int, CaseIterable, Sendable {
  case priceUp, priceDown, clickRateUp, clickRateDown, conversionUp, conversionDown

  var kpi: KPI {
    switch self {
    case .priceUp, .priceDown: .costPerClick
    case .clickRateUp, .clickRateDown: .clickThroughRate
    case .conversionUp, .conversionDown: .conversionRate
    }
  }

  /// The level that is looked for, relative to the expected one.
  var ratio: Double {
    switch self {
    case .priceUp: 1.45
    case .priceDown: 0.6
    case .clickRateUp: 1.8
    case .clickRateDown: 0.5
    case .conversionUp: 2.5
    case .conversionDown: 0.3
    }
  }

  var group: AlertGroup {
    switch self {
    case .priceUp, .priceDown, .clickRateUp, .clickRateDown: .traffic
    case .conversionUp, .conversionDown: .conversion
    }
  }

  var isRise: Bool { ratio > 1 }

  static let count = allCases.count
}

/// What one cause shows itself in; a scope has at most one open alert of each group.
enum AlertGroup: Hashable, Sendable {
  case traffic, conversion, delivery, orders, basket, feed

  init(_ kpi: KPI) {
    switch kpi {
    case .costPerClick, .costPerThousand, .clickThroughRate, .clicks, .spend: self = .traffic
    case .conversionRate, .returnOnAdSpend, .acquisitionCost: self = .conversion
    case .impressions: self = .delivery
    case .orders, .lifetimeValue, .churnRate, .activeRate: self = .orders
    case .revenue, .averageOrderValue: self = .basket
    case .feedAge: self = .feed
    }
  }
}
