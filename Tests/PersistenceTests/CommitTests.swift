import AgentInterface
import Commerce
import Foundation
import GRDB
import Oversight
import Persistence
import Testing

@Suite struct CommitTests {
  let folder: TemporaryFolder
  let store: Store

  init() throws {
    folder = try TemporaryFolder()
    store = try folder.openStore()
  }

  @Test func `all of a commit is written or nothing`() throws {
    let before = try dump(folder.file("growth.sqlite"))
    #expect(throws: StoreError.self) {
      try store.commit(
        Commit(
          changes: [
            .campaign(sampleCampaign()), .decision(try sampleDecision(1)),
            .metrics([metricsRow(3)]),
            .transfer(reserve(61), caps: sampleCaps),
          ], audit: [sampleAudit()]))
    }
    #expect(try dump(folder.file("growth.sqlite")) == before)
    #expect(try store.decisions(newest: 10).isEmpty)
  }

  @Test func `an outbox entry without its decision is refused`() throws {
    let error = #expect(throws: StoreError.self) {
      try store.commit(Commit(changes: [.outbox(sampleEntry(1, decision: 9))]))
    }
    #expect(error == .refused(reason: "FOREIGN KEY constraint failed"))
  }

  @Test func `the order of changes within a commit does not matter`() throws {
    try store.commit(
      Commit(changes: [.outbox(sampleEntry(1, decision: 1)), .decision(try sampleDecision(1))]))
    #expect(try store.outbox(of: Decision.ID(1)) == [sampleEntry(1, decision: 1)])
  }

  @Test func `what is loaded is what was committed`() throws {
    let state = try fill(store)
    try store.close()
    let again = try folder.openStore()
    #expect(describe(try again.load(now: noon)) == describe(state))
  }

  @Test func `ids that follow the stored ones are given`() throws {
    _ = try fill(store)
    #expect(
      try store.load(now: noon).nextIDs
        == StoredState.NextIDs(
          decision: 4, campaign: 3, experiment: 2, alert: 3, outbox: 3, activity: 4, customer: 3))
  }

  @Test func `only the newest final decisions are loaded, and all others`() throws {
    let decisions = try (1...520).map { id in
      try sampleDecision(id, state: id.isMultiple(of: 100) ? .proposed : .failed(reason: "x"))
    }
    try store.commit(Commit(changes: decisions.map { .decision($0) }))
    let loaded = try store.load(now: noon).decisions.map(\.id.value)
    #expect(loaded == (1...520).filter { $0.isMultiple(of: 100) || $0 > 15 })
  }

  @Test func `a value that is not finite survives`() throws {
    let decision = try sampleDecision(1)
    try store.commit(Commit(changes: [.decision(decision)]))
    #expect(try store.decision(Decision.ID(1)) == decision)
  }

  @Test func `plans are kept by their week and lessons in order, the newest of them`() throws {
    let store = try Store.inMemory()
    let next = samplePlan(firstDay: today.adding(days: 7))
    let closed = samplePlan(
      closing: .init(
        at: noon, results: [.init(measure: .revenue, actual: 1, isReached: false, isWithin: false)],
        words: "missed", isEarly: false))
    try store.commit(Commit(changes: [.plan(samplePlan()), .plan(next), .plan(closed)]))
    #expect(try store.plans(newest: 9) == [next, closed])
    #expect(try store.load(now: noon).plans == [closed, next])
    try store.commit(Commit(changes: (1...5_004).map { .lesson(sampleLesson($0)) }))
    #expect(try store.lessons(newest: 2).map(\.id) == [5_004, 5_003])
    #expect(try store.load(now: noon).nextIDs.lesson == 5_005)
    try store.commit(Commit(changes: [.tidy(now: noon)]))
    #expect(try store.lessons(newest: 9_000).map(\.id).last == 5)
  }

  @Test func `reads go on after a commit that failed`() throws {
    try store.commit(Commit(changes: [.memory(key: "clock", value: "1")]))
    #expect(throws: StoreError.self) {
      try store.commit(Commit(changes: [.outbox(sampleEntry(1, decision: 9))]))
    }
    #expect(try store.memory() == ["clock": "1"])
    try store.commit(Commit(changes: [.memory(key: "clock", value: "2")]))
    #expect(try store.memory() == ["clock": "2"])
  }

  @Test func `a full disk fails the commit and loses nothing`() throws {
    try store.close()
    let small = try folder.openStore(Store.Configuration(maximumPages: 70))
    try small.commit(Commit(changes: [.memory(key: "clock", value: "1")]))
    let error = #expect(throws: StoreError.self) {
      let long = String(repeating: "x", count: 2_000_000)
      try small.commit(Commit(changes: [.memory(key: "clock", value: long)]))
    }
    #expect(error == .diskFull)
    #expect(try small.memory() == ["clock": "1"])
    try small.commit(Commit(changes: [.memory(key: "clock", value: "2")]))
    #expect(try small.memory() == ["clock": "2"])
  }

  @Test func `another connection that writes makes the store say busy`() throws {
    try store.close()
    let impatient = try folder.openStore(Store.Configuration(busySeconds: 0))
    let other = try DatabaseQueue(path: folder.file("growth.sqlite"))
    try other.writeWithoutTransaction { database in
      try database.execute(sql: "BEGIN IMMEDIATE")
      #expect(throws: StoreError.busy) {
        try impatient.commit(Commit(changes: [.memory(key: "a", value: "b")]))
      }
      try database.execute(sql: "ROLLBACK")
    }
    try other.close()
  }

  @Test func `hourly rows go after 35 days and their roll-ups stay`() throws {
    let old = today.adding(days: -36)
    try store.commit(
      Commit(changes: [
        .metrics([metricsRow(5, day: old), metricsRow(6, day: old), metricsRow(5)]),
        .tidy(now: noon),
      ]))
    #expect(try store.load(now: noon).metrics == [metricsRow(5)])
    // A late row of a closed hour changes nothing: what it replaces is not known any more.
    try store.commit(Commit(changes: [.metrics([metricsRow(5, clicks: 99, day: old)])]))
    let days = try store.metricsByDay(of: Campaign.ID(1), from: old, through: today)
    #expect(days.map(\.metrics.clicks) == [20, 10])
    #expect(days.map(\.day) == [old, today])
  }

  @Test func `a restated hour moves its day by the difference`() throws {
    try store.commit(
      Commit(changes: [
        .metrics([
          metricsRow(5, clicks: 10), metricsRow(6, clicks: 3), metricsRow(6, creative: "B"),
        ])
      ]))
    try store.commit(
      Commit(changes: [.metrics([metricsRow(5, clicks: 12), metricsRow(6, clicks: 3)])]))
    let days = try store.metricsByDay(of: Campaign.ID(1), from: today, through: today)
    #expect(days.map(\.creative) == ["A", "B"])
    #expect(days.map(\.metrics.clicks) == [15, 10])
    #expect(days.map(\.metrics.spendMicros) == [6_000_000, 4_000_000])
    let hours = try store.metricsByHour(
      of: Campaign.ID(1), from: Instant(today, hour: 6), to: Instant(today, hour: 7))
    #expect(hours == [metricsRow(6, clicks: 3), metricsRow(6, creative: "B")])
  }

  @Test func `an order that came before is neither stored nor counted again`() throws {
    let orders = [order("1", customer: 1), order("2", customer: 1)]
    let customer = Commit(changes: [
      .newCustomers([NewCustomer(id: Customer.ID(1), reference: "c1")])
    ])
    try store.commit(customer)
    try store.commit(Commit(changes: [.orders(orders, source: "shopify")]))
    try store.commit(
      Commit(changes: [.orders(orders + [order("3", customer: 1)], source: "shopify")]))
    #expect(try store.orderCount() == 3)
    #expect(
      try store.dailyOrders(from: today, through: today)
        == [StoredState.DailyOrders(day: today, orders: 3, revenueMicros: 60_000_000)])
  }

  @Test func `a late order is summed up from the customer's whole history`() throws {
    try store.commit(
      Commit(changes: [
        .newCustomers([NewCustomer(id: Customer.ID(1), reference: "c1")]),
        .orders(
          [
            order("1", customer: 1), order("2", customer: 1, day: today.adding(days: 9)),
            order("3", customer: 1, day: today.adding(days: 4)),
            order("4", customer: 1, day: today.adding(days: 4)),
          ], source: "shopify"),
      ]))
    let summary = try store.summary(of: Customer.ID(1))
    #expect(summary?.purchaseDays == 3)
    #expect(summary?.orders == 4)
    #expect(summary?.revenueMicros == 80_000_000)
    #expect(summary?.firstDayRevenueMicros == 20_000_000)
  }

  @Test func `the same work fits in memory`() throws {
    let memory = try Store.inMemory()
    #expect(describe(try fill(memory)) == describe(try fill(store)))
  }
}

/// Everything a tick may write, then the state as it is loaded.
private func fill(_ store: Store) throws -> StoredState {
  let outcome = Decision.Outcome(
    .init(actual: 9, withinInterval: true), settledAt: noon, note: "as forecast")
  let alert = Alert(
    id: Alert.ID(1), severity: .warning, scope: .campaign(Campaign.ID(1)),
    metric: .clickThroughRate,
    expected: Estimate(mean: 0.02, low: 0.01, high: 0.03), actual: 0.001, openedAt: noon,
    causes: ["tired creative"])
  var resolved = alert
  resolved = Alert(
    id: Alert.ID(2), severity: .notice, scope: .shop, metric: .orders, expected: alert.expected,
    actual: 1, openedAt: noon.adding(days: -50), state: .resolved,
    resolvedAt: noon.adding(days: -40), causes: [])
  let experiment = Experiment(
    id: Experiment.ID(1), campaign: Campaign.ID(1), hypothesis: "Urgency beats benefit",
    metric: .clickThroughRate, variants: [Experiment.Variant(creative: "A", share: 0.5)],
    startedAt: noon, plannedTrials: 4_000)
  try store.setShop(Shop(name: "Sample", currency: .poundSterling, grossMargin: 0.4))
  try store.commit(
    Commit(
      changes: [
        .campaign(sampleCampaign(1)), .campaign(sampleCampaign(2)),
        .decision(try sampleDecision(1)),
        .decision(try sampleDecision(2, state: .settled(at: noon), outcome: outcome)),
        .decision(try sampleDecision(3, state: .dispatching(since: noon), campaign: 2)),
        .outbox(sampleEntry(1, decision: 3)), .outbox(sampleEntry(2, decision: 3, index: 1)),
        .transfer(reserve(30, decision: 3), caps: sampleCaps),
        .transfer(reserve(10, campaign: 2), caps: sampleCaps),
        .experiment(experiment),
        .experimentLook(
          experiment.id,
          ExperimentDetail.Look(at: noon, effect: Estimate(mean: 0.1, low: -0.1, high: 0.3))),
        .alert(alert), .alert(resolved),
      ], audit: [sampleAudit()]))
  try store.commit(
    Commit(changes: [
      .metrics([
        metricsRow(5, creative: "B"), metricsRow(4), metricsRow(5), metricsRow(4, campaign: 2),
      ]),
      .newCustomers([
        NewCustomer(id: Customer.ID(1), reference: "c1"),
        NewCustomer(id: Customer.ID(2), reference: "c2"),
      ]),
      .orders([order("1", customer: 1), order("2", customer: 2, amount: 7.25)], source: "shopify"),
      .customers([
        Customer(id: Customer.ID(1), firstOrderOn: today, amountMicros: 20_000_000),
        Customer(
          id: Customer.ID(2), firstDay: today, lastDay: today, purchaseDays: 1, orders: 1,
          revenueMicros: 7_250_000, firstDayRevenueMicros: 7_250_000, acceptsEmail: false),
      ]),
      .emailContacts(["c1", "c2"], campaign: Campaign.ID(2), at: noon.adding(days: -2)),
      .emailContacts(["c1"], campaign: Campaign.ID(2), at: noon.adding(days: -9)),
      .activity(sampleActivity(1)), .activity(sampleActivity(2, campaign: nil)),
      .activity(sampleActivity(3)),
      .belief(key: "google", version: 1, json: Array("{}".utf8), at: noon, because: "start"),
      .belief(key: "google", version: 2, json: Array("[1]".utf8), at: noon, because: "results"),
      .memory(key: "clock", value: "\(noon.seconds)"),
    ]))
  return try store.load(now: noon)
}

/// A state in words, with dictionaries in order, so that two can be compared.
private func describe(_ state: StoredState) -> [String] {
  [
    "\(state.shop)", "\(state.customers)", "\(state.references)", "\(state.orderCount)",
    "\(String(describing: state.lastOrderAt))", "\(state.campaigns)", "\(state.experiments)",
    "\(state.alerts)", "\(state.decisions)",
    "\(state.ledger.balances.map { "\($0)" }.sorted())",
    "\(state.ledger.held.map { "\($0)" }.sorted())", "\(state.outbox)", "\(state.metrics)",
    "\(state.dailyOrders)", "\(state.recentOrders)", "\(state.emailContacts)",
    "\(state.activity)",
    "\(state.beliefs.map { "\($0)" }.sorted())", "\(state.memory)", "\(state.nextIDs)",
  ]
}

/// Every row of every table, as text.
func dump(_ path: String) throws -> [String] {
  let database = try DatabaseQueue(path: path)
  defer { try? database.close() }
  return try database.read { database in
    let tables = try String.fetchAll(
      database,
      sql:
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
    )
    let schema = try String.fetchAll(
      database, sql: "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
    return try schema
      + tables.flatMap { table in
        try Row.fetchAll(database, sql: "SELECT * FROM \(table)").map { "\(table): \($0)" }
      }
  }
}
