import RealModule

/// What is known of a campaign's saturating response, learnt from spends and their returns.
///
/// The return of a spend s is modelled as β sʰ / (sʰ + cʰ) plus noise whose variance grows with s.
/// c and h run over a grid; for each cell β and the noise have a conjugate posterior, so an update
/// is one pass over the grid and nothing is approximated but the grid. Old observations lose
/// weight by a constant factor a step, so a drifting response is followed; the prior does not.
///
/// One update costs about a microsecond, the state is about a thousand bytes.
package struct ResponsePosterior: Sendable, Codable, Equatable {
  package let configuration: Configuration
  /// Σ w g², Σ w g y for each cell: the conjugate statistics without the prior's part.
  private var squares: PackedDoubles
  private var products: PackedDoubles
  private var returnSquares = 0.0
  /// The number of observations that still count, in full ones.
  package private(set) var weight = 0.0

  /// What is believed before the first observation, and how fast old ones fade.
  package struct Configuration: Sendable, Codable, Equatable {
    /// A spend a day (or another period) such as the campaign has, above 0.
    package var typicalSpend: Double
    /// What that spend is thought to return, above 0.
    package var typicalReturn: Double
    /// How many observations at the typical spend that belief is worth, above 0.
    package var priorWeight: Double
    /// The noise of one observation as a share of the typical return, above 0.
    package var noise: Double
    /// What an observation keeps of its weight at the next, in (0, 1].
    package var memory: Double

    package init(
      typicalSpend: Double, typicalReturn: Double, priorWeight: Double = 1,
      noise: Double = 0.3, memory: Double = 0.99
    ) {
      self.typicalSpend = typicalSpend
      self.typicalReturn = typicalReturn
      self.priorWeight = priorWeight
      self.noise = noise
      self.memory = memory
    }
  }

  /// Starts from a belief; numbers in it that are not above 0 count as a millionth.
  package init(_ configuration: Configuration) {
    var checked = configuration
    for field in [\Configuration.typicalSpend, \.typicalReturn, \.priorWeight, \.noise] {
      let value = checked[keyPath: field]
      checked[keyPath: field] = value.isFinite ? max(1e-6, value) : 1
    }
    self.configuration = checked
    squares = PackedDoubles(repeating: 0, count: ResponseGrid.count)
    products = squares
  }

  /// Learns that `spend` returned `amount`, and lets the past fade by one step.
  ///
  /// - Parameters:
  ///   - spend: At least 0 and finite; others are ignored.
  ///   - amount: Return of that spend, finite; others are ignored.
  ///   - weight: How much the observation counts, such as the share reported so far, in [0, 1].
  package mutating func observe(spend: Double, return amount: Double, weight: Double = 1) {
    fade(by: configuration.memory)
    guard spend >= 0, spend.isFinite, amount.isFinite, weight > 0, weight.isFinite else { return }
    let scaledSpend = spend / configuration.typicalSpend
    let scaledReturn = amount / configuration.typicalReturn
    // The variance of what orders bring grows with their number, so with spend.
    let precision = min(1, weight) / (0.05 + scaledSpend)
    ResponseGrid.forEachSaturation(at: scaledSpend) { cell, saturation in
      squares[cell] += precision * saturation * saturation
      products[cell] += precision * saturation * scaledReturn
    }
    returnSquares += precision * scaledReturn * scaledReturn
    self.weight += min(1, weight)
  }

  /// Lets all observations keep only the share `kept` of their weight, as after a break.
  package mutating func fade(by kept: Double) {
    let kept = min(1, max(0, kept))
    guard kept < 1 else { return }
    for cell in squares.indices {
      squares[cell] *= kept
      products[cell] *= kept
    }
    returnSquares *= kept
    weight *= kept
  }

  /// The posterior of every cell, to answer several questions at once.
  package var belief: ResponseBelief {
    let prior = configuration.priorWeight
    let priorNoise = configuration.noise * configuration.noise
    let cells = ResponseGrid.cells.enumerated().map { index, cell in
      let typical = cell.saturation(at: 1)
      let square = squares[index] + prior * typical * typical
      let product = products[index] + prior * typical
      let rest = returnSquares + prior - product * product / square
      let shape = 3 + 0.5 * weight
      let scale = 2 * priorNoise + 0.5 * max(0, rest)
      let evidence =
        0.5 * Double.log(prior * typical * typical / square) - shape * Double.log(scale)
      return (
        logWeight: cell.logPrior + evidence, mean: max(0, product / square),
        variance: scale / shape / square, noise: scale / shape
      )
    }
    return ResponseBelief(
      configuration: configuration, cells: cells, degreesOfFreedom: 6 + weight)
  }

  /// The curve to expect; see ``ResponseBelief/mean``.
  package var mean: HillCurve { belief.mean }

  /// Draws one curve that may be the true one (Thompson sampling).
  package func sample(using generator: inout some RandomNumberGenerator) -> HillCurve {
    belief.sample(using: &generator)
  }
}
