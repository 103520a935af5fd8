/// Whom a campaign is shown or sent to, as its platform was told.
package struct Targeting: Hashable, Codable, Sendable {
  package var audience: Audience
  /// Customers on the list that the platform was given; `nil` where it was given none.
  package var listed: Int?
  /// Best customers that the people reached resemble; `nil` unless they are lookalikes.
  package var resembled: Int?
  /// Whether those who have bought are left out.
  package var excludesCustomers: Bool
  /// Whether only those are written to who have agreed.
  package var needsConsent: Bool
  /// Most e-mails that one of them gets in a week; `nil` for advertisements.
  package var mostPerWeek: Int?

  package init(
    audience: Audience, listed: Int? = nil, resembled: Int? = nil,
    excludesCustomers: Bool = false, needsConsent: Bool = false, mostPerWeek: Int? = nil
  ) {
    self.audience = audience
    self.listed = listed
    self.resembled = resembled
    self.excludesCustomers = excludesCustomers
    self.needsConsent = needsConsent
    self.mostPerWeek = mostPerWeek
  }
}
