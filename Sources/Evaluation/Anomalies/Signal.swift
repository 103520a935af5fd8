import Commerce

/// The shifts that are looked for in the figures of a campaign or a platform.
enum Signal: Int, CaseIterable, Sendable {
  case priceUp, priceDown, clickRateUp, clickRateDown, conversionUp, conversionDown
  case returnDown

  /// The figure that shows it; a price is that of what the platform charges for.
  func kpi(on platform: Platform?) -> KPI {
    switch self {
    case .priceUp, .priceDown:
      platform?.chargesImpressions == true ? .costPerThousand : .costPerClick
    case .clickRateUp, .clickRateDown: .clickThroughRate
    case .conversionUp, .conversionDown: .conversionRate
    case .returnDown: .returnOnAdSpend
    }
  }

  /// The level that is looked for, relative to the expected one.
  var ratio: Double {
    switch self {
    case .priceUp: 1.6
    case .priceDown: 0.6
    case .clickRateUp: 2
    case .clickRateDown: 0.5
    case .conversionUp: 2.5
    case .conversionDown, .returnDown: 0.3
    }
  }

  var group: AlertGroup {
    switch self {
    case .priceUp, .priceDown, .clickRateUp, .clickRateDown: .traffic
    case .conversionUp, .conversionDown, .returnDown: .conversion
    }
  }

  var isRise: Bool { ratio > 1 }

  var isPrice: Bool { self == .priceUp || self == .priceDown }

  /// Whether its figure is made of others that are watched too: what moves it is told by them where
  /// one of them shows it.
  var isDerived: Bool { self == .returnDown }

  /// The most of a detector's threshold that one hour may bring. A price is measured, so one hour
  /// can be enough; a count can be a whim of one person.
  var mostAnHour: Double {
    switch self {
    case .priceUp, .priceDown: 1
    case .clickRateUp: 0.7
    case .clickRateDown, .conversionUp, .conversionDown, .returnDown: 1 / 3.0
    }
  }

  /// Evidence that one campaign must show.
  var campaignThreshold: Double {
    switch self {
    case .priceUp: 8
    case .clickRateUp: 10.5
    case .priceDown, .conversionUp, .conversionDown: 9
    case .clickRateDown, .returnDown: 13
    }
  }

  /// Evidence that all campaigns of a platform together must show.
  var platformThreshold: Double {
    switch self {
    case .priceUp: 6.5
    case .clickRateUp: 8
    case .priceDown, .conversionUp, .conversionDown: 7.5
    case .clickRateDown, .returnDown: 12
    }
  }

  static let count = allCases.count
}

extension Platform {
  /// Whether it charges impressions; otherwise it charges clicks.
  var chargesImpressions: Bool { self == .metaAds }

  /// What a price in figures is the price of: a click, or a thousand impressions.
  var pricedUnits: Double { chargesImpressions ? 1_000 : 1 }
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
