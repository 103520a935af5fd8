package import Commerce
import Oversight

/// The value of a KPI in given metrics, and its words.
package enum KPIReading {
  /// In the units that `Metrics` documents; `nil` where nothing was divided by, and for what a
  /// platform's metrics do not say.
  package static func value(_ kpi: KPI, of metrics: Metrics) -> Double? {
    switch kpi {
    case .spend: Double(metrics.spendMicros) / 1_000_000
    case .impressions: Double(metrics.impressions)
    case .clicks: Double(metrics.clicks)
    case .orders: metrics.conversions
    case .revenue: Double(metrics.revenueMicros) / 1_000_000
    case .costPerClick: metrics.costPerClick
    case .costPerThousand: metrics.costPerThousand
    case .clickThroughRate: metrics.clickThroughRate
    case .conversionRate: metrics.conversionRate
    case .returnOnAdSpend: metrics.returnOnAdSpend
    case .feedAge, .averageOrderValue, .acquisitionCost, .lifetimeValue, .churnRate, .activeRate:
      nil
    }
  }

  /// `£0.42`, `2.9 %`, `3.51`, `6 h`.
  package static func words(_ kpi: KPI, _ value: Double, _ currency: Currency) -> String {
    switch kpi.unit {
    case .money: FigureWords.money(value, currency)
    case .count: kpi == .orders ? FigureWords.oneDecimal(value) : FigureWords.whole(value)
    case .share: FigureWords.share(value)
    case .ratio: twoDecimals(value)
    case .hours: FigureWords.whole(value) + " h"
    }
  }
}
