/// One thing that can be set about a world: its name in a file, what it means, what it may be.
package struct WorldParameter {
  /// As in a world file: section and name.
  package let name: String
  package let field: WritableKeyPath<WorldParameters, Double>
  /// Outside of it a world makes no sense.
  package let allowed: ClosedRange<Double>
  /// Where shops are; worlds are drawn from it.
  package let usual: ClosedRange<Double>
  package let meaning: String

  private init(
    _ name: String, _ field: WritableKeyPath<WorldParameters, Double>,
    _ allowed: ClosedRange<Double>, _ usual: ClosedRange<Double>, _ meaning: String
  ) {
    self.name = name
    self.field = field
    self.allowed = allowed
    self.usual = usual
    self.meaning = meaning
  }

  /// Every parameter, in the order in which checkpoints hold them: add new ones at the end.
  package static var all: [WorldParameter] { demand + advertising + email + incidents + breaks }

  private static var demand: [WorldParameter] {
    [
      WorldParameter(
        "demand.level", \.demand.level, 0.05...20, 0.9...1.3,
        "organic purchase days a day at the start, relative to the history's average"),
      WorldParameter(
        "demand.new_customer_share", \.demand.newCustomerShare, 0...0.95, 0.05...0.3,
        "share of organic orders that come from new customers"),
      WorldParameter(
        "demand.prior_purchases", \.demand.priorPurchases, 0.01...50, 0.4...1.2,
        "purchases that the average customer adds to each one's own record"),
      WorldParameter(
        "demand.dropout_per_purchase", \.demand.dropoutPerPurchase, 0...1, 0.02...0.12,
        "probability that a purchase was the last of an active customer"),
      WorldParameter(
        "demand.one_time_share", \.demand.oneTimeShare, 0...1, 0.15...0.5,
        "probability that a new customer never comes back by themselves"),
      WorldParameter(
        "demand.dormant_share", \.demand.dormantShare, 0...1, 0.02...0.08,
        "purchase rate of a dropped-out customer, as a share of the former rate"),
      WorldParameter(
        "demand.fade_days", \.demand.fadeDays, 1...10000, 120...400,
        "days without a purchase over which the rate falls by a factor e"),
      WorldParameter(
        "demand.fade_floor", \.demand.fadeFloor, 0...1, 0.05...0.3,
        "share of the rate that fading never takes"),
      WorldParameter(
        "demand.basket_deviation", \.demand.basketDeviation, 0...3, 0.3...0.9,
        "deviation of the logarithm of one customer's basket values"),
      WorldParameter(
        "demand.day_noise", \.demand.dayNoise, 0...2, 0.05...0.25,
        "deviation of the logarithm of a day's demand"),
      WorldParameter(
        "demand.season_strength", \.demand.seasonStrength, 0...5, 0.3...1.6,
        "exponent on the yearly pattern: 0 none, 1 as in general retail"),
    ]
  }

  private static var advertising: [WorldParameter] {
    [
      WorldParameter(
        "advertising.price_level", \.advertising.priceLevel, 0.01...100, 0.7...1.4,
        "multiplies every price a click"),
      WorldParameter(
        "advertising.return_level", \.advertising.returnLevel, 0...100, 0.6...1.2,
        "multiplies every return on ad spend"),
      WorldParameter(
        "advertising.saturation_share", \.advertising.saturationShare, 0.0001...10, 0.015...0.08,
        "daily spend at which an audience of size 1 is half saturated, as a share of daily revenue"),
      WorldParameter(
        "advertising.saturation_shape", \.advertising.saturationShape, 1...4, 1...1.5,
        "Hill exponent; above 1 the curve is S-shaped"),
      WorldParameter(
        "advertising.carry_over_per_day", \.advertising.carryOverPerDay, 0...0.99, 0.2...0.7,
        "share of a day's advertising pressure that is left a day later (adstock)"),
      WorldParameter(
        "advertising.price_drift_per_day", \.advertising.priceDriftPerDay, 0...0.5, 0.004...0.025,
        "deviation a day of the random walk of the logarithm of prices"),
      WorldParameter(
        "advertising.response_drift_per_day", \.advertising.responseDriftPerDay, 0...0.5,
        0.004...0.025,
        "deviation a day of the random walk of the logarithm of returns"),
      WorldParameter(
        "advertising.drift_reversion", \.advertising.driftReversion, 0...1, 0.005...0.03,
        "share of a drift that is undone each day"),
      WorldParameter(
        "advertising.price_noise", \.advertising.priceNoise, 0...2, 0.04...0.15,
        "deviation of the logarithm of an hour's price"),
      WorldParameter(
        "advertising.google_budget_noise", \.advertising.googleBudgetNoise, 0...2, 0.2...0.5,
        "deviation of the logarithm of what Google spends of a budget in a day"),
      WorldParameter(
        "advertising.meta_budget_noise", \.advertising.metaBudgetNoise, 0...2, 0.1...0.4,
        "the same for Meta"),
      WorldParameter(
        "advertising.wear_out_impressions", \.advertising.wearOutImpressions, 0.1...100000,
        60...400,
        "impressions for each member of the audience at which click-through has halved"),
      WorldParameter(
        "advertising.wear_half_life_days", \.advertising.wearHalfLifeDays, 0.1...1000, 5...20,
        "days after which half of a creative's wear is forgotten"),
      WorldParameter(
        "advertising.creative_spread", \.advertising.creativeSpread, 0...2, 0.08...0.35,
        "deviation of the logarithm of a creative's hidden appeal"),
      WorldParameter(
        "advertising.audience_spread", \.advertising.audienceSpread, 0...2, 0.1...0.5,
        "deviation of the logarithm of hidden differences between audiences"),
      WorldParameter(
        "advertising.learning_conversion", \.advertising.learningConversion, 0...1, 0.7...0.95,
        "Meta: conversion rate while learning, relative to normal"),
      WorldParameter(
        "advertising.learning_price", \.advertising.learningPrice, 0.5...5, 1...1.3,
        "Meta: price while learning, relative to normal"),
      WorldParameter(
        "advertising.learning_noise", \.advertising.learningNoise, 0...2, 0.2...0.5,
        "Meta: deviation of the logarithm of delivery while learning"),
      WorldParameter(
        "advertising.google_lag_days", \.advertising.googleLagDays, 0.01...60, 0.3...2,
        "mean days from a click on Google to the order"),
      WorldParameter(
        "advertising.meta_lag_days", \.advertising.metaLagDays, 0.01...60, 1...4,
        "mean days from a click on Meta to the order"),
      WorldParameter(
        "advertising.google_window_days", \.advertising.googleWindowDays, 1...90, 14...14,
        "days after a click within which Google claims an order"),
      WorldParameter(
        "advertising.meta_window_days", \.advertising.metaWindowDays, 1...90, 7...7,
        "the same for Meta"),
    ]
  }

  private static var email: [WorldParameter] {
    [
      WorldParameter(
        "email.delivered_share", \.email.deliveredShare, 0...1, 0.95...0.995,
        "share of messages that arrive"),
      WorldParameter(
        "email.open_rate", \.email.openRate, 0...1, 0.18...0.4,
        "opens of each delivered message, for an average subject and customer"),
      WorldParameter(
        "email.click_rate", \.email.clickRate, 0...1, 0.07...0.2,
        "clicks of each open"),
      WorldParameter(
        "email.order_rate", \.email.orderRate, 0...1, 0.03...0.12,
        "additional orders of each click"),
      WorldParameter(
        "email.unsubscribe_rate", \.email.unsubscribeRate, 0...0.5, 0.0007...0.003,
        "unsubscribes of each delivered message without contact pressure"),
      WorldParameter(
        "email.fatigue", \.email.fatigue, 0...10, 0.2...0.6,
        "how much one recent e-mail lowers response"),
      WorldParameter(
        "email.pressure_half_life_days", \.email.pressureHalfLifeDays, 0.1...365, 3...10,
        "days after which half of the contact pressure is forgotten"),
      WorldParameter(
        "email.send_hours", \.email.sendHours, 1...72, 2...8,
        "hours over which a send is spread"),
      WorldParameter(
        "email.lag_days", \.email.lagDays, 0.01...60, 0.2...1,
        "mean days from a click in an e-mail to the order"),
      WorldParameter(
        "email.window_days", \.email.windowDays, 1...90, 5...5,
        "days after a click within which the e-mail platform claims an order"),
      WorldParameter(
        "email.claim_share", \.email.claimShare, 0...1, 0.3...0.7,
        "share of clicks that claim an order the customer would have made anyway"),
    ]
  }

  private static var incidents: [WorldParameter] {
    [
      WorldParameter(
        "incidents.per_month", \.incidents.perMonth, 0...30, 0.2...1,
        "expected incidents of each kind in 28 days"),
      WorldParameter(
        "incidents.calm_days", \.incidents.calmDays, 0...3650, 3...7,
        "days at the start without incidents"),
    ]
  }

  private static var breaks: [WorldParameter] {
    [
      WorldParameter(
        "advertising.breaks_per_month", \.advertising.breaksPerMonth, 0...30, 0...0.3,
        "abrupt changes of an audience's return, expected in 28 days"),
      WorldParameter(
        "advertising.break_deviation", \.advertising.breakDeviation, 0...3, 0.3...0.7,
        "deviation of the logarithm of such a change"),
    ]
  }
}
