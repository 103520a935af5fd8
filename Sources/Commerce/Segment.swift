/// A named group of customers with what is known about it and what could be done for it.
package struct Segment: Hashable, Codable, Sendable {
  package var name: SegmentName
  package var customers: Int
  /// Customers that may be written to.
  package var reachableByEmail: Int
  /// Share of all revenue so far, 0…1.
  package var revenueShare: Double
  package var meanRecencyDays: Double
  package var meanFrequency: Double
  /// Currency units a purchase day.
  package var meanMonetary: Double
  /// Expected revenue of one member over the next 12 months, in currency units.
  package var lifetimeValue: Estimate?
  /// Mean probability of buying nothing in the next 90 days, 0…1.
  package var churnRisk: Double?
  /// Members that came in and went out since a week ago.
  package var movedIn: Int
  package var movedOut: Int
  package var recommendations: [Recommendation]

  /// A channel and a kind of campaign that suit the segment, with the reason in words.
  package struct Recommendation: Hashable, Codable, Sendable {
    package var platform: Platform
    package var objective: Campaign.Objective
    package var reason: String

    package init(platform: Platform, objective: Campaign.Objective, reason: String) {
      self.platform = platform
      self.objective = objective
      self.reason = reason
    }
  }

  package init(
    name: SegmentName, customers: Int, reachableByEmail: Int, revenueShare: Double,
    meanRecencyDays: Double, meanFrequency: Double, meanMonetary: Double,
    lifetimeValue: Estimate? = nil, churnRisk: Double? = nil, movedIn: Int = 0, movedOut: Int = 0,
    recommendations: [Recommendation] = []
  ) {
    self.name = name
    self.customers = customers
    self.reachableByEmail = reachableByEmail
    self.revenueShare = revenueShare
    self.meanRecencyDays = meanRecencyDays
    self.meanFrequency = meanFrequency
    self.meanMonetary = meanMonetary
    self.lifetimeValue = lifetimeValue
    self.churnRisk = churnRisk
    self.movedIn = movedIn
    self.movedOut = movedOut
    self.recommendations = recommendations
  }
}
