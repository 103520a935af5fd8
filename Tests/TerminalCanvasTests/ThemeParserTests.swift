import TerminalCanvas
import Testing

private func message(_ yaml: String) -> String {
  do {
    _ = try Theme.parse(yaml: yaml, file: "my.yaml") { name in
      name == "loop" ? "inherits: loop\n" : nil
    }
    return "no error"
  } catch {
    return error.description
  }
}

@Suite struct ThemeParserTests {
  @Test func `colours, fallbacks, attributes and inheritance are read`() throws {
    let theme = try Theme.parse(
      yaml: """
        name: mine
        description: Mine.
        inherits: dark
        palette:
          ink: "#eeeeee"
          alarm: {rgb: "#ff6b6b", 256: 203, 16: 9}
        roles:
          status.bad: {foreground: alarm, attributes: [bold, underline], mono: [reverse]}
          money: "#fff"
        """, file: "mine.yaml")
    #expect(theme.name == "mine")
    #expect(theme[.statusBad].foreground?.indexed == 203)
    #expect(theme[.statusBad].attributes == [.bold, .underline])
    #expect(theme.look(for: Style(.statusBad), depth: .mono).attributes == .reverse)
    #expect(theme[.money].foreground?.rgb == RGB(red: 255, green: 255, blue: 255))
    #expect(theme[.statusGood] == Theme.dark[.statusGood])
    #expect(theme[.text].foreground?.rgb == RGB(hex: "#eeeeee"))
  }

  @Test(arguments: [
    (
      "roles:\n  panel.tilte: \"#fff\"\n",
      "my.yaml:2:3: unknown role 'panel.tilte'. Expected one like panel.title, panel.note, panel.border."
    ),
    (
      "roles:\n  text: \"#12345\"\n",
      "my.yaml:2:9: '#12345' is no colour. Expected six hexadecimal digits such as #d7dde4."
    ),
    (
      "palette:\n  coral: \"#fff\"\nroles:\n  text: corral\n",
      "my.yaml:4:9: unknown colour 'corral'. Expected one like coral, default."
    ),
    (
      "roles:\n  text: {foreground: \"#fff\", attributes: [blod]}\n",
      "my.yaml:2:43: unknown attribute 'blod'. Expected one like bold, dim, italic."
    ),
    (
      "roles:\n  text: {foreground: {rgb: \"#fff\", 256: 300}}\n",
      "my.yaml:2:41: this is no colour number. Expected a number from 0 to 255."
    ),
    (
      "role:\n  text: \"#fff\"\n",
      "my.yaml:1:1: unknown key 'role'. Expected one like roles, name, palette."
    ),
    (
      "inherits: nope\n",
      "my.yaml:1:11: there is no theme 'nope' to inherit. "
        + "Expected the name of a theme file without '.yaml'."
    ),
    (
      "inherits: loop\n",
      "loop.yaml:1:11: 'loop' inherits itself or too deeply. "
        + "Expected at most 4 themes, each once."
    ),
    ("- a\n- b\n", "my.yaml:1:1: this is no mapping. Expected a theme as 'key: value' lines."),
    ("", "my.yaml:1:1: the file is empty. Expected 'name:' and 'roles:'."),
  ])
  func `an error says where, what and what was expected`(yaml: String, expected: String) {
    #expect(message(yaml) == expected)
  }

  @Test func `broken YAML is told with its line`() {
    #expect(
      message("name: x\nroles:\n  text: {foreground: \n").hasPrefix("my.yaml:4:1: broken YAML"))
    #expect(message("name: a\nname: b\n").contains("twice"))
    #expect(message("\u{0}\u{1}\u{2}binary").contains("broken YAML"))
    #expect(message(String(repeating: "# long\n", count: 60_000)).contains("at most 262144 bytes"))
  }
}
