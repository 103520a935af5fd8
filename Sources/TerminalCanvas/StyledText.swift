/// Text whose parts have their own styles.
package struct StyledText: Hashable, Sendable {
  package struct Run: Hashable, Sendable {
    package fileprivate(set) var text: String
    package let style: Style

    package init(text: String, style: Style) {
      self.text = text
      self.style = style
    }
  }

  package private(set) var runs: [Run]

  package init(runs: [Run]) {
    self.runs = runs.filter { !$0.text.isEmpty }
  }

  package init(_ text: String, _ role: Role = .text, _ attributes: Attributes = []) {
    self.init(runs: [Run(text: text, style: Style(role, attributes))])
  }

  package init(_ text: String, style: Style) {
    self.init(runs: [Run(text: text, style: style)])
  }

  /// Cells the text takes in one line.
  package var width: Int { runs.reduce(0) { $0 + DisplayWidth.of($1.text) } }

  package var plain: String { runs.map(\.text).joined() }

  package var isEmpty: Bool { runs.isEmpty }

  /// The same text, every part in `role`.
  package func styled(_ role: Role) -> StyledText {
    StyledText(plain, role)
  }

  /// The same text, with `role` where a part has none but plain text.
  package func defaulting(to role: Role) -> StyledText {
    StyledText(
      runs: runs.map { run in
        guard run.style.role == .text else { return run }
        return Run(
          text: run.text, style: Style(role, on: run.style.surface, run.style.attributes))
      })
  }

  /// Adds text at the end, to the last run if that has the same style.
  package mutating func append(_ text: String, style: Style) {
    if let last = runs.indices.last, runs[last].style == style {
      runs[last].text += text
    } else if !text.isEmpty {
      runs.append(Run(text: text, style: style))
    }
  }

  package mutating func append(_ other: StyledText) {
    for run in other.runs { append(run.text, style: run.style) }
  }

  package static func + (left: StyledText, right: StyledText) -> StyledText {
    StyledText(runs: left.runs + right.runs)
  }

  package static func + (left: StyledText, right: String) -> StyledText {
    left + StyledText(right)
  }

  package static func += (left: inout StyledText, right: StyledText) {
    left = left + right
  }

  package static func += (left: inout StyledText, right: String) {
    left = left + right
  }
}

extension StyledText: ExpressibleByStringInterpolation {
  package init(stringLiteral value: String) {
    self.init(value)
  }
}

extension Sequence where Element == StyledText {
  /// One text of all, with `separator` between them.
  package func joined(separator: StyledText) -> StyledText {
    var result = StyledText(runs: [])
    for (index, text) in enumerated() {
      if index > 0 { result += separator }
      result += text
    }
    return result
  }
}
