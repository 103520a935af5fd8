import Campaigns
import Commerce
import Console
import Oversight

/// What a person has set in `config.yaml`. What is absent has a default.
struct Configuration: Sendable {
  var shopName: String?
  /// Share of revenue left after goods and delivery, in (0, 1].
  var grossMargin: Double?
  /// Currency units, all of them above 0.
  var dayCap = 1_500.0
  var totalCap = 45_000.0
  var platformDayCaps: [Platform: Double] = [:]
  /// Attributed revenue a unit of spend, at least 0.
  var minimumReturn: Double?
  /// Share a day, in (0, 1].
  var stepLimit: Double?
  var approvalHours: Int?
  /// Calls under way at a platform at a time, at least 1.
  var parallelCalls: Int?
  var freezeDays: [ClosedRange<Day>] = []
  /// What the shop's figures should be, each in its own unit.
  var targets: [KPI: Double] = [:]
  var defaultLevel: AutonomyLevel?
  var levels: [Policy.Scope: AutonomyLevel] = [:]
  /// What messages may say, and how; a shop of which nothing is known without a file.
  var brand = BrandRules()
  /// The file that says it, as the configuration names it: relative to its own folder.
  var brandFile: String?
  var theme: String?
  var keys: [KeyTable.Change] = []
  /// Seconds of simulated time in a real second, above 0.
  var speed: Double?
  /// Of the simulated market, and of what the agent draws.
  var seed: UInt64 = 1

  /// The limits in force for a shop of this currency.
  func policy(in currency: Currency) -> Policy {
    var policy = Policy(
      currency: currency, dayCap: Money(units: dayCap, currency),
      totalCap: Money(units: totalCap, currency),
      platformDayCaps: platformDayCaps.mapValues { Money(units: $0, currency) },
      levels: levels, freezeDays: freezeDays)
    if let minimumReturn { policy.minimumReturn = minimumReturn }
    if let stepLimit { policy.stepLimit = stepLimit }
    if let approvalHours { policy.approvalHours = approvalHours }
    if let defaultLevel { policy.defaultLevel = defaultLevel }
    return policy
  }

  /// The shop as the configuration has it: its name and margin win over what is stored.
  func applied(to shop: Shop) -> Shop {
    Shop(
      name: shopName ?? shop.name, currency: shop.currency,
      grossMargin: grossMargin ?? shop.grossMargin)
  }
}

extension Policy {
  /// Equal for equal limits, whatever order its dictionaries have; autonomy is left out, it has its
  /// own history.
  var fingerprint: Digest {
    let platforms = platformDayCaps.map { "\($0.key.rawValue)=\($0.value.micros)" }.sorted()
    let freezes = freezeDays.map { "\($0.lowerBound)..\($0.upperBound)" }
    let parts =
      [
        currency.code, "\(dayCap.micros)", "\(totalCap.micros)", "\(minimumReturn)",
        "\(minimumConversions)", "\(stepLimit)", "\(majorRaise.micros)", "\(majorRecipients)",
        "\(emailsPerWeek)", "\(majorRevenueShare)", "\(approvalHours)", "\(vetoHours)",
        "\(vetoExposure.micros)", "\(staleReportHours)",
      ] + platforms + freezes
    return Digest(of: parts.joined(separator: "\n").utf8)
  }
}
