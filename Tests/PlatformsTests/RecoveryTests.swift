import Commerce
import Foundation
import Market
import Platforms
import Testing

@Suite struct `The world outlives the process` {
  /// A few days of business with every platform; one operation a line in the logs.
  private func business(_ outside: SimulatedOutside) async throws {
    let google = Account(.googleAds, outside)
    let meta = Account(.metaAds, outside)
    let klaviyo = Account(.klaviyo, outside)
    let first = try await google.start(plan(1, .googleAds))
    outside.advance(to: Instant(firstDay, hour: 30))
    let second = try await meta.start(plan(2, .metaAds, .lookalike))
    try await klaviyo.perform(.createCampaign(emailPlan(3, to: history().map(\.reference))))
    outside.advance(to: Instant(firstDay, hour: 55))
    try await klaviyo.perform(.send(handle(3)))
    try await meta.perform(.setDailyBudget(handle(2, second.externalID), pounds(75)))
    _ = await meta.refusal(.setDailyBudget(handle(2, second.externalID), pounds(0.1)))
    try await Account(.shopify, outside)
      .perform(.createDiscount(DiscountPlan(code: "TEN", share: 0.1, end: lastDay)))
    outside.advance(to: Instant(firstDay, hour: 61))
    try await google.perform(.pause(handle(1, first.externalID)))
    outside.advance(to: Instant(firstDay, hour: 64))
  }

  @Test func `exactly, whenever the last checkpoint was written`() async throws {
    for checkpointHours in [1, 7, 24, 1_000] {
      let folder = TemporaryFolder()
      let outside = try folder.open(checkpointHours: checkpointHours)
      try await business(outside)
      let killed = try folder.copy()
      let recovered = try killed.open()
      #expect(recovered.now == outside.now)
      #expect(recovered.world == outside.world)
      outside.advance(to: Instant(firstDay, hour: 100))
      recovered.advance(to: Instant(firstDay, hour: 100))
      #expect(recovered.world == outside.world)
    }
  }

  @Test func `as it would have been without files`() async throws {
    let folder = TemporaryFolder()
    let onDisk = try folder.open()
    try await business(onDisk)
    let inMemory = SimulatedOutside(inMemory: genesis(incidentsPerMonth: 0.5))
    try await business(inMemory)
    #expect(onDisk.world == inMemory.world)
  }

  @Test func `with a log that is cut at any byte of its last lines`() async throws {
    let folder = TemporaryFolder()
    let outside = try folder.open(checkpointHours: 1_000)
    let google = Account(.googleAds, outside)
    var worlds = [outside.world]
    let receipt = try await google.perform(.createCampaign(plan(1, .googleAds)))
    worlds.append(outside.world)
    try await google.perform(.activate(handle(1, receipt.externalID)))
    worlds.append(outside.world)
    let log = folder.contents("google.log")
    let lines = log.split(separator: 0x0A, omittingEmptySubsequences: true)
    #expect(lines.count == 2)
    let firstEnd = lines[0].count + 1
    let killed = try folder.copy()
    for length in 0...log.count {
      killed.write(log.prefix(length), to: "google.log")
      let recovered = try killed.open()
      let whole = length == log.count ? 2 : (length >= firstEnd ? 1 : 0)
      #expect(recovered.world == worlds[whole])
      #expect(killed.contents("google.log").count == [0, firstEnd, log.count][whole])
    }
  }

  @Test func `and goes on writing where it was cut`() async throws {
    let folder = TemporaryFolder()
    try await business(folder.open(checkpointHours: 1_000))
    folder.write(folder.contents("google.log").dropLast(3), to: "google.log")
    let recovered = try folder.open()
    #expect(recovered.world.campaigns[0].state == .active)
    try await Account(.googleAds, recovered).perform(.pause(handle(1)))
    let again = try folder.open()
    #expect(again.world == recovered.world)
    #expect(again.world.campaigns[0].state == .paused)
  }

  @Test func `with a checkpoint that is newer than some lines of the logs`() async throws {
    let folder = TemporaryFolder()
    let outside = try folder.open(checkpointHours: 1_000)
    try await business(outside)
    let before = try folder.copy()
    try outside.checkpoint()
    #expect(folder.contents("checkpoint") != before.contents("checkpoint"))
    #expect(try folder.copy().open().world == outside.world)
    #expect(try before.open().world == outside.world)
  }

  @Test func `without the file that remembers the hour, from the last operation on`() async throws {
    let folder = TemporaryFolder()
    let outside = try folder.open(checkpointHours: 1_000)
    try await business(outside)
    let killed = try folder.copy()
    killed.write(Data("12".utf8), to: "clock")
    let recovered = try killed.open()
    #expect(recovered.now == Instant(firstDay, hour: 61))
    recovered.advance(to: outside.now)
    #expect(recovered.world == outside.world)
  }

  @Test func `a leftover of a checkpoint that was not finished does no harm`() async throws {
    let folder = TemporaryFolder()
    let outside = try folder.open(checkpointHours: 1_000)
    try await business(outside)
    folder.write(Data("half".utf8), to: "checkpoint.new")
    #expect(try folder.copy().open().world == outside.world)
  }

  @Test func `a damaged checkpoint is refused in words`() async throws {
    let folder = TemporaryFolder()
    try await business(folder.open(checkpointHours: 1_000))
    try folder.open().checkpoint()
    var bytes = folder.contents("checkpoint")
    bytes[bytes.count / 2] ^= 1
    folder.write(bytes, to: "checkpoint")
    let path = folder.file("checkpoint")
    #expect {
      try folder.open()
    } throws: { error in
      "\(error)".hasPrefix("The market's file \(path) is damaged: the simulated world's checkpoint")
        && "\(error)".hasSuffix("Move its folder away to begin a new market.")
    }
  }

  @Test func `each operation is one line that a person can read`() async throws {
    let folder = TemporaryFolder()
    let outside = try folder.open()
    try await business(outside)
    func lines(_ name: String) -> [String] {
      String(decoding: folder.contents(name), as: UTF8.self).split(separator: "\n").map(String.init)
    }
    #expect(lines("google.log").count == 3)
    #expect(lines("meta.log").count == 4)
    #expect(lines("klaviyo.log").count == 2)
    #expect(lines("shopify.log").count == 1)
    let refused = lines("meta.log")[3]
    #expect(refused.contains(#""operation":"set daily budget""#))
    #expect(refused.contains(#""amountMicros":100000"#))
    #expect(refused.contains(#""time":"2011-12-12 07:00""#))
    #expect(refused.contains(#""result":"refused: Meta Ads refused: the budget of 'ga-2 Spring'"#))
    #expect(lines("google.log")[2].contains(#""externalID":"customers/1234567890/campaigns/1004""#))
  }

  @Test func `genesis is asked once`() async throws {
    let folder = TemporaryFolder()
    _ = try folder.open(seed: 1)
    let again = try SimulatedOutside(folder: folder.path) { throw CancellationError() }
    #expect(again.world.chance.seed == 1)
  }
}
