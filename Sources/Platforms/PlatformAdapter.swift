package import Commerce

/// One platform as the agent sees it; simulated or real.
///
/// Every call may suspend for as long as the service takes; the caller sets the deadline. Amounts
/// are the shop's
/// `Money`; an adapter converts to the platform's own units and back.
package protocol PlatformAdapter: Sendable {
  var platform: Platform { get }

  /// Carries out one change.
  ///
  /// - Parameters:
  ///   - operation: The change.
  ///   - key: Unique for each entry of the outbox; a real platform ignores it, logs carry it.
  /// - Returns: The platform's id of what was changed.
  /// - Throws: ``PlatformError``; only one of the kind `uncertain` leaves open whether it was done.
  func perform(_ operation: PlatformOperation, key: String) async throws(PlatformError)
    -> PlatformReceipt

  /// Every campaign that exists there, as it stands now.
  func campaigns() async throws(PlatformError) -> [RemoteCampaign]

  /// Report rows that are new or restated since `cursor` was given.
  ///
  /// - Parameter cursor: What the last report returned; `nil` for everything.
  /// - Returns: Whole rows, and the cursor for the next call.
  /// - Throws: ``PlatformError``; the same cursor may be used again.
  func report(after cursor: ReportCursor?) async throws(PlatformError) -> PlatformReport
}

/// The shop itself: where orders come from.
package protocol ShopAdapter: Sendable {
  /// Orders placed or changed since `cursor` was given, oldest first.
  ///
  /// - Parameter cursor: What the last call returned; `nil` for everything since the shop's history
  ///   was imported.
  /// - Returns: Orders and unsubscriptions, and the cursor for the next call.
  /// - Throws: ``PlatformError``; the same cursor may be used again.
  func orders(after cursor: ReportCursor?) async throws(PlatformError) -> OrderFeed
}

/// Where a feed was left off. Opaque to all but the adapter that gave it.
package struct ReportCursor: Hashable, Codable, Sendable {
  package let position: Int64

  package init(position: Int64) {
    self.position = position
  }
}

/// The platform's answer to a change that it has carried out.
package struct PlatformReceipt: Hashable, Codable, Sendable {
  package var externalID: String
  /// True when the change had been carried out before and nothing was done now.
  package var wasAlreadyDone: Bool

  package init(externalID: String, wasAlreadyDone: Bool = false) {
    self.externalID = externalID
    self.wasAlreadyDone = wasAlreadyDone
  }
}

/// A campaign as the platform lists it.
package struct RemoteCampaign: Hashable, Codable, Sendable {
  package var externalID: String
  package var name: String
  package var status: Campaign.Status
  package var dailyBudget: Money?
  package var end: Day
  package var creatives: [String]
  /// Meta: true while delivery is still settling after a large edit.
  package var isLearning: Bool

  package init(
    externalID: String, name: String, status: Campaign.Status, dailyBudget: Money?, end: Day,
    creatives: [String], isLearning: Bool
  ) {
    self.externalID = externalID
    self.name = name
    self.status = status
    self.dailyBudget = dailyBudget
    self.end = end
    self.creatives = creatives
    self.isLearning = isLearning
  }
}

/// Rows of an hourly report, by campaign and creative; each row replaces an earlier one of the same
/// key.
package struct PlatformReport: Hashable, Codable, Sendable {
  package var rows: [Row]
  package var cursor: ReportCursor
  /// Hours before this instant have been reported at least once.
  package var completeTo: Instant

  package struct Row: Hashable, Codable, Sendable {
    package var externalID: String
    package var creative: String
    /// Start of the hour in which the impressions and clicks happened; conversions count to their
    /// click's hour.
    package var hour: Instant
    package var metrics: Metrics

    package init(externalID: String, creative: String, hour: Instant, metrics: Metrics) {
      self.externalID = externalID
      self.creative = creative
      self.hour = hour
      self.metrics = metrics
    }
  }

  package init(rows: [Row], cursor: ReportCursor, completeTo: Instant) {
    self.rows = rows
    self.cursor = cursor
    self.completeTo = completeTo
  }
}

/// Orders and subscription changes of the shop.
package struct OrderFeed: Hashable, Codable, Sendable {
  package var orders: [ShopOrder]
  /// Shop references of customers who have unsubscribed since the last call.
  package var unsubscribed: [String]
  package var cursor: ReportCursor

  package init(orders: [ShopOrder], unsubscribed: [String], cursor: ReportCursor) {
    self.orders = orders
    self.unsubscribed = unsubscribed
    self.cursor = cursor
  }
}

/// An order as the shop gives it.
package struct ShopOrder: Hashable, Codable, Sendable {
  package var reference: String
  package var customerReference: String
  package var placedAt: Instant
  package var amount: Money
  /// `externalName` of the campaign in the visit's UTM parameters, if any.
  package var campaignName: String?

  package init(
    reference: String, customerReference: String, placedAt: Instant, amount: Money,
    campaignName: String?
  ) {
    self.reference = reference
    self.customerReference = customerReference
    self.placedAt = placedAt
    self.amount = amount
    self.campaignName = campaignName
  }
}
