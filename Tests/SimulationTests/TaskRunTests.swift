import AgentCore
import AgentInterface
import Commerce
import Oversight
import Persistence
import Platforms
import Simulation
import Testing

/// The queue inside the agent, over a real store: what leaves when, what is told of it, and what is
/// left after trouble.
@Suite struct TaskRunTests {
  private let brand = "Brand search"
  private let shopping = "Shopping · bestsellers"

  private func running(parallelCalls: Int = 4) throws -> TaskShop {
    var shop = try TaskShop(TaskShop.settings(parallelCalls: parallelCalls))
    shop.setUp()
    shop.answerAll()
    return shop
  }

  private func id(_ name: String, _ shop: TaskShop) throws -> Campaign.ID {
    try #require(shop.campaign(name)).id
  }

  private func pounds(_ units: Double) -> Money { Money(units: units, .poundSterling) }

  // MARK: Turn by turn

  @Test func `one call at a time: a campaign is finished before the next is begun`() throws {
    var shop = try TaskShop(TaskShop.settings(parallelCalls: 1))
    shop.setUp()
    #expect(shop.underWay(.googleAds).map(\.operation.verb) == ["create campaign"])
    #expect(shop.underWay(.metaAds).count == 1)
    let first = try #require(shop.task(brand))
    #expect((first.stepsDone, first.steps, first.standing) == (0, 2, .underWay))
    #expect(first.priority == .byPerson)
    let second = try #require(shop.task(shopping))
    #expect(second.standing == .waiting && second.words == "behind 1 other on Google Ads")
    shop.answer(.googleAds)
    #expect(shop.underWay(.googleAds).map(\.operation.verb) == ["activate"])
    #expect(shop.task(brand)?.progress == "step 2 of 2, activate")
    shop.answer(.googleAds)
    #expect(shop.task(brand)?.standing == .done)
    #expect(shop.task(shopping)?.standing == .underWay)
    shop.answerAll()
    #expect(shop.tasks.allSatisfy { $0.standing == .done && $0.stepsDone == $0.steps })
    #expect(shop.tasks.count == 4)
    #expect(Set(shop.sent).count == 8 && shop.sent.count == 8)
  }

  @Test func `a pause overtakes a full queue`() throws {
    var shop = try running(parallelCalls: 1)
    shop.order(.setDailyBudget(try id(brand, shop), pounds(110)))
    shop.order(.setDailyBudget(try id(shopping, shop), pounds(210)))
    #expect(shop.underWay(.googleAds).count == 1)
    #expect(shop.tasks.contains { $0.words == "behind 1 other on Google Ads" })
    shop.order(.pause(try id(shopping, shop)))
    #expect(shop.underWay(.googleAds).last?.operation.verb == "pause")
    #expect(shop.task("Pause")?.priority == .lowersRisk)
  }

  @Test func `of the agent's own, what runs is changed before anything new is begun`() throws {
    var shop = try running(parallelCalls: 1)
    let plan = CampaignPlan(
      campaign: Campaign.ID(9), externalName: "ga-9 Hats", objective: .acquisition,
      platform: .googleAds, audience: .prospects, recipients: [], dailyBudget: pounds(20),
      spendCap: pounds(200), end: shop.now.day.adding(days: 6), creatives: [])
    let raise = BudgetChange(
      campaign: CampaignHandle(try #require(shop.campaign(brand))), from: pounds(120),
      to: pounds(130))
    try shop.add(.createCampaign(plan), "Start Hats", .approved(by: .agent, at: shop.now))
    try shop.add(.setDailyBudget(raise), "Raise Brand", .approved(by: .agent, at: shop.now))
    try shop.restart()
    #expect(shop.task("Start Hats")?.words == "is checked once more before it is sent")
    shop.pass(seconds: 3_600)
    #expect(shop.underWay(.googleAds).map(\.operation.verb) == ["set daily budget"])
    #expect(shop.task("Raise Brand")?.priority == .running)
    let new = try #require(shop.task("Start Hats"))
    #expect(new.priority == .new && new.words == "behind 1 other on Google Ads")
  }

  @Test func `what a person approves is told its place, and passes what the agent does alone`()
    throws
  {
    var shop = try running(parallelCalls: 1)
    let raise = { (name: String, shop: TaskShop, to: Double) throws -> Oversight.Action in
      let campaign = try #require(shop.campaign(name))
      let from = try #require(campaign.dailyBudget)
      return .setDailyBudget(
        BudgetChange(campaign: CampaignHandle(campaign), from: from, to: self.pounds(to)))
    }
    let waits = Decision.State.needsApproval(expires: shop.now.adding(days: 2))
    try shop.add(try raise(shopping, shop, 200), "Raise Shopping", waits)
    try shop.restart()
    shop.order(.setDailyBudget(try id(brand, shop), pounds(130)))
    let asked = try #require(shop.snapshot.approvals.first)
    let answer = shop.order(.approve(asked.id, revision: asked.revision, digest: asked.digest))
    #expect(
      answer == .done("Approved, in the queue (behind 1 other on Google Ads): Raise Shopping"))
    #expect(shop.task("Raise Shopping")?.priority == .byPerson)
    shop.answerAll()
    #expect(shop.campaign(shopping)?.dailyBudget == pounds(200))
  }

  @Test func `a decision on a busy campaign says whom it waits for`() throws {
    var shop = try running()
    shop.order(.setDailyBudget(try id(brand, shop), pounds(130)))
    shop.order(.setDailyBudget(try id(brand, shop), pounds(140)))
    let second = try #require(shop.tasks.first { $0.standing == .waiting })
    #expect(second.words == "until decision 5 on the same campaign is done")
    #expect((second.stepsDone, second.steps, second.attempts) == (0, 1, 0))
    shop.answerAll()
    shop.pass(seconds: 3_600)
    // It was decided at another budget, which the check before sending finds.
    let stale = try #require(shop.loop.state.recentDecisions.last)
    #expect(stale.state.name == "stale")
    #expect(shop.tasks.allSatisfy { $0.standing == .done } && shop.tasks.count == 5)
  }

  @Test func `while halted a budget is lowered, and a campaign is started after it`() throws {
    var shop = try TaskShop(TaskShop.settings(parallelCalls: 1))
    shop.setUp()
    while shop.campaign(brand)?.status != .active { shop.answer(.googleAds) }
    shop.order(.halt(reason: "drill"))
    shop.answer(.googleAds)
    #expect(shop.underWay(.googleAds).isEmpty)
    #expect(shop.task(shopping)?.words == "waits until the halt is over")
    shop.order(.setDailyBudget(try id(brand, shop), pounds(50)))
    #expect(shop.underWay(.googleAds).map(\.operation.verb) == ["set daily budget"])
    shop.order(.resumeAfterHalt)
    shop.answerAll()
    #expect(shop.campaign(shopping)?.status == .active)
    #expect(shop.campaign(brand)?.dailyBudget == pounds(50))
  }

  // MARK: Rate limits

  @Test func `a limit holds back the platform's other tasks and no other platform`() throws {
    var shop = try TaskShop(TaskShop.settings(parallelCalls: 1))
    shop.setUp()
    shop.limit(.googleAds, seconds: 90)
    #expect(
      shop.task(brand)?.words == "again in 90 s after a rate limit, attempt 2 of 8")
    #expect(shop.task(shopping)?.words == "in 90 s: Google Ads limits calls")
    #expect(shop.task(shopping)?.standing == .limited)
    #expect(shop.underWay(.googleAds).isEmpty && shop.underWay(.metaAds).count == 1)
    shop.pass(seconds: 89)
    #expect(shop.underWay(.googleAds).isEmpty)
    shop.pass(seconds: 1)
    #expect(shop.underWay(.googleAds).map(\.attempts) == [2])
    shop.answerAll()
    #expect(shop.loop.state.allCampaigns.allSatisfy { $0.status == .active })
    #expect(shop.task(brand)?.attempts == 2)
  }

  @Test func `a call limited eight times is given up and its money given back`() throws {
    var shop = try TaskShop(TaskShop.settings(parallelCalls: 1))
    shop.setUp()
    let held = shop.snapshot.money.heldToday
    var waited: Int64 = 0
    for _ in 1..<8 {
      shop.limit(.googleAds, seconds: 5)
      while shop.underWay(.googleAds).isEmpty {
        shop.pass(seconds: 10)
        waited += 10
      }
    }
    #expect((3_700...5_000).contains(waited))
    shop.limit(.googleAds, seconds: 5)
    let task = try #require(shop.task(brand))
    let words = "Google Ads limited calls all 8 times that it was told to create campaign; "
    #expect(task.standing == .failed && task.words == words + "nothing was done by it")
    #expect(shop.campaign(brand)?.status == .cancelled)
    #expect(shop.snapshot.money.heldToday < held)
    let decision = try #require(shop.loop.state.recentDecisions.first { $0.id == task.decision })
    #expect(decision.state == .failed(reason: task.words))
    // The next one's turn has come.
    #expect(shop.underWay(.googleAds).map(\.operation.campaign) == [try id(shopping, shop)])
  }

  @Test func `a second step that is given up leaves the campaign paused, and says what was done`()
    throws
  {
    var shop = try TaskShop()
    shop.setUp()
    while shop.task(brand)?.stepsDone != 1 { shop.answer(.googleAds) }
    let held = shop.snapshot.money.heldToday
    shop.answerAll(but: "activate", of: brand)
    for _ in 1...8 {
      while shop.underWay(.googleAds).isEmpty { shop.pass(seconds: 300) }
      shop.limit(.googleAds)
    }
    let task = try #require(shop.task(brand))
    #expect((task.standing, task.stepsDone, task.attempts) == (.failed, 1, 8))
    let decision = try #require(shop.loop.state.recentDecisions.first { $0.id == task.decision })
    #expect(
      decision.state
        == .failed(
          reason: "1 of 2 steps were done, then: Google Ads limited calls all 8 times that it was "
            + "told to activate; nothing was done by it"))
    #expect(shop.campaign(brand)?.status == .paused)
    #expect(shop.snapshot.money.heldToday == held - pounds(240))
  }

  @Test func `a pause is never given up`() throws {
    var shop = try running()
    shop.order(.pause(try id(brand, shop)))
    for _ in 0..<30 {
      shop.limit(.googleAds, seconds: 20)
      #expect(shop.task("Pause")?.words == "again in 20 s, as soon as Google Ads allows it")
      shop.pass(seconds: 20)
      #expect(shop.underWay(.googleAds).map(\.operation.verb) == ["pause"])
    }
    shop.answerAll()
    #expect(shop.campaign(brand)?.status == .paused)
  }

  @Test func `rate limits are answers: they use up none of the tries without one`() throws {
    var shop = try TaskShop(TaskShop.settings(parallelCalls: 1))
    shop.setUp()
    for _ in 0..<6 {
      shop.limit(.googleAds, seconds: 1)
      while shop.underWay(.googleAds).isEmpty { shop.pass(seconds: 600) }
    }
    shop.answer(.googleAds, .failure(.uncertain(.googleAds, reason: "timed out")))
    #expect(shop.task(brand)?.standing == .unanswered)
    shop.pass(seconds: 600)
    shop.list()
    #expect(shop.task(brand)?.standing == .underWay)
    #expect(shop.task(brand)?.attempts == 8)
  }

  @Test func `in a market whose limits are used up, what was ordered is done an hour later`()
    async throws
  {
    var simulation = try await AgentSimulation(
      store: SampleShop.store(), settings: SampleShop.settings(), person: .absent,
      manners: Manners(lostBefore: 0, lostAfter: 0, latency: nil, slowShare: 0, limitsCalls: true))
    _ = await simulation.run(days: 1)
    let adapter = simulation.outside.adapter(for: .googleAds)
    while (try? await adapter.campaigns()) != nil {}
    let campaign = try #require(simulation.state.allCampaigns.first { $0.name == brand })
    await simulation.order(.setDailyBudget(campaign.id, pounds(100)))
    await simulation.order(.pause(campaign.id))
    let before = simulation.state.allCampaigns.first { $0.id == campaign.id }
    #expect(before?.status == .active && before?.dailyBudget == campaign.dailyBudget)
    _ = await simulation.run(days: 1)
    #expect(simulation.state.allCampaigns.first { $0.id == campaign.id }?.status == .paused)
    #expect(simulation.state.halted == nil)
  }

  // MARK: Overtaken and given up

  @Test func `a raise that has not left is not sent after the budget was lowered`() throws {
    var shop = try running()
    shop.order(.setDailyBudget(try id(brand, shop), pounds(130)))
    shop.limit(.googleAds, seconds: 600)
    shop.order(.setDailyBudget(try id(brand, shop), pounds(60)))
    #expect(shop.underWay(.googleAds).map(\.operation.verb) == ["set daily budget"])
    let raise = try #require(shop.task("130.00"))
    #expect(raise.standing == .failed)
    #expect(raise.words.hasPrefix("decision 6 overtook it: Set \"Brand search\""))
    shop.answerAll()
    shop.pass(seconds: 7_200)
    #expect(shop.underWay(.googleAds).isEmpty)
    #expect(shop.campaign(brand)?.dailyBudget == pounds(60))
  }

  @Test func `what cannot be found out needs a person, keeps its money and sends no more`() throws {
    var shop = try TaskShop(TaskShop.settings(parallelCalls: 1))
    shop.setUp()
    let held = shop.snapshot.money.heldToday
    shop.answer(.googleAds, .failure(.uncertain(.googleAds, reason: "timed out")))
    let plan = try #require(shop.campaign(brand))
    shop.pass(seconds: 60)
    let twin = RemoteCampaign(
      externalID: "1", name: plan.externalName, status: .paused, dailyBudget: nil, end: plan.end,
      creatives: [], isLearning: false)
    shop.list([twin, twin])
    let task = try #require(shop.task(brand))
    #expect(task.standing == .needsPerson)
    #expect(task.words == "Google Ads has 2 campaigns of that name")
    #expect((task.stepsDone, task.steps, task.step) == (0, 2, "create campaign"))
    #expect(shop.snapshot.money.heldToday == held)
    shop.pass(seconds: 3_600)
    #expect(!shop.sent.contains("d\(task.decision)-1"))
  }

  @Test func `what no money can be held for on a new day is not sent any more`() throws {
    var shop = try TaskShop(TaskShop.settings(parallelCalls: 1))
    shop.setUp()
    shop.answer(.googleAds)
    shop.limit(.googleAds, seconds: 40_000)
    shop.limit(.metaAds, seconds: 40_000)
    try shop.restart(TaskShop.settings(dayCap: 20))
    shop.pass(seconds: 86_400)
    #expect(shop.underWay().isEmpty)
    #expect(shop.tasks.allSatisfy { $0.standing == .failed })
    #expect(shop.task(brand)?.words.hasPrefix("£240.00 would have to be held for today") == true)
    #expect(shop.campaign(brand)?.status == .paused)
    #expect(shop.campaign(shopping)?.status == .cancelled)
  }

  // MARK: After a restart

  @Test func `the queue goes on after a restart as it stood, and nothing is sent twice`() throws {
    var shop = try TaskShop(TaskShop.settings(parallelCalls: 1))
    shop.setUp()
    shop.answer(.googleAds)
    shop.limit(.googleAds, seconds: 7_200)
    let before = shop.tasks
    try shop.restart()
    let google = { (rows: [TaskRow]) in rows.filter { $0.platform == .googleAds } }
    #expect(google(shop.tasks) == google(before))
    let meta = try #require(shop.tasks.first { $0.platform == .metaAds })
    #expect(meta.standing == .unanswered)
    shop.pass(seconds: 3_600)
    #expect(shop.underWay().isEmpty)
    shop.list()
    #expect(shop.underWay(.metaAds).map(\.attempts) == [2])
    #expect(shop.underWay(.googleAds).isEmpty)
    shop.pass(seconds: 3_600)
    shop.answerAll()
    #expect(shop.loop.state.allCampaigns.allSatisfy { $0.status == .active })
    let over = shop.tasks
    #expect(over.count == 4 && over.allSatisfy { $0.standing == .done })
    // Of eight calls one was limited and one lost with the process; both were sent once more.
    #expect(shop.sent.count == 10 && Set(shop.sent).count == 8)
    try shop.restart()
    #expect(shop.tasks == over)
  }

  @Test func `only the newest of what is over is kept`() throws {
    var shop = try running()
    for step in 1...60 {
      shop.order(.setDailyBudget(try id(brand, shop), pounds(118 - Double(step) / 10)))
      shop.answerAll()
    }
    #expect(shop.tasks.count == 50)
    let newest = try #require(shop.tasks.first)
    #expect(newest.decision == shop.loop.state.recentDecisions.last?.id)
    let before = shop.tasks
    try shop.restart()
    #expect(shop.tasks == before)
  }
}
