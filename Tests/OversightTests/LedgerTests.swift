import Commerce
import Oversight
import Testing

@Suite struct LedgerTests {
  let policy = Fixture.policy
  let day = Fixture.now.day

  private func reserve(
    _ ledger: inout Ledger, _ budget: Double, campaign: Int64 = 1, platform: Platform = .googleAds
  ) throws {
    let transfer = ledger.reservation(
      for: Fixture.pounds(budget), campaign: Campaign.ID(campaign), platform: platform, day: day,
      decision: nil, at: Fixture.now)
    if let transfer { try ledger.record(transfer, policy: policy) }
  }

  @Test func `what is held is the highest budget of the day times the overspend factor`() throws {
    var ledger = Ledger()
    try reserve(&ledger, 100)
    try reserve(&ledger, 60)
    try reserve(&ledger, 120)
    #expect(
      ledger.heldMicros(campaign: Campaign.ID(1), platform: .googleAds, day: day)
        == Fixture.pounds(240).micros)
    try reserve(&ledger, 40, campaign: 2, platform: .metaAds)
    #expect(
      ledger.balance(.day(day), policy: policy).pendingMicros == Fixture.pounds(310).micros)
  }

  @Test func `the sum of what is held stays under the cap`() throws {
    var ledger = Ledger()
    try reserve(&ledger, 700)
    let before = ledger
    #expect(
      throws: LedgerError.overdraft(
        .day(day), neededMicros: Fixture.pounds(102).micros,
        freeMicros: Fixture.pounds(100).micros)
    ) { try reserve(&ledger, 51, campaign: 2) }
    #expect(ledger == before)
  }

  @Test func `a closed day posts what was spent and gives the rest back`() throws {
    var ledger = Ledger()
    try reserve(&ledger, 100)
    let holding = Ledger.Holding(campaign: Campaign.ID(1), platform: .googleAds, day: day)
    for transfer in ledger.closing(
      holding, spentMicros: Fixture.pounds(90).micros, at: Fixture.now)
    { try ledger.record(transfer, policy: policy) }
    let total = ledger.balance(.total, policy: policy)
    #expect(total.pendingMicros == 0)
    #expect(total.postedMicros == Fixture.pounds(90).micros)
    #expect(ledger.held.isEmpty)
  }

  @Test func `spend above what was held goes to the overrun account`() throws {
    var ledger = Ledger()
    try reserve(&ledger, 100)
    let holding = Ledger.Holding(campaign: Campaign.ID(1), platform: .googleAds, day: day)
    let transfers = ledger.closing(
      holding, spentMicros: Fixture.pounds(215).micros, at: Fixture.now)
    #expect(transfers.map(\.kind) == [.post, .overrun])
    for transfer in transfers { try ledger.record(transfer, policy: policy) }
    #expect(
      ledger.balance(.overrun, policy: policy).postedMicros == Fixture.pounds(15).micros)
  }

  @Test(arguments: [
    Account.total, .day(Day(number: 15_000)), .platformDay(.metaAds, Day(number: 15_000)),
    .campaign(Campaign.ID(9)), .overrun,
  ])
  func `an account's key reads back`(account: Account) {
    #expect(Account(account.description) == account)
  }
}
