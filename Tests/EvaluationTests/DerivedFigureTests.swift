import Commerce
@testable import Evaluation
import Testing

@Suite struct DerivedFigureTests {
  private func points(
    _ kpi: KPI, of watched: Watched, _ scope: Alert.Scope = .campaign(Campaign.ID(1))
  ) -> [AlertPoint] {
    watched.watch.series(of: kpi, in: scope, watched.world.input)
  }

  @Test(arguments: [
    KPI.spend, .costPerClick, .costPerThousand, .clickThroughRate, .conversionRate, .orders,
    .revenue, .returnOnAdSpend,
  ])
  func `each figure of campaigns and platforms has a band that holds usual hours`(kpi: KPI) {
    var watched = Watched(campaigns: 4, seed: 21, quietDays: 28)
    watched.world.campaigns.indices.forEach {
      watched.world.campaigns[$0].dailyBudget = .pounds(2_000)
    }
    watched.run(hours: 14 * 24)
    for scope in [
      Alert.Scope.campaign(Campaign.ID(1)), .campaign(Campaign.ID(2)), .platform(.googleAds),
    ] {
      let known = points(kpi, of: watched, scope).filter { $0.value != nil && $0.expected != nil }
      #expect(known.count >= 40, "\(kpi) of \(scope)")
      #expect(known.count { $0.isFlagged } <= known.count / 10, "\(kpi) of \(scope)")
    }
  }

  @Test func `spend that a changed budget brings is no anomaly`() {
    var watched = Watched(campaigns: 4, seed: 22, quietDays: 28)
    for index in watched.world.campaigns.indices {
      watched.world.campaigns[index].dailyBudget = .pounds(2_000)
    }
    watched.run(hours: 72)
    watched.world.campaigns[1].dailyBudget = .pounds(3_000)
    watched.run(hours: 7 * 24)
    #expect(!watched.opened.contains { $0.metric == .spend })
  }

  @Test func `a stream is in place and takes a kilobyte at most`() {
    #expect(MemoryLayout<FigureStreams.Stream>.size <= 1_024)
  }

  @Test func `a price spike is one alert, with what else it moves as evidence`() throws {
    var watched = Watched(campaigns: 6, seed: 23, quietDays: 28)
    for index in watched.world.campaigns.indices {
      watched.world.campaigns[index].dailyBudget = .pounds(2_000)
    }
    watched.run(hours: 10 * 24)
    let before = watched.opened.count
    watched.world.trouble.price = { $0.platform == .metaAds ? 2.5 : 1 }
    watched.run(hours: 36)
    let told = watched.opened.dropFirst(before)
    #expect(told.map(\.metric) == [.costPerThousand])
    let alert = try #require(watched.open.values.first { $0.metric == .costPerThousand })
    #expect(alert.causes.last?.hasPrefix("unusual with it: ") == true)
    #expect(alert.causes.last?.contains("spend ") == true)
  }
}
