import Evaluation
import TerminalCanvas
import Yams

/// Reads a file of settings and collects everything that is wrong with it, with its place.
protocol YAMLReading {
  /// Its name, for problems.
  var file: String { get }
  var problems: [ConfigurationProblem] { get set }
}

extension YAMLReading {
  mutating func root(of yaml: String) -> Node? {
    do {
      return try Yams.compose(yaml: yaml)
    } catch let error as YamlError {
      complain(error)
    } catch {
      complain(nil, "unreadable YAML", "'key: value' lines")
    }
    return nil
  }

  private mutating func complain(_ error: YamlError) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      append(mark, "broken YAML: \(problem)", "'key: value' lines")
    case .duplicatedKeysInMapping(let duplicates, let context):
      let names = duplicates.map { "'\($0)'" }.joined(separator: ", ")
      append(context.mark, "\(names) stands there twice", "each key once")
    default: append(nil, "unreadable YAML", "'key: value' lines")
    }
  }

  /// The known entries of a mapping in the order of the file; unknown ones are problems.
  mutating func entries<Key: RawRepresentable & CaseIterable>(
    of node: Node, _ what: String, _ type: Key.Type
  ) -> [(Key, Node)] where Key.RawValue == String {
    guard case .mapping(let mapping) = node else {
      complain(node, "\(what) is '\(shown(node))'", "'key: value' lines")
      return []
    }
    var known: [(Key, Node)] = []
    for (name, value) in mapping {
      if let key = scalar(name).flatMap(Key.init(rawValue:)) {
        known.append((key, value))
      } else {
        let names = Key.allCases.map(\.rawValue)
        complain(
          name, "unknown key '\(shown(name))' in \(what)",
          NearestName.words(for: shown(name), among: names))
      }
    }
    return known
  }

  func elements(of node: Node) -> [Node] {
    guard case .sequence(let sequence) = node else { return [node] }
    return Array(sequence)
  }

  func scalar(_ node: Node) -> String? { node.scalar?.string }

  mutating func text(_ node: Node, _ expected: String, most: Int = 80) -> String? {
    if let text = scalar(node), !text.isEmpty, text.count <= most { return text }
    complain(node, "'\(shown(node))' cannot be used", expected + " of 1 to \(most) characters")
    return nil
  }

  mutating func number(
    _ node: Node, _ expected: String, where isAllowed: (Double) -> Bool
  ) -> Double? {
    if let value = scalar(node).flatMap({ Double($0) }), value.isFinite, isAllowed(value) {
      return value
    }
    complain(node, "'\(shown(node))' cannot be used", expected)
    return nil
  }

  func shown(_ node: Node) -> String {
    switch node {
    case .scalar(let scalar): SafeText.cleaned(String(scalar.string.prefix(40)))
    case .mapping: "{…}"
    case .sequence: "[…]"
    case .alias: "*"
    }
  }

  mutating func complain(_ node: Node?, _ problem: String, _ expected: String) {
    append(node?.mark, problem, expected)
  }

  private mutating func append(_ mark: Mark?, _ problem: String, _ expected: String) {
    problems.append(
      ConfigurationProblem(
        file: file, line: mark?.line ?? 1, column: mark?.column ?? 1, problem: problem,
        expected: expected))
  }
}
