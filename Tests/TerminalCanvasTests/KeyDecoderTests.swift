import Statistics
import TerminalCanvas
import Testing

private func events(_ text: String) -> [InputEvent] {
  var decoder = KeyDecoder()
  let events = decoder.decode(text.utf8)
  return decoder.needsTimeout ? events + decoder.timeout() : events
}

private func keys(_ text: String) -> [String] {
  events(text).map { event in
    if case .key(let key) = event { key.description } else { "\(event)" }
  }
}

@Suite struct KeyDecoderTests {
  @Test(arguments: [
    ("jG é日", ["j", "G", "Space", "é", "日"]),
    ("e\u{301}x", ["e\u{301}", "x"]),
    ("\r\t\u{7F}\u{8}", ["Enter", "Tab", "Backspace", "Backspace"]),
    ("\u{3}\u{6}\u{C}\u{0}\u{1F}", ["Ctrl-c", "Ctrl-f", "Ctrl-l", "Ctrl-Space", "Ctrl-_"]),
    ("\u{1B}[A\u{1B}[B\u{1B}OC\u{1B}OD", ["↑", "↓", "→", "←"]),
    ("\u{1B}[H\u{1B}[F\u{1B}[1~\u{1B}[4~\u{1B}OH", ["Home", "End", "Home", "End", "Home"]),
    ("\u{1B}[5~\u{1B}[6~\u{1B}[3~\u{1B}[2~", ["PgUp", "PgDn", "Del", "Ins"]),
    ("\u{1B}[1;5A\u{1B}[1;2C\u{1B}[5;3~", ["Ctrl-↑", "Shift-→", "Alt-PgUp"]),
    ("\u{1B}OP\u{1B}[15~\u{1B}[24~\u{1B}[[A\u{1B}[1;2P", ["F1", "F5", "F12", "F1", "Shift-F1"]),
    ("\u{1B}[Z", ["BackTab"]),
    ("\u{1B}x\u{1B}é\u{1B}\r\u{1B}\u{7F}", ["Alt-x", "Alt-é", "Alt-Enter", "Alt-Backspace"]),
    ("\u{1B}", ["Esc"]),
    ("\u{1B}\u{1B}", ["Esc", "Esc"]),
    ("\u{1B}\u{1B}[A", ["Esc", "↑"]),
    ("\u{1B}Oj", ["*"]),
  ])
  func `keys are read in all their forms`(bytes: String, expected: [String]) {
    #expect(keys(bytes) == expected)
  }

  @Test(arguments: [
    "\u{1B}[?2026;2$y", "\u{1B}[?62;22c", "\u{1B}[>41;354;0c", "\u{1B}[12;40R", "\u{1B}[0n",
    "\u{1B}]11;rgb:1212/1616/1919\u{7}", "\u{1B}]52;c;YWE=\u{1B}\\",
    "\u{1B}P1+r544e=787465726d\u{1B}\\",
    "\u{1B}_Gi=31;OK\u{1B}\\", "\u{1B}^aa\u{1B}\\", "\u{1B}Xaa\u{1B}\\", "\u{1B}[?0u",
    "\u{1B}[27;5;97~",
    "\u{1B}[97;5u", "\u{1B}[M !!", "\u{1B}[32;10;10M", "\u{1B}[201~", "\u{1B}[999;999;999;999~",
    "\u{1B}[" + String(repeating: "1;", count: 500) + "A", "\u{9B}12;40R", "\u{9D}11;aa\u{7}",
    "\u{90}aaa\u{1B}\\", "\u{1B}OZ", "\u{1B}[1;99A", "\u{1B}[?1;2A", "\u{1B}[3:1~",
    "\u{1B}[48;24;80t",
    "\u{1B}[=1c", "\u{1B}[<0;0;0M", "\u{1B}[<300;1;1M", "\u{1B}[<1;1M",
  ])
  func `what is no key is swallowed whole`(bytes: String) {
    #expect(keys(bytes + "j") == ["j"])
  }

  @Test func `a sequence may come in any pieces`() {
    let bytes = Array("\u{1B}[1;5A\u{1B}[<0;5;6Mé\u{1B}[200~ab\u{1B}[201~x".utf8)
    var whole = KeyDecoder()
    let expected = whole.decode(bytes)
    var piecewise = KeyDecoder()
    #expect(bytes.flatMap { piecewise.decode([$0]) } == expected)
    #expect(expected.count == 5)
  }

  @Test func `a lone ESC is a key only after the time is over`() {
    var decoder = KeyDecoder()
    #expect(decoder.decode([0x1B]).isEmpty)
    #expect(decoder.timeoutMilliseconds == 40)
    #expect(decoder.timeout() == [.key(Key(.escape))])
    #expect(!decoder.needsTimeout)
    #expect(decoder.timeout().isEmpty)
  }

  @Test func `an unfinished sequence is dropped after the time is over`() {
    var decoder = KeyDecoder()
    for start in ["\u{1B}[12", "\u{1B}]11;", "\u{1B}P", "\u{1B}O", "\u{1B}[M", "\u{1B}[["] {
      #expect(decoder.decode(start.utf8).isEmpty)
      #expect(decoder.timeoutMilliseconds == 1000)
      #expect(decoder.timeout().isEmpty)
      #expect(decoder.decode("j".utf8) == [.key(Key("j"))])
    }
  }

  @Test func `a paste is one event, whatever is in it`() {
    #expect(events("\u{1B}[200~a\rq\u{1B}[A!\u{1B}[201~") == [.paste("a q[A!")])
    #expect(events("\u{1B}[200~\u{1B}[20\u{1B}\u{1B}[201~") == [.paste("[20")])
    #expect(events("\u{1B}[200~\u{1B}[201~j") == [.paste(""), .key(Key("j"))])
  }

  @Test func `a paste keeps a bounded part`() {
    var decoder = KeyDecoder()
    _ = decoder.decode("\u{1B}[200~".utf8)
    let block = [UInt8](repeating: UInt8(ascii: "a"), count: 100_000)
    for _ in 0..<20 { #expect(decoder.decode(block).isEmpty) }
    let events = decoder.decode("\u{1B}[201~".utf8)
    guard case .paste(let text) = events.first else {
      Issue.record("no paste")
      return
    }
    #expect(text.utf8.count == KeyDecoder.maximumPaste)
    #expect(events.count == 1)
  }

  @Test(arguments: [
    ("\u{1B}[<0;5;6M", MouseEvent(kind: .press(button: 1), position: Point(x: 4, y: 5))),
    ("\u{1B}[<2;1;1m", MouseEvent(kind: .release(button: 3), position: .zero)),
    ("\u{1B}[<64;300;2M", MouseEvent(kind: .scrollUp, position: Point(x: 299, y: 1))),
    ("\u{1B}[<65;1;1M", MouseEvent(kind: .scrollDown, position: .zero)),
    ("\u{1B}[<32;1;1M", MouseEvent(kind: .drag(button: 1), position: .zero)),
    ("\u{1B}[<35;1;1M", MouseEvent(kind: .move, position: .zero)),
    (
      "\u{1B}[<20;1;1M",
      MouseEvent(kind: .press(button: 1), position: .zero, modifiers: [.shift, .control])
    ),
  ])
  func `the mouse is read in its SGR form`(bytes: String, expected: MouseEvent) {
    #expect(events(bytes) == [.mouse(expected)])
  }

  @Test func `focus is told`() {
    #expect(events("\u{1B}[I\u{1B}[O") == [.focus(true), .focus(false)])
  }

  @Test(arguments: [
    [0xFF], [0xC0, 0x80], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80],
    [0xF4, 0x90, 0x80, 0x80], [0xC3], [0xE2, 0x80, 0x8B], [0xE2, 0x80, 0xAE],
  ])
  func `bytes that are no character give no key`(bytes: [UInt8]) {
    var decoder = KeyDecoder()
    var events = decoder.decode(bytes)
    events += decoder.timeout()
    events += decoder.decode("j".utf8)
    #expect(events == [.key(Key("j"))])
  }

  @Test func `random bytes never trap, never grow and never lock the keyboard`() {
    var generator = SplitMix64(state: 3)
    var decoder = KeyDecoder()
    let favourites: [UInt8] = [0x1B, 0x5B, 0x4F, 0x5D, 0x50, 0x3B, 0x30, 0x32, 0x7E, 0x4D, 0x3C]
    for round in 0..<2_000 {
      let bytes = (0..<100).map { _ in
        Bool.random(using: &generator)
          ? favourites[Int.random(in: 0..<favourites.count, using: &generator)]
          : UInt8.random(in: 0...255, using: &generator)
      }
      let events = decoder.decode(bytes)
      #expect(events.count <= bytes.count + 1, "round \(round)")
      if decoder.needsTimeout { _ = decoder.timeout() }
      #expect(decoder.decode("j".utf8) == [.key(Key("j"))], "round \(round)")
    }
  }
}

@Suite struct KeyNameTests {
  @Test(arguments: [
    "j", "G", "Space", "Enter", "Esc", "Ctrl-f", "Alt-x", "Ctrl-Alt-Del", "F12", "PgUp", "↑",
    "Shift-↓", "BackTab", "-", "Ctrl--", "!",
  ])
  func `a key is found by its name`(name: String) {
    #expect(Key.named(name)?.description == name)
  }

  @Test(arguments: [
    ("ctrl-F", "Ctrl-f"), ("up", "↑"), ("Shift-Tab", "BackTab"), ("escape", "Esc"), ("f1", "F1"),
  ])
  func `other spellings are known`(name: String, expected: String) {
    #expect(Key.named(name)?.description == expected)
  }

  @Test(arguments: ["", "Ctrl-", "Hyper-x", "F99", "Ctrl-Ctrl-x", "ab"])
  func `other words are no keys`(name: String) {
    #expect(Key.named(name) == nil)
  }
}
