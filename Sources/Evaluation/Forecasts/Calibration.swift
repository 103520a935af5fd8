import Commerce
package import Oversight

/// How well forecasts have held, by kind of decision.
package enum Calibration {
  package struct Line: Hashable, Codable, Sendable {
    package var kind: ActionClass
    /// Decisions whose outcome was measured.
    package var settled: Int
    /// Those whose outcome lay within the interval.
    package var within: Int
    /// Mean of (actual − expected) in half widths of the interval; above 0 means too cautious.
    package var meanBias: Double
    /// Mean level of the intervals: the share that should lie within.
    package var level: Double

    package init(kind: ActionClass, settled: Int, within: Int, meanBias: Double, level: Double) {
      self.kind = kind
      self.settled = settled
      self.within = within
      self.meanBias = meanBias
      self.level = level
    }

    package var share: Double { settled > 0 ? Double(within) / Double(settled) : 0 }

    /// `budgets: 9 of 12 within the 80 % interval; outcomes lie 0.3 half widths above`.
    package var words: String {
      let direction = meanBias < 0 ? "below" : "above"
      return "\(kind.rawValue): \(within) of \(settled) within the \(FigureWords.share(level)) "
        + "interval; outcomes lie \(FigureWords.oneDecimal(meanBias.magnitude)) half widths "
        + "\(direction)"
    }
  }

  /// One line for each kind with at least one outcome, in the order of `ActionClass.allCases`.
  package static func lines(_ decisions: [Decision]) -> [Line] {
    ActionClass.allCases.compactMap { of($0, in: decisions) }
  }

  package static func of(_ kind: ActionClass, in decisions: [Decision]) -> Line? {
    let settled = decisions.filter {
      $0.action.actionClass == kind && $0.outcome?.measurement != nil
    }
    guard !settled.isEmpty else { return nil }
    let count = Double(settled.count)
    let mean = settled.reduce(0) { $0 + bias(of: $1) } / count
    return Line(
      kind: kind, settled: settled.count,
      within: settled.count { $0.outcome?.measurement?.withinInterval == true }, meanBias: mean,
      level: settled.reduce(0) { $0 + $1.forecast.estimate.level } / count)
  }

  /// Limited to ten half widths, so that one surprise does not hide the rest.
  private static func bias(of decision: Decision) -> Double {
    guard let actual = decision.outcome?.measurement?.actual else { return 0 }
    let estimate = decision.forecast.estimate
    let half = (estimate.high - estimate.low) / 2
    guard half > 0 else { return 0 }
    return max(-10, min(10, (actual - estimate.mean) / half))
  }
}
