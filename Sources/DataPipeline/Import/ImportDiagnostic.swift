/// One bad row: where it is, what stood there, what was expected, and what to do about it.
package struct ImportDiagnostic: Hashable, Codable, Sendable {
  package var file: String
  /// Line of the file the row begins on, from 1.
  package var line: Int
  /// Column of the table, from 1; `nil` when the row as a whole is bad.
  package var column: Int?
  package var columnName: String?
  /// At most 40 printable characters of what was found; customers' cells are never repeated.
  package var value: String
  package var expected: String
  package var advice: String

  package init(
    file: String, line: Int, column: Int?, columnName: String?, value: String, expected: String,
    advice: String
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.columnName = columnName
    self.value = value
    self.expected = expected
    self.advice = advice
  }
}

extension ImportDiagnostic: CustomStringConvertible {
  /// `orders.csv:17, column 4 'amount': found '12,3,4', expected an amount like 1234.56. Correct
  /// the cell.`
  package var description: String {
    let place = column.map { ", column \($0)" } ?? ""
    let name = columnName.map { " '\($0)'" } ?? ""
    return "\(file):\(line)\(place)\(name): found '\(value)', expected \(expected). \(advice)"
  }
}

extension ImportDiagnostic {
  /// Makes bytes from a file safe to print: short, without control characters, with `…` where cut.
  static func shortened(_ bytes: UnsafeRawBufferPointer, limit: Int = 40) -> String {
    let head = UnsafeRawBufferPointer(rebasing: bytes.prefix(limit * 4))
    var text = ""
    var count = 0
    for scalar in String(decoding: head, as: UTF8.self).unicodeScalars {
      guard count < limit else { return text + "…" }
      text.unicodeScalars.append(isPrintable(scalar) ? scalar : "·")
      count += 1
    }
    return head.count < bytes.count ? text + "…" : text
  }

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate,
      .unassigned:
      false
    default: true
    }
  }
}
