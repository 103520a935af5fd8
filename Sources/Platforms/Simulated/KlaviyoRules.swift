import Commerce
import Market

/// Klaviyo: e-mails are created, sent and cancelled; there is no budget and no pause.
struct KlaviyoRules: AccountRules {
  var platform: Platform { .klaviyo }

  func perform(
    _ operation: PlatformOperation, in world: inout World
  ) throws(PlatformError) -> PlatformReceipt {
    switch operation {
    case .createCampaign(let plan): return try create(plan, in: &world)
    case .send(let handle): return try send(handle, in: &world)
    case .cancelSend(let handle): return try cancel(handle, in: &world)
    case .setCreatives(let handle, let creatives, let shares):
      return try setCreatives(handle, creatives, shares, in: &world)
    case .activate:
      throw unsupported("activate a campaign", instead: "Send it instead; it is sent once.")
    case .pause:
      throw unsupported(
        "pause a campaign", instead: "Cancel the send instead; what is sent stays sent.")
    case .setDailyBudget:
      throw unsupported(
        "set a daily budget", instead: "E-mails have none; choose fewer recipients instead.")
    case .setEnd:
      throw unsupported(
        "set an end", instead: "A send ends when every recipient has been written to.")
    case .end:
      throw unsupported(
        "end a campaign", instead: "Cancel the send instead; what is sent stays sent.")
    case .createDiscount, .endDiscount:
      throw unsupported("keep discounts", instead: "Shopify keeps the discount codes.")
    }
  }

  func list(_ world: World) -> [RemoteCampaign] {
    world.campaigns.filter { $0.platform == platform }.map { campaign in
      let status: Campaign.Status =
        switch campaign.state {
        case .paused: .paused
        case .active, .sending: .active
        case .completed: .completed
        case .cancelled: .cancelled
        }
      return remote(campaign, status, world)
    }
  }

  private func create(
    _ plan: CampaignPlan, in world: inout World
  ) throws(PlatformError) -> PlatformReceipt {
    try checkPlan(plan, in: world)
    guard plan.dailyBudget == nil else {
      throw unsupported(
        "set a daily budget", instead: "E-mails have none; choose fewer recipients instead.")
    }
    guard case .segment = plan.audience else {
      throw refused("an e-mail needs a segment of customers, not \(plan.audience).")
    }
    for creative in plan.creatives where creative.subject?.isEmpty ?? true {
      throw refused("creative \(creative.label) of '\(plan.externalName)' has no subject.")
    }
    let number = String(world.campaigns.count + 1)
    let padding = String(repeating: "0", count: max(0, 8 - number.count))
    let position = world.add(
      CampaignSetup(
        externalID: "01KAMPAGNE" + padding + number, dailyBudget: 0, spendCap: nil, plan: plan))
    return receipt(world, position)
  }

  private func send(
    _ handle: CampaignHandle, in world: inout World
  ) throws(PlatformError) -> PlatformReceipt {
    let position = try position(of: handle, in: world)
    switch world.campaigns[position].state {
    case .paused:
      world.startSending(position)
      return receipt(world, position)
    case .active, .sending, .completed: return receipt(world, position, wasAlreadyDone: true)
    case .cancelled:
      throw refused("'\(world.campaigns[position].name)' was cancelled. Create a new one.")
    }
  }

  private func cancel(
    _ handle: CampaignHandle, in world: inout World
  ) throws(PlatformError) -> PlatformReceipt {
    let position = try position(of: handle, in: world)
    let campaign = world.campaigns[position]
    switch campaign.state {
    case .paused, .active, .sending:
      world.cancelSending(position)
      return receipt(world, position)
    case .cancelled: return receipt(world, position, wasAlreadyDone: true)
    case .completed:
      throw refused(
        "'\(campaign.name)' has been sent to all \(campaign.sentTo) recipients; what is sent stays sent."
      )
    }
  }

  private func setCreatives(
    _ handle: CampaignHandle, _ creatives: [Creative], _ shares: [Double], in world: inout World
  ) throws(PlatformError) -> PlatformReceipt {
    let position = try position(of: handle, in: world)
    let campaign = world.campaigns[position]
    guard campaign.state == .paused else {
      throw refused("'\(campaign.name)' is no draft any more; its messages cannot be changed.")
    }
    try checkCreatives(creatives, shares: shares, name: campaign.name)
    guard !runs(creatives, shares: shares, in: campaign) else {
      return receipt(world, position, wasAlreadyDone: true)
    }
    world.setCreatives(position, creatives, shares: shares)
    return receipt(world, position)
  }
}
