/// Why a whole file was refused. Every description says what happened and what to do next.
package enum ImportError: Error, Sendable {
  case notFound(file: String)
  case isFolder(file: String)
  case notPermitted(file: String)
  case unreadable(file: String, reason: String)
  case empty(file: String)
  case binary(file: String, offset: Int64)
  case utf16(file: String)
  /// The header names no set of columns that is understood.
  case wrongHeader(file: String, found: [String], needed: [String])
  /// So many quotes are never closed that reading on would be guessing.
  case brokenQuotes(file: String, firstLine: Int)
  case tooManyBadRows(QualityReport, limit: Double)
  case nothingAccepted(QualityReport)
  case badMapping(text: String, reason: String)
}

extension ImportError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notFound(let file): "There is no file '\(file)'. Check the path."
    case .isFolder(let file): "'\(file)' is a folder. Name the order file inside it."
    case .notPermitted(let file):
      "'\(file)' may not be read by this user. Change its permissions or copy it elsewhere."
    case .unreadable(let file, let reason):
      "'\(file)' cannot be read: \(reason). Check the disk, or copy the file and try again."
    case .empty(let file): "'\(file)' is empty. Export the orders again, with a header line."
    case .binary(let file, let offset):
      "'\(file)' is not a text file (a zero byte at position \(offset)). Export the orders as CSV."
    case .utf16(let file): "'\(file)' is UTF-16 text. Save it as UTF-8 CSV."
    case .wrongHeader(let file, let found, let needed): headerSentence(file, found, needed)
    case .brokenQuotes(let file, let firstLine):
      "'\(file)' has quoted fields that never close, the first on line \(firstLine). "
        + "Export it again, or remove the stray quotes."
    case .tooManyBadRows(let report, let limit): badRowsSentence(report, limit)
    case .nothingAccepted(let report):
      "'\(report.file)' holds no order that counts: \(report.refusalSummary). "
        + "Check that it is the export of paid orders."
    case .badMapping(let text, let reason):
      "The mapping '\(text)' cannot be used: \(reason). "
        + "Write it like id=Order,customer=Client,date=When,amount=Total."
    }
  }

  private func headerSentence(_ file: String, _ found: [String], _ needed: [String]) -> String {
    let columns = found.map { "'\($0)'" }.joined(separator: ", ")
    let missing = needed.joined(separator: ", ")
    return "'\(file)' has the columns \(columns); needed and not found: \(missing). "
      + "Name them with --map id=…,customer=…,date=…,amount=…."
  }

  private func badRowsSentence(_ report: QualityReport, _ limit: Double) -> String {
    let share = percent(Double(report.badRows) / Double(max(report.rows, 1)))
    let first = report.diagnostics.first.map { " The first: \($0)" } ?? ""
    return
      "'\(report.file)' was refused: \(report.badRows) of \(report.rows) rows (\(share)) are bad, "
      + "more than the \(percent(limit)) allowed; nothing was imported.\(first)"
  }
}

/// `7.3 %`, with one digit below 10 and none above.
func percent(_ share: Double) -> String {
  guard share.isFinite else { return "– %" }
  let tenths = Int((min(max(share, -1e6), 1e6) * 1_000).rounded())
  guard tenths < 100, !tenths.isMultiple(of: 10) else { return "\((tenths + 5) / 10) %" }
  return "\(tenths / 10).\(tenths % 10) %"
}
