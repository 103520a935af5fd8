import AgentInterface
import Commerce
@testable import Console
import Oversight
import Testing
import TerminalCanvas

/// A hundred thousand campaigns: the order is made once, a frame asks only for the rows it shows.
struct ScaleTests {
  private func snapshot(campaigns count: Int) throws -> Snapshot {
    var snapshot = try SnapshotFixture.snapshot()
    let pattern = CampaignFixture.rows[0]
    snapshot.campaigns = (0..<count).map { number in
      var row = pattern
      row.campaign = CampaignFixture.campaign(
        Int64(number + 1), "Campaign \((number * 7_919) % count)")
      row.today.spendMicros = Int64((number * 104_729) % count) * 1_000
      return row
    }
    return snapshot
  }

  private func frameTime(_ driver: Driver) -> Duration {
    let clock = ContinuousClock()
    return (0..<5).map { _ in clock.measure { _ = view(driver.model) } }.min() ?? .zero
  }

  @Test func `a frame of a hundred thousand campaigns costs what one of a hundred costs`() throws {
    var small = try Driver(snapshot: try snapshot(campaigns: 100))
    var large = try Driver(snapshot: try snapshot(campaigns: 100_000))
    for key in ["3", "3", "G"] {
      small.press(key)
      large.press(key)
    }
    #expect(large.screen.contains("100,000 of 100,000"))
    #expect(frameTime(large) < frameTime(small) * 3)
  }

  @Test func `sorting and filtering many campaigns finds the right rows`() throws {
    var driver = try Driver(snapshot: try snapshot(campaigns: 10_000))
    driver.press("3", "3")
    let spent = CampaignRow.columns.firstIndex { $0.title == "spent" } ?? 0
    for _ in 0...spent { driver.press("s", gap: 1) }
    #expect(driver.screen.contains("▼"))
    driver.press("/")
    driver.type("9999", gap: 1)
    driver.press("Enter")
    #expect(driver.model[.campaigns].order.count == 1)
  }
}
