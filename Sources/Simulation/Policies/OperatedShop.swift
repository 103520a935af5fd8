import AgentCore
import Commerce
import Market
import Statistics

/// A shop whose advertising follows a fixed policy, in a market of its own.
///
/// Every policy keeps to the cap for certain: its shares of the cap are what the platforms may spend
/// at worst. The policies that can be had anywhere run the campaigns a shop begins with; the oracle runs one
/// for every audience there is, each with the idea that suits it best. All of them write to every
/// customer once a fortnight.
struct OperatedShop {
  private let policy: BudgetPolicy
  private let people: CustomerBook
  /// Currency units a day.
  private let cap: Double
  private let margin: Double
  private var world: World
  private var campaigns: [Operated] = []
  private var records: [CampaignRecord] = []
  private var letters = 0
  private(set) var days: [DayResult] = []
  private(set) var incidents = IncidentLedger()

  private static let daysBetweenLetters = 14

  private struct Operated {
    var platform: Platform
    var audience: Audience
    var objective: Campaign.Objective
    var creatives: [Creative]
    var position = 0
  }

  /// - Parameters:
  ///   - policy: Any but the agent.
  ///   - genesis: What the market begins with.
  ///   - people: The customers, by segment.
  ///   - cap: Currency units a day.
  ///   - margin: Of revenue.
  init(
    _ policy: BudgetPolicy, _ genesis: Genesis, people: CustomerBook, cap: Double, margin: Double
  ) {
    self.policy = policy
    self.people = people
    self.cap = cap
    self.margin = margin
    world = World(genesis)
    let wanted = policy == .oracle ? everyAudience() : Self.starters
    for campaign in wanted { open(campaign) }
    records = campaigns.map { _ in CampaignRecord() }
  }

  var totals: WorldTotals { world.truth.totals }
  var truth: Truth { world.truth }

  /// Runs whole days.
  mutating func run(days count: Int) {
    for day in 0..<count {
      setBudgets(day: day)
      if day.isMultiple(of: Self.daysBetweenLetters) { writeToEveryone() }
      let before = campaigns.map { world.campaigns[$0.position].truth }
      let totals = world.truth.totals
      for _ in 0..<24 {
        world.step()
        incidents.hourPassed(world)
      }
      days.append(DayResult(from: totals, to: world.truth.totals, margin: margin))
      for index in campaigns.indices { note(index, since: before[index]) }
    }
  }

  private mutating func note(_ index: Int, since before: CampaignTruth) {
    let now = world.campaigns[campaigns[index].position].truth
    let spent = now.dailySpend.dropFirst(before.dailySpend.count).reduce(0) { $0 + $1.micros }
    records[index].spend.append(Double(spent) / 1_000_000)
    records[index].revenue.append(
      Double(now.attributedRevenueMicros - before.attributedRevenueMicros) / 1_000_000)
  }

  private mutating func setBudgets(day: Int) {
    let budgets =
      policy == .oracle
      ? clairvoyantBudgets() : policy.budgets(records, day: day, cap: cap, margin: margin)
    for (index, share) in budgets.enumerated() {
      records[index].budget = share
      // A platform may spend more than the budget in a day; the cap has to hold even then.
      let budget = share / campaigns[index].platform.overspendFactor
      let position = campaigns[index].position
      let micros = Int64(budget * 1_000_000)
      // Platforms take no budget below a unit; a campaign that is not worth it rests.
      guard micros >= 1_000_000 else {
        world.pause(position)
        continue
      }
      if world.campaigns[position].dailyBudget != micros {
        world.setDailyBudget(position, micros: micros)
      }
      if world.campaigns[position].state == .paused { world.activate(position) }
    }
  }
}

extension OperatedShop {
  private static var starters: [Operated] {
    StarterCampaigns.all.map {
      Operated(
        platform: $0.platform, audience: $0.audience, objective: $0.objective,
        creatives: $0.creatives)
    }
  }

  private func everyAudience() -> [Operated] {
    let audiences: [Audience] =
      [.everyone, .prospects, .lookalike] + SegmentName.allCases.map(Audience.segment)
    return [Platform.googleAds, .metaAds].flatMap { platform in
      audiences.map { audience in
        Operated(
          platform: platform, audience: audience, objective: audience.bestObjective,
          creatives: [bestCreative(platform, audience)])
      }
    }
  }

  private func bestCreative(_ platform: Platform, _ audience: Audience) -> Creative {
    let truth = world.truth
    let worths = Creative.Idea.allCases.map { idea in
      (
        idea: idea,
        worth: truth.appeal(of: idea, platform: platform, audience: audience)
          * truth.persuasion(of: idea, platform: platform, audience: audience)
      )
    }
    let best = worths.max { $0.worth < $1.worth }?.idea ?? .benefit
    return Creative(
      label: "A", idea: best, headline: "The best there is", body: "Whatever suits you best.",
      callToAction: "Have a look")
  }

  private mutating func open(_ campaign: Operated) {
    var campaign = campaign
    var recipients: [String] = []
    if case .segment(let name) = campaign.audience {
      recipients = people.members(of: name, accepting: false)
      if recipients.isEmpty { return }
    }
    campaign.position = world.add(
      CampaignSetup(
        externalID: "operated-\(campaigns.count)", dailyBudget: 1_000_000, spendCap: nil,
        plan: plan(
          campaign.platform, campaign.audience, campaign.objective, recipients, campaign.creatives))
    )
    campaigns.append(campaign)
  }

  private func plan(
    _ platform: Platform, _ audience: Audience, _ objective: Campaign.Objective,
    _ recipients: [String], _ creatives: [Creative]
  ) -> CampaignPlan {
    CampaignPlan(
      campaign: Campaign.ID(Int64(campaigns.count) + 1), externalName: "operated",
      objective: objective, platform: platform, audience: audience, recipients: recipients,
      dailyBudget: nil, spendCap: nil, end: world.now.day.adding(days: 36_500),
      creatives: creatives)
  }

  private mutating func writeToEveryone() {
    let everyone = SegmentName.allCases.flatMap { people.members(of: $0, accepting: true) }
    letters += 1
    let position = world.add(
      CampaignSetup(
        externalID: "letter-\(letters)", dailyBudget: 0, spendCap: nil,
        plan: plan(
          .klaviyo, .everyone, .retention, everyone, [bestOrUsual(.klaviyo, .everyone)])))
    world.startSending(position)
  }

  private func bestOrUsual(_ platform: Platform, _ audience: Audience) -> Creative {
    policy == .oracle ? bestCreative(platform, audience) : StarterCampaigns.all[0].creatives[0]
  }

  /// The division of the cap with the greatest profit by the hidden curves as they are today.
  private func clairvoyantBudgets() -> [Double] {
    let truth = world.truth
    let curves = campaigns.map { campaign -> HillCurve in
      let half = truth.halfSaturation(platform: campaign.platform, audience: campaign.audience) ?? 1
      let factor = campaign.platform.overspendFactor
      let revenue = truth.expectedRevenue(
        platform: campaign.platform, audience: campaign.audience, dailySpend: half,
        objective: campaign.objective)
      let idea = truth.persuasion(
        of: campaign.creatives[0].idea, platform: campaign.platform, audience: campaign.audience)
      return HillCurve(
        maximum: max(1e-9, 2 * (revenue ?? 0) * idea * margin * factor),
        halfSaturation: half * factor, shape: truth.saturationShape)
    }
    let bounds = curves.map { _ in SpendBound(lower: 0, upper: cap) }
    // The curves of a market are valid, and so is a cap; without an answer nothing is spent.
    let best = try? BudgetAllocation.allocate(
      total: cap, curves: curves, bounds: bounds, configuration: .init(leastMarginal: 1))
    return best?.spend ?? curves.map { _ in 0 }
  }
}

extension Audience {
  /// The objective that suits it best.
  fileprivate var bestObjective: Campaign.Objective {
    guard case .segment(let name) = self else { return .acquisition }
    return [.aboutToSleep, .atRisk, .cannotLose, .hibernating, .lost].contains(name)
      ? .winback : .retention
  }
}
