import Commerce
import Foundation
import GRDB
import Persistence
import Testing

@Suite struct OpeningTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func `every commit is synced, read back from the connection that writes`() throws {
    let durability = try folder.openStore().durability()
    #expect(durability.journalMode == "wal")
    #expect(durability.synchronous == 2)
    #expect(durability.foreignKeys)
  }

  @Test func `database and side files are readable by their owner only`() throws {
    let store = try folder.openStore()
    try store.commit(Commit(changes: [.memory(key: "clock", value: "1")]))
    for name in ["growth.sqlite", "growth.sqlite-wal", "growth.sqlite-shm"] {
      #expect(try permissions(of: folder.file(name)) == 0o600, "\(name)")
    }
    try store.close()
  }

  @Test func `a store that is opened again knows what was committed`() throws {
    let store = try folder.openStore()
    try store.commit(Commit(changes: [.memory(key: "clock", value: "4711")]))
    try store.close()
    #expect(try folder.openStore().memory() == ["clock": "4711"])
  }

  @Test func `a database of a newer version is refused with a sentence`() throws {
    try folder.openStore().close()
    let path = folder.file("growth.sqlite")
    let later = try DatabaseQueue(path: path)
    try later.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('v99')") }
    try later.close()
    let error = #expect(throws: StoreError.self) { try folder.openStore() }
    #expect(error == .newerSchema(path: path, found: "v99", known: "v7"))
    #expect(
      error?.description
        == "'\(path)' was made by a newer version (schema v99; this one knows v7). "
        + "Update this program, or restore a backup from before.")
  }

  private static let undoVersion7 = """
    UPDATE experiment SET json = json_remove(json, '$.design');
    DELETE FROM grdb_migrations WHERE identifier = 'v7';
    """

  private static let undoVersion6 = """
    \(undoVersion7)
    DROP TABLE weekly_plan;
    DROP TABLE lesson;
    DELETE FROM grdb_migrations WHERE identifier = 'v6';
    """

  private static let undoVersion5 = """
    \(undoVersion6)
    DROP TABLE refund;
    ALTER TABLE orders DROP COLUMN refunded;
    CREATE TABLE membership (day INTEGER PRIMARY KEY, segments BLOB NOT NULL) STRICT;
    DELETE FROM grdb_migrations WHERE identifier = 'v5';
    """

  @Test func `a database of version 1 is brought up to date and keeps its rows`() throws {
    try folder.openStore().close()
    let old = try DatabaseQueue(path: folder.file("growth.sqlite"))
    try old.write { database in
      try database.execute(
        sql: """
          ALTER TABLE import_file DROP COLUMN report;
          DROP TABLE order_channel;
          ALTER TABLE orders DROP COLUMN channel;
          \(Self.undoVersion5)
          DELETE FROM grdb_migrations WHERE identifier IN ('v2', 'v3', 'v4');
          INSERT INTO import_file (name, imported_at, new_orders, new_customers, already_stored, bad_rows)
          VALUES ('old.csv', 0, 7, 3, 0, 1);
          """)
    }
    try old.close()
    let files = try folder.openStore().importedFiles()
    #expect(files.map(\.name) == ["old.csv"])
    #expect(files.map(\.newOrders) == [7])
    #expect(files[0].report == nil)
  }

  @Test func `a test of creatives from version 3 is read as one`() throws {
    try folder.openStore().close()
    let old = try DatabaseQueue(path: folder.file("growth.sqlite"))
    try old.write { database in
      try database.execute(
        sql: """
          \(Self.undoVersion5)
          DELETE FROM grdb_migrations WHERE identifier = 'v4';
          INSERT INTO experiment (id, campaign, status, json) VALUES (1, 4, 'running', '{"id":1,
            "campaign":4,"hypothesis":"h","metric":"conversion rate","plannedTrials":900,
            "startedAt":0,"status":"running","variants":[
              {"creative":"A","idea":"benefit","share":0.5,"successes":3,"trials":90},
              {"creative":"B","share":0.5,"successes":0,"trials":0}]}');
          """)
    }
    try old.close()
    let store = try folder.openStore()
    try store.setShop(Shop(name: "Sample", currency: .poundSterling, grossMargin: 0.4))
    let test = try #require(try store.load(now: noon).experiments.first)
    #expect(test.subject == .creative(.conversionRate))
    #expect(test.variants.map(\.trials) == [90, 0])
    #expect(test.variants.map(\.idea) == [.benefit, nil])
    #expect(test.variants.map(\.spendMicros) == [0, 0])
    #expect(
      test.design == Experiment.Design(guardrail: .init(metric: .clickThroughRate)))
  }

  @Test func `tests of version 6 are given what their plans had in common`() throws {
    func test(_ id: Int64, _ subject: Experiment.Subject) -> Experiment {
      Experiment(
        id: Experiment.ID(id), campaign: Campaign.ID(4), hypothesis: "h", subject: subject,
        variants: [], startedAt: noon, plannedTrials: 28, design: .init(minimumEffect: 0.3))
    }
    func pounds(_ units: Double) -> Money { Money(units: units, .poundSterling) }
    let budget = Experiment.BudgetTrial(
      platform: .googleAds, base: pounds(40), low: pounds(34), high: pounds(48), startsHigh: true,
      margin: 0.4, believed: Estimate(mean: 2, low: 1, high: 3))
    let store = try folder.openStore()
    try store.commit(
      Commit(changes: [
        .experiment(test(1, .creative(.clickThroughRate))), .experiment(test(2, .budget(budget))),
      ]))
    try store.close()
    let old = try DatabaseQueue(path: folder.file("growth.sqlite"))
    try old.write { try $0.execute(sql: Self.undoVersion7) }
    try old.close()
    let opened = try folder.openStore()
    try opened.setShop(Shop(name: "Sample", currency: .poundSterling, grossMargin: 0.4))
    let tests = try opened.load(now: noon).experiments
    #expect(
      tests.map(\.design) == [
        Experiment.Design(guardrail: .init(metric: .conversionRate)), Experiment.Design(days: 28),
      ])
    #expect(tests.map(\.subject) == [.creative(.clickThroughRate), .budget(budget)])
  }

  @Test func `a database of version 5 gets room for plans and lessons`() throws {
    let store = try folder.openStore()
    try store.commit(Commit(changes: [.activity(sampleActivity(1))]))
    try store.close()
    let old = try DatabaseQueue(path: folder.file("growth.sqlite"))
    try old.write { try $0.execute(sql: Self.undoVersion6) }
    try old.close()
    let opened = try folder.openStore()
    #expect(try opened.activity(newest: 5).count == 1)
    #expect(try opened.plans(newest: 5).isEmpty)
    try opened.commit(Commit(changes: [.plan(samplePlan()), .lesson(sampleLesson(1))]))
    try opened.close()
    let again = try folder.openStore()
    #expect(try again.plans(newest: 5) == [samplePlan()])
    #expect(try again.lessons(newest: 5) == [sampleLesson(1)])
  }

  @Test func `a text file is not a database`() throws {
    let path = try folder.write(String(repeating: "no database\n", count: 100), to: "growth.sqlite")
    #expect(throws: StoreError.notADatabase(path: path)) { try folder.openStore() }
  }

  @Test func `a database of another program is left alone`() throws {
    let path = folder.file("growth.sqlite")
    let other = try DatabaseQueue(path: path)
    try other.write { try $0.execute(sql: "CREATE TABLE bookmarks (url TEXT)") }
    try other.close()
    #expect(throws: StoreError.notADatabase(path: path)) { try folder.openStore() }
  }

  @Test func `a missing folder is named`() throws {
    let path = folder.file("missing/growth.sqlite")
    #expect(throws: StoreError.cannotOpen(path: path, reason: "No such file or directory")) {
      try Store.open(path: path)
    }
  }

  @Test func `a damaged database is called so`() throws {
    let store = try folder.openStore()
    try store.commit(Commit(changes: (1...400).map { .activity(sampleActivity($0)) }))
    try store.close()
    let path = folder.file("growth.sqlite")
    let handle = try #require(FileHandle(forUpdatingAtPath: path))
    let size = try handle.seekToEnd()
    for offset in stride(from: 4_096, to: size, by: 4_096) {
      try handle.seek(toOffset: offset)
      handle.write(Data(repeating: 0xA5, count: 200))
    }
    try handle.close()
    let error = #expect(throws: StoreError.self) { _ = try folder.openStore().load(now: noon) }
    #expect(
      error?.description.hasPrefix("The database is damaged (") == true,
      "\(error?.description ?? "none")"
    )
  }
}
