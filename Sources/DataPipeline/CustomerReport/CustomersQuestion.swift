package import Commerce

/// What is asked about a shop's customers.
package struct CustomersQuestion: Hashable, Sendable {
  /// The last day that counts; `nil` is the last one with an order.
  package var asOf: Day?
  /// The last day to learn from, if forecasts are to be judged on the days after it.
  package var calibrationEnd: Day?
  /// How many clusters; `nil` tries 3…8.
  package var clusters: Int?

  package init(asOf: Day? = nil, calibrationEnd: Day? = nil, clusters: Int? = nil) {
    self.asOf = asOf
    self.calibrationEnd = calibrationEnd
    self.clusters = clusters
  }
}

/// Why there is no report.
package enum CustomersError: Error, Hashable, Sendable {
  case noOrders
  /// Nothing was ordered up to `day`.
  case nothingYet(day: Day, first: Day)
  case calibrationNotBefore(end: Day, asOf: Day)
  case currencies(file: String, code: String, otherFile: String, other: String)
  case clusterCount(Int)
}

extension CustomersError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noOrders:
      "There are no orders to report on. Name a file with orders."
    case .nothingYet(let day, let first):
      "Nothing was ordered up to \(day): the first order is of \(first). Choose a later day."
    case .calibrationNotBefore(let end, let asOf):
      "The calibration ends on \(end), which leaves no days to judge up to \(asOf). "
        + "Choose an earlier end."
    case .currencies(let file, let code, let otherFile, let other):
      "\(file) is in \(code) and \(otherFile) in \(other): one report has one currency. "
        + "Report on them apart."
    case .clusterCount(let count):
      "\(count) clusters cannot be made. Choose a number from 1 to 50."
    }
  }
}
