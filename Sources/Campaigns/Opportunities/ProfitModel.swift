import Commerce
import RealModule
import Statistics

/// A profit whose revenue is log-normal: what it is on average, its interval, and how likely it is
/// a profit at all.
struct ProfitModel: Sendable {
  /// Incremental gross profit before the cost, on average, in currency units.
  let gross: Double
  let cost: Double
  /// Standard deviation of the logarithm of the gross profit.
  let logDeviation: Double

  var estimate: Estimate {
    Estimate(mean: gross - cost, low: gross(at: 0.1) - cost, high: gross(at: 0.9) - cost)
  }

  /// Probability that the profit is positive.
  var confidence: Double {
    guard gross > 0 else { return 0 }
    guard cost > 0 else { return 0.99 }
    let median = gross * Double.exp(-logDeviation * logDeviation / 2)
    return NormalDistribution.standard.cumulative(Double.log(median / cost) / logDeviation)
  }

  /// As it would be with a return one deviation better than expected.
  ///
  /// What is started can be stopped again, so what may be gained by it counts for more than what
  /// finding out costs.
  var hope: Hope {
    let better = ProfitModel(
      gross: gross * (1 + logDeviation), cost: cost, logDeviation: logDeviation)
    return Hope(profit: better.gross - cost, confidence: better.confidence)
  }

  private func gross(at probability: Double) -> Double {
    guard gross > 0 else { return 0 }
    let place = NormalDistribution.standard.quantile(probability)
    return gross * Double.exp(logDeviation * place - logDeviation * logDeviation / 2)
  }
}
