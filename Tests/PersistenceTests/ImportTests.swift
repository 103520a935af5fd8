import AgentInterface
import Commerce
import DataPipeline
import Foundation
import Persistence
import Statistics
import Testing

@Suite struct ImportTests {
  let folder: TemporaryFolder
  let store: Store

  init() throws {
    folder = try TemporaryFolder()
    store = try folder.openStore()
  }

  @Test func `a file's orders, customers and days are stored`() throws {
    let summary = try take([
      "1,anna,2024-01-02,10.00", "2,bert,2024-01-02,20.50", "3,anna,2024-01-05,5.00",
    ])
    #expect(summary.newOrders == 3)
    #expect(summary.newCustomers == 2)
    let state = try store.load(now: nil)
    #expect(state.references == ["anna", "bert"])
    #expect(state.customers.map(\.purchaseDays) == [2, 1])
    #expect(state.customers.map(\.revenueMicros) == [15_000_000, 20_500_000])
    #expect(state.orderCount == 3)
    #expect(state.dailyOrders.map(\.orders) == [2, 1])
    #expect(state.lastOrderAt?.day == Day("2024-01-05"))
    #expect(try store.importedFiles().map(\.newOrders) == [3])
    var orders: [(customer: Int64, day: Day, amount: Int64)] = []
    try store.forEachOrder(before: Instant(Day(number: 19_727))) {
      orders.append(($0.customer.value, $0.placedAt.day, $0.amountMicros))
    }
    #expect(orders.map(\.customer) == [1, 2])
    #expect(orders.map(\.day) == [Day(number: 19_724), Day(number: 19_724)])
    #expect(orders.map(\.amount) == [10_000_000, 20_500_000])
  }

  @Test func `what a file is like is kept with it`() throws {
    _ = try take(
      ["1,anna,2024-01-02,10.00", "2,bert,2024-01-04,20.50", "3,anna,never,5.00"]
        + history(orders: 60))
    let report = try #require(try store.importedFiles()[0].report)
    #expect(report.rows == 63)
    #expect(report.badRows == 1)
    #expect(report.diagnostics.count == 1)
    #expect(report.demand.orders.isEmpty)
    #expect(report.facts.map(\.label).contains("left out"))
  }

  @Test func `what orders came by is kept with them`() throws {
    let text =
      "order_id,customer_id,order_date,amount,channel\n1,anna,2024-01-02,10,Web\n"
      + "2,bert,2024-01-02,20,\n3,anna,2024-01-03,5,pos\n"
    _ = try store.importOrders(
      from: OrderReader(bytes: Array(text.utf8), name: "orders.csv"), name: "orders.csv",
      ImportRequest(now: noon))
    var found: [String: String?] = [:]
    try store.forEachOrder(before: Instant(Day(number: 19_800))) {
      found["\($0.amountMicros / 1_000_000)"] = $0.channel
    }
    #expect(found == ["10": "web", "20": nil, "5": "pos"])
  }

  @Test func `a file imported twice changes nothing`() throws {
    let rows = ["1,anna,2024-01-02,10.00", "2,bert,2024-01-02,20.50"]
    _ = try take(rows)
    let before = try dump(folder.file("growth.sqlite"))
    let again = try take(rows)
    #expect(again.alreadyStored == 2)
    #expect(!again.changedAnything)
    #expect(try dump(folder.file("growth.sqlite")) == before)
  }

  @Test func `overlapping files in any order make one history`() throws {
    let rows = history(orders: 600)
    _ = try take(Array(rows[300..<500]))
    _ = try take(Array(rows[100..<400]))
    _ = try take(Array(rows[450...]))
    _ = try take(Array(rows[..<120]))
    let whole = try Store.inMemory()
    _ = try take(rows, into: whole)
    let (parts, once) = (try store.load(now: nil), try whole.load(now: nil))
    #expect(byReference(parts) == byReference(once))
    #expect(parts.dailyOrders == once.dailyOrders)
    #expect(parts.orderCount == 600)
  }

  @Test(arguments: [1, 2, 3])
  func `the order of the rows does not matter`(seed: UInt64) throws {
    let rows = history(orders: 400)
    let whole = try Store.inMemory()
    _ = try take(rows, into: whole)
    var generator = SplitMix64(state: seed)
    _ = try take(seed == 1 ? rows.reversed() : rows.shuffled(using: &generator))
    #expect(byReference(try store.load(now: nil)) == byReference(try whole.load(now: nil)))
  }

  @Test func `a large first file gives the same as small ones`() throws {
    let rows = history(orders: 3_000)
    let path = try folder.write(file(rows), to: "orders.csv")
    let large = try store.importOrders(
      from: OrderReader(path: path), name: "orders.csv", size: 5_000_000, ImportRequest(now: noon))
    let small = try Store.inMemory()
    _ = try take(rows, into: small)
    #expect(large.newOrders == 3_000)
    #expect(byReference(try store.load(now: nil)) == byReference(try small.load(now: nil)))
    // Its indexes are in force again.
    #expect(try take(Array(rows[..<10])).alreadyStored == 10)
  }

  @Test(arguments: [Int64(0), 5_000_000])
  func `a refused file changes no row`(size: Int64) throws {
    _ = try take(["a,anna,2024-01-02,10.00"])
    let before = try dump(folder.file("growth.sqlite"))
    let bad = history(orders: 200) + (1...100).map { "x\($0),carl,not a date,1.00" }
    let path = try folder.write(file(bad), to: "bad.csv")
    #expect(throws: ImportError.self) {
      try store.importOrders(
        from: OrderReader(path: path), name: "bad.csv", size: size,
        ImportRequest(now: noon, source: "other"))
    }
    #expect(try dump(folder.file("growth.sqlite")) == before)
    #expect(try store.durability().foreignKeys)
  }

  @Test func `a reference with other content is counted and the stored order stands`() throws {
    _ = try take(["1,anna,2024-01-02,10.00"])
    let summary = try take(["1,anna,2024-01-02,99.00", "2,anna,2024-01-03,1.00"])
    #expect(summary.conflicting == 1)
    #expect(try store.load(now: nil).customers.map(\.revenueMicros) == [11_000_000])
  }

  @Test func `a file in another currency is refused`() throws {
    try store.setShop(Shop(name: "Shop", currency: .euro))
    let path = try folder.write(file(["1,anna,2024-01-02,10.00"]), to: "orders.csv")
    #expect(throws: StoreError.wrongCurrency(file: "orders.csv", found: "USD", shop: "EUR")) {
      try store.importOrders(
        path: path, ImportRequest(now: noon, options: ImportOptions(currency: .usDollar)))
    }
    #expect(try store.orderCount() == 0)
  }

  @Test func `a disk that fills up during an import leaves the store as it was`() throws {
    try store.close()
    let small = try folder.openStore(Store.Configuration(maximumPages: 80))
    let path = try folder.write(file(history(orders: 8_000)), to: "orders.csv")
    #expect(throws: StoreError.diskFull) {
      try small.importOrders(path: path, ImportRequest(now: noon))
    }
    #expect(try small.orderCount() == 0)
    #expect(try small.durability().isKept)
  }

  @Test func `the audit row comes with the orders`() throws {
    let path = try folder.write(file(["1,anna,2024-01-02,10.00"]), to: "orders.csv")
    for _ in 1...2 {
      _ = try store.importOrders(
        path: path, ImportRequest(now: noon),
        audit: { sampleAudit("orders imported", subject: "\($0.newOrders)") })
    }
    #expect(try store.audit(newest: 5).map(\.entry.subject) == ["1"])
  }

  @Test func `new customers get ids after the highest`() throws {
    try store.commit(
      Commit(changes: [.newCustomers([NewCustomer(id: Customer.ID(41), reference: "zoe")])]))
    _ = try take(["1,zoe,2024-01-02,10.00", "2,anna,2024-01-02,10.00"])
    #expect(try store.customerID(reference: "zoe") == Customer.ID(41))
    #expect(try store.customerID(reference: "anna") == Customer.ID(42))
  }

  @Test func `a checked backup opens as a store`() throws {
    _ = try take(history(orders: 300))
    try store.commit(Commit(audit: [sampleAudit()]))
    let report = try store.backup(to: folder.file("backup.sqlite"))
    #expect(report.orders == 300)
    #expect(report.auditRows == 1)
    #expect(try permissions(of: report.path) == 0o600)
    let copy = try Store.open(path: report.path)
    #expect(try copy.orderCount() == 300)
    #expect(throws: StoreError.backupExists(path: report.path)) {
      try store.backup(to: report.path)
    }
  }

  private func take(_ rows: [String], into other: Store? = nil) throws -> ImportSummary {
    try (other ?? store).importOrders(
      from: OrderReader(bytes: Array(file(rows).utf8), name: "orders.csv"), name: "orders.csv",
      ImportRequest(now: noon))
  }

  private func file(_ rows: [String]) -> String {
    (["order_id,customer_id,order_date,amount"] + rows).joined(separator: "\n") + "\n"
  }

  /// Rows of forty customers over half a year, several a day.
  private func history(orders: Int) -> [String] {
    var generator = SplitMix64(state: 7)
    return (0..<orders).map { number in
      let day = Day(number: 19_700 + Int32(number * 180 / orders))
      return "\(number),c\(generator.next() % 40),\(day),\(generator.next() % 90 + 1).25"
    }
  }

  private func byReference(_ state: StoredState) -> [String: [Int64]] {
    Dictionary(
      uniqueKeysWithValues: zip(state.references, state.customers).map { reference, customer in
        (
          reference,
          [
            Int64(customer.firstDay.number), Int64(customer.lastDay.number),
            Int64(customer.purchaseDays), Int64(customer.orders), customer.revenueMicros,
            customer.firstDayRevenueMicros,
          ]
        )
      })
  }
}
