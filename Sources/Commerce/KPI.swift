/// The figures that are shown, watched and aimed at.
package enum KPI: String, CaseIterable, Codable, Sendable {
  case spend, impressions, clicks, orders, revenue
  case costPerClick = "CPC"
  case costPerThousand = "CPM"
  case clickThroughRate = "CTR"
  case conversionRate = "conversion rate"
  case returnOnAdSpend = "ROAS"
  case feedAge = "report age"
  case averageOrderValue = "average order value"
  case acquisitionCost = "CAC"
  case lifetimeValue = "lifetime value"
  case churnRate = "churn rate"
  case activeRate = "active rate"
}

extension KPI {
  /// What a figure is counted in.
  package enum Unit: String, Codable, Sendable {
    /// Currency units.
    case money
    /// From 0 to 1; shown in per cent.
    case share
    /// Money for money.
    case ratio
    case count
    case hours
  }

  package var unit: Unit {
    switch self {
    case .spend, .revenue, .costPerClick, .costPerThousand, .averageOrderValue, .acquisitionCost,
      .lifetimeValue:
      .money
    case .clickThroughRate, .conversionRate, .churnRate, .activeRate: .share
    case .returnOnAdSpend: .ratio
    case .impressions, .clicks, .orders: .count
    case .feedAge: .hours
    }
  }

  /// Whether more of it is better.
  package enum Direction: String, Codable, Sendable {
    case higherIsBetter = "higher is better"
    case lowerIsBetter = "lower is better"
    /// Good or bad only by what it brings.
    case neither
  }

  package var direction: Direction {
    switch self {
    case .spend: .neither
    case .costPerClick, .costPerThousand, .acquisitionCost, .churnRate, .feedAge: .lowerIsBetter
    case .impressions, .clicks, .orders, .revenue, .clickThroughRate, .conversionRate,
      .returnOnAdSpend, .averageOrderValue, .lifetimeValue, .activeRate:
      .higherIsBetter
    }
  }
}
