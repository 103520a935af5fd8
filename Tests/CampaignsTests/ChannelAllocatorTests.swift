import Campaigns
import Commerce
import Statistics
import Testing

@Suite struct ChannelAllocatorTests {
  private let first = Day(number: 20_000)

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `an unknown market is learnt within every limit`(seed: UInt64) throws {
    var world = ChannelWorld(seed: seed)
    var allocator = try ChannelAllocator(world.terms)
    var (earned, best, equal) = (0.0, 0.0, 0.0)
    for index in ChannelWorld.warmUp..<(ChannelWorld.warmUp + 90) {
      let rows = world.reports(before: index)
      if index == ChannelWorld.warmUp { allocator.takeHistory(rows) }
      let spends = allocator.spends(
        on: ChannelWorld.day(index), updates: index == ChannelWorld.warmUp ? [] : rows)
      #expect(spends.reduce(0, +) <= world.budget)
      #expect(spends.reduce(0, +) > 0.9999 * world.budget)
      for (channel, spend) in spends.enumerated() {
        #expect(spend >= 0.02 * world.budget && spend <= 0.8 * world.budget)
        #expect(abs(spend / world.spend(channel, on: index - 1) - 1) <= 0.5)
      }
      earned += world.play(spends, on: index)
      best += try world.optimum(on: index)
      equal += world.equalSplit(on: index)
    }
    #expect(earned > 0.92 * best)
    #expect(earned > equal)
  }

  @Test func `the same reports give the same divisions`() throws {
    func played() throws -> [[Double]] {
      var world = ChannelWorld(seed: 9, days: 12)
      var allocator = try ChannelAllocator(world.terms)
      return (ChannelWorld.warmUp..<ChannelWorld.warmUp + 12).map { index in
        let rows = world.reports(before: index)
        if index == ChannelWorld.warmUp { allocator.takeHistory(rows) }
        let spends = allocator.spends(on: ChannelWorld.day(index), updates: rows)
        _ = world.play(spends, on: index)
        return spends
      }
    }
    #expect(try played() == played())
  }

  @Test func `without any history the budget is divided evenly`() throws {
    var allocator = try ChannelAllocator(
      AllocationTerms(channels: 4, dailyBudget: 100, firstDay: first))
    let spends = allocator.spends(on: first, updates: [])
    for spend in spends { #expect(abs(spend - 25) < 0.5) }
  }

  @Test func `a single channel gets what one channel may have`() throws {
    var all = try ChannelAllocator(AllocationTerms(channels: 1, dailyBudget: 80, firstDay: first))
    #expect(abs(all.spends(on: first, updates: [])[0] - 80) < 1e-6)
    var most = try ChannelAllocator(
      AllocationTerms(channels: 1, dailyBudget: 80, maximumShare: 0.5, firstDay: first))
    #expect(abs(most.spends(on: first, updates: [])[0] - 40) < 1e-6)
  }

  @Test func `no budget is divided into nothing`() throws {
    var allocator = try ChannelAllocator(
      AllocationTerms(channels: 3, dailyBudget: 0, firstDay: first))
    for day in 0..<20 {
      #expect(allocator.spends(on: first.adding(days: day), updates: []) == [0, 0, 0])
    }
  }

  @Test func `no change leaves every spend where it was`() throws {
    var allocator = try ChannelAllocator(
      AllocationTerms(channels: 2, dailyBudget: 100, maximumDailyChange: 0, firstDay: first))
    allocator.takeHistory(history([30, 70], orders: [9, 1]))
    for day in 0..<5 {
      let spends = allocator.spends(on: first.adding(days: day), updates: [])
      #expect(abs(spends[0] - 30) < 1e-6 && abs(spends[1] - 70) < 1e-6)
    }
  }

  @Test func `minimum shares that take the whole budget leave no choice`() throws {
    var allocator = try ChannelAllocator(
      AllocationTerms(channels: 4, dailyBudget: 100, minimumShare: 0.25, firstDay: first))
    let spends = allocator.spends(on: first, updates: [])
    #expect(spends.reduce(0, +) <= 100)
    for spend in spends { #expect(abs(spend - 25) < 1e-5) }
  }

  @Test func `a budget below yesterday's spends is kept to even if the step is larger`() throws {
    var allocator = try ChannelAllocator(
      AllocationTerms(channels: 2, dailyBudget: 50, maximumDailyChange: 0.1, firstDay: first))
    allocator.takeHistory(history([300, 700], orders: [9, 9]))
    #expect(allocator.spends(on: first, updates: []).reduce(0, +) <= 50)
  }

  @Test func `channels without a single order are no trap`() throws {
    var allocator = try ChannelAllocator(
      AllocationTerms(channels: 3, dailyBudget: 90, maximumDailyChange: 0.5, firstDay: first))
    allocator.takeHistory(history([30, 30, 30], orders: [0, 0, 0]))
    for day in 0..<30 {
      let spends = allocator.spends(on: first.adding(days: day), updates: [])
      #expect(spends.allSatisfy { $0.isFinite && $0 >= 0 } && spends.reduce(0, +) <= 90)
    }
  }

  @Test func `days that are left out and rows that do not belong are survived`() throws {
    var allocator = try ChannelAllocator(
      AllocationTerms(channels: 2, dailyBudget: 100, firstDay: first))
    let stray = ChannelRow(channel: 7, day: first, spend: 1, orders: 1, revenue: 1)
    let early = ChannelRow(
      channel: 0, day: first.adding(days: -99), spend: 1, orders: 1, revenue: 1)
    _ = allocator.spends(on: first, updates: [stray, early])
    let late = allocator.spends(on: first.adding(days: 40), updates: [stray])
    #expect(late.reduce(0, +) <= 100 && late.allSatisfy { $0 > 0 })
  }

  @Test(arguments: [
    (AllocationTerms(channels: 0, dailyBudget: 1, firstDay: Day(number: 1)), "there is no channel"),
    (
      AllocationTerms(channels: 2, dailyBudget: -1, firstDay: Day(number: 1)),
      "the daily budget is -1.0; a number of at least 0 is expected"
    ),
    (
      AllocationTerms(channels: 2, dailyBudget: 1, minimumShare: 0.6, firstDay: Day(number: 1)),
      "2 channels at a minimum share of 0.6 need more than the whole budget"
    ),
    (
      AllocationTerms(
        channels: 2, dailyBudget: 1, minimumShare: 0.3, maximumShare: 0.2,
        firstDay: Day(number: 1)),
      "the shares of a channel go from 0.3 to 0.2; 0 ≤ minimum ≤ maximum ≤ 1 is expected"
    ),
    (
      AllocationTerms(
        channels: 2, dailyBudget: 1, maximumDailyChange: -0.1, firstDay: Day(number: 1)),
      "the largest daily change is -0.1; a share of at least 0 is expected"
    ),
  ])
  func `terms that cannot be kept are refused`(terms: AllocationTerms, words: String) {
    do {
      _ = try ChannelAllocator(terms)
      Issue.record("accepted")
    } catch {
      #expect("\(error)" == words)
    }
  }

  private func history(_ spends: [Double], orders: [Double]) -> [ChannelRow] {
    (1...28).flatMap { age in
      spends.indices.map { channel in
        ChannelRow(
          channel: channel, day: first.adding(days: -age), spend: spends[channel],
          orders: orders[channel], revenue: 50 * orders[channel])
      }
    }
  }
}
