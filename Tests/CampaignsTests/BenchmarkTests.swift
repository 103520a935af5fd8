import Campaigns
import Commerce
import Testing

@Suite struct BenchmarkTests {
  static let audiences: [Audience] =
    [.everyone, .prospects, .lookalike] + SegmentName.allCases.map { .segment($0) }

  @Test func `every audience, platform and objective has a row with its source`() {
    for audience in Self.audiences {
      for platform in Platform.allCases where platform.hasBudgets {
        let row = IndustryPriors.returnOnAdSpend(platform, audience)
        #expect(row.level.mean > 0 && row.level.logDeviation > 0)
      }
      #expect((0...1).contains(IndustryPriors.incrementality(audience)))
    }
    for objective in Campaign.Objective.allCases {
      #expect((0...0.01).contains(IndustryPriors.emailOrders(objective).mean))
    }
    for key in [Benchmark.Key.unsubscribes, .valueOfReach, .refreshedOrders] {
      #expect((0...1).contains(IndustryPriors.benchmark(key).level.mean))
    }
  }

  @Test func `no row is there twice, and each says where it is from and what was measured`() {
    #expect(Set(Benchmark.table.map(\.key)).count == Benchmark.table.count)
    for row in Benchmark.table {
      #expect(!row.source.brief.isEmpty && row.source.words.count > 10, "\(row.key)")
      switch row.source {
      case .published(_, let year, _), .drawnFrom(_, let year, _):
        #expect(year.contains("20"), "\(row.key)")
      case .ownJudgement: #expect(row.source.brief == "own judgement")
      }
    }
  }

  @Test func `what rests on benchmarks names their source`() throws {
    let input = PlanningFixture.input(segments: [PlanningFixture.segment(.atRisk)])
    let found = OpportunityFinder.find(in: input).opportunities
    let email = try #require(found.first { $0.platform == .klaviyo })
    #expect(email.reason.contains("(published benchmarks: judged from Klaviyo 2024)"))
    let search = try #require(found.first { $0.audience == .everyone })
    #expect(search.reason.contains("(published benchmarks: Triple Whale 2025)"))
  }
}
