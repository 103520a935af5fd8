import AgentInterface
import Commerce
import Console
import Oversight
import Testing
import TerminalCanvas

/// All that would be worth doing, from keys to the screen.
struct OpportunitiesPageTests {
  private func driver(
    width: Int, height: Int, glyphs: Glyphs = .unicode,
    _ detail: OpportunitiesDetail = OpportunityFixture.detail
  ) throws -> Driver {
    var driver = try Driver(width: width, height: height, glyphs: glyphs)
    driver.press("i")
    driver.receive(.detail(.opportunities, .opportunities(detail)))
    return driver
  }

  private func lines(_ driver: Driver) -> [String] {
    driver.lines.map { line in
      var line = line
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  @Test func `it is asked for by its key and by its name`() throws {
    var byKey = try Driver()
    byKey.press("i")
    #expect(byKey.effects.contains(.fetch(.opportunities)))
    #expect(byKey.screen.contains("Asking the agent for the rest…"))
    var byName = try Driver()
    byName.press(":")
    for letter in "opportunities" { byName.press(String(letter)) }
    byName.press("Enter")
    #expect(byName.effects.contains(.fetch(.opportunities)))
  }

  @Test func `a wide screen shows every figure of the ranked ones and why the others were left`()
    throws
  {
    let page = lines(try driver(width: 150, height: 45)).dropFirst(3).prefix(31)
    #expect(
      Array(page) == Self.wide, "It is drawn so:\n\(page.joined(separator: "\n"))")
  }

  @Test func `a small screen keeps kind, subject, profit and chance, and says the rest below`()
    throws
  {
    let page = lines(try driver(width: 80, height: 24)).dropFirst(3).prefix(19)
    #expect(
      Array(page) == Self.small, "It is drawn so:\n\(page.joined(separator: "\n"))")
  }

  @Test func `it fits any size and ASCII`() throws {
    for (width, height) in [(1, 1), (40, 12), (60, 20), (80, 24), (200, 60)] {
      let driver = try driver(width: width, height: height, glyphs: .ascii)
      #expect(driver.lines.count == height)
      #expect(driver.lines.allSatisfy { $0.count <= width })
    }
    let plain = try driver(width: 60, height: 20, glyphs: .ascii).screen
    #expect(plain.contains("winback") && plain.contains("At risk by e-mail"))
  }

  @Test func `Enter opens the best that waits for an answer`() throws {
    var driver = try driver(width: 120, height: 40)
    driver.press("Enter")
    #expect(driver.effects.contains(.fetch(.decision(Decision.ID(866)))))
    driver.press("Esc")
    #expect(driver.screen.contains("Opportunities"))
  }

  @Test func `before the first round it says when there will be one`() throws {
    let detail = OpportunitiesDetail(
      board: nil, states: [:], next: SnapshotFixture.instant(14, 10))
    var driver = try driver(width: 80, height: 24, detail)
    #expect(driver.screen.contains("Nothing was looked for yet; next round at 10:00."))
    driver.press("Enter")
    #expect(driver.screen.contains("There is nothing deeper here"))
  }

  @Test func `line mode reads all of them aloud`() throws {
    var mode = LineMode(glyphs: .unicode)
    _ = mode.snapshot(try SnapshotFixture.snapshot())
    let lines = mode.fetched(.opportunities, .opportunities(OpportunityFixture.detail)).lines
    let text = lines.joined(separator: "\n")
    for words in [
      "1. winback, At risk by e-mail, Klaviyo: £312 (£96–605) in 7 days at no cost, 97 % likely "
        + "to be a profit, score 43.2; decision 866 expires in",
      "waits behind 1 better one",
      "Not upsell, Loyal on Meta Ads: Send \"x\" comes first", "12 more are not listed",
    ] {
      #expect(text.contains(words), "\(words) is missing in\n\(text)")
    }
  }

  private static func frame(_ drawn: String) -> [String] {
    drawn.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private static let wide = frame(
    #"""
    ╭─ Opportunities ───────────────────────────────────────────────────────────────────────────────────────────────── as of 08:00, next round at 10:00 ─╮
    │      kind              for                    on           profit   80 % interval    cost  days  likely  score  state                              │
    │   1  winback           At risk by e-mail      Klaviyo        £312         £96–605      £0     7    97 %   43.2  decision 866 expires in 1 d 6 h    │
    │   2  lookalike         lookalikes on Meta A…  Meta Ads        £45    −£160 to 270    £420    14    52 %   17.2  waits behind 1 better one          │
    │   3  creative refresh  "Brand search"         Google Ads      £88         £12–170      £0    14    93 %    5.9  decision 851 done 08:00            │
    │                                                                                                                                                    │
    │ Why, best first                                                                                                                                    │
    │ 1  winback, At risk by e-mail  decision 866 expires in 1 d 6 h                                                                                     │
    │    £312 (£96–605) in 7 days at no cost, 97 % likely to be a profit, score 43.2                                                                     │
    │    842 members of At risk may be written to; 7.9 orders of £61.00 are expected                                                                     │
    │ 2  lookalike, lookalikes on Meta Ads  waits behind 1 better one                                                                                    │
    │    £45 (−£160 to 270) in 14 days for £420, 52 % likely to be a profit, score 17.2                                                                  │
    │    worth trying for £280 where returns are better than expected, 86 % likely                                                                       │
    │    attributed return 3.0 expected (published benchmarks)                                                                                           │
    │ 3  creative refresh, "Brand search"  decision 851 done 08:00                                                                                       │
    │    £88 (£12–170) in 14 days at no cost, 93 % likely to be a profit, score 5.9                                                                      │
    │    the creatives are worn                                                                                                                          │
    │                                                                                                                                                    │
    │ Rejected: 3                                                                                                                                        │
    │ upsell                                                                                                                                             │
    │    Champions by e-mail  only 3 members                                                                                                             │
    │    Loyal on Meta Ads  Send "x" comes first                                                                                                         │
    │ budget move                                                                                                                                        │
    │    budgets  the best move would bring £0.40 a day, 55 % likely to be a gain                                                                        │
    │   12 more are not listed.                                                                                                                          │
    │                                                                                                                                                    │
    │   Enter opens the best that waits for you.                                                                                                         │
    │                                                                                                                                                    │
    │                                                                                                                                                    │
    │                                                                                                                                                    │
    │                                                                                                                                                    │
    """#)
  private static let small = frame(
    #"""
    │      kind              for                            profit    cost  likely │
    │   1  winback           At risk by e-mail                £312      £0    97 % │
    │   2  lookalike         lookalikes on Meta Ads            £45    £420    52 % │
    │   3  creative refresh  "Brand search"                    £88      £0    93 % │
    │                                                                              │
    │ Why, best first                                                              │
    │ 1  winback, At risk by e-mail  decision 866 expires in 1 d 6 h               │
    │    £312 (£96–605) in 7 days at no cost, 97 % likely to be a profit, score    │
    │    43.2                                                                      │
    │    842 members of At risk may be written to; 7.9 orders of £61.00 are        │
    │    expected                                                                  │
    │ 2  lookalike, lookalikes on Meta Ads  waits behind 1 better one              │
    │    £45 (−£160 to 270) in 14 days for £420, 52 % likely to be a profit, score │
    │    17.2                                                                      │
    │    worth trying for £280 where returns are better than expected, 86 % likely │
    │    attributed return 3.0 expected (published benchmarks)                     │
    │ 3  creative refresh, "Brand search"  decision 851 done 08:00                 │
    │    £88 (£12–170) in 14 days at no cost, 93 % likely to be a profit, score    │
    │    5.9                                                                       │
    """#)
}
