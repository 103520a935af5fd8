import Foundation
import Market
import Simulation
import Testing

@Suite struct WorldFileTests {
  private static var folder: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("SampleData/worlds")
  }

  private static var files: [String] {
    // Without the folder no test runs, which the count below tells.
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }

  private func text(_ file: String) throws -> String {
    try String(contentsOf: Self.folder.appendingPathComponent(file), encoding: .utf8)
  }

  @Test func `six worlds come with the program, each under its own name`() throws {
    #expect(Self.files.count >= 6)
    for file in Self.files {
      let world = try WorldFile.read(try text(file), file: file)
      #expect(world.name + ".yaml" == file)
      #expect(!world.about.isEmpty)
    }
  }

  @Test func `one of them documents every parameter with its range`() throws {
    let lines = try text("steady.yaml").split(separator: "\n").map(String.init)
    for parameter in WorldParameter.all {
      let name = String(parameter.name.split(separator: ".")[1])
      let place = try #require(lines.firstIndex { $0.hasPrefix("  \(name): ") }, "\(name)")
      #expect(lines[place - 1].lowercased().contains(parameter.meaning.lowercased()))
    }
    #expect(Set(WorldParameter.all.map(\.name)).count == WorldParameter.all.count)
  }

  @Test func `what a file does not say is as usual`() throws {
    let world = try WorldFile.read(
      "name: mine\nemail: {open_rate: 0.5}\nshop: {gross_margin: 0.3}\n", file: "mine.yaml")
    var expected = SimulatedWorld(name: "mine")
    expected.parameters.email.openRate = 0.5
    expected.grossMargin = 0.3
    #expect(world == expected)
  }

  @Test(arguments: [
    ("", "mine.yaml:1:1: the file is empty; expected a line like 'name: steady'."),
    ("email: {}\n", "mine.yaml:1:1: there is no name; expected a line like 'name: steady'."),
    (
      "name: a\nemail:\n  open_rate: 2\n",
      "mine.yaml:3:14: '2' does not fit email.open_rate; expected a number from 0.0 to 1.0."
    ),
    (
      "name: a\nemail:\n  open_rate: nan\n",
      "mine.yaml:3:14: 'nan' does not fit email.open_rate; expected a number from 0.0 to 1.0."
    ),
    (
      "name: a\nincidents:\n  often: 2\n",
      "mine.yaml:3:3: 'often' is not known here; expected one of per_month, calm_days."
    ),
    (
      "name: a\nweather: 3\n",
      "mine.yaml:2:1: 'weather' is not known here; expected one of name, about, shop, demand, "
        + "advertising, email, incidents."
    ),
    ("name: a\nemail: 3\n", "mine.yaml:2:8: email has no keys; expected lines like 'key: value'."),
  ])
  func `a file that is wrong says where and what was expected`(text: String, message: String) {
    let error = #expect(throws: WorldFileProblem.self) {
      try WorldFile.read(text, file: "mine.yaml")
    }
    #expect(error?.description == message)
  }

  @Test(arguments: ["\u{0}", "a: [", "name: a\nname: b\n", "- 1\n", "name: [1]\n"])
  func `rubbish is refused with its place`(text: String) {
    let error = #expect(throws: WorldFileProblem.self) {
      try WorldFile.read(text, file: "mine.yaml")
    }
    #expect(error?.description.hasPrefix("mine.yaml:") == true)
  }

  @Test func `drawn worlds are usual ones, and the same by seed`() {
    #expect(SimulatedWorld(drawnFrom: 4) == SimulatedWorld(drawnFrom: 4))
    #expect(SimulatedWorld(drawnFrom: 4) != SimulatedWorld(drawnFrom: 5))
    for seed in UInt64(1)...50 {
      let world = SimulatedWorld(drawnFrom: seed)
      for parameter in WorldParameter.all {
        let value = world.parameters[keyPath: parameter.field]
        let slack = 1e-9 * parameter.usual.upperBound
        #expect(
          value >= parameter.usual.lowerBound - slack
            && value <= parameter.usual.upperBound + slack)
        #expect(parameter.allowed.contains(value))
      }
    }
  }

  @Test func `defaults are allowed and usual parameters lie within the allowed`() {
    for parameter in WorldParameter.all {
      #expect(parameter.allowed.contains(WorldParameters()[keyPath: parameter.field]))
      #expect(parameter.allowed.contains(parameter.usual.lowerBound))
      #expect(parameter.allowed.contains(parameter.usual.upperBound))
    }
  }
}
