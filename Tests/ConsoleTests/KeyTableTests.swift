import Console
import Testing

/// The key table and its changes by configuration.
struct KeyTableTests {
  private func error(_ changes: KeyTable.Change...) -> String? {
    do throws(KeyTableError) {
      _ = try KeyTable.standard.remapped(changes)
      return nil
    } catch {
      return error.description
    }
  }

  @Test func `every action has a row`() {
    #expect(Set(KeyTable.standard.bindings.map(\.action)) == Set(ConsoleAction.allCases))
  }

  @Test func `no key does two things`() {
    let keys = KeyTable.standard.bindings.flatMap(\.keys)
    #expect(Set(keys).count == keys.count)
  }

  @Test func `a key given to two actions is refused with both names and the line`() {
    #expect(
      error(.init(action: "approve", keys: ["x"], line: 12))
        == "keys, line 12: 'x' would both approve and reject. Give one of them another key.")
  }

  @Test func `two actions may swap their keys`() throws {
    let table = try KeyTable.standard.remapped([
      .init(action: "approve", keys: ["x"]), .init(action: "reject", keys: ["a"]),
    ])
    #expect(table.bindings.first { $0.action == .approve }?.keyText == "x")
  }

  @Test(arguments: [
    (
      "aprove", ["a"],
      "keys: there is no action 'aprove'. The help (?) and the README list them all."
    ),
    (
      "approve", ["Hyper-a"],
      "keys: 'Hyper-a' for approve is no key. Write it like a, G, Space, Enter, Ctrl-f or PgDn."
    ),
    (
      "halt", ["Ctrl-k"],
      "keys: 'Ctrl-k' only moves, it cannot be used to halt. Choose another key."
    ),
    ("filter", ["F3"], "keys: filter needs a key that is no F-key: some keyboards have none."),
  ])
  func `a key that cannot be used is refused in words`(
    action: String, keys: [String], message: String
  ) {
    #expect(error(.init(action: action, keys: keys)) == message)
  }

  @Test func `the printed list names every action`() {
    let text = KeyTable.standard.text.joined(separator: "\n")
    for action in ConsoleAction.allCases { #expect(text.contains(":\(action.rawValue)")) }
  }
}
