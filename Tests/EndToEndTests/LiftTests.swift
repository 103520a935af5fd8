import Campaigns
import Commerce
import Foundation
import Persistence
import TestSupport
import Testing

extension EndToEnd {
  /// A shop with the campaign "Spring", of which something has been learnt, and no agent that runs.
  private func shopWithCampaign() async throws -> ScratchFolder {
    let home = try ScratchFolder()
    let rows = (0..<60).map { "\($0),c\($0 % 20),2024-03-\(10 + $0 % 20),\(10 + $0 % 7)" }
    let file = try home.write(
      (["order_id,customer_id,order_date,amount"] + rows).joined(separator: "\n") + "\n",
      to: "orders.csv")
    let imported = try await GrowthProgram.run(["import", file], home: home.path)
    #expect(imported.status == 0, "\(imported.errors)")
    let store = try Store.open(path: DataFolder(path: home.path).database)
    let start = try #require(Day("2024-01-01"))
    let campaign = Campaign(
      id: Campaign.ID(1), name: "Spring", objective: .acquisition, platform: .googleAds,
      audience: .prospects, dailyBudget: Money(units: 60, .poundSterling), totalBudget: nil,
      start: start, end: start.adding(days: 100), status: .active, creatives: [],
      externalID: "x1")
    let belief = CampaignResponse(
      campaign.id, campaign.audience, dailySpend: 60, roas: 4,
      scale: ResponseScale(orderValue: 40, revenuePerDay: 2_000))
    try store.commit(
      Commit(changes: [
        .campaign(campaign),
        .belief(
          key: "response.1", version: 1, json: Array(try JSONEncoder().encode(belief)),
          at: Instant(start), because: "a test"),
      ]))
    try store.close()
    return home
  }

  /// Five regions over 54 days; the first sells a fifth less in the last fortnight.
  private func regions(_ home: ScratchFolder, without missing: Int? = nil) throws -> String {
    let first = try #require(Day("2024-02-01"))
    var rows = ["location,date,Y"]
    for (place, region) in ["a", "b", "c", "d", "e"].enumerated() {
      for day in 0..<54 where !(place == 0 && day == missing) {
        let wave = 1 + 0.2 * sin(Double(day) * 0.9 + Double(place) * 0.1)
        let noise = 1 + 0.004 * Double((day * 37 + place * 101) % 11 - 5)
        let held = place == 0 && day >= 40 ? 0.8 : 1
        rows.append(
          "\(region),\(first.adding(days: day)),\(1_000 * (1 + 0.1 * Double(place)) * wave * noise * held)"
        )
      }
    }
    return try home.write(rows.joined(separator: "\n") + "\n", to: "regions.csv")
  }

  private func lift(
    _ file: String, _ home: ScratchFolder, _ options: [String], to last: String = "2024-03-25"
  ) async throws -> GrowthProgram.Outcome {
    try await GrowthProgram.run(
      ["lift", file, "--treated", "a", "--from", "2024-03-12", "--to", last] + options,
      home: home.path)
  }

  private static let told = ["--campaign", "spring", "--attributed", "3000"]

  @Test func `a test of regions corrects its campaign, once, and is learnt from`() async throws {
    let home = try await shopWithCampaign()
    let file = try regions(home)
    let outcome = try await lift(file, home, Self.told + ["--held-back", "--json"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let report = try outcome.json()
    #expect((report["incremental"] as? Double ?? 0) < 0)
    #expect((report["incremental_error"] as? Double ?? 0) > 0)
    let recorded = report["recorded"] as? String ?? ""
    #expect(recorded.hasPrefix("\"Spring\": "), "\(recorded)")
    #expect(recorded.hasSuffix("by 1 lift test, the last on 2024-03-25."), "\(recorded)")
    let lessons = try await GrowthProgram.run(["lessons", "--json"], home: home.path).json()
    let lesson = (lessons["lessons"] as? [[String: Any]])?.first
    #expect(lesson?["kind"] as? String == "lift test")
    #expect(lesson?["subject"] as? String == "return of \"Spring\"")
    let again = try await lift(file, home, Self.told + ["--held-back"])
    #expect(again.status == 1)
    #expect(
      again.errors
        == "growth: The test ran from 2024-03-12 to 2024-03-25, and one from 2024-03-12 to "
        + "2024-03-25 is recorded: the same days do not count twice. Read all regions of a test "
        + "together.\n")
    let audit = try await GrowthProgram.run(["audit", "verify"], home: home.path)
    #expect(audit.output.hasPrefix("The audit is intact: "))
  }

  @Test func `a result that makes no sense is refused and nothing is recorded`() async throws {
    let home = try await shopWithCampaign()
    let file = try regions(home)
    let wrong = try await lift(file, home, Self.told)
    #expect(wrong.status == 1)
    #expect(
      wrong.errors
        == "growth: Less was sold in the treated regions than expected, beyond chance. If the "
        + "campaign was off there, say so with --held-back. Nothing was recorded.\n")
    let vague = try await lift(file, home, Self.told + ["--held-back", "--level", "0.99"])
    #expect(vague.errors.hasPrefix("growth: The result has no error, because the test has too few"))
    let unknown = try await lift(
      file, home, ["--campaign", "Autumn", "--attributed", "10", "--held-back"])
    #expect(
      unknown.errors == "growth: There is no campaign 'Autumn'. 'growth campaigns' lists them.\n")
    let lessons = try await GrowthProgram.run(["lessons", "--json"], home: home.path).json()
    #expect((lessons["lessons"] as? [Any])?.isEmpty == true)
  }

  @Test(arguments: [
    ["--campaign", "Spring"], ["--attributed", "3"], ["--held-back"],
    ["--campaign", "Spring", "--attributed", "0"], ["--campaign", "Spring", "--attributed", "nan"],
  ])
  func `what a campaign was attributed belongs to its name`(options: [String]) async throws {
    let home = try ScratchFolder()
    let outcome = try await lift("none.csv", home, options)
    #expect(outcome.status == 2)
  }

  @Test func `a missing day of a treated region is named`() async throws {
    let home = try ScratchFolder()
    let file = try regions(home, without: 3)
    let outcome = try await lift(file, home, [])
    #expect(outcome.status == 1)
    #expect(
      outcome.errors
        == "growth: '\(file)' has no value of region 'a' on 2024-02-04, and a test needs one on "
        + "each. Complete its rows.\n")
  }
}
