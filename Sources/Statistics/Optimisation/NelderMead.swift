/// Minimises a function without its gradient by Nelder and Mead's moving simplex.
///
/// Source: Lagarias, Reeds, Wright and Wright, "Convergence properties of the Nelder-Mead simplex
/// method in low dimensions", 1998.
///
/// - Parameters:
///   - start: The first corner.
///   - step: How far the other corners are from it, one along each axis.
///   - tolerance: Ends when the values at the corners differ by at most this share of the least.
///   - rounds: Ends after so many steps in any case.
///   - function: Infinite or NaN where it is not defined.
/// - Returns: The best corner found.
func minimum(
  from start: [Double], step: Double, tolerance: Double, rounds: Int,
  of function: ([Double]) -> Double
) -> (place: [Double], value: Double) {
  func corner(_ place: [Double]) -> (place: [Double], value: Double) {
    let value = function(place)
    return (place, value.isNaN ? .infinity : value)
  }
  var corners = [corner(start)]
  for axis in start.indices {
    var place = start
    place[axis] += step
    corners.append(corner(place))
  }
  for _ in 0..<rounds {
    corners.sort { $0.value < $1.value }
    let (best, worst) = (corners[0], corners[corners.count - 1])
    if worst.value - best.value <= tolerance * abs(best.value) { break }
    let others = corners.dropLast()
    let centre = start.indices.map { axis in
      others.reduce(0) { $0 + $1.place[axis] } / Double(others.count)
    }
    func moved(_ length: Double) -> (place: [Double], value: Double) {
      corner(zip(centre, worst.place).map { $0 + length * ($1 - $0) })
    }
    let reflected = moved(-1)
    var next = reflected
    if reflected.value < best.value {
      let expanded = moved(-2)
      if expanded.value < reflected.value { next = expanded }
    } else if reflected.value >= corners[corners.count - 2].value {
      next = moved(reflected.value < worst.value ? -0.5 : 0.5)
    }
    if next.value < min(reflected.value.nextUp, worst.value) {
      corners[corners.count - 1] = next
    } else {
      corners = corners.map { found in
        corner(zip(found.place, best.place).map { 0.5 * ($0 + $1) })
      }
    }
  }
  corners.sort { $0.value < $1.value }
  return corners[0]
}
