package import Commerce
import Statistics

/// What is believed of a shop's campaigns, each with what the others taught.
package struct SharedResponses: Sendable {
  /// Each with the others' evidence beside its own.
  package let responses: [Campaign.ID: CampaignResponse]
  /// What counts for a campaign that has not begun.
  let pool: ResponsePool

  /// The campaigns that know most are asked; a shop with more has learnt its curves by then.
  private static let most = 200

  package init(_ responses: [Campaign.ID: CampaignResponse]) {
    let known = responses.values.filter { $0.days > 0 }
      .sorted { ($1.posterior.weight, $0.campaign) < ($0.posterior.weight, $1.campaign) }
    let pool = ResponsePool(known.prefix(Self.most).map(\.posterior))
    self.pool = pool
    self.responses = responses.mapValues {
      var response = $0
      response.pool = pool
      return response
    }
  }
}
