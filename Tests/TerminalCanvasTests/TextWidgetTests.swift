import TerminalCanvas
import Testing

@Suite struct TextWidgetTests {
  private let hints = HintLine(
    left: [KeyHint("a", "approve"), KeyHint("x", "reject"), KeyHint("e", "evidence")],
    right: [KeyHint("?", "help"), KeyHint("q", "quit")])

  @Test(arguments: [
    (48, "a approve  x reject  e evidence   ? help  q quit"),
    (40, "a approve  x reject       ? help  q quit"),
    (20, "      ? help  q quit"),
    (10, "    q quit"),
    (3, "   "),
  ])
  func `hints that do not fit go whole`(width: Int, expected: String) {
    #expect(drawn(hints, width: width, height: 1) == [expected])
  }

  @Test func `a hint that cannot act looks so`() {
    #expect(KeyHint("a", "approve", isEnabled: false).text.runs[0].style.role == .keyDisabled)
  }

  @Test func `a paragraph wraps and says when more follows`() {
    let paragraph = Paragraph("back to £40, any time")
    #expect(drawn(paragraph, width: 8, height: 3) == ["back to ", "£40, any", "time    "])
    #expect(drawn(paragraph, width: 8, height: 2) == ["back to ", "£40, an…"])
    #expect(paragraph.height(forWidth: 8) == 3)
  }

  @Test func `a modal stands in the middle over a cleared box`() {
    var canvas = Canvas(size: Size(width: 24, height: 7))
    canvas.fill(canvas.bounds, with: "x")
    let modal = Modal(
      title: "Halt", lines: ["Stop everything?"],
      hints: [KeyHint("y", "yes"), KeyHint("Esc", "no")],
      minimumSize: Size(width: 16, height: 1))
    canvas.draw(modal, in: canvas.bounds)
    #expect(
      canvas.lines == [
        "xxxxxxxxxxxxxxxxxxxxxxxx",
        "xx╭─ Halt ───────────╮xx",
        "xx│ Stop everything? │xx",
        "xx│                  │xx",
        "xx│ y yes  Esc no    │xx",
        "xx╰──────────────────╯xx",
        "xxxxxxxxxxxxxxxxxxxxxxxx",
      ])
    #expect(canvas[Point(x: 4, y: 3)].style.surface == .modal)
  }

  @Test func `a field scrolls so that the cursor stays in it`() {
    var canvas = Canvas(size: Size(width: 8, height: 1))
    canvas.draw(InputField(prompt: ":", text: "approve 871", cursor: 11), in: canvas.bounds)
    #expect(canvas.lines == [":ve 871 "])
    #expect(canvas.cursor == Point(x: 7, y: 0))
    canvas.draw(InputField(prompt: ":", text: "approve 871", cursor: 0), in: canvas.bounds)
    #expect(canvas.lines == [":approve"])
    #expect(canvas.cursor == Point(x: 1, y: 0))
    canvas.draw(
      InputField(prompt: "/", text: "", cursor: 0, placeholder: "filter", isActive: false),
      in: canvas.bounds)
    #expect(canvas.lines == ["/filter "])
  }
}
