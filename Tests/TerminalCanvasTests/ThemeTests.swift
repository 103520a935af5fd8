import Foundation
import TerminalCanvas
import Testing

private let themesFolder = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .appendingPathComponent("Themes")

private func text(ofTheme name: String) -> String? {
  try? String(contentsOf: themesFolder.appendingPathComponent(name + ".yaml"), encoding: .utf8)
}

private func shipped(_ name: String) throws -> Theme {
  let yaml = try #require(text(ofTheme: name))
  return try Theme.parse(yaml: yaml, file: name + ".yaml", resolving: text(ofTheme:))
}

private let names: [String] = {
  let files = (try? FileManager.default.contentsOfDirectory(atPath: themesFolder.path)) ?? []
  return files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
}()

@Suite struct ThemeTests {
  @Test func `the shipped themes are there`() {
    #expect(names == ["dark", "high-contrast", "light", "mono"])
  }

  @Test(arguments: names)
  func `a shipped theme is named like its file`(name: String) throws {
    #expect(try shipped(name).name == name)
  }

  @Test(arguments: names, [ColourDepth.truecolor, .indexed])
  func `every text of a shipped theme contrasts with every surface under it`(
    name: String, depth: ColourDepth
  ) throws {
    let theme = try shipped(name)
    let least = name == "high-contrast" ? 7.0 : 4.5
    for role in Role.allCases where !Role.ornaments.contains(role) {
      for surface in Role.surfaces {
        guard let contrast = theme.contrast(of: role, on: surface, depth: depth) else { continue }
        #expect(contrast >= least, "\(role.rawValue) on \(surface.rawValue): \(contrast)")
      }
    }
  }

  @Test(arguments: names)
  func `lines and fillings can be seen`(name: String) throws {
    let theme = try shipped(name)
    for role in Role.ornaments {
      guard let contrast = theme.contrast(of: role) else { continue }
      #expect(contrast >= 2, "\(role.rawValue): \(contrast)")
    }
  }

  @Test func `the theme that is compiled in is the shipped one`() throws {
    #expect(try shipped("dark") == Theme.dark)
    #expect(Theme.dark != Theme.plain)
  }

  @Test func `what matters differs without colours too`() throws {
    for name in names {
      let theme = try shipped(name)
      let plain = theme.look(for: Style(.text), depth: .mono)
      for role in [Role.statusBad, .statusHalted, .panelTitleFocused, .textStrong] {
        #expect(theme.look(for: Style(role), depth: .mono) != plain, "\(name) \(role.rawValue)")
      }
      #expect(theme.look(for: Style(.text, on: .tableSelected), depth: .mono) != plain)
      #expect(plain.foreground == .standard)
    }
  }

  @Test func `a style takes its background from role, surface and app in this order`() {
    let look = { (style: Style) in Theme.dark.look(for: style, depth: .indexed).background }
    #expect(look(Style(.statusBad)) == .indexed(233))
    #expect(look(Style(.statusHalted)) == .indexed(124))
    #expect(look(Style(.statusBad, on: .tableSelected)) == .indexed(237))
    #expect(look(Style(.statusHalted, on: .tableSelected)) == .indexed(124))
  }

  @Test func `eight colours brighten by bold`() {
    let look = Theme.dark.look(for: Style(.statusGood), depth: .eight)
    #expect(look.foreground == .indexed(2))
    #expect(look.attributes == .bold)
  }

  @Test(arguments: [
    ("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.478), ("#123456", "#123456", 1.0),
  ])
  func `contrast is that of WCAG`(one: String, two: String, expected: Double) throws {
    let contrast = try #require(RGB(hex: one)).contrast(with: try #require(RGB(hex: two)))
    #expect(abs(contrast - expected) < 0.001)
  }

  @Test(arguments: [
    ("#d7dde4", 253, 7), ("#ff0000", 196, 9), ("#000000", 16, 0), ("#ffffff", 231, 15),
  ])
  func `missing forms of a colour are the nearest ones`(hex: String, indexed: Int, sixteen: Int) {
    let colour = ThemeColour(rgb: RGB(hex: hex))
    #expect(Int(colour.indexed) == indexed)
    #expect(Int(colour.sixteen) == sixteen)
  }
}
