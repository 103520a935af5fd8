/// What responses bring at a fixed list of steady spends.
package struct SteadyResponses: Sendable {
  /// For each spend the saturation of each curve of the grid.
  private let saturations: [[Double]]

  /// - Parameters:
  ///   - spends: At least 0 each.
  ///   - typicalSpend: That of the responses that will be asked, above 0.
  package init(spends: [Double], typicalSpend: Double) {
    saturations = spends.map { CarryOverGrid.saturations(atSteady: $0 / typicalSpend) }
  }

  /// Orders a day per exposure of 1 at each spend, on average over what may be true, and the
  /// standard deviation of what is not known of them.
  package func counts(of response: DriftingResponse) -> (means: [Double], deviations: [Double]) {
    let (heights, squares) = response.curveMoments
    var (means, deviations): ([Double], [Double]) = ([], [])
    for row in saturations {
      var (mean, square) = (0.0, 0.0)
      for index in row.indices {
        mean += heights[index] * row[index]
        square += squares[index] * row[index] * row[index]
      }
      means.append(mean)
      deviations.append(max(0, square - mean * mean).squareRoot())
    }
    return (means, deviations)
  }
}
