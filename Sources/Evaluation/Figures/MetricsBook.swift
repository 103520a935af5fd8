package import Commerce

/// What the platforms have reported of every campaign over the last 35 days, by hour and creative.
///
/// Reports restate hours: a row replaces the earlier value of the same campaign, creative and hour,
/// and the
/// day's sum moves by the difference. Taking a row in costs the same whatever is held.
package struct MetricsBook: Sendable {
  /// Days that are kept, counted back from a campaign's newest row.
  package static let days = 35

  var figures: [Campaign.ID: CampaignFigures] = [:]

  package init() {}

  /// Takes a row of a report in.
  ///
  /// - Parameters:
  ///   - metrics: What the hour has come to by now.
  ///   - campaign: Whose row it is.
  ///   - creative: Its label in the campaign.
  ///   - hour: Any instant in the hour.
  /// - Returns: False if nothing changed by it, or it is older than what is kept.
  @discardableResult
  package mutating func record(
    _ metrics: Metrics, campaign: Campaign.ID, creative: String, hour: Instant
  ) -> Bool {
    figures[campaign, default: CampaignFigures()].record(metrics, creative: creative, hour: hour)
  }

  package mutating func forget(_ campaign: Campaign.ID) {
    figures[campaign] = nil
  }

  /// Campaigns with at least one row, by ascending id.
  package var campaigns: [Campaign.ID] { figures.keys.sorted() }

  package func firstDay(of campaign: Campaign.ID) -> Day? { figures[campaign]?.firstDay }

  package func lastHour(of campaign: Campaign.ID) -> Instant? { figures[campaign]?.lastHour }

  /// Labels of the creatives that have rows, in the order in which they first came.
  package func creatives(of campaign: Campaign.ID) -> [String] { figures[campaign]?.labels ?? [] }

  /// Conversions ever reported for a campaign, net of what was taken back since.
  func conversionsReported(of campaign: Campaign.ID) -> Double {
    Double(figures[campaign]?.everConverted ?? 0) / 1_000_000
  }

  /// Revenue ever reported for a campaign, in currency units, net of what was taken back since.
  func revenueReported(of campaign: Campaign.ID) -> Double {
    Double(figures[campaign]?.everEarned ?? 0) / 1_000_000
  }

  /// What one hour has come to; `nil` where no row has come.
  func hour(_ instant: Instant, of campaign: Campaign.ID) -> Metrics? {
    figures[campaign]?.hour(instant)?.metrics
  }
}
