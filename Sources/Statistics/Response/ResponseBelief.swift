import RealModule

/// A campaign's response as believed at one moment: weighted curves with uncertain heights.
package struct ResponseBelief: Sendable {
  private var configuration: ResponsePosterior.Configuration
  private var cells: [Weighted]
  private let degreesOfFreedom: Double

  private struct Weighted {
    var probability: Double
    /// Mean and variance of the height β, in units of the typical return.
    var mean: Double
    var variance: Double
    var noise: Double
  }

  init(
    configuration: ResponsePosterior.Configuration,
    cells: [(logWeight: Double, mean: Double, variance: Double, noise: Double)],
    degreesOfFreedom: Double
  ) {
    let largest = cells.reduce(-Double.infinity) { max($0, $1.logWeight) }
    let weights = cells.map { Double.exp($0.logWeight - largest) }
    let total = weights.reduce(0, +)
    self.configuration = configuration
    self.degreesOfFreedom = degreesOfFreedom
    self.cells = zip(cells, weights).map { cell, weight in
      Weighted(
        probability: weight / total, mean: cell.mean, variance: cell.variance, noise: cell.noise)
    }
  }

  /// The same belief where everything returns `factor` times as much, as in a stronger season.
  package func scaled(by factor: Double) -> ResponseBelief {
    var belief = self
    belief.configuration.typicalReturn *= max(0, factor)
    return belief
  }

  /// The same belief where every height is multiplied by an independent factor that is not known
  /// exactly.
  func multiplied(byMean mean: Double, variance: Double) -> ResponseBelief {
    var belief = self
    let square = mean * mean
    belief.cells = cells.map { cell in
      Weighted(
        probability: cell.probability, mean: cell.mean * mean,
        variance: cell.variance * (square + variance) + cell.mean * cell.mean * variance,
        noise: cell.noise * square)
    }
    return belief
  }

  /// The expected return of a step from `low` to `high`, with the deviation of what is not known.
  package func expectedReturn(
    from low: Double, to high: Double
  ) -> (mean: Double, deviation: Double) {
    moments {
      $0.saturation(at: high / configuration.typicalSpend)
        - $0.saturation(at: low / configuration.typicalSpend)
    }
  }

  /// The expected return of `spend`, with the standard deviation of what is not known of it.
  ///
  /// The deviation is that of the response itself, without the noise of a single day.
  package func expectedReturn(of spend: Double) -> (mean: Double, deviation: Double) {
    moments { $0.saturation(at: spend / configuration.typicalSpend) }
  }

  /// The expected return of the next unit at `spend`, above 0, with its standard deviation.
  package func marginalReturn(at spend: Double) -> (mean: Double, deviation: Double) {
    let scaled = max(1e-9, spend / configuration.typicalSpend)
    let result = moments { cell in
      let saturation = cell.saturation(at: scaled)
      return cell.shape * saturation * (1 - saturation) / scaled
    }
    return (
      result.mean / configuration.typicalSpend, result.deviation / configuration.typicalSpend
    )
  }

  /// The interval of the return of `spend`, by Student's distribution around the mean.
  package func interval(of spend: Double, level: Double = 0.8) -> ClosedRange<Double> {
    let (mean, deviation) = expectedReturn(of: spend)
    let law = StudentDistribution(degreesOfFreedom: degreesOfFreedom)
    let reach = law.quantile(0.5 + level / 2) * deviation
    return max(0, mean - reach)...max(0, mean + reach)
  }

  /// How unexpected a return is, in deviations of a single observation; beyond 4 suggests a break.
  package func surprise(of amount: Double, atSpend spend: Double) -> Double {
    let (mean, deviation) = expectedReturn(of: spend)
    let noise = cells.reduce(0) { $0 + $1.probability * $1.noise }
    let single =
      noise * (0.05 + spend / configuration.typicalSpend)
      * configuration.typicalReturn * configuration.typicalReturn
    let spread = (single + deviation * deviation).squareRoot()
    return spread > 0 ? (amount - mean) / spread : 0
  }

  /// One curve with the mean of the logarithm of the half-saturation, of the shape, and with the
  /// expected return at the typical spend.
  package var mean: HillCurve {
    var (logHalf, shape) = (0.0, 0.0)
    for (cell, weighted) in zip(ResponseGrid.cells, cells) {
      logHalf += weighted.probability * Double.log(cell.halfSaturation)
      shape += weighted.probability * cell.shape
    }
    let typical = configuration.typicalSpend
    let unit = HillCurve(
      maximum: 1, halfSaturation: Double.exp(logHalf) * typical, shape: shape)
    return unit.scaled(by: expectedReturn(of: typical).mean / unit.value(typical))
  }

  /// Draws one curve that may be the true one.
  package func sample(using generator: inout some RandomNumberGenerator) -> HillCurve {
    var left = uniform(using: &generator)
    var chosen = cells.count - 1
    for index in cells.indices {
      left -= cells[index].probability
      if left < 0 {
        chosen = index
        break
      }
    }
    let (cell, weighted) = (ResponseGrid.cells[chosen], cells[chosen])
    let square = gamma(shape: degreesOfFreedom / 2, scale: 2, using: &generator)
    let deviation = (weighted.variance * degreesOfFreedom / square).squareRoot()
    let height = normal(mean: weighted.mean, deviation: deviation, using: &generator)
    // A height below 0 has no meaning; a twentieth of the mean still says the campaign is poor.
    return HillCurve(
      maximum: max(0.05 * weighted.mean, height) * configuration.typicalReturn,
      halfSaturation: cell.halfSaturation * configuration.typicalSpend, shape: cell.shape)
  }

  /// Mean and deviation of β times something of each cell, in money.
  private func moments(_ factor: (ResponseGrid.Cell) -> Double) -> (mean: Double, deviation: Double)
  {
    var (mean, square) = (0.0, 0.0)
    for (cell, weighted) in zip(ResponseGrid.cells, cells) {
      let share = factor(cell)
      let height = weighted.mean * share
      mean += weighted.probability * height
      square += weighted.probability * (height * height + weighted.variance * share * share)
    }
    let variance = max(0, square - mean * mean)
    return (
      mean * configuration.typicalReturn, variance.squareRoot() * configuration.typicalReturn
    )
  }
}
