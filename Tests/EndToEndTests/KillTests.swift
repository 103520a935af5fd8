import AgentInterface
import AgentSocket
import Commerce
import Foundation
import Oversight
import Persistence
import Synchronization
import TestSupport
import Testing

extension EndToEnd {
  /// `GROWTH_KILLS=100 swift test --filter 'killed at random moments'` runs it longer.
  @Test(.timeLimit(.minutes(20)))
  func `killed at random moments, nothing is lost and nothing is sent twice`() async throws {
    let kills = Int(ProcessInfo.processInfo.environment["GROWTH_KILLS"] ?? "") ?? 5
    let home = try ScratchFolder()
    let memory = PersonMemory()
    for round in 0..<kills {
      let program = try GrowthProgram.launch(
        ["agent", "--home", home.path, "--sample", "--speed", "72000"], scratch: ScratchFolder())
      let person = Task { await memory.watchOver(home) }
      // The first rounds are longer, so that there is something to lose.
      try await Task.sleep(
        for: .milliseconds(Int.random(in: round < 3 ? 1_500...3_000 : 50...2_000)))
      program.signal(SIGKILL)
      _ = try await program.end(seconds: 10)
      person.cancel()
      await person.value
    }
    try check(home, memory)
  }

  private func check(_ home: ScratchFolder, _ memory: PersonMemory) throws {
    let folder = DataFolder(path: home.path)
    let lock = try folder.acquire()
    defer { withExtendedLifetime(lock) {} }
    let store = try Store.open(
      path: folder.database, configuration: .init(auditHeadPath: folder.auditHead))
    let stored = try store.decisions(newest: 100_000)
    try checkDecisions(stored, memory)
    checkCalls(PlatformLog(home))
    try checkLedger(store)
    let verdict = try store.verifyAudit()
    #expect(verdict.isIntact, "\(verdict)")
    print(
      "\(stored.count) decisions, \(memory.seen.count) of them seen, "
        + "\(memory.approved.count) approved, \(PlatformLog(home).entries.count) calls")
  }

  private func checkDecisions(_ stored: [Decision], _ memory: PersonMemory) throws {
    let byID = Dictionary(uniqueKeysWithValues: stored.map { ($0.id, $0) })
    let (seen, approved) = memory.all
    #expect(!seen.isEmpty)
    for (id, digest) in seen {
      let decision = try #require(byID[id], "decision \(id) was shown and is lost")
      #expect(decision.digest == digest || decision.revision > 1)
    }
    for id in approved {
      let decision = try #require(byID[id])
      #expect(!decision.state.isWaitingForPerson, "the vote on decision \(id) is lost")
    }
  }

  private func checkCalls(_ log: PlatformLog) {
    let created = Dictionary(grouping: log.done("create campaign"), by: { $0.name ?? "" })
    #expect(!created.isEmpty)
    for (name, entries) in created { #expect(entries.count == 1, "'\(name)' was created twice") }
    let sent = Dictionary(grouping: log.entries.filter(\.isDone), by: { $0.key })
    for (key, entries) in sent { #expect(entries.count == 1, "\(key) was carried out twice") }
  }

  /// What is held adds up, in every account it is counted in, and no account is above its cap.
  private func checkLedger(_ store: Store) throws {
    let ledger = try store.load(now: nil).ledger
    let held = ledger.held.values.reduce(0, +)
    #expect(ledger.balances[.total]?.pendingMicros == held)
    for (account, balance) in ledger.balances {
      #expect(balance.pendingMicros >= 0 && balance.postedMicros >= 0)
      if account != .overrun {
        #expect(balance.pendingMicros + balance.postedMicros <= balance.capMicros)
      }
      guard case .day(let day) = account else { continue }
      let ofDay = ledger.held.filter { $0.key.day == day }.values.reduce(0, +)
      #expect(balance.pendingMicros == ofDay, "\(account)")
    }
  }
}

/// A person who approves everything, and remembers what the agent showed and promised.
private final class PersonMemory: Sendable {
  private let state = Mutex((seen: [Decision.ID: Digest](), approved: Set<Decision.ID>()))

  var all: (seen: [Decision.ID: Digest], approved: Set<Decision.ID>) {
    state.withLock { ($0.seen, $0.approved) }
  }

  var seen: [Decision.ID: Digest] { all.seen }
  var approved: Set<Decision.ID> { all.approved }

  func watchOver(_ home: ScratchFolder) async {
    while !Task.isCancelled {
      guard let client = try? await SocketClient(path: home.file("growth.sock")) else {
        try? await Task.sleep(for: .milliseconds(10))
        continue
      }
      for await snapshot in client.snapshots() {
        if Task.isCancelled { break }
        await answer(snapshot, client)
      }
      client.close()
    }
  }

  private func answer(_ snapshot: Snapshot, _ client: SocketClient) async {
    if case .decisions(let all)? = await client.detail(.decisions(limit: 1_000)) {
      state.withLock { for decision in all { $0.seen[decision.id] = decision.digest } }
    }
    for decision in snapshot.approvals {
      let answer = await client.send(
        .approve(decision.id, revision: decision.revision, digest: decision.digest))
      if case .done = answer { state.withLock { _ = $0.approved.insert(decision.id) } }
    }
  }
}
