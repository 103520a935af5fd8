import AgentInterface
import Commerce
import Foundation
import Oversight
import Testing

@testable import growth

@Suite struct OpportunitiesReportTests {
  private let at = Instant(Day(number: 15_322), hour: 8)

  private var detail: OpportunitiesDetail {
    OpportunitiesDetail(
      board: OpportunityBoard(
        at: at,
        rows: [
          .init(
            opportunity: Opportunity(
              kind: .crossSell, platform: .klaviyo, audience: .segment(.loyal), campaign: nil,
              profit: Estimate(mean: 312, low: 96, high: 605), cost: 0, horizonDays: 7,
              confidence: 0.97, reason: "they come back often", score: 43.2),
            subject: "Loyal by e-mail", fate: .proposed(Decision.ID(866))),
          .init(
            opportunity: Opportunity(
              kind: .pacing, platform: .googleAds, audience: .everyone, campaign: Campaign.ID(2),
              profit: Estimate(mean: 45, low: -16, high: 70), cost: 42, horizonDays: 7,
              confidence: 0.6, learning: Hope(profit: 80, confidence: 0.9), reason: "gone by noon",
              score: 5.1),
            subject: "\"Brand\"", fate: .waits("behind 1 better one")),
        ],
        rejected: [Considered(kind: .upsell, subject: "Champions by e-mail", why: "only 3")],
        unlisted: 4),
      states: [Decision.ID(866): .approved(by: .person("ann"), at: at)],
      next: at.adding(hours: 2))
  }

  private func json(_ report: OpportunitiesReport) throws -> [String: Any] {
    let text = try JSONText.of(report)
    return try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func `JSON has each figure under its own name, best first, and what was rejected`()
    throws
  {
    let object = try json(OpportunitiesReport(detail, .poundSterling))
    #expect(object["currency"] as? String == "GBP" && object["unlisted"] as? Int == 4)
    #expect((object["next_round"] as? String)?.contains("T10:00") == true)
    let rows = try #require(object["opportunities"] as? [[String: Any]])
    #expect(rows.map { $0["rank"] as? Int } == [1, 2])
    #expect(rows.map { $0["kind"] as? String } == ["cross-sell", "pacing"])
    #expect(rows.map { $0["state"] as? String }[1] == "waits behind 1 better one")
    #expect(rows[0]["state"] as? String == "approved" && rows[0]["decision"] as? Int == 866)
    #expect(rows[1]["campaign"] as? Int == 2 && rows[1]["hoped_profit"] as? Double == 80)
    let profit = try #require(rows[0]["profit"] as? [String: Any])
    #expect(profit["mean"] as? Double == 312 && profit["low"] as? Double == 96)
    let rejected = try #require(object["rejected"] as? [[String: Any]])
    #expect(rejected.first?["why"] as? String == "only 3")
  }

  @Test func `text lists both, and says what is not known yet`() throws {
    let lines = OpportunitiesReport(detail, .poundSterling).text(.separated)
      .split(separator: "\n").map(String.init)
    #expect(
      lines.contains(
        "1\tcross-sell\tLoyal by e-mail\tklaviyo\t£312.00\t£96.00 to £605.00\t£0.00\t7\t97 %\t43.2\t"
          + "approved\tthey come back often"))
    #expect(lines.contains("upsell\tChampions by e-mail\tonly 3"))
    let empty = OpportunitiesReport(
      OpportunitiesDetail(board: nil, states: [:], next: at), .poundSterling)
    #expect(empty.text(.aligned).contains("not looked for yet"))
    #expect(try (json(empty)["opportunities"] as? [Any])?.isEmpty == true)
  }
}
