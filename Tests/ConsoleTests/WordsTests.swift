import AgentInterface
import Commerce
@testable import Console
import Oversight
import Testing
import TerminalCanvas

/// Numbers and moments in words.
struct WordsTests {
  @Test(arguments: [
    (0.0, "£0"), (0.84, "£0.84"), (9.99, "£9.99"), (9.999, "£10"), (1_290, "£1,290"),
    (-6, "−£6.00"),
    (-60, "−£60"), (.nan, "–"), (.infinity, "–"),
  ])
  func `money has its minor units only while it is small`(units: Double, words: String) {
    #expect(Words.money(units, .poundSterling) == words)
  }

  @Test func `money without minor units has none`() throws {
    #expect(Words.money(7, try #require(Currency("JPY"))) == "JPY 7")
  }

  @Test(arguments: [
    (Estimate(mean: 61, low: 31, high: 94), "£31–94"),
    (Estimate(mean: 41, low: -6, high: 88), "−£6 to 88"),
    (Estimate(mean: 0.3, low: 0.25, high: 0.37), "£0.25–0.37"),
  ])
  func `an interval has the sign of its currency once`(estimate: Estimate, words: String) {
    #expect(Words.interval(estimate, .poundSterling) == words)
  }

  @Test(
    arguments: [
      (-5, "0 min"), (59, "0 min"), (720, "12 min"), (3 * 3_600 + 720, "3 h"), (50 * 3_600, "2 d"),
    ] as [(Int64, String)])
  func `a span has one unit`(seconds: Int64, words: String) {
    #expect(Words.span(seconds: seconds) == words)
  }

  @Test func `a long span has two units`() {
    #expect(Words.longSpan(seconds: 3 * 3_600 + 720) == "3 h 12 min")
    #expect(Words.longSpan(seconds: 52 * 3_600) == "2 d 4 h")
  }

  @Test(arguments: [
    (0.041, "4.1 %"), (0.0, "0.0 %"), (-0.02, "−2.0 %"), (Double.infinity, "–"),
  ])
  func `a share is a percentage`(share: Double, words: String) {
    #expect(Words.percent(share) == words)
  }

  @Test(arguments: [
    (Alert.Severity.notice, Alert.Scope.shop, "nothing waits: a notice holds no increase back"),
    (.warning, .platform(.metaAds), "increases in its scope wait; decreases go on"),
    (.critical, .shop, "increases of every campaign wait; decreases go on"),
  ])
  func `an alert says what waits for its end`(
    severity: Alert.Severity, scope: Alert.Scope, words: String
  ) {
    let alert = Alert(
      id: Alert.ID(1), severity: severity, scope: scope, metric: .orders,
      expected: Estimate(mean: 3, low: 2, high: 4), actual: 1, openedAt: SnapshotFixture.now,
      causes: [])
    #expect(Words.consequence(alert) == words)
  }

  @Test func `the range of a rate has its unit once`() {
    let estimate = Estimate(mean: 0.02, low: 0.015, high: 0.03)
    #expect(Words.interval(estimate, of: .conversionRate, .poundSterling) == "1.50–3.00 %")
  }

  @Test(arguments: [
    ("40", 40.0), ("12.50", 12.5), ("1,200", 1_200), ("£60", 60), ("0.01", 0.01),
  ])
  func `an amount is read as people write it`(text: String, units: Double) {
    #expect(AmountParser.parse(text, .poundSterling) == Money(units: units, .poundSterling))
  }

  @Test(arguments: ["", ".", "1.2.3", "1.234", "4x", "-4", "１２", "9999999999", ".5"])
  func `what is no amount is not read`(text: String) {
    #expect(AmountParser.parse(text, .poundSterling) == nil)
  }

  @Test(arguments: [
    ("meta paused", true), ("META", true), ("", true), ("paused google", false), ("zzz", false),
  ])
  func `a filter wants all its words somewhere in the row`(filter: String, isFound: Bool) throws {
    let facts = Facts(
      snapshot: try SnapshotFixture.snapshot(), index: CampaignIndex(), glyphs: .unicode)
    #expect(Matcher(filter).matches(CampaignFixture.rows[4], facts) == isFound)
  }
}
