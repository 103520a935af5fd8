import Commerce
import Yams

/// What the shop's figures should be.
extension ConfigurationReader {
  private enum TargetKey: String, CaseIterable {
    case revenue, orders, spend, roas, ctr, cpc, cpm, cac
    case conversionRate = "conversion_rate"
    case averageOrderValue = "average_order_value"
    case lifetimeValue = "lifetime_value"
    case churnRate = "churn_rate"
    case activeRate = "active_rate"

    var kpi: KPI {
      switch self {
      case .revenue: .revenue
      case .orders: .orders
      case .spend: .spend
      case .roas: .returnOnAdSpend
      case .ctr: .clickThroughRate
      case .cpc: .costPerClick
      case .cpm: .costPerThousand
      case .cac: .acquisitionCost
      case .conversionRate: .conversionRate
      case .averageOrderValue: .averageOrderValue
      case .lifetimeValue: .lifetimeValue
      case .churnRate: .churnRate
      case .activeRate: .activeRate
      }
    }
  }

  mutating func targets(_ node: Node) -> [KPI: Double] {
    var targets: [KPI: Double] = [:]
    for (key, value) in entries(of: node, "targets", TargetKey.self) {
      let expected =
        key.kpi.unit == .share ? "a share above 0, like 0.3" : "a number above 0, like 12.5"
      targets[key.kpi] = target(value, expected)
    }
    return targets
  }
}
