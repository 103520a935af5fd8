import Commerce
import RealModule
import Statistics

extension World {
  /// Sends the next part of an e-mail campaign to its recipients.
  mutating func send(
    _ position: Int, _ conditions: HourConditions, into rows: inout [ReportLedger.Row],
    events: inout [ShopEvent]
  ) {
    let recipients = campaigns[position].recipients
    let start = campaigns[position].sentTo
    let hours = max(1, Int(parameters.email.sendHours))
    let end = min(recipients.count, start + max(1, (recipients.count + hours - 1) / hours))
    var generator = chance.generator(.send, conditions.hour, Int64(position))
    let creatives = campaigns[position].creatives
    let dealt =
      creatives.count > 1
      ? VariantAssignment(ofEmail: campaigns[position].name, shares: creatives.map(\.share)) : nil
    var counts = [Metrics](repeating: .zero, count: campaigns[position].creatives.count)
    for shopper in recipients[start..<end] where population[shopper].acceptsEmail {
      let creative =
        dealt?.variant(of: population.references[Int(shopper)])
        ?? variant(position, using: &generator)
      guard happens(parameters.email.deliveredShare, using: &generator) else { continue }
      counts[creative] += message(
        to: shopper, position, creative, conditions, events: &events, using: &generator)
    }
    for (creative, metrics) in counts.enumerated() where metrics.impressions > 0 {
      campaigns[position].truth.impressions += metrics.impressions
      campaigns[position].truth.clicks += metrics.clicks
      rows.append(
        ReportLedger.Row(
          campaign: Int32(position), creative: UInt8(creative), metrics: metrics, position: 0))
    }
    campaigns[position].sentTo = end
    if end == recipients.count { campaigns[position].state = .completed }
  }

  /// One delivered message: what its reader does with it.
  private mutating func message(
    to shopper: Int32, _ position: Int, _ creative: Int, _ conditions: HourConditions,
    events: inout [ShopEvent], using generator: inout SeededGenerator
  ) -> Metrics {
    let email = parameters.email
    var metrics = Metrics(impressions: 1)
    let pressure = population[shopper].pressure(
      at: conditions.hour, halfLifeDays: email.pressureHalfLifeDays)
    population.update(shopper) {
      $0.pressure = pressure + 1
      $0.pressureHour = Int32(conditions.hour)
    }
    let annoyance = min(0.3, email.unsubscribeRate * (1 + pressure * pressure))
    if happens(annoyance, using: &generator) {
      metrics.unsubscribes = 1
      population.update(shopper) { $0.acceptsEmail = false }
      events.append(event(shopper, .unsubscribed, using: &generator))
    }
    let interest =
      engagement(shopper, on: conditions.day) / (1 + email.fatigue * pressure)
      * chance.trait(.taste, Int64(shopper), Int64(Platform.klaviyo.ordinal), spread: 0.35)
    let appeal = campaigns[position].creatives[creative].appeal
    let opening = min(0.9, email.openRate * appeal * interest)
    let clicking = min(0.6, email.clickRate * appeal)
    let ordering = orderRate(position, creative, conditions)
    totals.expectedIncrementalMicros += Int64(
      opening * clicking * min(1, ordering) * usualBasket(of: shopper) * orderFactor(of: position)
        * 1_000_000)
    guard happens(opening, using: &generator) else { return metrics }
    metrics.opens = 1
    guard happens(clicking, using: &generator) else { return metrics }
    metrics.clicks = 1
    clicked(shopper, position, creative, rate: ordering, conditions, using: &generator)
    return metrics
  }

  /// Additional orders of a click.
  private func orderRate(
    _ position: Int, _ creative: Int, _ conditions: HourConditions
  ) -> Double {
    let campaign = campaigns[position]
    return parameters.email.orderRate * campaign.creatives[creative].persuasion
      * AudienceTraits.fit(of: campaign.objective, to: campaign.audience)
      * conditions.season.squareRoot() * conditions.conversion(.klaviyo, campaign.audience)
      * (1 + 2 * (activeDiscount(of: position) ?? 0))
  }

  private mutating func clicked(
    _ shopper: Int32, _ position: Int, _ creative: Int, rate: Double,
    _ conditions: HourConditions, using generator: inout SeededGenerator
  ) {
    let campaign = campaigns[position]
    let click = Shopper.Touch(
      campaign: Int32(position), creative: UInt8(creative), hour: Int32(conditions.hour))
    if happens(rate, using: &generator) {
      dueOrders.insert(
        DueOrder(shopper: shopper, click: click),
        at: conditions.hour + lagHours(campaign, using: &generator))
    } else if happens(parameters.email.claimShare, using: &generator) {
      population.update(shopper) { $0.touch = click }
    }
  }

  /// How much a customer still cares for the shop: 1.3 for one who has just bought, 0.2 for one
  /// long gone.
  private func engagement(_ shopper: Int32, on day: Day) -> Double {
    let known = population[shopper]
    let left = fading(of: known, on: day, parameters.demand)
    return (0.2 + 1.1 * left) * (known.isActive ? 1 : 0.6)
  }

  private func variant(_ position: Int, using generator: inout SeededGenerator) -> Int {
    let creatives = campaigns[position].creatives
    var target = uniform(using: &generator)
    for index in creatives.indices {
      target -= creatives[index].share
      if target < 0 { return index }
    }
    return creatives.lastIndex { $0.share > 0 } ?? 0
  }
}
