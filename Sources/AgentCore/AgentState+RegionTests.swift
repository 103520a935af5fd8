import AgentInterface
import Campaigns
import Commerce
import FoundationEssentials
import OrderedCollections
import Oversight

/// Tests by region, which only a person can run, are suggested in the journal.
extension AgentState {
  private static let regionTestsKey = "regionTests"
  /// Days in which the test of a campaign is not suggested again.
  private static let regionTestRest = 30

  /// Suggests the most valuable test that was not suggested lately; one a round, so that none is
  /// lost among others.
  mutating func suggest(_ tests: [RegionTest]) {
    let due = tests.first { test in
      guard let last = regionTestsTold[test.campaign] else { return true }
      return now.day.days(since: last) >= Self.regionTestRest
    }
    guard let due else { return }
    regionTestsTold[due.campaign] = now.day
    regionTestsTold = regionTestsTold.filter { campaigns[$0.key] != nil }
    let rows = regionTestsTold.map { [$0.key.value, Int64($0.value.number)] }
    remember(Self.regionTestsKey, encoded(rows.sorted { $0[0] < $1[0] }))
    journal(
      .plan, "Worth a test by region that you would run: \(due.name)",
      detail: ([due.reason] + due.steps).joined(separator: "\n"), campaign: due.campaign)
  }

  mutating func recallRegionTests(_ memory: [String: String]) {
    // Without them a test is suggested once more.
    let rows = memory[Self.regionTestsKey].flatMap {
      try? JSONDecoder().decode([[Int64]].self, from: Data($0.utf8))
    }
    for row in rows ?? [] where row.count == 2 {
      guard let day = Int32(exactly: row[1]) else { continue }
      regionTestsTold[Campaign.ID(row[0])] = Day(number: day)
    }
  }
}
