import RealModule

/// The score of a test on its way from look to look, inside the boundaries it has not crossed.
///
/// The score at information I is normal with mean drift · I and variance I, and its increments are
/// independent. The density of the score among those that go on is carried from one look to the
/// next by quadrature, so that exit probabilities are exact to about 10⁻⁹.
///
/// Sources: Armitage, McPherson and Rowe, "Repeated significance tests on accumulating data", 1969;
/// Jennison and Turnbull, "Group Sequential Methods", 2000, chapter 19.
struct BoundaryWalk {
  /// The mean of the score for each unit of information.
  let drift: Double
  private(set) var information = 0.0
  /// The score at the look before as point masses, in rising order.
  private var places: [Double] = [0]
  private var masses: [Double] = [1]
  /// The information at the look before, whose places these are.
  private var origin = 0.0
  /// The standard deviation and the mean of the step since then.
  private var deviation = 0.0
  private var shift = 0.0
  /// The boundary at the present look, of the score.
  private var limit = Double.infinity

  init(drift: Double = 0) {
    self.drift = drift
  }

  /// Goes on to a look at `next`, which is above the present information.
  mutating func advance(to next: Double) {
    if information > 0 { settle(before: next) }
    origin = information
    deviation = (next - information).squareRoot()
    shift = drift * (next - information)
    information = next
    limit = .infinity
  }

  /// The probability of getting to this look and being beyond ±`boundary` of the score there.
  func exit(beyond boundary: Double) -> (upper: Double, lower: Double) {
    var (upper, lower) = (0.0, 0.0)
    let scale = 0.5.squareRoot() / deviation
    for index in places.indices.reversed() {
      let distance = (boundary - places[index] - shift) * scale
      if distance > Self.outOfReach { break }
      upper += masses[index] * Double.erfc(distance)
    }
    for index in places.indices {
      let distance = (boundary + places[index] + shift) * scale
      if distance > Self.outOfReach { break }
      lower += masses[index] * Double.erfc(distance)
    }
    return (0.5 * upper, 0.5 * lower)
  }

  /// The probability of getting to this look and being above `boundary`, had the drift been another.
  ///
  /// The score is sufficient, so that the other drift only weights the places by exp(δ·(place −
  /// (drift + δ/2)·information)), δ being the difference of the drifts. Exact as long as the places
  /// cover where the other drift leads, which those inside finite boundaries do.
  func upperExit(beyond boundary: Double, drift other: Double) -> Double {
    let change = other - drift
    let centre = 0.5 * (other + drift) * origin
    let step = other * deviation * deviation
    let scale = 0.5.squareRoot() / deviation
    var sum = 0.0
    for index in places.indices.reversed() {
      let distance = (boundary - places[index] - step) * scale
      if distance > Self.outOfReach { break }
      sum +=
        masses[index] * Double.exp(change * (places[index] - centre)) * Double.erfc(distance)
    }
    return 0.5 * sum
  }

  /// The boundary that a driftless score crosses on either side with `probability` at this look.
  ///
  /// Newton's steps inside a bracket; ∞ if the probability is too small to matter.
  func boundary(exitedWith probability: Double) -> Double {
    let reach = Self.farthest * information.squareRoot()
    guard probability > 1e-16 else { return .infinity }
    var (low, high) = (0.0, reach)
    guard both(beyond: low) > probability else { return low }
    var boundary = min(
      reach, -NormalDistribution.standard.quantile(probability / 2) * information.squareRoot())
    for _ in 0..<80 {
      let excess = both(beyond: boundary) - probability
      if abs(excess) <= 1e-13 * probability { break }
      if excess > 0 { low = boundary } else { high = boundary }
      let slope = density(at: boundary) + density(at: -boundary)
      let step = boundary + excess / slope
      let next = step > low && step < high ? step : 0.5 * (low + high)
      if abs(next - boundary) <= 1e-14 * reach { break }
      boundary = next
    }
    return boundary
  }

  /// Ends the walks that are beyond `boundary`; the others go on.
  mutating func stop(beyond boundary: Double) { limit = boundary }

  private func both(beyond boundary: Double) -> Double {
    let exit = exit(beyond: boundary)
    return exit.upper + exit.lower
  }

  private func density(at score: Double) -> Double {
    var sum = 0.0
    for (place, mass) in zip(places, masses) {
      let distance = (score - place - shift) / deviation
      sum += mass * Double.exp(-0.5 * distance * distance)
    }
    return sum * Self.rootTwoPi / deviation
  }

  /// Turns the density at this look into point masses fine enough for the step to `next`.
  private mutating func settle(before next: Double) {
    let reach = Self.farthest * information.squareRoot()
    let centre = drift * information
    let low = max(-limit, centre - reach)
    let high = max(low, min(limit, centre + reach))
    let panel = 2 * min(deviation, (next - information).squareRoot())
    let grid = GaussGrid(
      over: low...high, panels: Int(((high - low) / panel).rounded(.up)))
    masses = masses(at: grid)
    places = grid.nodes
  }

  /// Only masses within nine deviations of a node can reach it; without a drift the upper half
  /// mirrors the lower one.
  private func masses(at grid: GaussGrid) -> [Double] {
    guard drift == 0 else { return masses(at: grid, first: grid.nodes.count) }
    let lower = masses(at: grid, first: grid.nodes.count / 2)
    return lower + lower.reversed()
  }

  private func masses(at grid: GaussGrid, first nodes: Int) -> [Double] {
    var first = 0
    let window = 9 * deviation
    return zip(grid.nodes, grid.weights).prefix(nodes).map { node, weight in
      let start = node - shift
      while first < places.count, places[first] < start - window { first += 1 }
      var sum = 0.0
      var index = first
      while index < places.count, places[index] <= start + window {
        let distance = (start - places[index]) / deviation
        sum += masses[index] * Double.exp(-0.5 * distance * distance)
        index += 1
      }
      return weight * sum * Self.rootTwoPi / deviation
    }
  }

  /// Beyond this many deviations a score is never seen (probability 10⁻¹⁷).
  private static let farthest = 8.6
  /// Beyond this argument erfc is below 10⁻¹⁷.
  private static let outOfReach = 6.1
  /// 1 / √(2π).
  private static let rootTwoPi = 0.3989422804014326779399461
}
