import Statistics

/// Why so few figures decide nothing yet, however far apart the variants are.
///
/// The limits of a test come from the normal distribution, which ten events in both variants together
/// follow closely enough: with fewer a difference that is nothing can pass them.
package enum SampleShortage: Sendable, Equatable {
  /// So few users of both variants converted.
  case conversions(Int)
  /// So few users of both variants did not convert.
  case otherwise(Int)
  /// So few users were counted in one of the variants, of a metric that is a mean.
  case users(Int)

  /// Of conversions in both variants together; of users in each, for a mean.
  package static let least = 10

  /// - Returns: `nil` where the figures are enough.
  package init?(control: ArmFigures, treatment: ArmFigures) {
    switch (control, treatment) {
    case (.proportion(let before), .proportion(let after)):
      let conversions = before.successes + after.successes
      let others = before.trials + after.trials - conversions
      guard min(conversions, others) < Self.least else { return nil }
      self = conversions <= others ? .conversions(conversions) : .otherwise(others)
    default:
      let users = min(control.count, treatment.count)
      guard users < Self.least else { return nil }
      self = .users(users)
    }
  }
}

extension SampleShortage: CustomStringConvertible {
  package var description: String {
    switch self {
    case .conversions(let count):
      "\(FigureWords.count(count, "conversion")) in both variants together are too few to judge by, "
        + "\(Self.least) are needed"
    case .otherwise(let count):
      "\(FigureWords.count(count, "user")) of both variants together without a conversion are too "
        + "few to judge by, \(Self.least) are needed"
    case .users(let count):
      "\(FigureWords.count(count, "user")) in a variant are too few to judge by, \(Self.least) are "
        + "needed in each"
    }
  }
}
