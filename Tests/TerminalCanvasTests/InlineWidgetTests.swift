import TerminalCanvas
import Testing

@Suite struct InlineWidgetTests {
  @Test(arguments: [
    (0.0, "▕        ▏"), (0.5, "▕████    ▏"), (1.0, "▕████████▏"), (1.7, "▕████████▏"),
    (0.001, "▕▏       ▏"), (0.484, "▕███▉    ▏"), (-3.0, "▕        ▏"),
  ])
  func `a bar fills by eighths`(fraction: Double, expected: String) {
    #expect(drawn(Bar(fraction: fraction), width: 10) == expected)
  }

  @Test func `a bar shows reserved money, a track and a mark`() {
    #expect(drawn(Bar(fraction: 0.25, reserved: 0.5), width: 10) == "▕██┄┄┄┄  ▏")
    #expect(drawn(Bar(fraction: 0.25, track: .dots), width: 10) == "▕██······▏")
    #expect(drawn(Bar(fraction: 0.25, marker: 0.6), width: 10) == "▕██  │   ▏")
    #expect(
      drawn(Bar(fraction: 0.25, reserved: 0.5, marker: 1, track: .dots), width: 10, glyphs: .ascii)
        == "[##====.|]")
  }

  @Test func `a bar over its limit has another role`() {
    let roles = Bar(fraction: 1.2, hasEnds: false).text(width: 4, glyphs: .unicode).runs
    #expect(roles.allSatisfy { $0.style.role == .barOver })
  }

  @Test func `no number draws an empty bar`() {
    #expect(drawn(Bar(fraction: .nan, reserved: .nan, marker: .nan), width: 6) == "▕    ▏")
    #expect(drawn(Bar(fraction: .infinity), width: 6) == "▕████▏")
  }

  @Test func `a sparkline shows the last values`() {
    let line = Sparkline([9, 9, 1, 2, 3, 4, 5, 6, 7, 8])
    #expect(drawn(line, width: 8) == "▁▂▃▄▅▆▇█")
    #expect(drawn(line, width: 12) == "  ██▁▂▃▄▅▆▇█")
    #expect(drawn(Sparkline([1, nil, .nan, 3]), width: 4) == "▁  █")
    #expect(drawn(Sparkline([5, 5, 5]), width: 3) == "▄▄▄")
    #expect(drawn(Sparkline([]), width: 3) == "   ")
    #expect(drawn(Sparkline([0, 1, 2, 3, 4]), width: 5, glyphs: .ascii) == "_.-=^")
    #expect(drawn(Sparkline([5, 20], range: 0...10), width: 2) == "▅█")
  }

  @Test func `a whisker shows interval, estimate and reference`() {
    let whisker = Whisker(low: 2, estimate: 5, high: 8, range: 0...10, reference: 1)
    #expect(drawn(whisker, width: 11) == " ┊├──●──┤  ")
    #expect(drawn(whisker, width: 11, glyphs: .ascii) == " :|--o--|  ")
  }

  @Test func `a whisker beyond its range ends in an angle`() {
    let whisker = Whisker(low: -5, estimate: 5, high: 18, range: 0...10, reference: nil)
    #expect(drawn(whisker, width: 11) == "‹────●────›")
    let off = Whisker(low: 20, estimate: 25, high: 28, range: 0...10, reference: nil)
    #expect(drawn(off, width: 5) == "    ›")
  }

  @Test func `a whisker without numbers is a dash`() {
    let whisker = Whisker(low: .nan, estimate: 5, high: 18, range: 0...10)
    #expect(drawn(whisker, width: 3) == " – ")
  }
}
