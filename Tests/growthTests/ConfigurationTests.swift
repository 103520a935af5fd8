import Commerce
import Oversight
import Testing

@testable import growth

@Suite struct `The configuration` {
  @Test func `says what it says`() throws {
    let configuration = try Configuration.parse(
      """
      shop: {name: Fernhill Gifts, gross_margin: 0.4}
      caps: {day: 900, total: 20000, google: 500.50}
      minimum_roas: 2
      step_limit: 0.25
      approval_hours: 12
      parallel_calls: 2
      freeze_days: [2011-12-24..2011-12-26, 2012-01-01]
      autonomy: {default: veto, google: {budgets: act, campaigns: 1}}
      theme: light
      keys: {pause: [p, Ctrl-p], halt: "!"}
      speed: 3600
      seed: 18446744073709551615
      """, file: "config.yaml")
    let policy = configuration.policy(in: .euro)
    #expect(configuration.shopName == "Fernhill Gifts")
    #expect(policy.dayCap == Money(micros: 900_000_000, .euro))
    #expect(policy.platformDayCaps == [.googleAds: Money(micros: 500_500_000, .euro)])
    #expect(policy.level(.googleAds, .budgets) == .act)
    #expect(policy.level(.metaAds, .budgets) == .veto)
    #expect(policy.freezeDays.map { $0.upperBound.days(since: $0.lowerBound) } == [2, 0])
    #expect(policy.approvalHours == 12)
    #expect(configuration.parallelCalls == 2)
    #expect(configuration.seed == .max)
  }

  @Test(arguments: ["", "# nothing\n", "caps: {}\n"])
  func `needs nothing`(yaml: String) throws {
    #expect(try Configuration.parse(yaml, file: "config.yaml").dayCap == 1_500)
  }

  @Test(arguments: [
    (
      "theem: dark",
      "config.yaml:1:1: unknown key 'theem' in the configuration. Expected 'theme', 'seed' or 'speed'. Correct it and start again."
    ),
    (
      "caps:\n  day: lots",
      "config.yaml:2:8: 'lots' cannot be used. Expected an amount above 0 in the shop's currency, like 1500. Correct it and start again."
    ),
    (
      "caps: {day: 100, total: 50}",
      "config.yaml:1:7: the cap of a day (100.0) is above the total (50.0). Expected a total of at least the day's. Correct it and start again."
    ),
    (
      "autonomy: {google: {budgets: yolo}}",
      "config.yaml:1:30: 'yolo' is no level. Expected shadow, ask, veto or act. Correct it and start again."
    ),
    (
      "freeze_days: [2011-13-01]",
      "config.yaml:1:15: '2011-13-01' is no day. Expected a day like 2011-12-24, or two with '..' between them. Correct it and start again."
    ),
    (
      "keys: {approve: x}",
      "config.yaml:1:1: 'x' would both approve and reject. Give one of them another key. Expected keys that are free. Correct it and start again."
    ),
  ])
  func `tells what is wrong, where, and what was expected`(yaml: String, words: String) {
    let error = #expect(throws: ConfigurationError.self) {
      try Configuration.parse(yaml, file: "config.yaml")
    }
    #expect(error?.description == words)
  }

  @Test func `tells all that is wrong at once`() {
    let error = #expect(throws: ConfigurationError.self) {
      try Configuration.parse("speed: -1\nseed: x\nstep_limit: 2", file: "c.yaml")
    }
    #expect(error?.description.split(separator: "\n").count == 4)
  }

  @Test(arguments: ["a: [", "a: b: c", "\t- x", "caps: 7", "- a\n- b", "keys: {approve: []}"])
  func `refuses broken text without a trap`(yaml: String) {
    #expect(throws: ConfigurationError.self) { try Configuration.parse(yaml, file: "c.yaml") }
  }

  @Test(arguments: [
    (4_579_032.54, 374, 1_200, 36_000), (3_650.0, 365, 10, 300), (0.0, 1, 10, 300),
  ])
  func `the first caps fit the shop`(revenue: Double, days: Int, day: Int, total: Int) {
    let first = FirstConfiguration(revenue: Money(units: revenue, .poundSterling), days: days)
    #expect((first.dayCap, first.totalCap) == (day, total))
  }

  @Test func `the first file can be read again`() throws {
    let first = FirstConfiguration(revenue: Money(units: 1e6, .poundSterling), days: 100)
    let text = first.text(shop: Shop(name: "A \"quoted\" shop", currency: .poundSterling))
    let configuration = try Configuration.parse(text, file: "config.yaml")
    #expect(configuration.shopName == "A quoted shop")
    #expect(configuration.dayCap == 1_000)
  }

  @Test func `equal limits have equal fingerprints`() {
    let one = Configuration(platformDayCaps: [.googleAds: 1, .metaAds: 2]).policy(in: .euro)
    let other = Configuration(platformDayCaps: [.metaAds: 2, .googleAds: 1]).policy(in: .euro)
    let lower = Configuration(dayCap: 1_499).policy(in: .euro)
    #expect(one.fingerprint == other.fingerprint)
    #expect(one.fingerprint != lower.fingerprint)
  }
}
