import RealModule

/// A concave envelope prepared to tell its spend for one price after another.
///
/// A price is the marginal return at which spending stops; it is kept as a logarithm. Newton's
/// method starts where the last price led, so a price near the last costs a step or two.
struct PricedCurve {
  private let lower: Double
  private let touch: Double
  private let upper: Double
  private let halfSaturation: Double
  private let shape: Double
  /// ln(A h / c), the unit of the marginal return.
  private let logUnit: Double
  /// From this price up nothing is spent on top of the lower end.
  let logHighestPrice: Double
  /// Up to this price everything is spent.
  private let logLowestPrice: Double
  /// Whether spend jumps at the highest price, from the lower end along the whole line.
  let jumps: Bool
  private var logRatio = Double.nan

  init(_ envelope: ConcaveEnvelope) {
    let curve = envelope.curve
    lower = envelope.lower
    touch = envelope.touch
    upper = envelope.upper
    halfSaturation = curve.halfSaturation
    shape = curve.shape
    logUnit = Double.log(curve.maximum * curve.shape / curve.halfSaturation)
    let hasRoom = upper > lower && curve.maximum > 0
    let first = touch > lower ? envelope.slope : curve.marginal(lower)
    jumps = hasRoom && touch > lower
    logHighestPrice = hasRoom ? Double.log(first) : -.infinity
    logLowestPrice =
      hasRoom && touch < upper ? Double.log(curve.marginal(upper)) : logHighestPrice
  }

  /// The spend at a price, and how fast it changes with the logarithm of the price.
  mutating func spend(atLogPrice logPrice: Double) -> (amount: Double, slope: Double) {
    if logPrice > logHighestPrice { return (lower, 0) }
    if logPrice <= logLowestPrice { return (upper, 0) }
    let (ratio, elasticity) = solve(logPrice - logUnit)
    let amount = min(upper, max(touch, halfSaturation * ratio))
    return (amount, amount / elasticity)
  }

  /// The logarithm of the marginal return of the curve itself.
  func logPrice(at spend: Double) -> Double {
    let place = Double.log(spend / halfSaturation)
    return logUnit + (shape - 1) * place - 2 * softplus(shape * place)
  }

  /// s / c and d ln(marginal) / d ln(s) where the marginal return in its unit is e^`target`.
  private mutating func solve(_ target: Double) -> (ratio: Double, elasticity: Double) {
    if shape == 1 {
      let ratio = max(0, Double.exp(-0.5 * target) - 1)
      return (ratio, -2 * ratio / (1 + ratio))
    }
    var place = logRatio
    if place.isNaN {
      // Both tails of the curve promise more than it has, so the root is left of both of theirs.
      place = -target / (shape + 1)
      if shape < 1 { place = min(place, target / (shape - 1)) }
    }
    var slope = -1.0
    for _ in 0..<60 {
      let decay = Double.exp(-shape * abs(place))
      let saturation = (place > 0 ? 1 : decay) / (1 + decay)
      slope = shape - 1 - 2 * shape * saturation
      guard slope < 0 else {
        // Left of an S-shaped curve's turning point: start again from the right.
        place = max(-target / (shape + 1), place + 1)
        continue
      }
      let logShare =
        (shape - 1) * place - 2 * (max(0, shape * place) + Double.log(onePlus: decay))
      let step = (logShare - target) / slope
      place -= step
      if abs(step) <= 1e-13 * max(1, abs(place)) { break }
    }
    logRatio = place
    return (Double.exp(place), slope)
  }
}
