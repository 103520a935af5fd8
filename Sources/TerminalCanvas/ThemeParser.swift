import Yams

/// Reads a theme from YAML.
///
/// ```yaml
/// name: night
/// description: Quiet colours.
/// inherits: dark
/// palette:
///   ink: "#d7dde4"
///   alarm: {rgb: "#ff6b6b", 256: 203, 16: 9}
/// roles:
///   text: ink
///   status.bad: {foreground: alarm, attributes: [bold], mono: [bold, underline]}
/// ```
struct ThemeParser {
  let file: String
  private var palette: [String: ThemeColour] = [:]

  init(file: String) {
    self.file = file
  }

  /// What one file says together with what it inherits.
  struct Draft {
    var name = ""
    var description = ""
    var palette: [String: ThemeColour] = [:]
    var faces: [Role: Face] = [:]
  }

  /// - Parameters:
  ///   - yaml: The text of the file.
  ///   - overrides: Colours by name that win over the file's own, so that a theme which inherits
  ///     this one recolours its roles by naming other colours.
  ///   - inherited: Reads the theme of a name with the colours given.
  /// - Returns: Name, colours and faces, those of the inherited theme included.
  /// - Throws: ``ThemeError`` with the place of the first thing that is wrong.
  mutating func draft(
    from yaml: String, overrides: [String: ThemeColour],
    inherited: (String, Mark?, [String: ThemeColour]) throws(ThemeError) -> Draft
  ) throws(ThemeError) -> Draft {
    let sections = try sections(of: yaml)
    if let colours = sections["palette"] { try readPalette(colours) }
    palette.merge(overrides) { _, override in override }
    var draft = Draft()
    if let base = sections["inherits"] {
      draft = try inherited(try string(base, "the name of a theme"), base.mark, palette)
      palette = draft.palette.merging(palette) { _, own in own }
    }
    draft.name =
      try sections["name"].map { (node) throws(ThemeError) in
        try string(node, "a name")
      } ?? ""
    draft.description =
      try sections["description"].map { (node) throws(ThemeError) in
        try string(node, "a sentence")
      } ?? ""
    draft.palette = palette
    if let roles = sections["roles"] {
      draft.faces.merge(try faces(from: roles)) { _, own in own }
    }
    return draft
  }

  private func sections(of yaml: String) throws(ThemeError) -> [String: Node] {
    var sections: [String: Node] = [:]
    for (key, value) in try mapping(of: try root(of: yaml), named: "a theme") {
      guard let name = key.scalar?.string, Self.topKeys.contains(name) else {
        throw unknown(key, "key", among: Self.topKeys)
      }
      sections[name] = value
    }
    return sections
  }

  func error(_ mark: Mark?, _ problem: String, expected: String) -> ThemeError {
    ThemeError(
      file: file, line: mark?.line ?? 1, column: mark?.column ?? 1, problem: problem,
      expected: expected)
  }

  private static let topKeys = ["name", "description", "inherits", "palette", "roles"]
}

extension ThemeParser {
  private func root(of yaml: String) throws(ThemeError) -> Node {
    guard yaml.utf8.count <= 262_144 else {
      throw error(nil, "the file has \(yaml.utf8.count) bytes", expected: "at most 262144 bytes")
    }
    do {
      guard let node = try Yams.compose(yaml: yaml, .basic) else {
        throw error(nil, "the file is empty", expected: "'name:' and 'roles:'")
      }
      return node
    } catch let error as ThemeError {
      throw error
    } catch let yamlError as YamlError {
      throw translated(yamlError)
    } catch {
      throw self.error(nil, "unreadable YAML", expected: "a mapping of keys to values")
    }
  }

  private func translated(_ yamlError: YamlError) -> ThemeError {
    switch yamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      error(mark, "broken YAML: \(problem)", expected: "'key: value' lines")
    case .duplicatedKeysInMapping(let duplicates, let context):
      error(
        context.mark,
        "'\(duplicates.first.map(String.init(describing:)) ?? "a key")' is given twice",
        expected: "each key once")
    default:
      error(nil, "broken YAML", expected: "text in UTF-8 with 'key: value' lines")
    }
  }

  private func mapping(of node: Node, named name: String) throws(ThemeError) -> Node.Mapping {
    guard let mapping = node.mapping else {
      throw error(node.mark, "this is no mapping", expected: "\(name) as 'key: value' lines")
    }
    return mapping
  }

  private func string(_ node: Node, _ what: String) throws(ThemeError) -> String {
    guard let scalar = node.scalar else {
      throw error(node.mark, "this is no text", expected: what)
    }
    return scalar.string
  }

  private func unknown(_ key: Node, _ kind: String, among names: [String]) -> ThemeError {
    let word = key.scalar?.string ?? "?"
    let near = NearestNames.to(word, among: names).joined(separator: ", ")
    return error(
      key.mark, "unknown \(kind) '\(SafeText.cleaned(word))'", expected: "one like \(near)")
  }

  private mutating func readPalette(_ node: Node) throws(ThemeError) {
    for (key, value) in try mapping(of: node, named: "a palette") {
      palette[try string(key, "the name of a colour")] = try colour(value)
    }
  }

  private func faces(from node: Node) throws(ThemeError) -> [Role: Face] {
    var faces: [Role: Face] = [:]
    for (key, value) in try mapping(of: node, named: "roles") {
      guard let role = Role(rawValue: key.scalar?.string ?? "") else {
        throw unknown(key, "role", among: Role.allCases.map(\.rawValue))
      }
      faces[role] = try face(value)
    }
    return faces
  }

  private func face(_ node: Node) throws(ThemeError) -> Face {
    if node.scalar != nil { return Face(foreground: try colour(node)) }
    var face = Face()
    for (key, value) in try mapping(of: node, named: "a colour or a role") {
      switch key.scalar?.string {
      case "foreground": face.foreground = try colour(value)
      case "background": face.background = try colour(value)
      case "attributes": face.attributes = try attributes(value)
      case "mono": face.monoAttributes = try attributes(value)
      default:
        throw unknown(key, "key", among: ["foreground", "background", "attributes", "mono"])
      }
    }
    return face
  }
}

extension ThemeParser {
  private func colour(_ node: Node) throws(ThemeError) -> ThemeColour {
    guard let scalar = node.scalar else { return try colourWithFallbacks(node) }
    if scalar.string == "default" { return .standard }
    if let known = palette[scalar.string] { return known }
    if let rgb = RGB(hex: scalar.string) { return ThemeColour(rgb: rgb) }
    if scalar.string.hasPrefix("#") {
      throw error(
        node.mark, "'\(SafeText.cleaned(scalar.string))' is no colour",
        expected: "six hexadecimal digits such as #d7dde4")
    }
    throw unknown(node, "colour", among: Array(palette.keys) + ["default"])
  }

  private func colourWithFallbacks(_ node: Node) throws(ThemeError) -> ThemeColour {
    var rgb: RGB?
    var indexed: UInt8?
    var sixteen: UInt8?
    for (key, value) in try mapping(of: node, named: "a colour") {
      switch key.scalar?.string {
      case "rgb": rgb = try colour(value).rgb
      case "256": indexed = try number(value, upTo: 255)
      case "16": sixteen = try number(value, upTo: 15)
      default: throw unknown(key, "key", among: ["rgb", "256", "16"])
      }
    }
    guard let rgb else {
      throw error(node.mark, "this colour has no 'rgb'", expected: "rgb: \"#d7dde4\"")
    }
    return ThemeColour(rgb: rgb, indexed: indexed, sixteen: sixteen)
  }

  private func number(_ node: Node, upTo limit: Int) throws(ThemeError) -> UInt8 {
    guard let value = node.scalar.flatMap({ Int($0.string) }), (0...limit).contains(value) else {
      throw error(node.mark, "this is no colour number", expected: "a number from 0 to \(limit)")
    }
    return UInt8(value)
  }

  private func attributes(_ node: Node) throws(ThemeError) -> Attributes {
    guard let sequence = node.sequence else {
      throw error(node.mark, "this is no list", expected: "a list such as [bold, underline]")
    }
    var result: Attributes = []
    for item in sequence {
      guard let attribute = Self.attributeNames[item.scalar?.string ?? ""] else {
        throw unknown(item, "attribute", among: Self.attributeNames.keys.sorted())
      }
      result.insert(attribute)
    }
    return result
  }

  private static let attributeNames: [String: Attributes] = [
    "bold": .bold, "dim": .dim, "underline": .underline, "reverse": .reverse, "italic": .italic,
  ]
}
