import Market
import Yams

/// Reads a world from YAML.
///
/// ```yaml
/// name: drifting
/// about: Prices and returns wander more than elsewhere.
/// shop: {gross_margin: 0.45, day_cap_share: 0.1}
/// advertising:
///   response_drift_per_day: 0.03
/// ```
/// Sections and names are those of ``Market/WorldParameter``; what is not said is as usual.
package struct WorldFile: Sendable {
  private let file: String

  private init(file: String) {
    self.file = file
  }

  /// Reads a file's text.
  ///
  /// - Parameters:
  ///   - yaml: The text.
  ///   - file: Its name, for errors.
  /// - Returns: The world.
  /// - Throws: ``WorldFileProblem`` with the place of the first thing that is wrong.
  package static func read(_ yaml: String, file: String) throws(WorldFileProblem) -> SimulatedWorld
  {
    try WorldFile(file: file).world(yaml)
  }

  private func world(_ yaml: String) throws(WorldFileProblem) -> SimulatedWorld {
    var world = SimulatedWorld(name: "")
    for (key, value) in try mapping(try root(yaml), "a world") {
      switch key.string {
      case "name": world.name = try text(value, "a name")
      case "about": world.about = try text(value, "a sentence")
      case "shop": try readShop(value, into: &world)
      default: try readSection(key, value, into: &world)
      }
    }
    guard !world.name.isEmpty else {
      throw problem(nil, "there is no name", expected: "a line like 'name: steady'")
    }
    return world
  }

  private func readShop(_ node: Node, into world: inout SimulatedWorld) throws(WorldFileProblem) {
    for (key, value) in try mapping(node, "the shop") {
      switch key.string {
      case "gross_margin": world.grossMargin = try number(value, key.string, in: 0.01...1)
      case "day_cap_share": world.dayCapShare = try number(value, key.string, in: 0.0001...10)
      default: throw unknown(key, among: ["gross_margin", "day_cap_share"])
      }
    }
  }

  private func readSection(
    _ section: Node.Scalar, _ node: Node, into world: inout SimulatedWorld
  ) throws(WorldFileProblem) {
    let own = WorldParameter.all.filter { $0.name.hasPrefix(section.string + ".") }
    guard !own.isEmpty else {
      throw unknown(
        section, among: ["name", "about", "shop", "demand", "advertising", "email", "incidents"])
    }
    for (key, value) in try mapping(node, section.string) {
      let name = "\(section.string).\(key.string)"
      guard let parameter = own.first(where: { $0.name == name }) else {
        throw unknown(key, among: own.map { String($0.name.dropFirst(section.string.count + 1)) })
      }
      world.parameters[keyPath: parameter.field] = try number(value, name, in: parameter.allowed)
    }
  }
}

extension WorldFile {
  private func root(_ yaml: String) throws(WorldFileProblem) -> Node {
    guard yaml.utf8.count <= 65_536 else {
      throw problem(nil, "the file has \(yaml.utf8.count) bytes", expected: "at most 65536 bytes")
    }
    do {
      guard let node = try Yams.compose(yaml: yaml) else {
        throw problem(nil, "the file is empty", expected: "a line like 'name: steady'")
      }
      return node
    } catch let error as WorldFileProblem {
      throw error
    } catch let error as YamlError {
      throw translated(error)
    } catch {
      throw problem(nil, "the file cannot be read as YAML", expected: "lines like 'key: value'")
    }
  }

  private func translated(_ error: YamlError) -> WorldFileProblem {
    switch error {
    case .scanner(_, let words, let mark, _), .parser(_, let words, let mark, _),
      .composer(_, let words, let mark, _):
      problem(mark, "broken YAML: \(words)", expected: "lines like 'key: value'")
    case .duplicatedKeysInMapping(let keys, let context):
      problem(
        context.mark, "'\(keys.first.map(String.init(describing:)) ?? "a key")' stands here twice",
        expected: "each key once")
    default: problem(nil, "broken YAML", expected: "text in UTF-8 with lines like 'key: value'")
    }
  }

  private func mapping(
    _ node: Node, _ what: String
  ) throws(WorldFileProblem) -> [(key: Node.Scalar, value: Node)] {
    guard let mapping = node.mapping else {
      throw problem(node.mark, "\(what) has no keys", expected: "lines like 'key: value'")
    }
    var pairs: [(key: Node.Scalar, value: Node)] = []
    for (key, value) in mapping {
      guard let name = key.scalar else {
        throw problem(key.mark, "a key that is no word", expected: "lines like 'key: value'")
      }
      pairs.append((name, value))
    }
    return pairs
  }

  private func text(_ node: Node, _ what: String) throws(WorldFileProblem) -> String {
    guard let text = node.scalar?.string, !text.isEmpty, text.count <= 200 else {
      throw problem(node.mark, "no text stands here", expected: "\(what) of at most 200 letters")
    }
    return text
  }

  private func number(
    _ node: Node, _ name: String, in range: ClosedRange<Double>
  ) throws(WorldFileProblem) -> Double {
    guard let value = node.scalar.flatMap({ Double($0.string) }), range.contains(value) else {
      throw problem(
        node.mark, "'\(node.scalar?.string ?? "…")' does not fit \(name)",
        expected: "a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  private func unknown(_ key: Node.Scalar, among known: [String]) -> WorldFileProblem {
    problem(
      key.mark, "'\(key.string)' is not known here",
      expected: "one of \(known.joined(separator: ", "))")
  }

  private func problem(_ mark: Mark?, _ found: String, expected: String) -> WorldFileProblem {
    WorldFileProblem(
      file: file, line: mark?.line ?? 1, column: mark?.column ?? 1, found: found,
      expected: expected)
  }
}

/// What is wrong in a world file, and where.
package struct WorldFileProblem: Error, Hashable, CustomStringConvertible {
  package let file: String
  /// From 1; so is the column.
  package let line: Int
  package let column: Int
  package let found: String
  package let expected: String

  package var description: String {
    "\(file):\(line):\(column): \(found); expected \(expected)."
  }
}
