import AgentInterface
import Commerce
import Oversight

extension DetailFixture {
  static func shop() -> ShopDetail {
    let last = SnapshotFixture.now.day.adding(days: -1)
    func outlook(_ name: String, _ unit: String, _ scale: Double) -> DemandOutlook.Outlook {
      DemandOutlook.Outlook(
        history: Series(
          name: name, unit: unit, start: Instant(last.adding(days: -27)), stepHours: 24,
          values: (0..<28).map { scale * (30 + Double(($0 * 5) % 7)) }),
        expected: (0..<14).map { step in
          let mean = scale * (33 + Double((step * 5) % 7))
          return Estimate(mean: mean, low: mean - 8 * scale, high: mean + 9 * scale)
        })
    }
    return ShopDetail(
      outlook: DemandOutlook(
        orders: outlook("orders a day", "", 1), revenue: outlook("revenue a day", "£", 25),
        words: "orders of the last four weeks: 12 % more than in the four before"),
      cohorts: [
        .init(month: Day(number: 15_218), customers: 200, active: [200, 60, 44, 38]),
        .init(month: Day(number: 15_248), customers: 90, active: [90, 21, 12]),
        .init(month: Day(number: 15_279), customers: 48, active: [48, 9]),
      ],
      migration: [
        .init(from: .champions, counts: [310, 6, 0, 0, 0, 2, 0, 0, 0, 0, 0]),
        .init(from: nil, counts: [0, 0, 0, 14, 0, 0, 0, 0, 0, 0, 0]),
      ],
      clusters: [.init(words: "often and much", size: 512, members: 512)],
      models: [
        Decision.Fact("learnt from", "1,234 buyers over 374 days, up to 2011-12-13"),
        Decision.Fact("purchases, BG/NBD", "r 0.243, α 4.414 weeks, a 0.793, b 2.426"),
      ],
      imports: [
        .init(
          name: "orders.csv", at: SnapshotFixture.now.adding(days: -40), newOrders: 8_104,
          newCustomers: 2_172, alreadyStored: 0,
          quality: [
            Decision.Fact("rows", "8200: 8104 orders counted"),
            Decision.Fact("left out", "96 unreadable date"),
          ],
          diagnostics: [
            "orders.csv:17, column 3 'date': found 'never', expected a date. Correct the row."
          ])
      ])
  }
}
