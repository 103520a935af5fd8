import Commerce

extension AnomalyWatch {
  /// What may be behind a shift, most likely first, with the figures that speak for it.
  func causes(
    of signal: Signal, in scope: Alert.Scope, affected: [Campaign], at now: Instant
  ) -> [String] {
    let figures = Figures(of: affected.compactMap { campaigns[$0.id] }, shop: shop)
    return likelyCauses(of: signal, in: scope, figures, place(scope, affected))
      + evidence(figures, unusual(in: scope, at: now), but: signal)
  }

  private func likelyCauses(
    of signal: Signal, in scope: Alert.Scope, _ figures: Figures, _ place: String
  ) -> [String] {
    switch signal {
    case .priceUp: return priceCauses(figures, place)
    case .priceDown:
      return ["less competition in the auction\(place)", "cheaper placements: look at quality"]
    case .clickRateUp: return clickCauses(figures, place)
    case .clickRateDown:
      return [
        "the creatives are worn out or were changed\(place)",
        "shown to the wrong people: audience or keywords",
      ]
    case .conversionUp:
      return [
        "orders may be counted twice: look for a doubled conversion tag",
        "an offer that works better than before",
      ]
    case .conversionDown: return conversionCauses(figures, scope, place)
    case .returnDown: return returnCauses(figures, place)
    }
  }

  private func priceCauses(_ figures: Figures, _ place: String) -> [String] {
    guard let clicks = figures.clicks, clicks >= 1.35 else {
      let still = figures.clicks.map { " (CTR is \(FigureWords.share($0)) of usual)" } ?? ""
      return [
        "auction price: competitors bid more\(place)\(still)",
        "quality score or relevance has fallen",
      ]
    }
    return [
      "click fraud: CTR is \(FigureWords.share(clicks)) of usual\(place)", "auction price",
    ]
  }

  private func clickCauses(_ figures: Figures, _ place: String) -> [String] {
    if let orders = figures.conversions, orders < 0.7 {
      return [
        "click fraud: conversions a click are \(FigureWords.share(orders)) of usual\(place)",
        "clicks by mistake: placement or format",
      ]
    }
    return [
      "click fraud, if the new clicks do not convert in the next days\(place)",
      "a creative that works better than before",
    ]
  }

  private func conversionCauses(
    _ figures: Figures, _ scope: Alert.Scope, _ place: String
  ) -> [String] {
    var causes: [String] = []
    if let clicks = figures.clicks, clicks >= 1.5 {
      causes.append("click fraud: clicks are \(FigureWords.share(clicks)) of usual\(place)")
    }
    let tracking = "tracking: the platform does not see orders\(place)"
    let page = "landing page: clicks arrive but cannot buy\(place)"
    guard let orders = figures.shopOrders else { return causes + [tracking, page] }
    let words = "all orders of the shop are \(FigureWords.share(orders)) of usual"
    if case .campaign = scope { return causes + ["\(page) (\(words))", tracking] }
    return causes
      + (orders >= 0.8
        ? ["\(tracking) (\(words))", page] : ["\(page) (\(words))", "checkout or stock", tracking])
  }

  private func place(_ scope: Alert.Scope, _ affected: [Campaign]) -> String {
    switch scope {
    case .shop: ", on every platform"
    case .platform(let platform): ", on all of \(platform.name)"
    case .campaign: ", in this campaign alone"
    }
  }

  /// Recent actual over expected, all affected campaigns together.
  struct Figures {
    var clicks: Double?
    var price: Double?
    var conversions: Double?
    var shopOrders: Double?
    var spend: Double?
    var returns: Double?
    var orders: Double?
    var revenue: Double?

    init(of watches: [CampaignWatch], shop: ShopWatch) {
      clicks = Self.ratio(watches.map(\.clicksNow))
      price = Self.ratio(watches.map(\.priceNow))
      conversions = Self.ratio(watches.map(\.conversionsNow))
      shopOrders = shop.ordersNow.value
      spend = Self.ratio(watches.map(\.spendNow))
      returns = Self.ratio(watches.map(\.returnsNow))
      orders = Self.ratio(watches.map(\.ordersNow))
      revenue = Self.ratio(watches.map(\.revenueNow))
    }

    private static func ratio(_ parts: [RecentRatio]) -> Double? {
      let expected = parts.reduce(0) { $0 + $1.expected }
      return expected >= 1 ? parts.reduce(0) { $0 + $1.actual } / expected : nil
    }
  }
}
