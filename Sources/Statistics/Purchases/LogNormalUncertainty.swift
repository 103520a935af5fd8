import RealModule

/// How well the positive parameters of a fit are known: a normal distribution of their logarithms.
///
/// Laplace's approximation: the covariance is the inverse of the likelihood's curvature, to which a
/// weak prior (deviation 3 on the log scale, a factor of 20) is added so that a parameter the data
/// say nothing about keeps a wide but finite spread.
package struct LogNormalUncertainty: Sendable, Codable, Equatable {
  /// The logarithms of the estimates.
  package let logEstimates: [Double]
  /// A square root of the covariance of the logarithms; its columns are the axes of uncertainty.
  package let spread: [[Double]]
  /// The smallest eigenvalue of the curvature on the log scale; below 0.1 some combination of the
  /// parameters is unknown over more than three orders of magnitude.
  package let leastCurvature: Double

  /// Whether the likelihood has a ridge, so that some parameters cannot be told apart.
  package var isRidge: Bool { leastCurvature < 0.1 }

  /// Draws one set of parameters.
  package func draw(using generator: inout some RandomNumberGenerator) -> [Double] {
    let chance = logEstimates.map { _ in normal(using: &generator) }
    return logEstimates.indices.map { row in
      Double.exp(logEstimates[row] + dot(spread[row], chance))
    }
  }

  /// The parameters one deviation away along each axis of the uncertainty, both ways.
  package var axisPoints: [(up: [Double], down: [Double])] {
    spread.indices.map { column in
      let shift = spread.map { $0[column] }
      return (
        zip(logEstimates, shift).map { Double.exp($0 + $1) },
        zip(logEstimates, shift).map { Double.exp($0 - $1) }
      )
    }
  }

  /// Measures the curvature of a negative log-likelihood by differences of its gradient.
  init(
    at logEstimates: [Double],
    gradient: ([Double]) -> [Double]
  ) {
    self.logEstimates = logEstimates
    let curvature = LogNormalUncertainty.curvature(at: logEstimates, gradient: gradient)
    let eigen = SymmetricMatrix(rows: curvature).eigen
    leastCurvature = eigen.values.min() ?? 0
    let weak = 1.0 / 9
    // V diag(1 / √(curvature + weak)) is a root of the covariance; where rounding made the
    // curvature negative the prior alone counts.
    spread = eigen.vectors.map { row in
      zip(row, eigen.values).map { $0 / (max(0, $1) + weak).squareRoot() }
    }
  }

  /// The second derivatives of a function by differences of its gradient.
  static func curvature(
    at place: [Double], gradient: ([Double]) -> [Double]
  ) -> [[Double]] {
    let step = 1e-4
    var rows: [[Double]] = place.indices.map { index in
      var above = place
      var below = place
      above[index] += step
      below[index] -= step
      return zip(gradient(above), gradient(below)).map { ($0 - $1) / (2 * step) }
    }
    for row in rows.indices {
      for column in 0..<row {
        let mean = 0.5 * (rows[row][column] + rows[column][row])
        rows[row][column] = mean
        rows[column][row] = mean
      }
    }
    return rows
  }
}
