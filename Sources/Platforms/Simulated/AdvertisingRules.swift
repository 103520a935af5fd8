import Commerce
import Market

/// The rules that Google Ads and Meta Ads share, with the places at which they differ.
protocol AdvertisingRules: AccountRules {
  /// The id that the campaign at `position` gets.
  func externalID(_ position: Int) -> String
  func checkName(_ name: String, in world: World) throws(PlatformError)
  func checkBudget(_ budget: Money, of name: String) throws(PlatformError)
  /// Whether the budget may be changed once more at this hour.
  func checkPace(of position: Int, in world: World) throws(PlatformError)
  /// Whether delivery has to settle again after a budget was changed.
  func settlesAnew(from old: Int64, to new: Int64) -> Bool
  /// Whether delivery settles after a start and after new creatives.
  var settles: Bool { get }
}

extension AdvertisingRules {
  func perform(
    _ operation: PlatformOperation, in world: inout World
  ) throws(PlatformError) -> PlatformReceipt {
    switch operation {
    case .createCampaign(let plan): return try create(plan, in: &world)
    case .activate(let handle): return try activate(handle, in: &world)
    case .pause(let handle): return try pause(handle, in: &world)
    case .setDailyBudget(let handle, let budget):
      return try setBudget(handle, budget, in: &world)
    case .setEnd(let handle, let day): return try setEnd(handle, day, in: &world)
    case .setCreatives(let handle, let creatives, let shares):
      return try setCreatives(handle, creatives, shares, in: &world)
    case .end(let handle): return try end(handle, in: &world)
    case .send, .cancelSend:
      throw unsupported(
        "send e-mails", instead: "Its campaigns are activated and paused; Klaviyo sends e-mails.")
    case .createDiscount, .endDiscount:
      throw unsupported("keep discounts", instead: "Shopify keeps the discount codes.")
    }
  }

  func list(_ world: World) -> [RemoteCampaign] {
    world.campaigns.filter { $0.platform == platform }.map { campaign in
      let status: Campaign.Status =
        switch campaign.state {
        case .completed, .cancelled: .completed
        case .active, .sending, .paused:
          campaign.isExhausted(on: world.now.day)
            ? .completed : (campaign.state == .paused ? .paused : .active)
        }
      return remote(campaign, status, world)
    }
  }

  private func create(
    _ plan: CampaignPlan, in world: inout World
  ) throws(PlatformError) -> PlatformReceipt {
    try checkPlan(plan, in: world)
    try checkName(plan.externalName, in: world)
    guard let budget = plan.dailyBudget, budget.isPositive else {
      throw refused("'\(plan.externalName)' needs a daily budget above zero.")
    }
    try checkBudget(budget, of: plan.externalName)
    if let cap = plan.spendCap, !cap.isPositive {
      throw refused("the spend cap of '\(plan.externalName)' must be above zero.")
    }
    try checkEnd(plan.end, name: plan.externalName, in: world)
    let position = world.add(
      CampaignSetup(
        externalID: externalID(world.campaigns.count), dailyBudget: budget.micros,
        spendCap: plan.spendCap?.micros, plan: plan))
    return receipt(world, position)
  }

  private func activate(
    _ handle: CampaignHandle, in world: inout World
  ) throws(PlatformError) -> PlatformReceipt {
    let position = try changeable(handle, in: world)
    let campaign = world.campaigns[position]
    guard campaign.state != .active else {
      return receipt(world, position, wasAlreadyDone: true)
    }
    guard campaign.end >= world.now.day else {
      throw refused("'\(campaign.name)' ended on \(campaign.end). Set a later end first.")
    }
    let isFirstStart = campaign.spent == 0
    world.activate(position)
    if settles, isFirstStart { world.startLearning(position) }
    return receipt(world, position)
  }

  private func pause(
    _ handle: CampaignHandle, in world: inout World
  ) throws(PlatformError) -> PlatformReceipt {
    let position = try position(of: handle, in: world)
    guard world.campaigns[position].state == .active else {
      return receipt(world, position, wasAlreadyDone: true)
    }
    world.pause(position)
    return receipt(world, position)
  }

  private func setBudget(
    _ handle: CampaignHandle, _ budget: Money, in world: inout World
  ) throws(PlatformError) -> PlatformReceipt {
    let position = try changeable(handle, in: world)
    let campaign = world.campaigns[position]
    guard budget.currency == world.currency else {
      throw refused("the account is in \(world.currency), not in \(budget.currency).")
    }
    guard budget.isPositive else {
      throw refused("the budget of '\(campaign.name)' must be above zero. Pause it instead.")
    }
    try checkBudget(budget, of: campaign.name)
    guard budget.micros != campaign.dailyBudget else {
      return receipt(world, position, wasAlreadyDone: true)
    }
    try checkPace(of: position, in: world)
    world.setDailyBudget(position, micros: budget.micros)
    if settlesAnew(from: campaign.dailyBudget, to: budget.micros) {
      world.startLearning(position)
    }
    return receipt(world, position)
  }

  private func setEnd(
    _ handle: CampaignHandle, _ day: Day, in world: inout World
  ) throws(PlatformError) -> PlatformReceipt {
    let position = try changeable(handle, in: world)
    let campaign = world.campaigns[position]
    guard day != campaign.end else { return receipt(world, position, wasAlreadyDone: true) }
    try checkEnd(day, name: campaign.name, in: world)
    world.setEnd(position, day)
    return receipt(world, position)
  }

  private func setCreatives(
    _ handle: CampaignHandle, _ creatives: [Creative], _ shares: [Double], in world: inout World
  ) throws(PlatformError) -> PlatformReceipt {
    let position = try changeable(handle, in: world)
    try checkCreatives(creatives, shares: shares, name: world.campaigns[position].name)
    guard !runs(creatives, shares: shares, in: world.campaigns[position]) else {
      return receipt(world, position, wasAlreadyDone: true)
    }
    world.setCreatives(position, creatives, shares: shares)
    if settles { world.startLearning(position) }
    return receipt(world, position)
  }

  private func end(
    _ handle: CampaignHandle, in world: inout World
  ) throws(PlatformError) -> PlatformReceipt {
    let position = try position(of: handle, in: world)
    guard world.campaigns[position].state != .completed else {
      return receipt(world, position, wasAlreadyDone: true)
    }
    world.finish(position)
    return receipt(world, position)
  }

  /// The position of a campaign that has not been ended for good.
  private func changeable(
    _ handle: CampaignHandle, in world: World
  ) throws(PlatformError) -> Int {
    let position = try position(of: handle, in: world)
    guard world.campaigns[position].state != .completed else {
      throw refused("'\(world.campaigns[position].name)' was ended for good. Create a new one.")
    }
    return position
  }
}
