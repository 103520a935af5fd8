import Commerce
import Evaluation
import Testing

@Suite struct WearTests {
  func days(_ count: Int, _ clicks: (Int) -> Int64) -> [Metrics] {
    (0..<count).map { Metrics(impressions: 4_000, clicks: clicks($0)) }
  }

  @Test func `a rate that falls by more than a third beyond chance is worn`() throws {
    let wear = try #require(Wear(days(21) { $0 < 7 ? 120 : 60 }))
    #expect(wear.isWorn)
    #expect(abs(wear.change + 0.5) < 1e-9)
    #expect(wear.words == "the click-through rate has fallen from 3.0 % to 1.5 % in 21 days")
  }

  @Test func `a smaller fall is none`() throws {
    #expect(!(try #require(Wear(days(21) { $0 < 7 ? 120 : 100 })).isWorn))
  }

  @Test func `too few days, clicks or views tell nothing`() {
    #expect(Wear(days(13) { _ in 100 }) == nil)
    #expect(Wear(days(20) { _ in 1 }) == nil)
    #expect(Wear(days(20) { _ in 0 } + [.zero]) == nil)
    #expect(Wear(days(20) { _ in 5_000 }) == nil)
  }
}
