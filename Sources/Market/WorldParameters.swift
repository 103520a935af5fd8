/// What can be set about a simulated world. Hidden traits are drawn around these by the seed.
package struct WorldParameters: Hashable, Codable, Sendable {
  package var demand = Demand()
  package var advertising = Advertising()
  package var email = Email()
  package var incidents = Incidents()

  package init() {}

  /// How customers buy of their own accord.
  package struct Demand: Hashable, Codable, Sendable {
    /// Organic purchase days a day at the start, relative to the history's average; growing shops
    /// are above it.
    package var level = 1.1
    /// Share of organic orders that come from new customers, in [0, 1).
    package var newCustomerShare = 0.12
    /// Purchases that the average customer adds to each one's own record (gamma shape).
    package var priorPurchases = 0.7
    /// Probability that a purchase was the last of an active customer.
    package var dropoutPerPurchase = 0.05
    /// Probability that a new customer never comes back by themselves.
    package var oneTimeShare = 0.3
    /// Purchase rate of a dropped-out customer, as a share of the former rate.
    package var dormantShare = 0.04
    /// Days without a purchase over which the rate falls by a factor e.
    package var fadeDays = 240.0
    /// The share of the rate that fading never takes.
    package var fadeFloor = 0.15
    /// Standard deviation of the logarithm of one customer's basket values.
    package var basketDeviation = 0.6
    /// Standard deviation of the logarithm of a day's demand.
    package var dayNoise = 0.12
    /// Exponent on the yearly pattern: 0 none, 1 as in general retail.
    package var seasonStrength = 1.0

    package init() {}
  }

  /// How advertisements are priced and answered.
  package struct Advertising: Hashable, Codable, Sendable {
    /// Multiplies every price a click.
    package var priceLevel = 1.0
    /// Multiplies every return on ad spend.
    package var returnLevel = 0.85
    /// Daily spend at which an audience of size 1 is half saturated, as a share of daily revenue.
    package var saturationShare = 0.035
    /// Hill exponent, at least 1; above 1 the curve is S-shaped.
    package var saturationShape = 1.15
    /// Share of the advertising pressure of a day that is left a day later (adstock), in [0, 1).
    package var carryOverPerDay = 0.5
    /// Standard deviation a day of the random walk of the logarithm of prices.
    package var priceDriftPerDay = 0.012
    /// Standard deviation a day of the random walk of the logarithm of returns.
    package var responseDriftPerDay = 0.012
    /// Share of a drift that is undone each day.
    package var driftReversion = 0.01
    /// Standard deviation of the logarithm of an hour's price.
    package var priceNoise = 0.08
    /// Standard deviation of the logarithm of what Google spends of a budget in a day.
    package var googleBudgetNoise = 0.35
    /// The same for Meta.
    package var metaBudgetNoise = 0.25
    /// Impressions for each member of the audience at which click-through has halved.
    package var wearOutImpressions = 150.0
    /// Days after which half of a creative's wear is forgotten.
    package var wearHalfLifeDays = 10.0
    /// Standard deviation of the logarithm of a creative's hidden appeal.
    package var creativeSpread = 0.18
    /// Standard deviation of the logarithm of hidden differences between audiences.
    package var audienceSpread = 0.2
    /// Meta: conversion rate while learning, relative to normal.
    package var learningConversion = 0.8
    /// Meta: price while learning, relative to normal.
    package var learningPrice = 1.15
    /// Meta: standard deviation of the logarithm of delivery while learning.
    package var learningNoise = 0.35
    /// Mean days from click to order.
    package var googleLagDays = 0.8
    package var metaLagDays = 2.5
    /// Days after a click within which the platform claims an order.
    package var googleWindowDays = 14.0
    package var metaWindowDays = 7.0
    /// Abrupt changes of an audience's return, expected in 28 days.
    package var breaksPerMonth = 0.0
    /// Standard deviation of the logarithm of such a change; drift undoes it as slowly as it does.
    package var breakDeviation = 0.5

    package init() {}
  }

  /// How e-mails are answered.
  package struct Email: Hashable, Codable, Sendable {
    package var deliveredShare = 0.985
    /// Opens of each delivered message, for an average subject and customer.
    package var openRate = 0.28
    /// Clicks of each open.
    package var clickRate = 0.13
    /// Additional orders of each click.
    package var orderRate = 0.07
    /// Unsubscribes of each delivered message without contact pressure.
    package var unsubscribeRate = 0.0015
    /// How much one recent e-mail lowers response (1 / (1 + fatigue × pressure)).
    package var fatigue = 0.35
    /// Days after which half of the contact pressure is forgotten.
    package var pressureHalfLifeDays = 6.0
    /// Hours over which a send is spread.
    package var sendHours = 4.0
    package var lagDays = 0.4
    package var windowDays = 5.0
    /// Share of clicks that are remembered and claim an order the customer would have made anyway.
    package var claimShare = 0.5

    package init() {}
  }

  /// How often something breaks.
  package struct Incidents: Hashable, Codable, Sendable {
    /// Expected incidents of each kind in 28 days.
    package var perMonth = 0.5
    /// Days at the start without incidents.
    package var calmDays = 3.0

    package init() {}
  }
}

extension WorldParameters: Packable {
  func pack(into packer: inout Packer) {
    packer.put(WorldParameter.all.map { self[keyPath: $0.field] }) { $0.put($1) }
  }

  init(from unpacker: inout Unpacker) throws(DamagedWorld) {
    self.init()
    let parameters = WorldParameter.all
    let values = try unpacker.array { (unpacker) throws(DamagedWorld) in try unpacker.double() }
    guard values.count <= parameters.count else { throw unpacker.damage("fewer parameters") }
    for (parameter, value) in zip(parameters, values) { self[keyPath: parameter.field] = value }
  }
}
