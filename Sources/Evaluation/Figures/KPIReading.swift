package import Commerce
import Oversight

/// The value of a KPI in given metrics, and its words.
package enum KPIReading {
  /// In the units that `Metrics` documents; `nil` where nothing was divided by, and for the
  /// report's age.
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
    case .feedAge: nil
    }
  }

  /// `£0.42`, `2.9 %`, `3.51`, `6 h`.
  package static func words(_ kpi: KPI, _ value: Double, _ currency: Currency) -> String {
    switch kpi {
    case .spend, .revenue, .costPerClick, .costPerThousand: FigureWords.money(value, currency)
    case .impressions, .clicks: FigureWords.whole(value)
    case .orders: FigureWords.oneDecimal(value)
    case .clickThroughRate, .conversionRate: FigureWords.share(value)
    case .returnOnAdSpend: twoDecimals(value)
    case .feedAge: FigureWords.whole(value) + " h"
    }
  }
}
