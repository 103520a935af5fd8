import Commerce
import DataPipeline
import Persistence
import Statistics
import Testing

@Suite struct RefundAgreementTests: TakesOrderFiles {
  let folder: TemporaryFolder
  let store: Store

  init() throws {
    folder = try TemporaryFolder()
    store = try folder.openStore()
  }

  @Test func `a refused file takes nothing off`() throws {
    _ = try take(orders)
    let before = try dump(folder.file("growth.sqlite"))
    #expect(throws: ImportError.self) {
      try take(["1,anna,2024-02-01,-4.00", "4,anna,never,1.00", "5,anna,2024-01-02,1.00"])
    }
    #expect(try dump(folder.file("growth.sqlite")) == before)
  }

  @Test func `what an import tells is what is left after its refunds`() throws {
    let rows = orders + ["1,anna,2024-02-01,-4.00", "2,bert,2024-02-01,-20.50"]
    let summary = try take(rows)
    #expect(summary.newOrders == 2 && summary.refundedOrders == 2 && summary.newRefunds == 2)
    let text = "order_id,customer_id,order_date,amount\n" + rows.joined(separator: "\n")
    let read = try CustomersImport([OrderReader(bytes: Array(text.utf8), name: "orders.csv")])
    #expect(summary.report.revenueMicros == 11_000_000)
    #expect(summary.report.revenueMicros == read.reports[0].revenueMicros)
    #expect(summary.report.accepted == read.reports[0].accepted)
    #expect(summary.report.refused == read.reports[0].refused)
  }

  @Test func `a smaller amount is a conflict unless a refund says why`() throws {
    _ = try shopify("#1,paid,100.00,0.00", "#2,paid,50.00,0.00", "#3,paid,30.00,0.00")
    let later = try shopify(
      "#1,partially_refunded,100.00,40.00", "#2,paid,45.00,0.00", "#3,paid,30.00,0.00",
      "#3,partially_refunded,30.00,5.00")
    #expect(later.conflicting == 1 && later.alreadyStored == 2 && later.refundedOrders == 2)
    #expect(try revenues() == [135_000_000])
  }

  @Test func `a refund that waits for its order changes the store once`() throws {
    _ = try take(orders)
    #expect(try take(["9,anna,2024-02-01,-4.00"]).changedAnything)
    #expect(try take(["9,anna,2024-02-01,-4.00"]).changedAnything == false)
  }

  @Test(arguments: 1...12)
  func `stored sums are those of the orders and of the files, however rows are spread`(
    seed: UInt64
  ) throws {
    var generator = SeededGenerator(seed: seed)
    var files: [[String]] = [["1000,zoe,2024-01-01,1.00,paid"]]
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      files.append((0..<Int.random(in: 1...25, using: &generator)).map { _ in row(&generator) })
    }
    for file in files { _ = try takeStated(file) }
    let stored = try sums()
    try expectSums()
    for file in files.shuffled(using: &generator) {
      #expect(try takeStated(file).changedAnything == false)
    }
    #expect(try sums() == stored)
    let read = try CustomersImport(files.map(reader(of:))).histories
    let known = read.customers(asOf: Day(number: 20_000))
    let readSums = Dictionary(
      uniqueKeysWithValues: zip(known.rows, known.customers).map {
        (read.reference(of: $0), $1.revenueMicros)
      })
    #expect(stored == readSums)
  }

  /// An order, the same for the same number, or something that was given back of one.
  private func row(_ generator: inout SeededGenerator) -> String {
    let number = Int.random(in: 1...12, using: &generator)
    let customer = ["anna", "bert", "cleo"][number % 3]
    let day = "2024-01-\(10 + number * 5 % 12)"
    return switch Int.random(in: 0..<6, using: &generator) {
    case 0:
      "\(number),\(customer),2024-02-\(Int.random(in: 10...12, using: &generator)),"
        + "-\(Int.random(in: 1...4, using: &generator)).00,paid"
    case 1: "\(number),\(customer),\(day),\(number + 3).00,refunded"
    default: "\(number),\(customer),\(day),\(number + 3).00,paid"
    }
  }

  private func reader(of rows: [String]) -> OrderReader {
    let text =
      "order_id,customer_id,order_date,amount,status\n" + rows.joined(separator: "\n") + "\n"
    return OrderReader(bytes: Array(text.utf8), name: "orders.csv")
  }

  private func takeStated(_ rows: [String]) throws -> ImportSummary {
    try store.importOrders(from: reader(of: rows), name: "orders.csv", ImportRequest(now: noon))
  }

  /// What each customer with orders has spent.
  private func sums() throws -> [String: Int64] {
    let state = try store.load(now: nil)
    return Dictionary(
      uniqueKeysWithValues: zip(state.references, state.customers.map(\.revenueMicros)))
  }
}
