import Commerce
import Market

/// Google Ads: money in micros, unique campaign names, up to twice the budget in a day.
struct GoogleAdsRules: AdvertisingRules {
  var platform: Platform { .googleAds }
  var settles: Bool { false }

  func externalID(_ position: Int) -> String {
    "customers/1234567890/campaigns/\(1_004 + position)"
  }

  func checkName(_ name: String, in world: World) throws(PlatformError) {
    let existing = world.campaigns.first { $0.platform == platform && $0.name == name }
    guard let existing else { return }
    throw refused(
      "the name '\(name)' is taken by \(existing.externalID) (DUPLICATE_CAMPAIGN_NAME). "
        + "Use that campaign or another name.")
  }

  func checkBudget(_ budget: Money, of name: String) throws(PlatformError) {
    let step = budget.currency.microsPerMinorUnit
    guard !budget.micros.isMultiple(of: step) else { return }
    throw refused(
      "the budget of '\(name)', \(budget.micros) micros, is not a multiple of \(step) micros, "
        + "the minor unit of \(budget.currency) (NON_MULTIPLE_OF_MINIMUM_CURRENCY_UNIT). "
        + "Round it down to \(budget.roundedDownToMinorUnit.micros).")
  }

  func checkPace(of position: Int, in world: World) throws(PlatformError) {}

  func settlesAnew(from old: Int64, to new: Int64) -> Bool { false }
}
