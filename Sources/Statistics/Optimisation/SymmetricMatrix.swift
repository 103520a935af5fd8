/// A small symmetric matrix: the curvature of a likelihood or the covariance of an estimate.
package struct SymmetricMatrix: Sendable, Codable, Equatable {
  package var rows: [[Double]]

  package init(rows: [[Double]]) {
    self.rows = rows
  }

  package static func identity(_ dimension: Int) -> SymmetricMatrix {
    SymmetricMatrix(
      rows: (0..<dimension).map { row in
        (0..<dimension).map { $0 == row ? 1 : 0 }
      })
  }

  package var dimension: Int { rows.count }

  /// The lower triangle whose product with its transpose is this matrix, if it is positive.
  package var cholesky: [[Double]]? {
    var factor = rows.map { $0.map { _ in 0.0 } }
    for row in rows.indices {
      for column in 0...row {
        var rest = rows[row][column]
        for inner in 0..<column { rest -= factor[row][inner] * factor[column][inner] }
        if row == column {
          guard rest > 0, rest.isFinite else { return nil }
          factor[row][row] = rest.squareRoot()
        } else {
          factor[row][column] = rest / factor[column][column]
        }
      }
    }
    return factor
  }

  /// The solution of matrix × x = `values`, if the matrix is positive.
  package func solution(of values: [Double]) -> [Double]? {
    cholesky.map { Self.solution(of: values, factor: $0) }
  }

  private static func solution(of values: [Double], factor: [[Double]]) -> [Double] {
    var result = values
    for row in result.indices {
      for column in 0..<row { result[row] -= factor[row][column] * result[column] }
      result[row] /= factor[row][row]
    }
    for row in result.indices.reversed() {
      for below in result.indices where below > row {
        result[row] -= factor[below][row] * result[below]
      }
      result[row] /= factor[row][row]
    }
    return result
  }

  /// The inverse, if the matrix is positive.
  package var inverse: SymmetricMatrix? {
    cholesky.map { factor in
      SymmetricMatrix(
        rows: SymmetricMatrix.identity(dimension).rows.map {
          Self.solution(of: $0, factor: factor)
        })
    }
  }

  /// The eigenvalues and, in the same order, unit eigenvectors, by Jacobi's rotations.
  package var eigen: (values: [Double], vectors: [[Double]]) {
    var matrix = rows
    var vectors = SymmetricMatrix.identity(dimension).rows
    for _ in 0..<60 {
      var moved = false
      for row in 0..<dimension {
        for column in row + 1..<max(row + 1, dimension) {
          moved = rotate(&matrix, &vectors, row, column) || moved
        }
      }
      if !moved { break }
    }
    return (matrix.indices.map { matrix[$0][$0] }, vectors)
  }

  private func rotate(
    _ matrix: inout [[Double]], _ vectors: inout [[Double]], _ row: Int, _ column: Int
  ) -> Bool {
    let across = matrix[row][column]
    let scale = (matrix[row][row] * matrix[column][column]).magnitude.squareRoot()
    guard abs(across) > 1e-17 * scale, abs(across) > 1e-300 else { return false }
    let ratio = (matrix[column][column] - matrix[row][row]) / (2 * across)
    let tangent =
      (ratio < 0 ? -1 : 1) / (abs(ratio) + (ratio * ratio + 1).squareRoot())
    let cosine = 1 / (tangent * tangent + 1).squareRoot()
    let sine = tangent * cosine
    for index in matrix.indices {
      let (left, right) = (matrix[index][row], matrix[index][column])
      matrix[index][row] = cosine * left - sine * right
      matrix[index][column] = sine * left + cosine * right
    }
    for index in matrix.indices {
      let (upper, lower) = (matrix[row][index], matrix[column][index])
      matrix[row][index] = cosine * upper - sine * lower
      matrix[column][index] = sine * upper + cosine * lower
      let (first, second) = (vectors[row][index], vectors[column][index])
      vectors[row][index] = cosine * first - sine * second
      vectors[column][index] = sine * first + cosine * second
    }
    return true
  }
}
