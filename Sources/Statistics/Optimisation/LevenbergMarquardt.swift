/// Minimises a sum of squares by Levenberg and Marquardt's damped Gauss-Newton steps.
///
/// The slopes are taken by differences. Source: Marquardt, "An algorithm for least-squares
/// estimation of nonlinear parameters", 1963.
///
/// - Parameters:
///   - start: Where the search begins; coordinates of the order of 1.
///   - rounds: Steps at most.
///   - residuals: What is squared and added up; not finite where it is not defined.
/// - Returns: The best place found.
func leastSquaresPlace(
  from start: [Double], rounds: Int = 200, residuals: ([Double]) -> [Double]
) -> [Double] {
  var place = start
  var rest = residuals(start)
  var error = dot(rest, rest)
  guard error.isFinite else { return start }
  var damping = 1e-2
  for _ in 0..<rounds {
    let slopes = place.indices.map { axis in
      var moved = place
      let step = 1e-6 * max(1, abs(moved[axis]))
      moved[axis] += step
      return zip(residuals(moved), rest).map { ($0 - $1) / step }
    }
    let products = slopes.map { -dot($0, rest) }
    let curvature = slopes.map { one in slopes.map { dot(one, $0) } }
    let before = error
    for _ in 0..<12 {
      var damped = curvature
      for axis in damped.indices { damped[axis][axis] += damping * damped[axis][axis] + 1e-12 }
      let step = SymmetricMatrix(rows: damped).solution(of: products) ?? place.map { _ in 0 }
      let next = zip(place, step).map { $0 + $1 }
      let nextRest = residuals(next)
      let nextError = dot(nextRest, nextRest)
      if nextError < error {
        (place, rest, error) = (next, nextRest, nextError)
        damping = max(1e-10, damping / 5)
        break
      }
      damping *= 4
    }
    if before - error <= 1e-9 * before { break }
  }
  return place
}
