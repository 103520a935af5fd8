import RealModule

/// What is known of a channel's response whose level drifts and may break, from counts of orders.
///
/// The expected count of a day is exposure × level × saturation of the effective spend. Saturation
/// curves and carry-overs run over a grid; in each cell the level has a gamma posterior, which is
/// conjugate to Poisson counts. Drift widens it by a constant variance of the logarithm a day. A
/// break may have happened on each recent day: such possibilities are regimes of their own, with
/// the weight that the counts since then give them (Adams and MacKay, "Bayesian online changepoint
/// detection", 2007).
package struct DriftingResponse: Sendable {
  package let configuration: Configuration
  private var regimes: [Regime]

  /// What is believed before the first day and how fast the level changes.
  package struct Configuration: Sendable, Equatable {
    /// A spend a day such as the channel has, above 0.
    package var typicalSpend: Double
    /// The orders a day that spend is thought to bring, above 0.
    package var typicalCount: Double
    /// What that belief is worth, in orders, above 0.
    package var priorWeight: Double
    /// Variance of the logarithm of the level that a day adds, at least 0.
    package var drift: Double
    /// Probability of a break on a day, in [0, 1).
    package var breakRate: Double
    /// Standard deviation of the logarithm of a break's factor.
    package var breakDeviation: Double

    package init(
      typicalSpend: Double, typicalCount: Double, priorWeight: Double = 1,
      drift: Double = 0.001, breakRate: Double = 0.003, breakDeviation: Double = 0.8
    ) {
      self.typicalSpend = typicalSpend
      self.typicalCount = typicalCount
      self.priorWeight = priorWeight
      self.drift = drift
      self.breakRate = breakRate
      self.breakDeviation = breakDeviation
    }
  }

  /// Regimes that began this many days ago or less are kept even if they are unlikely.
  private static let youth = 6
  /// The likeliest older regimes that are kept.
  private static let elders = 3

  package init(_ configuration: Configuration) {
    self.configuration = configuration
    regimes = [Regime(configuration)]
  }

  /// Lets a day pass: the level drifts, and may break.
  package mutating func pass() {
    guard let likeliest = regimes.max(by: { $0.weight < $1.weight }) else { return }
    for index in regimes.indices {
      regimes[index].age += 1
      regimes[index].weight *= 1 - configuration.breakRate
      regimes[index].widen(by: configuration.drift)
    }
    var broken = likeliest
    broken.age = 0
    broken.weight = configuration.breakRate
    broken.widen(by: configuration.breakDeviation * configuration.breakDeviation)
    regimes.append(broken)
  }

  /// The expected count per exposure, and the variance of its logarithm as far as it is not known.
  package func prediction(_ saturations: [Double]) -> (mean: Double, logVariance: Double) {
    var (mean, square) = (0.0, 0.0)
    for regime in regimes {
      let moments = regime.moments(saturations)
      mean += regime.weight * moments.mean
      square += regime.weight * moments.square
    }
    guard mean > 0 else { return (0, 1) }
    return (mean, Double.log(max(1, square / (mean * mean))))
  }

  /// Learns a day's count.
  ///
  /// - Parameters:
  ///   - count: Orders reported so far, at least 0.
  ///   - saturations: Of the day, one per cell of the grid.
  ///   - exposure: What multiplies every channel that day, times the share reported so far; a day
  ///     without exposure says nothing.
  ///   - trust: What the count is worth beside one under an exposure that is known, in (0, 1].
  package mutating func observe(
    _ count: Double, saturations: [Double], exposure: Double, trust: Double = 1
  ) {
    guard exposure > 0 else { return }
    for index in regimes.indices {
      regimes[index].observe(trust * count, saturations, exposure: trust * exposure)
    }
    weighRegimes()
  }

  /// Gives every regime the weight that the last count leaves it, and forgets unlikely old ones.
  private mutating func weighRegimes() {
    let largest = regimes.reduce(-Double.infinity) { max($0, $1.logEvidence) }
    for index in regimes.indices {
      regimes[index].weight *= Double.exp(regimes[index].logEvidence - largest)
    }
    let old = regimes.filter { $0.age > Self.youth }.sorted { $0.weight > $1.weight }
    regimes =
      old.prefix(Self.elders).filter { $0.weight > 1e-5 * (old.first?.weight ?? 0) }
      + regimes.filter { $0.age <= Self.youth }
    let total = regimes.reduce(0) { $0 + $1.weight }
    guard total > 0 else { return }
    for index in regimes.indices { regimes[index].weight /= total }
  }

  /// Σ P β and Σ P β² of the level β for each curve, over regimes and carry-overs.
  var curveMoments: (heights: [Double], squares: [Double]) {
    let count = CarryOverGrid.curves.count
    var heights = [Double](repeating: 0, count: count)
    var squares = heights
    for regime in regimes {
      for index in regime.rates.indices {
        let probability = regime.weight * regime.weights[index]
        let level = regime.shape / regime.rates[index]
        heights[index % count] += probability * level
        squares[index % count] += probability * level * level * (1 + 1 / regime.shape)
      }
    }
    return (heights, squares)
  }
}
