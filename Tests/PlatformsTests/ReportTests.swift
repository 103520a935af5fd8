import Commerce
import Platforms
import Testing

@Suite struct `Adapters report` {
  @Test func `rows by campaign, creative and hour, each replaced as it changes`() async throws {
    let google = Account(.googleAds)
    let two = [creative("A"), creative("B", .urgency)]
    let receipt = try await google.start(plan(1, .googleAds, budget: pounds(300), creatives: two))
    var known: [String: PlatformReport.Row] = [:]
    var cursor: ReportCursor?
    for hour in 1...(24 * 6) {
      google.outside.advance(to: Instant(firstDay, hour: hour))
      let report = try await google.adapter.report(after: cursor)
      for row in report.rows { known["\(row.creative) \(row.hour)"] = row }
      cursor = report.cursor
      #expect(report.completeTo == Instant(firstDay, hour: max(0, hour - 3)))
    }
    let whole = try await google.adapter.report(after: nil)
    #expect(whole.rows.count == known.count)
    #expect(whole.rows.allSatisfy { known["\($0.creative) \($0.hour)"] == $0 })
    #expect(whole.rows.allSatisfy { $0.externalID == receipt.externalID })
    #expect(Set(whole.rows.map(\.creative)) == ["A", "B"])
    #expect(try await google.adapter.report(after: cursor).rows.isEmpty)
  }

  @Test func `a cursor from beyond the end stays as it is`() async throws {
    let meta = Account(.metaAds)
    let far = ReportCursor(position: 1_000)
    let report = try await meta.adapter.report(after: far)
    #expect(report.rows.isEmpty)
    #expect(report.cursor == far)
    let feed = try await meta.outside.shop.orders(after: far)
    #expect(feed.orders.isEmpty)
    #expect(feed.cursor == far)
  }

  @Test func `time goes forward only`() {
    let outside = SimulatedOutside(inMemory: genesis())
    outside.advance(to: Instant(firstDay, hour: 5).adding(seconds: 1_800))
    #expect(outside.now == Instant(firstDay, hour: 5))
    let world = outside.world
    outside.advance(to: Instant(firstDay, hour: 5))
    outside.advance(to: Instant(firstDay, hour: 2))
    #expect(outside.world == world)
  }
}
