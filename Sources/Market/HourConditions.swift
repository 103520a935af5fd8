import Commerce
import RealModule

/// What holds for everybody in one hour: the season, the time of day and what is broken.
struct HourConditions {
  let hour: Int64
  let instant: Instant
  let day: Day
  let season: Double
  /// Orders of this hour relative to an average hour of the year.
  let demand: Double
  /// People looking at advertisements this hour, relative to the day's average hour.
  let attention: Double
  /// Price level of this hour, from competition by time of day, weekday and season.
  let competition: Double
  let incidents: [Incident]

  init(_ world: World, calendar: IncidentCalendar) {
    let now = world.now
    let day = now.day
    instant = now
    hour = now.hourIndex
    self.day = day
    season = world.profile.season(day)
    attention = SeasonalProfile.attention[now.hour]
    let weekday = world.profile.weekday(day)
    let noise = world.chance.trait(
      .dayNoise, Int64(day.number), spread: world.parameters.demand.dayNoise)
    demand = season * weekday * noise * SeasonalProfile.hours[now.hour]
    competition =
      (0.92 + 0.08 * attention) * (day.weekday >= 5 ? 0.95 : 1.02) * Double.pow(season, 0.35)
    incidents = calendar.incidents(from: now, to: now.adding(hours: 1))
  }

  /// Share of the shop's goods that can be bought.
  var stock: Double { product(of: .stockOut) { _ in true } }

  func price(_ platform: Platform, _ audience: Audience) -> Double {
    product(of: .priceSpike) { $0.concerns(platform, audience) }
  }

  /// What is left of the conversion rate.
  func conversion(_ platform: Platform, _ audience: Audience) -> Double {
    product(of: .brokenLandingPage) { $0.concerns(platform, audience) } * stock
  }

  /// Clicks for each honest one, at least 1.
  func clicksPerHonestClick(_ platform: Platform, _ audience: Audience) -> Double {
    max(1, product(of: .clickFraud) { $0.concerns(platform, audience) })
  }

  func isTrackingDown(_ platform: Platform) -> Bool { isOn(.trackingOutage, platform) }

  func isReportStalled(_ platform: Platform) -> Bool { isOn(.reportStall, platform) }

  private func isOn(_ kind: Incident.Kind, _ platform: Platform) -> Bool {
    incidents.contains { $0.kind == kind && $0.concerns(platform, .everyone) }
  }

  private func product(of kind: Incident.Kind, where matches: (Incident) -> Bool) -> Double {
    var product = 1.0
    for incident in incidents where incident.kind == kind && matches(incident) {
      product *= incident.factor
    }
    return product
  }
}
