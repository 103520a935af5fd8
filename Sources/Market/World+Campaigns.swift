package import Commerce
import RealModule

/// What platforms do to campaigns between two hours. They have checked what their own rules demand.
extension World {
  /// Sets a campaign up, paused; its creatives share the traffic evenly.
  ///
  /// - Returns: Its position in ``campaigns``.
  package mutating func add(_ setup: CampaignSetup) -> Int {
    let recipients = setup.recipients.compactMap { population.position(of: $0) }
    let typical = typicalOrder(of: recipients, audience: setup.audience)
    var campaign = WorldCampaign(
      externalID: setup.externalID, name: setup.name, platform: setup.platform,
      audience: setup.audience, objective: setup.objective, discountCode: setup.discountCode,
      recipients: recipients, creatives: [], state: .paused, dailyBudget: setup.dailyBudget,
      spendCap: setup.spendCap, end: setup.end, typicalOrder: typical,
      touchShare: touchShare(of: recipients, setup))
    let share = 1 / Double(max(1, setup.creatives.count))
    campaign.creatives = setup.creatives.map { creative($0, share: share, of: campaign) }
    campaigns.append(campaign)
    return campaigns.count - 1
  }

  /// How many of `references` are customers of the shop.
  package func knownCustomers(among references: [String]) -> Int {
    references.count { population.position(of: $0) != nil }
  }

  package mutating func activate(_ position: Int) {
    campaigns[position].state = .active
    raiseTodaysLimit(position)
  }

  package mutating func pause(_ position: Int) { campaigns[position].state = .paused }

  /// Ends a campaign for good.
  package mutating func finish(_ position: Int) { campaigns[position].state = .completed }

  /// - Parameters:
  ///   - position: The campaign's place in ``campaigns``.
  ///   - micros: The new budget a day, above 0. The highest of a day is what its limit is made of.
  package mutating func setDailyBudget(_ position: Int, micros: Int64) {
    campaigns[position].dailyBudget = micros
    campaigns[position].budgetChanges.removeAll {
      now.seconds(since: $0) >= Instant.secondsPerHour
    }
    campaigns[position].budgetChanges.append(now)
    if campaigns[position].state == .active { raiseTodaysLimit(position) }
  }

  package mutating func setEnd(_ position: Int, _ day: Day) { campaigns[position].end = day }

  /// Replaces the creatives that run; those with a known label and idea keep their wear.
  package mutating func setCreatives(_ position: Int, _ creatives: [Creative], shares: [Double]) {
    for index in campaigns[position].creatives.indices {
      campaigns[position].creatives[index].share = 0
    }
    let total = max(1e-9, shares.reduce(0, +))
    for (new, share) in zip(creatives, shares) {
      let known = campaigns[position].creatives.lastIndex {
        $0.label == new.label && $0.idea == new.idea
      }
      if let known {
        campaigns[position].creatives[known].share = share / total
      } else {
        campaigns[position].creatives.append(
          creative(new, share: share / total, of: campaigns[position]))
      }
    }
  }

  package mutating func startLearning(_ position: Int) {
    campaigns[position].learning = .init(since: now, conversions: 0)
  }

  package mutating func startSending(_ position: Int) { campaigns[position].state = .sending }

  package mutating func cancelSending(_ position: Int) { campaigns[position].state = .cancelled }

  package mutating func addDiscount(externalID: String, _ plan: DiscountPlan) {
    discounts.append(
      WorldDiscount(
        externalID: externalID, code: plan.code, share: min(0.99, max(0, plan.share)),
        endDay: plan.end.number))
  }

  package mutating func endDiscount(code: String) {
    for index in discounts.indices where discounts[index].code == code {
      discounts[index].isEnded = true
    }
  }

  private mutating func raiseTodaysLimit(_ position: Int) {
    campaigns[position].highestBudgetToday = max(
      campaigns[position].highestBudgetToday, campaigns[position].dailyBudget)
  }

  private func creative(
    _ creative: Creative, share: Double, of campaign: WorldCampaign
  ) -> WorldCreative {
    WorldCreative(
      label: creative.label, idea: creative.idea, share: share,
      appeal: appeal(of: creative.idea, campaign.platform, campaign.audience, part: 0),
      persuasion: appeal(of: creative.idea, campaign.platform, campaign.audience, part: 1))
  }

  /// Hidden quality of an idea for an audience: click-through (`part` 0) or conversion (`part` 1).
  func appeal(
    of idea: Creative.Idea, _ platform: Platform, _ audience: Audience, part: Int
  ) -> Double {
    let ordinal = Creative.Idea.allCases.firstIndex(of: idea) ?? 0
    let spread = parameters.advertising.creativeSpread
    return chance.trait(
      .appeal, Int64(poolIndex(platform, audience)), Int64(ordinal * 2 + part),
      spread: part == 0 ? spread : spread / 2)
  }

  /// Currency units of an average order of the audience, without its extremes.
  private func typicalOrder(of recipients: [Int32], audience: Audience) -> Double {
    guard !recipients.isEmpty else { return levels.typicalOrder }
    let sum = recipients.reduce(0.0) { $0 + usualBasket(of: $1) }
    return max(0.01, sum / Double(recipients.count))
  }

  /// Currency units of a customer's average order, without the extremes.
  func usualBasket(of shopper: Int32) -> Double {
    let limit = levels.logBasketMean + 1.5 * levels.logBasketDeviation
    return Double.exp(min(limit, population[shopper].logBasket))
  }

  /// Share of clicks to remember so that claimed orders make about the return that the audience is
  /// known for.
  private func touchShare(of recipients: [Int32], _ setup: CampaignSetup) -> Double {
    guard !recipients.isEmpty, setup.platform.hasBudgets else { return 0 }
    let value = recipients.reduce(0.0) { sum, position in
      let shopper = population[position]
      let order = Double.exp(min(levels.logBasketMean + 2, shopper.logBasket))
      return sum + min(0.2, population.rate(of: shopper)) * order
    }
    let claimable = value / Double(recipients.count) * windowDays(setup.platform)
    let price = pools[poolIndex(setup.platform, setup.audience)].clickPrice
    let wanted = AudienceTraits(setup.audience).claimedReturn * price
    return min(0.5, wanted / max(claimable, 1e-6))
  }
}
