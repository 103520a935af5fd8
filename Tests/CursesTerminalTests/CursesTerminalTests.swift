import CCurses
import Glibc
import TerminalCanvas
import Testing

@testable import CursesTerminal

/// One after another: curses has one screen.
@MainActor @Suite(.serialized) struct CursesTerminalTests {
  private let fake: FakeTerminal

  init() throws {
    setenv("LC_ALL", "C.UTF-8", 1)
    unsetenv("NO_COLOR")
    fake = try #require(FakeTerminal(columns: 40, rows: 10))
  }

  private func opened(type: String = "xterm-256color") throws -> CursesTerminal {
    try CursesTerminal(
      options: CursesTerminal.Options(
        type: type, input: fake.slave, output: fake.slave, guardsProcess: false))
  }

  private func frame(_ text: String, at point: Point = .zero) -> Canvas {
    var canvas = Canvas(size: Size(width: 40, height: 10))
    canvas.write(text, at: point, role: .statusBad)
    return canvas
  }

  /// What the terminal was sent since the last call.
  private func sent(by terminal: CursesTerminal) async -> String {
    terminal.ring()
    return await fake.writtenUntilBell()
  }

  @Test func `the same frame again sends nothing`() async throws {
    let terminal = try opened()
    defer { terminal.close() }
    terminal.present(frame("hello"), theme: .dark)
    #expect(await sent(by: terminal).contains("hello"))
    terminal.present(frame("hello"), theme: .dark)
    #expect(await sent(by: terminal).isEmpty)
  }

  @Test func `a changed cell costs a few bytes`() async throws {
    let terminal = try opened()
    defer { terminal.close() }
    terminal.present(frame("hello"), theme: .dark)
    _ = await sent(by: terminal)
    terminal.present(frame("hellO"), theme: .dark)
    let bytes = await sent(by: terminal)
    #expect(bytes.contains("O"))
    #expect(bytes.utf8.count < 50)
  }

  @Test func `repainting sends everything again`() async throws {
    let terminal = try opened()
    defer { terminal.close() }
    terminal.present(frame("hello"), theme: .dark)
    _ = await sent(by: terminal)
    terminal.repaint()
    #expect(await sent(by: terminal).contains("hello"))
  }

  @Test func `the lower right corner is written`() async throws {
    let terminal = try opened()
    defer { terminal.close() }
    terminal.present(frame("Z", at: Point(x: 39, y: 9)), theme: .dark)
    #expect(await sent(by: terminal).contains("Z"))
    #expect(screen_scalar_at(9, 39) == Unicode.Scalar("Z").value)
  }

  @Test func `after any frame curses holds what the canvas holds`() throws {
    let terminal = try opened()
    defer { terminal.close() }
    let letters = ["a", "é", "日", "●", "⠿", " ", "語", "x\u{301}", "█"]
    var generator = SteadyGenerator(state: 5)
    for _ in 0..<300 {
      var canvas = Canvas(size: terminal.size)
      for _ in 0..<120 {
        let point = Point(
          x: Int.random(in: -1..<40, using: &generator),
          y: Int.random(in: 0..<10, using: &generator))
        canvas.write(letters.randomElement(using: &generator) ?? "a", at: point)
      }
      terminal.present(canvas, theme: .dark)
      for y in 0..<10 {
        for x in 0..<40 {
          let cell = canvas[Point(x: x, y: y)]
          guard cell.width > 0 else { continue }
          let held = screen_scalar_at(Int32(y), Int32(x))
          guard held != cell.text.unicodeScalars.first?.value else { continue }
          Issue.record("'\(cell.text)' at \(x), \(y), but curses holds \(held)")
        }
      }
    }
  }

  @Test func `a frame of another size is clipped`() throws {
    let terminal = try opened()
    defer { terminal.close() }
    for size in [Size(width: 80, height: 30), Size(width: 3, height: 2), .zero] {
      var canvas = Canvas(size: size)
      canvas.fill(canvas.bounds, with: "x")
      canvas.write("日本日本日本日本日本日本日本日本日本日本日本", at: Point(x: 1, y: 0))
      terminal.present(canvas, theme: .dark)
    }
    #expect(terminal.size == Size(width: 40, height: 10))
  }

  @Test func `keys come as they are typed and together`() async throws {
    let terminal = try opened()
    defer { terminal.close() }
    fake.type("j\u{1B}[A\u{1B}[200~pasted\r\u{1B}[201~")
    #expect(
      await nextEvents(of: terminal, count: 3) == [
        .input(.key(Key("j"))), .input(.key(Key(.up))), .input(.paste("pasted ")),
      ])
    fake.type("\u{1B}")
    #expect(await nextEvents(of: terminal, count: 1) == [.input(.key(Key(.escape)))])
  }

  @Test func `a new size is told and taken over`() async throws {
    let terminal = try opened()
    defer { terminal.close() }
    fake.resize(columns: 50, rows: 12)
    kill(getpid(), SIGWINCH)
    #expect(await nextEvents(of: terminal, count: 1) == [.resized(Size(width: 50, height: 12))])
    #expect(terminal.size == Size(width: 50, height: 12))
  }

  @Test func `a terminal that hangs up is gone`() async throws {
    let terminal = try opened()
    defer { terminal.close() }
    fake.hangUp()
    #expect(await nextEvents(of: terminal, count: 1) == [.gone])
  }

  @Test func `closing leaves the terminal as it was`() async throws {
    var before = termios()
    var during = termios()
    var after = termios()
    tcgetattr(fake.slave, &before)
    let terminal = try opened()
    tcgetattr(fake.slave, &during)
    terminal.close()
    tcgetattr(fake.slave, &after)
    #expect(during.c_lflag & tcflag_t(ICANON) == 0)
    #expect(after.c_lflag == before.c_lflag)
    #expect(after.c_iflag == before.c_iflag)
    #expect(after.c_oflag == before.c_oflag)
    _ = write(fake.slave, [7], 1)
    let bytes = await fake.writtenUntilBell()
    #expect(bytes.contains("\u{1B}[?1049l"))
    #expect(bytes.contains("\u{1B}[?2004l"))
    #expect(bytes.contains("\u{1B}[?25h") || bytes.contains("\u{1B}[34h\u{1B}[?25h"))
  }

  @Test func `an unknown type falls back and a dumb one is refused in a sentence`() throws {
    let terminal = try opened(type: "xterm-of-next-year")
    #expect(terminal.depth == .indexed)
    terminal.close()
    #expect(throws: TerminalError.cannotAddress(type: "dumb")) { try opened(type: "dumb") }
  }

  @Test func `what is no terminal is refused in a sentence`() throws {
    let descriptor = open("/dev/null", O_RDWR)
    defer { close(descriptor) }
    #expect(throws: TerminalError.notATerminal("its output")) {
      try CursesTerminal(
        options: CursesTerminal.Options(input: fake.slave, output: descriptor, guardsProcess: false)
      )
    }
    #expect(
      TerminalError.notATerminal("its input").description
        == "The full-screen console needs a terminal, but its input is none. "
        + "Start it in a terminal, or use --plain for one line at a time.")
  }

  @Test func `without UTF-8 the glyphs are ASCII, and NO_COLOR takes the colours`() throws {
    setenv("LC_ALL", "C", 1)
    setenv("NO_COLOR", "1", 1)
    let terminal = try opened()
    defer { terminal.close() }
    #expect(terminal.glyphs == .ascii)
    #expect(terminal.depth == .mono)
  }

  @Test(arguments: [("xterm-256color", ColourDepth.indexed), ("linux", .eight), ("vt100", .mono)])
  func `colours are those of the type`(type: String, depth: ColourDepth) throws {
    let terminal = try opened(type: type)
    defer { terminal.close() }
    #expect(terminal.depth == depth)
  }

  /// The next events, however they are grouped.
  private func nextEvents(of terminal: CursesTerminal, count: Int) async -> [TerminalEvent] {
    let (stream, continuation) = AsyncStream<TerminalEvent>.makeStream()
    terminal.onEvents = { events in
      for event in events { continuation.yield(event) }
    }
    var events: [TerminalEvent] = []
    for await event in stream {
      events.append(event)
      if events.count == count { break }
    }
    return events
  }
}

@Suite struct TerminalModesTests {
  @Test(arguments: [("", ""), ("a", "YQ=="), ("ab", "YWI="), ("abc", "YWJj"), ("£40", "wqM0MA==")])
  func `base64 is that of RFC 4648`(text: String, expected: String) {
    #expect(TerminalModes.base64(Array(text.utf8)) == expected)
  }
}

/// Numbers that look random and are the same in every run (Knuth's constants for a 64-bit LCG).
private struct SteadyGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 32)
  }
}
