import Statistics
import TerminalCanvas
import Testing

@Suite struct SafeTextTests {
  @Test(arguments: [
    ("plain", "plain"),
    ("esc\u{1B}[31mred", "esc[31mred"),
    ("c1\u{9B}31m", "c131m"),
    ("bell\u{7}", "bell"),
    ("two\nlines\tand\rmore", "two lines and more"),
    ("right\u{202E}left\u{2066}x\u{2069}", "rightleftx"),
    ("zero\u{200B}width\u{FEFF}", "zerowidth"),
    ("soft\u{AD}hyphen", "softhyphen"),
    ("e\u{301}\u{302}\u{303}\u{304}!", "e\u{301}\u{302}!"),
    ("\u{301}first", "first"),
    ("private \u{E000}", "private \u{FFFD}"),
    ("👩‍👩‍👧", "👩👩👧"),
    ("👍🏽", "👍"),
    ("❤\u{FE0F}", "❤"),
  ])
  func `text from outside becomes harmless`(text: String, expected: String) {
    #expect(SafeText.cleaned(text).unicodeScalars.elementsEqual(expected.unicodeScalars))
  }

  @Test(arguments: [
    ("abc", 3), ("£1,181", 6), ("日本", 4), ("한국", 4), ("e\u{301}", 1), ("👍", 2), ("░▕█▏", 4),
    ("ﾊﾝｶｸ", 4), ("ＡＢ", 4), ("", 0), ("…–→●○✓✗▲▼⠿", 10), ("🇬🇧", 2), ("\u{1B}", 0),
  ])
  func `width counts cells`(text: String, expected: Int) {
    #expect(DisplayWidth.of(text) == expected)
  }

  @Test func `cleaning twice changes nothing more`() {
    var generator = SplitMix64(state: 7)
    for _ in 0..<2_000 {
      let once = SafeText.cleaned(generator.text(length: 20))
      #expect(SafeText.cleaned(once).unicodeScalars.elementsEqual(once.unicodeScalars))
    }
  }

  @Test(arguments: [
    ("Winback · lapsed gifters", 10, "Winback ·…"),
    ("日本語", 5, "日本…"),
    ("日本語", 4, "日…"),
    ("abc", 3, "abc"),
    ("abc", 1, "…"),
    ("abc", 0, ""),
  ])
  func `truncation keeps within the width`(text: String, width: Int, expected: String) {
    #expect(text.truncated(toWidth: width) == expected)
  }

  @Test func `padding aligns by cells`() {
    #expect("日".padded(toWidth: 4) == "日  ")
    #expect("£5".padded(toWidth: 4, alignment: .right) == "  £5")
    #expect("ab".padded(toWidth: 5, alignment: .center) == " ab  ")
  }

  @Test func `wrapping breaks between words and inside of words that are too long`() {
    #expect("back to £40, any time".wrapped(toWidth: 8) == ["back to", "£40, any", "time"])
    #expect("abcdefghij kl".wrapped(toWidth: 4) == ["abcd", "efgh", "ij", "kl"])
    #expect("one\n\n  two".wrapped(toWidth: 9) == ["one", "", "  two"])
    #expect("日本語".wrapped(toWidth: 1) == [""])
  }
}
