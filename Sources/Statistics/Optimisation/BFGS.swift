/// A minimum found by following gradients.
struct GradientMinimum {
  var place: [Double]
  var value: Double
  var gradient: [Double]
  /// Whether the gradient got small enough, rather than the rounds running out.
  var converged: Bool
}

/// Minimises a smooth function by the method of Broyden, Fletcher, Goldfarb and Shanno.
///
/// Steps back until the value falls enough (Armijo) and skips updates without positive curvature.
/// Source: Nocedal and Wright, "Numerical Optimization", 2006, algorithm 6.1.
///
/// - Parameters:
///   - start: Where to begin.
///   - tolerance: Ends when no component of the gradient is larger.
///   - rounds: Ends after so many steps in any case.
///   - longestStep: No component moves further in one step.
///   - curvature: About the second derivatives at `start`, if they are known: the search then begins
///     with Newton's step and ends after few.
///   - function: Value and gradient at a place; a value that is not finite is stepped back from.
/// - Returns: The lowest place found, whether or not it converged.
func minimum(
  from start: [Double], tolerance: Double, rounds: Int = 200, longestStep: Double = 2,
  curvature: [[Double]]? = nil, of function: ([Double]) -> (value: Double, gradient: [Double])
) -> GradientMinimum {
  var state = GradientMinimum(place: start, value: .infinity, gradient: start, converged: false)
  (state.value, state.gradient) = function(start)
  let known = curvature.flatMap { SymmetricMatrix(rows: $0).inverse }
  var inverse = InverseCurvature(dimension: start.count, known: known)
  for round in 0..<rounds {
    state.converged = state.gradient.allSatisfy { abs($0) <= tolerance }
    guard !state.converged, state.value.isFinite else { break }
    var direction = inverse.direction(for: state.gradient)
    var slope = dot(direction, state.gradient)
    if !(slope < 0) {
      inverse = InverseCurvature(dimension: start.count)
      direction = state.gradient.map { -$0 }
      slope = dot(direction, state.gradient)
    }
    let longest = direction.reduce(0) { max($0, abs($1)) }
    let isBlind = round == 0 && known == nil
    let first = min(isBlind ? 1 / max(1, longest) : 1, longestStep / longest)
    let found = lineSearch(
      state, along: direction, slope: slope, first: first, of: function)
    guard let next = found else { break }
    inverse.update(
      step: zip(next.place, state.place).map { $0 - $1 },
      change: zip(next.gradient, state.gradient).map { $0 - $1 }, isFirst: isBlind)
    state = next
  }
  return state
}

private func lineSearch(
  _ state: GradientMinimum, along direction: [Double], slope: Double, first: Double,
  of function: ([Double]) -> (value: Double, gradient: [Double])
) -> GradientMinimum? {
  var length = first
  for _ in 0..<40 {
    let place = zip(state.place, direction).map { $0 + length * $1 }
    let (value, gradient) = function(place)
    // Near the end a sum of many terms is only known up to its rounding.
    let rounding = 1e-14 * abs(state.value)
    if value.isFinite, value <= state.value + 1e-4 * length * slope + rounding {
      return GradientMinimum(place: place, value: value, gradient: gradient, converged: false)
    }
    // The parabola through both values, kept within a tenth and a half of the last length.
    let curvature = 2 * (value - state.value - length * slope) / (length * length)
    let best = -slope / curvature
    length = best.isFinite ? min(0.5 * length, max(0.1 * length, best)) : 0.1 * length
  }
  return nil
}

private struct InverseCurvature {
  private var matrix: [[Double]]

  init(dimension: Int, known: SymmetricMatrix? = nil) {
    matrix = (known ?? SymmetricMatrix.identity(dimension)).rows
  }

  func direction(for gradient: [Double]) -> [Double] {
    matrix.map { -dot($0, gradient) }
  }

  mutating func update(step: [Double], change: [Double], isFirst: Bool) {
    let curvature = dot(step, change)
    let size = dot(change, change)
    guard curvature > 1e-12 * (dot(step, step) * size).squareRoot(), size > 0 else { return }
    if isFirst {
      for index in matrix.indices { matrix[index][index] = curvature / size }
    }
    let carried = matrix.map { dot($0, change) }
    let scale = (1 + dot(change, carried) / curvature) / curvature
    for row in matrix.indices {
      for column in matrix.indices {
        matrix[row][column] +=
          scale * step[row] * step[column]
          - (carried[row] * step[column] + step[row] * carried[column]) / curvature
      }
    }
  }
}

func dot(_ one: [Double], _ other: [Double]) -> Double {
  var sum = 0.0
  for index in one.indices { sum += one[index] * other[index] }
  return sum
}
