import Statistics

/// What differences that were measured with noise say of others like them: a Gaussian process
/// around 0 (Rasmussen and Williams, "Gaussian Processes for Machine Learning", 2006,
/// eq. 2.25-26).
struct ContrastPosterior: Sendable {
  /// (covariance of the measured differences + noise)⁻¹ × what was measured.
  private let weights: [Double]
  private let precision: SymmetricMatrix?

  /// - Parameters:
  ///   - measured: The differences, each with the variance of its noise.
  ///   - covariance: Between two of them before anything was measured, by their places.
  init(_ measured: [(value: Double, variance: Double)], covariance: (Int, Int) -> Double) {
    let matrix = SymmetricMatrix(
      rows: measured.indices.map { row in
        measured.indices.map { column in
          covariance(row, column) + (row == column ? measured[row].variance : 0)
        }
      })
    precision = measured.isEmpty ? nil : matrix.inverse
    weights =
      precision?.rows.map { row in
        zip(row, measured).reduce(0) { $0 + $1.0 * $1.1.value }
      } ?? []
  }

  /// What is believed of a difference.
  ///
  /// - Parameters:
  ///   - shared: Its covariance with each measured one.
  ///   - own: Its variance before anything was measured.
  /// - Returns: Normal, with a deviation above 0.
  func belief(shared: [Double], own: Double) -> NormalPrior {
    let explained =
      precision?.rows.enumerated().reduce(0.0) { sum, row in
        sum + shared[row.offset] * zip(row.element, shared).reduce(0) { $0 + $1.0 * $1.1 }
      } ?? 0
    return NormalPrior(
      mean: zip(weights, shared).reduce(0) { $0 + $1.0 * $1.1 },
      deviation: max(1e-6, own - explained).squareRoot())
  }
}
