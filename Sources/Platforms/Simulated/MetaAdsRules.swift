import Commerce
import Market

/// Meta Ads: money in minor units, a least budget, four budget changes an hour, a learning phase.
struct MetaAdsRules: AdvertisingRules {
  var platform: Platform { .metaAds }
  var settles: Bool { true }

  /// Least budget a day, in minor units of any currency.
  private static let leastBudget: Int64 = 100
  private static let changesAnHour = 4

  func externalID(_ position: Int) -> String { String(120_210_000_000_000_000 + position) }

  /// Names are not unique here: a second campaign of the same name is simply a second campaign.
  func checkName(_ name: String, in world: World) throws(PlatformError) {}

  func checkBudget(_ budget: Money, of name: String) throws(PlatformError) {
    let unit = budget.currency.microsPerMinorUnit
    guard budget.micros.isMultiple(of: unit) else {
      throw refused(
        "the budget of '\(name)', \(budget.micros) micros, is not a whole number of minor units "
          + "of \(budget.currency) (code 100). Round it down to "
          + "\(budget.roundedDownToMinorUnit.micros / unit) minor units.")
    }
    guard budget.micros < Self.leastBudget * unit else { return }
    let least = Money(micros: Self.leastBudget * unit, budget.currency)
    throw refused(
      "the budget of '\(name)', \(budget) a day, is below its minimum of \(least) "
        + "(code 100, subcode 1885272). Raise it or pause the campaign.")
  }

  func checkPace(of position: Int, in world: World) throws(PlatformError) {
    let recent = world.campaigns[position].budgetChanges.filter {
      world.now.seconds(since: $0) < Instant.secondsPerHour
    }
    guard recent.count >= Self.changesAnHour, let oldest = recent.first else { return }
    let wait = Instant.secondsPerHour - world.now.seconds(since: oldest)
    throw .rateLimited(platform, retryAfterSeconds: wait)
  }

  /// A change of more than a fifth is a significant edit.
  func settlesAnew(from old: Int64, to new: Int64) -> Bool {
    abs(Double(new - old)) > 0.2 * Double(old)
  }
}
