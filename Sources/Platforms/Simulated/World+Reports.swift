import Commerce
import Market

extension World {
  /// What a platform reports of this world, from where a reader left off.
  func report(of platform: Platform, after cursor: ReportCursor?) -> PlatformReport {
    let from = cursor?.position ?? 0
    guard platform != .shopify else {
      return PlatformReport(rows: [], cursor: ReportCursor(position: from), completeTo: now)
    }
    var rows: [PlatformReport.Row] = []
    reports.forEachRow(of: platform, after: from) { row, hour in
      let campaign = campaigns[Int(row.campaign)]
      rows.append(
        PlatformReport.Row(
          externalID: campaign.externalID,
          creative: campaign.creatives[Int(row.creative)].label, hour: hour, metrics: row.metrics))
    }
    let position = max(from, reports.position(platform))
    return PlatformReport(
      rows: rows, cursor: ReportCursor(position: position),
      completeTo: reports.completeTo(platform))
  }

  /// What the shop has recorded, from where a reader left off.
  func orders(after cursor: ReportCursor?) -> OrderFeed {
    let from = cursor?.position ?? 0
    var orders: [ShopOrder] = []
    var unsubscribed: [String] = []
    for entry in feed.entries(after: from) {
      let reference = reference(ofCustomer: entry.customer)
      switch entry.event {
      case .order(let number, let micros, let campaign):
        orders.append(
          ShopOrder(
            reference: "S\(100_000 + number)", customerReference: reference, placedAt: entry.at,
            amount: Money(micros: micros, currency),
            campaignName: campaign.map { campaigns[Int($0)].name }))
      case .unsubscribed: unsubscribed.append(reference)
      }
    }
    return OrderFeed(
      orders: orders, unsubscribed: unsubscribed,
      cursor: ReportCursor(position: max(from, feed.position)))
  }
}
