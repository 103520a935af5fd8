import Commerce
import GRDB
import Oversight
import Persistence
import Testing

@Suite struct LedgerTests {
  let folder: TemporaryFolder
  let store: Store

  init() throws {
    folder = try TemporaryFolder()
    store = try folder.openStore()
  }

  @Test func `the database refuses an overdraft and says of which account`() throws {
    try store.commit(Commit(changes: [.transfer(reserve(45), caps: sampleCaps)]))
    let error = #expect(throws: StoreError.self) {
      try store.commit(Commit(changes: [.transfer(reserve(20), caps: sampleCaps)]))
    }
    #expect(
      error
        == .overdraft(
          .platformDay(.googleAds, today), neededMicros: 20_000_000, freeMicros: 15_000_000))
    #expect(
      error?.description
        == "20.00 more on 'day:2011-01-26:google' would be above its cap: 15.00 is free. "
        + "Nothing was written; lower the budget or have the cap raised.")
    let day = try store.load(now: noon).ledger.balances[.day(today)]
    #expect(day?.pendingMicros == 45_000_000)
  }

  @Test func `what is held cannot be released twice`() throws {
    try store.commit(Commit(changes: [.transfer(reserve(45), caps: sampleCaps)]))
    let void = Transfer(
      kind: .void, campaign: Campaign.ID(1), platform: .googleAds, day: today, amountMicros: 0,
      releasedMicros: 50_000_000, at: noon)
    #expect(
      throws: StoreError.releasesMoreThanHeld(
        .total, releasedMicros: 50_000_000, heldMicros: 45_000_000)
    ) {
      try store.commit(Commit(changes: [.transfer(void, caps: sampleCaps)]))
    }
  }

  @Test func `an account needs a cap before its first movement`() throws {
    #expect(throws: StoreError.noCap(.total)) {
      try store.commit(Commit(changes: [.transfer(reserve(1), caps: [:])]))
    }
  }

  @Test func `the stored ledger is the ledger in memory`() throws {
    let policy = Policy(
      currency: .poundSterling, dayCap: pounds(100), totalCap: pounds(1_000),
      platformDayCaps: [.googleAds: pounds(60)])
    var ledger = Ledger()
    let closing = Ledger(
      held: [Ledger.Holding(campaign: Campaign.ID(1), platform: .googleAds, day: today): 30_000_000]
    ).closing(
      Ledger.Holding(campaign: Campaign.ID(1), platform: .googleAds, day: today),
      spentMicros: 34_000_000, at: noon)
    for transfer in [reserve(30), reserve(25, campaign: 2)] + closing {
      try ledger.record(transfer, policy: policy)
      let caps = Dictionary(
        uniqueKeysWithValues: transfer.accounts.map { ($0, policy.cap(of: $0).micros) })
      try store.commit(Commit(changes: [.transfer(transfer, caps: caps)]))
    }
    #expect(try store.load(now: noon).ledger == ledger)
    #expect(ledger.balances[.overrun]?.postedMicros == 4_000_000)
  }

  @Test func `a cap below what is held stops raises and follows as money is released`() throws {
    try store.commit(
      Commit(changes: [
        .transfer(reserve(50), caps: sampleCaps),
        .cap(.platformDay(.googleAds, today), micros: 20_000_000),
      ]))
    let account = Account.platformDay(.googleAds, today)
    #expect(try store.load(now: noon).ledger.balances[account]?.capMicros == 50_000_000)
    #expect(throws: StoreError.overdraft(account, neededMicros: 1_000_000, freeMicros: 0)) {
      try store.commit(Commit(changes: [.transfer(reserve(1), caps: sampleCaps)]))
    }
    let void = Transfer(
      kind: .void, campaign: Campaign.ID(1), platform: .googleAds, day: today, amountMicros: 0,
      releasedMicros: 35_000_000, at: noon)
    try store.commit(Commit(changes: [.transfer(void, caps: sampleCaps)]))
    #expect(try store.load(now: noon).ledger.balances[account]?.capMicros == 20_000_000)
    try store.commit(Commit(changes: [.transfer(reserve(5), caps: sampleCaps)]))
  }

  @Test(arguments: [
    "UPDATE transfer SET amount = 1", "DELETE FROM transfer",
    "INSERT OR REPLACE INTO transfer SELECT * FROM transfer",
    "UPDATE balance SET pending = cap + 1", "UPDATE balance SET posted = -1",
    "UPDATE audit SET json = '{}'", "DELETE FROM audit",
    "INSERT OR REPLACE INTO audit SELECT * FROM audit",
  ])
  func `the database itself refuses`(sql: String) throws {
    try store.commit(
      Commit(changes: [.transfer(reserve(45), caps: sampleCaps)], audit: [sampleAudit()]))
    try store.close()
    let raw = try DatabaseQueue(path: folder.file("growth.sqlite"))
    #expect(throws: DatabaseError.self) { try raw.write { try $0.execute(sql: sql) } }
    try raw.close()
  }
}
