import Commerce
import Market

/// What one platform allows and how it carries a change out. A pure function of the world, so a log
/// can be replayed.
protocol AccountRules: Sendable {
  var platform: Platform { get }

  /// Checks a change and carries it out; a change that is refused leaves `world` as it was.
  func perform(
    _ operation: PlatformOperation, in world: inout World
  ) throws(PlatformError) -> PlatformReceipt

  /// Everything that exists in the account.
  func list(_ world: World) -> [RemoteCampaign]
}

extension Platform {
  var rules: any AccountRules {
    switch self {
    case .googleAds: GoogleAdsRules()
    case .metaAds: MetaAdsRules()
    case .klaviyo: KlaviyoRules()
    case .shopify: ShopifyRules()
    }
  }
}

extension AccountRules {
  func refused(_ reason: String) -> PlatformError { .refused(platform, reason: reason) }

  func unsupported(_ what: String, instead: String) -> PlatformError {
    .unsupported(platform, what: what, instead: instead)
  }

  /// Finds a campaign by its id or, without one, by its name.
  func position(of handle: CampaignHandle, in world: World) throws(PlatformError) -> Int {
    let found = world.campaigns.indices.filter { index in
      let campaign = world.campaigns[index]
      guard campaign.platform == platform else { return false }
      return handle.externalID.map { $0 == campaign.externalID }
        ?? (campaign.name == handle.externalName)
    }
    guard let first = found.first else {
      throw refused("there is no campaign '\(handle.externalID ?? handle.externalName)'.")
    }
    guard found.count == 1 else {
      throw refused(
        "\(found.count) campaigns are called '\(handle.externalName)'. Name the one by its id.")
    }
    return first
  }

  func receipt(_ world: World, _ position: Int, wasAlreadyDone: Bool = false) -> PlatformReceipt {
    PlatformReceipt(
      externalID: world.campaigns[position].externalID, wasAlreadyDone: wasAlreadyDone)
  }

  /// Checks what every platform demands of a new campaign.
  func checkPlan(_ plan: CampaignPlan, in world: World) throws(PlatformError) {
    guard plan.platform == platform else {
      throw refused("'\(plan.externalName)' is planned for \(plan.platform.name).")
    }
    guard !plan.externalName.isEmpty else { throw refused("a campaign needs a name.") }
    guard !plan.creatives.isEmpty else {
      throw refused("'\(plan.externalName)' has no creative. Give it at least one.")
    }
    for amount in [plan.dailyBudget, plan.spendCap].compactMap(\.self)
    where amount.currency != world.currency {
      throw refused("the account is in \(world.currency), not in \(amount.currency).")
    }
    if case .segment = plan.audience, world.knownCustomers(among: plan.recipients) == 0 {
      throw refused(
        "the audience of '\(plan.externalName)' has no member that the shop knows.")
    }
  }

  func checkEnd(_ end: Day, name: String, in world: World) throws(PlatformError) {
    guard end < world.now.day else { return }
    throw refused("the end of '\(name)', \(end), lies before today, \(world.now.day).")
  }

  func checkCreatives(
    _ creatives: [Creative], shares: [Double], name: String
  ) throws(PlatformError) {
    let total = shares.reduce(0, +)
    let isSound =
      !creatives.isEmpty && shares.count == creatives.count
      && shares.allSatisfy { $0 >= 0 && $0 <= 1 } && abs(total - 1) < 0.001
    guard isSound else {
      throw refused(
        "the creatives of '\(name)' need one share of traffic each, adding up to 1.")
    }
  }

  /// Whether these creatives run already with these shares.
  func runs(_ creatives: [Creative], shares: [Double], in campaign: WorldCampaign) -> Bool {
    let running = campaign.creatives.filter { $0.share > 0 }
    let wanted = zip(creatives, shares).filter { $0.1 > 0 }
    guard running.count == wanted.count else { return false }
    return wanted.allSatisfy { creative, share in
      running.contains {
        $0.label == creative.label && $0.idea == creative.idea && abs($0.share - share) < 0.001
      }
    }
  }

  func remote(_ campaign: WorldCampaign, _ status: Campaign.Status, _ world: World)
    -> RemoteCampaign
  {
    RemoteCampaign(
      externalID: campaign.externalID, name: campaign.name, status: status,
      dailyBudget: platform.hasBudgets
        ? Money(micros: campaign.dailyBudget, world.currency) : nil,
      end: campaign.end, creatives: campaign.creatives.filter { $0.share > 0 }.map(\.label),
      isLearning: campaign.learning != nil && campaign.state == .active)
  }
}
