package import Commerce

/// Why a series cannot be forecast. Every description says what is the matter and what to do.
package enum SeriesError: Error, Equatable, Sendable {
  /// `period` is the one that was asked for.
  case tooFewValues(found: Int, needed: Int, of: Int?)
  case repeatedTime(Instant)
  case irregular
  case notFinite(index: Int)
}

extension SeriesError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .tooFewValues(let found, let needed, let period?):
      "The series has \(found) values; a period of \(period) needs at least \(needed). "
        + "Give more values or a shorter period."
    case .tooFewValues(let found, let needed, nil):
      "The series has \(found) \(found == 1 ? "value" : "values"); a forecast needs at least "
        + "\(needed). Give more values."
    case .repeatedTime(let time):
      "The time \(time) appears more than once. Add up or remove the repeated values."
    case .irregular:
      "The dates have no regular interval. Give one value an hour, day, week or month."
    case .notFinite(let index):
      "Value \(index + 1) of the series is not a finite number. Correct or remove it."
    }
  }
}
