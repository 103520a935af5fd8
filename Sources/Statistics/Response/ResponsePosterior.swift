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

  /// Sums over another grid have other names, so that they are never read as sums over this one.
  private enum CodingKeys: String, CodingKey {
    case configuration
    case squares = "squares, shapes 1 to 1.5"
    case products = "products, shapes 1 to 1.5"
    case returnSquares, weight
  }

  /// Reads what was stored; observations summed over another grid are left out, and what is left is
  /// the prior.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(try container.decode(Configuration.self, forKey: .configuration))
    guard let squares = try container.decodeIfPresent(PackedDoubles.self, forKey: .squares)
    else { return }
    self.squares = squares
    products = try container.decode(PackedDoubles.self, forKey: .products)
    returnSquares = try container.decode(Double.self, forKey: .returnSquares)
    weight = try container.decode(Double.self, forKey: .weight)
  }

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
  package var belief: ResponseBelief { belief(beside: nil) }

  /// As ``belief``, with what other campaigns of the same shop say of the shape of its curves and of
  /// the level of its returns.
  package func belief(beside pool: ResponsePool?) -> ResponseBelief {
    let own = evidence
    let others = pool?.others(than: own)
    let shape = 3 + 0.5 * weight
    let cells = ResponseGrid.cells.indices.map { index in
      var mixture = HeightMixture()
      for (position, level) in ResponseGrid.levels.enumerated() {
        let place = index * ResponseGrid.levels.count + position
        let fit = fit(of: index, at: level.factor)
        mixture.add(
          logWeight: level.logPrior + own[place] + (others?[place] ?? 0),
          mean: max(0, fit.product / fit.square), variance: fit.scale / shape / fit.square,
          noise: fit.scale / shape)
      }
      return mixture.sum(logPrior: ResponseGrid.cells[index].logPrior)
    }
    return ResponseBelief(
      configuration: configuration, cells: cells, degreesOfFreedom: 6 + weight)
  }

  /// The logarithm of how well each cell foretold what was observed, for each level of the shop's
  /// returns: cell by cell, each with all levels, up to a constant.
  var evidence: [Double] {
    let shape = 3 + 0.5 * weight
    var evidence: [Double] = []
    evidence.reserveCapacity(ResponseGrid.count * ResponseGrid.levels.count)
    for index in ResponseGrid.cells.indices {
      for level in ResponseGrid.levels {
        let fit = fit(of: index, at: level.factor)
        evidence.append(
          0.5 * Double.log(fit.precision / fit.square) - shape * Double.log(fit.scale))
      }
    }
    return evidence
  }

  /// The conjugate statistics of one cell where the height is thought to be `level` times the
  /// configured one.
  private func fit(
    of index: Int, at level: Double
  ) -> (precision: Double, square: Double, product: Double, scale: Double) {
    let prior = configuration.priorWeight
    let typical = ResponseGrid.typicalSaturations[index]
    let precision = prior * typical * typical
    let square = squares[index] + precision
    let product = products[index] + prior * typical * level
    let rest = returnSquares + prior * level * level - product * product / square
    return (
      precision, square, product,
      2 * configuration.noise * configuration.noise + 0.5 * max(0, rest)
    )
  }

  /// The curve to expect; see ``ResponseBelief/mean``.
  package var mean: HillCurve { belief.mean }

  /// Draws one curve that may be the true one (Thompson sampling).
  package func sample(using generator: inout some RandomNumberGenerator) -> HillCurve {
    belief.sample(using: &generator)
  }
}
