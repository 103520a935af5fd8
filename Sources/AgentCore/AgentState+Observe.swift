import AgentInterface
import Commerce
import DataPipeline
import Evaluation
import OrderedCollections
import Oversight
import Persistence
import Platforms

/// What the feeds bring in.
extension AgentState {
  /// Asks every feed that is not being read already for what is new.
  mutating func fetchFeeds() {
    if !isFetching({ if case .orders = $0 { true } else { false } }) {
      call(.orders(after: feeds.orders))
    }
    for platform in [Platform.googleAds, .metaAds, .klaviyo] {
      let wanted = campaigns.values.contains { $0.platform == platform && $0.externalID != nil }
      guard wanted else { continue }
      if !isFetching({ if case .report(platform, _) = $0 { true } else { false } }) {
        call(.report(platform, after: feeds.reports[platform]))
      }
      let last = feeds.listedAt[platform] ?? Instant(seconds: .min / 2)
      if now.seconds(since: last) >= 6 * Instant.secondsPerHour { list(platform) }
    }
  }

  /// A feed that was asked has not answered yet.
  var isFetchingFeeds: Bool {
    isFetching {
      switch $0 {
      case .orders, .report: true
      case .perform, .list, .analyse, .plan: false
      }
    }
  }

  private func isFetching(_ matches: (Call.Request) -> Bool) -> Bool {
    calls.values.contains { matches($0.request) }
  }

  mutating func reported(
    _ platform: Platform, _ result: Result<PlatformReport, PlatformError>, askedAt: Instant
  ) {
    switch result {
    case .failure(let error): noteTrouble(platform, "\(error)")
    case .success(let report):
      feeds.trouble[platform] = nil
      feeds.reports[platform] = report.cursor
      feeds.completeTo[platform] = report.completeTo
      feeds.answered(platform, askedAt: askedAt)
      remember("report.\(platform.rawValue)", String(report.cursor.position))
      remember("complete.\(platform.rawValue)", String(report.completeTo.seconds))
      record(report)
    }
  }

  private mutating func record(_ report: PlatformReport) {
    let ids = Dictionary(
      campaigns.values.compactMap { campaign in campaign.externalID.map { ($0, campaign.id) } },
      uniquingKeysWith: { first, _ in first })
    var rows: [MetricsRow] = []
    rows.reserveCapacity(report.rows.count)
    for row in report.rows {
      guard let campaign = ids[row.externalID] else { continue }
      metrics.record(row.metrics, campaign: campaign, creative: row.creative, hour: row.hour)
      rows.append(
        MetricsRow(
          campaign: campaign, creative: row.creative, hour: row.hour, metrics: row.metrics))
    }
    if !rows.isEmpty { effects.commit.changes.append(.metrics(rows)) }
  }

  mutating func ordered(_ result: Result<OrderFeed, PlatformError>, askedAt: Instant) {
    switch result {
    case .failure(let error): noteTrouble(.shopify, "\(error)")
    case .success(let feed):
      feeds.trouble[.shopify] = nil
      feeds.orders = feed.cursor
      // Orders placed since it was asked for are not in it, however late it answers.
      feeds.completeTo[.shopify] = askedAt
      feeds.answered(.shopify, askedAt: askedAt)
      remember("orders", String(feed.cursor.position))
      remember("complete.shopify", String(askedAt.seconds))
      takeIn(feed)
    }
  }

  private mutating func takeIn(_ feed: OrderFeed) {
    let byName = Dictionary(
      campaigns.values.map { ($0.externalName, $0.id) }, uniquingKeysWith: { first, _ in first })
    var taken: [Order] = []
    var arrivals: [NewCustomer] = []
    var touched: [Customer.ID: Customer] = [:]
    for order in feed.orders {
      let campaign = order.campaignName.flatMap { byName[$0] }
      let entry = people.take(
        order, campaign: campaign,
        channel: campaign.flatMap { campaigns[$0]?.platform.name })
      taken.append(entry.order)
      touched[entry.customer.id] = entry.customer
      if entry.isNew {
        arrivals.append(NewCustomer(id: entry.customer.id, reference: order.customerReference))
      }
      orders.record(
        placedAt: order.placedAt, amountMicros: order.amount.micros,
        campaign: entry.order.campaign)
      demand.add(day: order.placedAt.day, orders: 1, revenueMicros: order.amount.micros)
    }
    for reference in feed.unsubscribed {
      if let customer = people.unsubscribe(reference) { touched[customer.id] = customer }
    }
    if !arrivals.isEmpty { effects.commit.changes.append(.newCustomers(arrivals)) }
    if !taken.isEmpty { effects.commit.changes.append(.orders(taken, source: "shopify")) }
    if !touched.isEmpty {
      effects.commit.changes.append(.customers(touched.values.sorted { $0.id < $1.id }))
    }
    hourTally.add(orders: taken, newCustomers: arrivals.count)
  }

  private mutating func noteTrouble(_ platform: Platform, _ words: String) {
    feeds.missed(platform)
    if feeds.trouble[platform] == nil { journal(.observe, words) }
    feeds.trouble[platform] = words
  }
}

/// What has come in since the last line about it in the journal.
struct Tally: Hashable, Sendable {
  var orders = 0
  var revenueMicros: Int64 = 0
  var newCustomers = 0

  mutating func add(orders taken: [Order], newCustomers arrivals: Int) {
    orders += taken.count
    revenueMicros += taken.reduce(0) { $0 + $1.amount.micros }
    newCustomers += arrivals
  }
}
