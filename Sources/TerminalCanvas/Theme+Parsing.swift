extension Theme {
  /// Reads a theme; what it does not say comes from the theme it inherits, if any.
  ///
  /// - Parameters:
  ///   - yaml: The text of the file.
  ///   - file: Its name, for errors.
  ///   - resolving: Gives the text of another theme by name, nil when there is none of that name.
  ///     `dark` need not be found: it is built in.
  /// - Returns: The theme, with `file` as its name if it gives none.
  /// - Throws: ``ThemeError`` with the place of the first thing that is wrong.
  package static func parse(
    yaml: String, file: String, resolving: (String) -> String? = { _ in nil }
  ) throws(ThemeError) -> Theme {
    let draft = try read(yaml: yaml, file: file, resolving: resolving, through: [])
    let name = draft.name.isEmpty ? file : draft.name
    return Theme(
      name: SafeText.cleaned(name), description: SafeText.cleaned(draft.description),
      faces: draft.faces)
  }

  /// The dark theme, compiled in so that no file is needed for a readable screen.
  package static let dark = (try? parse(yaml: darkYAML, file: "dark.yaml")) ?? plain

  /// No colours at all: attributes only.
  package static let plain = Theme(
    name: "plain", description: "No colours.",
    faces: [
      .textStrong: Face(attributes: .bold),
      .panelTitleFocused: Face(attributes: [.bold, .reverse]),
      .panelTitle: Face(attributes: .bold), .tableSelected: Face(attributes: .reverse),
      .statusBad: Face(attributes: .bold), .statusHalted: Face(attributes: [.bold, .reverse]),
      .keyName: Face(attributes: .bold), .input: Face(attributes: .underline),
    ])

  private static let deepestInheritance = 4

  private static func read(
    yaml: String, file: String, overrides: [String: ThemeColour] = [:],
    resolving: (String) -> String?, through: [String]
  ) throws(ThemeError) -> ThemeParser.Draft {
    var parser = ThemeParser(file: file)
    let place = parser
    return try parser.draft(from: yaml, overrides: overrides) {
      (name, mark, palette) throws(ThemeError) in
      let shown = SafeText.cleaned(name)
      guard !through.contains(name), through.count < deepestInheritance else {
        throw place.error(
          mark, "'\(shown)' inherits itself or too deeply",
          expected: "at most \(deepestInheritance) themes, each once")
      }
      guard let text = resolving(name) ?? (name == "dark" ? darkYAML : nil) else {
        throw place.error(
          mark, "there is no theme '\(shown)' to inherit",
          expected: "the name of a theme file without '.yaml'")
      }
      return try read(
        yaml: text, file: name + ".yaml", overrides: palette, resolving: resolving,
        through: through + [name])
    }
  }
}
