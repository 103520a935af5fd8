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
      change(index, to: micros)
      if world.campaigns[position].state == .paused { world.activate(position) }
    }
  }

  /// Sets a budget; a platform whose delivery settles anew after a large change does so here too, as
  /// far as it is not the oracle that changes it.
  private mutating func change(_ index: Int, to micros: Int64) {
    let position = campaigns[index].position
    let before = world.campaigns[position].dailyBudget
    guard before != micros else { return }
    world.setDailyBudget(position, micros: micros)
    guard policy != .oracle, let step = campaigns[index].platform.settledStep,
      abs(Double(micros - before)) > step * Double(before) * (1 + 1e-6)
    else { return }
    world.startLearning(position)
  }
}

extension OperatedShop {
  private static var starters: [Operated] {
    StarterCampaigns.all.map {
      Operated(
        platform: $0.platform, audience: $0.audience, objective: $0.objective,
        creatives: plain($0.ideas))
    }
  }

  private func everyAudience() -> [Operated] {
    let audiences: [Audience] =
      [.everyone, .prospects, .lookalike] + SegmentName.allCases.map(Audience.segment)
    return [Platform.googleAds, .metaAds].flatMap { platform in
      audiences.map { audience in
        Operated(
          platform: platform, audience: audience, objective: audience.bestObjective,
          creatives: bestCreatives(platform, audience))
      }
    }
  }

  /// The ideas that suit an audience, the best first; more than one, because each wears out.
  private func bestCreatives(_ platform: Platform, _ audience: Audience) -> [Creative] {
    let truth = world.truth
    let worths = Creative.Idea.allCases.map { idea in
      (
        idea: idea,
        worth: truth.appeal(of: idea, platform: platform, audience: audience)
          * truth.persuasion(of: idea, platform: platform, audience: audience)
      )
    }
    return Self.plain(worths.sorted { $0.worth > $1.worth }.prefix(3).map(\.idea))
  }

  /// Creatives whose words do not matter: people in a market answer to the idea.
  private static func plain(_ ideas: [Creative.Idea]) -> [Creative] {
    zip(["A", "B", "C"], ideas).map { label, idea in
      Creative(
        label: label, idea: idea, headline: "Worth a look", body: "See what suits you.",
        callToAction: "Have a look")
    }
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
    policy == .oracle
      ? bestCreatives(platform, audience)[0] : Self.plain(StarterCampaigns.all[0].ideas)[0]
  }

  /// The division of the cap with the greatest profit by the hidden responses as they are today.
  private func clairvoyantBudgets() -> [Double] {
    let steps = 400
    let unit = cap / Double(steps)
    let profits = campaigns.map { campaign in
      (0...steps).map { step -> Double in
        let spend = Double(step) * unit / campaign.platform.overspendFactor
        return world.truth.steadyRevenue(of: campaign.position, dailySpend: spend) * margin - spend
      }
    }
    // No profit falls by having more to spend, where spending nothing more is allowed.
    let best = profits.map { table in
      table.reduce(into: [Double]()) { $0.append(max($1, $0.last ?? $1)) }
    }
    let chosen = GridAllocation.allocate(steps: steps, returns: best)
    return zip(zip(profits, best), chosen).map { tables, step in
      Double(tables.0.firstIndex(of: tables.1[step]) ?? 0) * unit
    }
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
