import Foundation
import TerminalCanvas

/// What a command found out: a value that prints as text or as JSON.
///
/// The names of its fields, in snake case, are what scripts rely on.
protocol Report: Encodable {
  func text(_ layout: TextLayout) -> String
}

enum TextLayout {
  /// For eyes: columns line up.
  case aligned
  /// For programs: tabs between columns.
  case separated
}

/// JSON as commands print it.
enum JSONText {
  static func of(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}

/// Rows under headings.
struct TextTable {
  struct Column {
    var title: String
    var alignment: Alignment = .left
  }

  var columns: [Column]
  var rows: [[String]]
  /// Said instead of an empty table.
  var emptyText: String

  init(_ columns: [Column], rows: [[String]], emptyText: String) {
    self.columns = columns
    self.rows = rows.map { $0.map(SafeText.cleaned) }
    self.emptyText = emptyText
  }

  func text(_ layout: TextLayout) -> String {
    switch layout {
    case .separated:
      ([columns.map(\.title)] + rows).map { $0.joined(separator: "\t") }.joined(separator: "\n")
    case .aligned: rows.isEmpty ? emptyText : aligned
    }
  }

  private var aligned: String {
    let lines = [columns.map(\.title)] + rows
    let widths = columns.indices.map { column in
      lines.map { DisplayWidth.of($0[column]) }.max() ?? 0
    }
    return lines.map { line in
      let cells = columns.indices.map { column in
        line[column].padded(toWidth: widths[column], alignment: columns[column].alignment)
      }
      return cells.joined(separator: "  ").trimmedAtEnd
    }.joined(separator: "\n")
  }
}

extension TextTable.Column {
  static func left(_ title: String) -> Self { Self(title: title) }
  static func right(_ title: String) -> Self { Self(title: title, alignment: .right) }
}

extension String {
  fileprivate var trimmedAtEnd: String {
    String(reversed().drop { $0 == " " }.reversed())
  }
}

/// Names and values under each other.
struct TextFacts {
  var facts: [(name: String, value: String)]

  init(_ facts: [(String, String)]) {
    self.facts = facts.map { ($0.0, SafeText.cleaned($0.1)) }
  }

  func text(_ layout: TextLayout) -> String {
    let width = facts.map { DisplayWidth.of($0.name) }.max() ?? 0
    return facts.map { fact in
      switch layout {
      case .aligned: fact.name.padded(toWidth: width + 2) + fact.value
      case .separated: fact.name + "\t" + fact.value
      }
    }.joined(separator: "\n")
  }
}
