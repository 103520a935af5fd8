import Commerce
import DataPipeline
import Statistics
import Testing

@Suite struct CohortTests {
  private let text =
    "order_id,customer_id,order_date,amount\n" + "1,a,2024-01-05,10\n2,a,2024-02-06,20\n"
    + "3,b,2024-01-20,5\n4,b,2024-01-25,5\n5,c,2024-03-01,8\n6,a,2024-03-06,40\n"
    + "7,a,2024-03-16,80\n"

  private func histories() throws -> PurchaseHistories {
    try CustomersImport([OrderReader(bytes: Array(text.utf8), name: "orders.csv")]).histories
  }

  @Test func `cohorts are counted by month of the first purchase`() throws {
    let table = CohortTable(try histories(), asOf: try Fixture.day("2024-03-31"))
    #expect(table.cohorts.map { "\($0.month)" } == ["2024-01-01", "2024-03-01"])
    #expect(table.cohorts.map(\.active) == [[2, 1, 1], [1]])
    #expect(table.cohorts[0].revenue == [20, 20, 120])
    #expect(table.cohorts[0].retention(after: 1) == 0.5)
    #expect(table.cohorts[1].retention(after: 1) == nil)
    #expect(table.retention(after: 0) == 1 && table.retention(after: 2) == 0.5)
    #expect(table.retention(after: 3) == nil)
  }

  @Test func `cohorts of CDNOW hold every customer and every month`() throws {
    let histories = try JudgedShop.cdnow.orders().histories
    let table = CohortTable(histories, asOf: JudgedShop.cdnow.end)
    #expect(table.cohorts.map(\.customers) == [781, 857, 719])
    #expect(table.cohorts[0].active.count == 18)
    let revenue = table.cohorts.reduce(0) { $0 + $1.revenue.reduce(0, +) }
    #expect(abs(revenue - 244_091.94) < 0.01)
  }

  @Test func `a customer's habits are read from the days`() throws {
    let histories = try histories()
    let habits = try #require(
      CustomerHabits(histories, 0, asOf: try Fixture.day("2024-04-16")))
    // Purchases on days 0, 32, 61 and 71 for 10, 20, 40 and 80.
    #expect(abs(try #require(habits.daysBetweenPurchases) - 71.0 / 3) < 1e-12)
    #expect(habits.basket == 37.5)
    #expect(abs(try #require(habits.lateness) - 31 * 3 / 71.0) < 1e-12)
    #expect(try #require(habits.spendTrend) > 1)
    #expect(abs(try #require(habits.irregularity) - 0.5041) < 1e-3)
    #expect(CustomerHabits(histories, 2, asOf: try Fixture.day("2024-02-01")) == nil)
    let single = try #require(CustomerHabits(histories, 2, asOf: try Fixture.day("2024-04-01")))
    #expect(single.daysBetweenPurchases == nil && single.spendTrend == nil)
  }

  @Test func `migration counts every customer of the later day once`() throws {
    let histories = try JudgedShop.onlineRetail.orders().histories
    let end = JudgedShop.onlineRetail.end
    func snapshot(_ day: Day) -> SegmentSnapshot {
      let named = histories.segments(asOf: day).enumerated().compactMap { row, name in
        name.map { (Customer.ID(Int64(row)), $0) }
      }
      return SegmentSnapshot(day: day, members: Dictionary(uniqueKeysWithValues: named))
    }
    let migration = SegmentMigration(from: snapshot(end.adding(days: -90)), to: snapshot(end))
    let stayed = histories.customers(asOf: end.adding(days: -90)).rows.count
    #expect(migration.counts.joined().reduce(0, +) == stayed)
    #expect(migration.newcomers.reduce(0, +) == histories.count - stayed)
    #expect(migration.moved > 0)
    let shares = try #require(migration.shares(from: .champions))
    #expect(abs(shares.reduce(0, +) - 1) < 1e-12)
    let still = SegmentMigration(from: snapshot(end), to: snapshot(end))
    #expect(still.moved == 0 && still.newcomers.allSatisfy { $0 == 0 })
  }
}
