import Commerce
package import Oversight
import Statistics

/// How well forecasts have held, by kind of decision.
package enum Calibration {
  /// Outcomes of a kind that are looked at, the newest; older ones were made by other models.
  package static let remembered = 60

  /// What came of the forecasts of one kind.
  package struct Line: Hashable, Codable, Sendable {
    package var kind: ActionClass
    /// Decisions whose outcome was measured.
    package var settled: Int
    /// Those whose outcome lay within the interval.
    package var within: Int
    /// Mean of (actual − expected) in half widths of the interval; above 0 means too cautious.
    package var meanBias: Double
    /// Standard error of the mean bias; infinite for a single outcome.
    package var biasError: Double
    /// Mean level of the intervals: the share that should lie within.
    package var level: Double
    /// Mean pinball loss of both ends, as a share of what was expected; lower is better. `nil` where
    /// nothing but 0 was expected.
    package var pinballLoss: Double?

    package init(
      kind: ActionClass, settled: Int, within: Int, meanBias: Double,
      biasError: Double = .infinity, level: Double, pinballLoss: Double? = nil
    ) {
      self.kind = kind
      self.settled = settled
      self.within = within
      self.meanBias = meanBias
      self.biasError = biasError
      self.level = level
      self.pinballLoss = pinballLoss
    }

    package var share: Double { settled > 0 ? Double(within) / Double(settled) : 0 }

    /// Where the true share within the interval lies with probability 0.9 (Wilson 1927).
    package var shareInterval: ClosedRange<Double> {
      settled > 0
        ? Proportion(successes: within, trials: settled).wilsonInterval(level: 0.9) : 0...1
    }

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
    let scored = outcomes(of: kind, in: decisions)
    guard !scored.isEmpty else { return nil }
    let biases = Moments(scored.map(\.bias))
    let losses = scored.compactMap(\.pinballLoss)
    return Line(
      kind: kind, settled: scored.count, within: scored.count(where: \.isWithin),
      meanBias: biases.mean,
      biasError: biases.deviation.map { $0 / Double(scored.count).squareRoot() } ?? .infinity,
      level: scored.reduce(0) { $0 + $1.shown.level } / Double(scored.count),
      pinballLoss: losses.isEmpty ? nil : losses.reduce(0, +) / Double(losses.count))
  }

  /// The newest measured outcomes of a kind, oldest first.
  static func outcomes(of kind: ActionClass, in decisions: [Decision]) -> [ScoredForecast] {
    let measured = decisions.compactMap { decision -> (at: Instant, scored: ScoredForecast)? in
      guard decision.action.actionClass == kind, let outcome = decision.outcome,
        let measurement = outcome.measurement, measurement.actual.isFinite
      else { return nil }
      return (outcome.settledAt, ScoredForecast(decision.forecast, actual: measurement.actual))
    }
    return measured.sorted { $0.at < $1.at }.suffix(remembered).map(\.scored)
  }
}

/// A forecast beside what came.
struct ScoredForecast {
  let shown: Estimate
  /// As the model gave it.
  let raw: Estimate
  let actual: Double

  init(_ forecast: Decision.Forecast, actual: Double) {
    shown = forecast.estimate
    raw = forecast.uncorrected ?? forecast.estimate
    self.actual = actual
  }

  var isWithin: Bool { shown.contains(actual) }

  /// Limited to ten half widths, so that one surprise does not hide the rest.
  var bias: Double {
    let half = (shown.high - shown.low) / 2
    guard half > 0 else { return 0 }
    return max(-10, min(10, (actual - shown.mean) / half))
  }

  /// Mean pinball loss of the two quantiles that the interval gives (Gneiting & Raftery 2007).
  var pinballLoss: Double? {
    let scale = shown.mean.magnitude
    guard scale > 0 else { return nil }
    let tail = (1 - shown.level) / 2
    func loss(_ quantile: Double, _ probability: Double) -> Double {
      let miss = actual - quantile
      return miss >= 0 ? probability * miss : (probability - 1) * miss
    }
    return (loss(shown.low, tail) + loss(shown.high, 1 - tail)) / 2 / scale
  }
}
