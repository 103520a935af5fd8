import RealModule

/// Takes up what a simplex of donors leaves unmatched, at the price of weights below 0.
///
/// The weights move by (X Xᵀ + λ I)⁻¹ X r, with r what is left of the target and X the donors around
/// their mean in each period, so that they still add up to 1 (Ben-Michael, Feller & Rothstein 2021).
struct RidgeAugmentation {
  private let centred: [[Double]]
  private let products: [[Double]]
  private let alongs: [Double]

  init(target: [Double], points: [[Double]], weights: [Double]) {
    let count = Double(points.count)
    let means = target.indices.map { period in points.reduce(0) { $0 + $1[period] } / count }
    let centred = points.map { point in zip(point, means).map { $0 - $1 } }
    var rest = target
    for (weight, point) in zip(weights, points) where weight != 0 {
      for index in rest.indices { rest[index] -= weight * point[index] }
    }
    self.centred = centred
    products = centred.map { left in centred.map { dot(left, $0) } }
    alongs = centred.map { dot($0, rest) }
  }

  /// By how much each weight moves; they add up to 0. None move where λ is not above 0.
  func moves(penalty: Double) -> [Double] {
    guard penalty > 0 else { return alongs.map { _ in 0 } }
    let rows = products.indices.map { row in
      products.indices.map { products[row][$0] + (row == $0 ? penalty : 0) }
    }
    return SymmetricMatrix(rows: rows).solution(of: alongs) ?? alongs.map { _ in 0 }
  }

  /// Strengths to try: eight decades down from the sum of squares of all donors.
  static func penalties(_ points: [[Double]]) -> [Double] {
    let total = points.reduce(0) { $0 + dot($1, $1) }
    return total > 0 ? (0...16).map { total * Double.pow(10, -0.5 * Double($0)) } : []
  }
}

extension SyntheticControl {
  /// The ridge's strength that best foretells periods left out, one at a time.
  ///
  /// Of all strengths within one standard error of the best the strongest is taken, as augsynth does,
  /// so that weights leave the simplex only where that pays.
  ///
  /// - Parameters:
  ///   - series: Finite, as long as each donor.
  ///   - donors: At least one.
  ///   - matched: The periods to match; about 24 of them, evenly spread, are left out in turn.
  /// - Returns: A strength above 0, or `nil` where the donors do not vary or fewer than four periods
  ///   are matched.
  package static func crossValidatedPenalty(
    of series: [Double], donors: [[Double]], matched: Range<Int>
  ) -> Double? {
    let (target, points) = centred(series, donors, matched)
    let penalties = RidgeAugmentation.penalties(points)
    guard !penalties.isEmpty, matched.count >= 4 else { return nil }
    var errors = penalties.map { _ in Moments() }
    for left in stride(from: 0, to: matched.count, by: max(1, matched.count / 24)) {
      for (place, gap) in gaps(leavingOut: left, target, points, penalties).enumerated() {
        errors[place].add(gap * gap)
      }
    }
    guard let best = errors.min(by: { $0.mean < $1.mean }) else { return nil }
    let limit = best.mean + ((best.variance ?? 0) / Double(best.count)).squareRoot()
    return zip(penalties, errors).first { $0.1.mean <= limit }?.0
  }

  /// What each strength leaves unexplained in one period that it was not shown.
  private static func gaps(
    leavingOut left: Int, _ target: [Double], _ points: [[Double]], _ penalties: [Double]
  ) -> [Double] {
    func without(_ values: [Double]) -> (kept: [Double], shown: Double) {
      let mean = (values.reduce(0, +) - values[left]) / Double(values.count - 1)
      var kept = values.map { $0 - mean }
      let shown = kept.remove(at: left)
      return (kept, shown)
    }
    let own = without(target)
    let others = points.map(without)
    let fit = SimplexFit(target: own.kept, points: others.map(\.kept))
    let augmentation = RidgeAugmentation(
      target: own.kept, points: others.map(\.kept), weights: fit.weights)
    let plain = zip(fit.weights, others).reduce(own.shown) { $0 - $1.0 * $1.1.shown }
    return penalties.map { penalty in
      zip(augmentation.moves(penalty: penalty), others).reduce(plain) { $0 - $1.0 * $1.1.shown }
    }
  }
}
