import RealModule

/// The possibility that the level of a response last broke a number of days ago.
///
/// In every cell of the grid the level has a gamma posterior. Counts and drift change its shape
/// alike in all cells, so the regime has one shape and each cell a rate.
struct Regime: Sendable {
  /// Days since the break.
  var age: Int
  /// Probability among the regimes.
  var weight = 1.0
  private(set) var shape: Double
  /// Probability of each cell within the regime.
  private(set) var weights: [Double]
  private(set) var rates: [Double]

  /// The regime without a break.
  init(_ configuration: DriftingResponse.Configuration) {
    age = .max / 2
    shape = configuration.priorWeight
    weights = CarryOverGrid.priors
    let typical = CarryOverGrid.saturations(at: CarryOverGrid.carryOvers.map { _ in 1 })
    rates = typical.map { configuration.priorWeight * $0 / configuration.typicalCount }
  }

  /// Adds a variance to the logarithm of the level, which is about 1 / shape.
  mutating func widen(by variance: Double) {
    let kept = 1 / (1 + variance * shape)
    shape *= kept
    for index in rates.indices { rates[index] *= kept }
  }

  /// Σ w β and Σ w β² for the count β of an exposure of 1.
  func moments(_ saturations: [Double]) -> (mean: Double, square: Double) {
    var (mean, square) = (0.0, 0.0)
    for index in saturations.indices {
      let ratio = saturations[index] / rates[index]
      mean += weights[index] * ratio
      square += weights[index] * ratio * ratio
    }
    return (shape * mean, shape * (shape + 1) * square)
  }

  /// Learns a Poisson count; under a gamma level it follows the negative binomial law.
  ///
  /// The count need not be whole.
  mutating func observe(_ count: Double, _ saturations: [Double], exposure: Double) {
    var largest = -Double.infinity
    var logs = rates
    for index in rates.indices {
      let (rate, mean) = (rates[index], exposure * saturations[index])
      // a ln (b / (b + m)) + n ln (m / (b + m)).
      let log = shape * Double.log(rate / (rate + mean)) + count * Double.log(mean / (rate + mean))
      logs[index] = log
      largest = max(largest, log)
    }
    var total = 0.0
    for index in rates.indices {
      let likely = weights[index] * Double.exp(logs[index] - largest)
      total += likely
      weights[index] = likely
      rates[index] += exposure * saturations[index]
    }
    for index in weights.indices { weights[index] /= total }
    let rising = count == 0 ? 0 : Double.logGamma(shape + count) - Double.logGamma(shape)
    logEvidence = rising + largest + Double.log(total)
    shape += count
  }

  /// Logarithm of the probability that the last count had, up to a constant for all regimes.
  private(set) var logEvidence = 0.0
}
