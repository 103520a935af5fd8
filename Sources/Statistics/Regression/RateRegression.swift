import RealModule

/// A regression of events on features through their rate: ln rate = offset + intercept + slopes · x.
///
/// A known rate goes in as the offset, so that without evidence the regression leaves it alone; the
/// ridge draws the slopes, not the intercept, to 0. Two things can be learnt from the same rate:
/// how many events there were (Poisson), or whether there was any, P(none) = exp(−rate), which is
/// the complementary log-log link.
///
/// Source: McCullagh and Nelder, "Generalized linear models", 1989, sections 2.5 and 4.3.
package struct RateRegression: Sendable, Codable, Equatable {
  package let intercept: Double
  /// One a feature.
  package let slopes: [Double]

  /// What of the events is learnt from.
  package enum Outcome: Sendable {
    case count, whetherAny
  }

  package init(intercept: Double, slopes: [Double]) {
    self.intercept = intercept
    self.slopes = slopes
  }

  /// ln rate of one row without its offset.
  package func logFactor(_ features: ArraySlice<Double>) -> Double {
    var sum = intercept
    for column in slopes.indices { sum += slopes[column] * features[features.startIndex + column] }
    return sum
  }

  /// Maximises the penalised likelihood by Fisher scoring with halved steps.
  ///
  /// - Parameters:
  ///   - rows: At least one.
  ///   - outcome: What of the events counts.
  ///   - ridge: Half of it times the sum of squared slopes is taken off the log-likelihood; above 0
  ///     where features may be collinear.
  ///   - rounds: Ends after so many steps in any case.
  /// - Complexity: O(`rounds` × rows × features²).
  package init(_ rows: RateRows, outcome: Outcome, ridge: Double, rounds: Int = 40) {
    var place = [Double](repeating: 0, count: rows.dimension + 1)
    var (value, gradient, information) = rows.score(at: place, outcome, ridge)
    for _ in 0..<rounds {
      guard let step = information.solution(of: gradient) else { break }
      var share = 1.0
      var isBetter = false
      while share > 1e-6, !isBetter {
        let next = zip(place, step).map { $0 + share * min(2, max(-2, $1)) }
        let found = rows.score(at: next, outcome, ridge)
        isBetter = found.value.isFinite && found.value >= value
        if isBetter {
          place = next
          (value, gradient, information) = found
        }
        share /= 2
      }
      // What the last step can have gained, by its quadratic approximation.
      guard isBetter, dot(step, gradient).magnitude > 1e-7 || share < 0.5 else { break }
    }
    intercept = place[0]
    slopes = Array(place.dropFirst())
  }
}

/// Observations for a rate regression, column-free: features row after row in one array.
package struct RateRows: Sendable {
  package let dimension: Int
  package private(set) var features: [Double] = []
  /// ln of the rate that was known beforehand.
  package private(set) var offsets: [Double] = []
  /// Events of each row, at least 0.
  package private(set) var counts: [Double] = []
  package private(set) var weights: [Double] = []

  /// - Parameter dimension: Features a row.
  package init(dimension: Int) {
    self.dimension = dimension
  }

  package var count: Int { counts.count }

  package mutating func append(
    _ row: ArraySlice<Double>, offset: Double, events: Double, weight: Double = 1
  ) {
    precondition(row.count == dimension, "\(row.count) features instead of \(dimension)")
    features += row
    offsets.append(offset)
    counts.append(events)
    weights.append(weight)
  }

  /// The same rows without features, their part of `regression` but the intercept in the offset.
  package func reduced(by regression: RateRegression) -> RateRows {
    var rows = RateRows(dimension: 0)
    for row in 0..<count {
      let known =
        regression.logFactor(features[row * dimension..<(row + 1) * dimension])
        - regression.intercept
      rows.append([], offset: offsets[row] + known, events: counts[row], weight: weights[row])
    }
    return rows
  }

  /// The penalised log-likelihood, its gradient and its expected curvature.
  fileprivate func score(
    at place: [Double], _ outcome: RateRegression.Outcome, _ ridge: Double
  ) -> (value: Double, gradient: [Double], information: SymmetricMatrix) {
    let width = dimension + 1
    var value = 0.0
    var gradient = [Double](repeating: 0, count: width)
    var curvature = [Double](repeating: 0, count: width * width)
    for row in 0..<count {
      let first = row * dimension
      var logRate = offsets[row] + place[0]
      for column in 0..<dimension { logRate += place[column + 1] * features[first + column] }
      let term = RateTerm(logRate: min(30, max(-30, logRate)), events: counts[row], outcome)
      let weight = weights[row]
      value += weight * term.value
      let slope = weight * term.slope
      let bend = weight * term.curvature
      gradient[0] += slope
      curvature[0] += bend
      for column in 0..<dimension {
        let feature = features[first + column]
        gradient[column + 1] += slope * feature
        curvature[(column + 1) * width] += bend * feature
        for other in 0...column {
          curvature[(column + 1) * width + other + 1] += bend * feature * features[first + other]
        }
      }
    }
    for column in 1..<max(1, width) {
      value -= 0.5 * ridge * place[column] * place[column]
      gradient[column] -= ridge * place[column]
      curvature[column * width + column] += ridge
    }
    return (value, gradient, SymmetricMatrix(lowerTriangle: curvature, dimension: width))
  }
}

/// One row's share of the log-likelihood and its derivatives by ln rate.
private struct RateTerm {
  var value: Double
  var slope: Double
  /// The expected curvature, with its sign turned.
  var curvature: Double

  init(logRate: Double, events: Double, _ outcome: RateRegression.Outcome) {
    let rate = Double.exp(logRate)
    switch outcome {
    case .count:
      value = events * logRate - rate
      slope = events - rate
      curvature = rate
    case .whetherAny:
      let odds = Double.expMinusOne(rate)
      value = events > 0 ? Double.log(-Double.expMinusOne(-rate)) : -rate
      slope = events > 0 ? rate / odds : -rate
      curvature = rate * rate / odds
    }
  }
}

extension SymmetricMatrix {
  fileprivate init(lowerTriangle values: [Double], dimension: Int) {
    self.init(
      rows: (0..<dimension).map { row in
        (0..<dimension).map { values[max(row, $0) * dimension + min(row, $0)] }
      })
  }
}
