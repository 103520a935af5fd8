import TerminalCanvas
import Testing

@Suite struct PanelTests {
  @Test func `a panel shows number, title and note in its border`() {
    let panel = Panel(number: 1, title: "Approvals", note: "2 waiting")
    #expect(
      drawn(panel, width: 34, height: 3) == [
        "╭─ 1 Approvals ────── 2 waiting ─╮",
        "│                                │",
        "╰────────────────────────────────╯",
      ])
    #expect(
      drawn(panel, width: 34, height: 3, glyphs: .ascii) == [
        "+- 1 Approvals ------ 2 waiting -+",
        "|                                |",
        "+--------------------------------+",
      ])
  }

  @Test func `the note gives way to the title`() {
    let panel = Panel(number: 3, title: "Campaigns", note: "7 of 34 · by spend")
    #expect(drawn(panel, width: 26, height: 2)[0] == "╭─ 3 Campaigns ─ 7 of … ─╮")
    #expect(drawn(panel, width: 19, height: 2)[0] == "╭─ 3 Campaigns ───╮")
    #expect(drawn(panel, width: 12, height: 2)[0] == "╭─ 3 Cam… ─╮")
  }

  @Test func `a panel without room for a border shows its title`() {
    #expect(drawn(Panel(title: "Alerts"), width: 6, height: 1) == ["Alerts"])
    #expect(drawn(Panel(title: "Alerts"), width: 1, height: 1) == ["…"])
    #expect(drawn(Panel(title: "Alerts"), width: 4, height: 2) == ["╭──╮", "╰──╯"])
  }

  @Test func `focus changes roles, not characters`() {
    var plain = Canvas(size: Size(width: 20, height: 3))
    var focused = plain
    plain.draw(Panel(title: "A"), in: plain.bounds)
    focused.draw(Panel(title: "A", isFocused: true), in: focused.bounds)
    #expect(plain.lines == focused.lines)
    #expect(focused[.zero].style.role == .panelBorderFocused)
    #expect(focused[Point(x: 3, y: 0)].style.role == .panelTitleFocused)
  }
}
