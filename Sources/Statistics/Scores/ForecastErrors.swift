/// How far forecasts of single cases were from what happened.
package struct ForecastErrors: Sendable, Codable, Equatable {
  package let predictedTotal: Double
  package let actualTotal: Double
  /// The mean of |forecast − actual|.
  package let meanAbsolute: Double
  /// The square root of the mean of (forecast − actual)².
  package let rootMeanSquare: Double

  /// Compares `forecasts` with `actual` case by case; `nil` if there are none.
  ///
  /// - Parameters:
  ///   - forecasts: One a case.
  ///   - actual: What happened, in the same order.
  ///   - weights: How much a case counts in the two means; all alike if `nil`.
  package init?(_ forecasts: [Double], actual: [Double], weights: [Double]? = nil) {
    precondition(
      forecasts.count == actual.count, "\(forecasts.count) forecasts of \(actual.count) cases")
    guard !forecasts.isEmpty else { return nil }
    var (sum, truth, absolute, square, weightOfAll) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for index in forecasts.indices {
      let weight = weights?[index] ?? 1
      let miss = forecasts[index] - actual[index]
      sum += forecasts[index]
      truth += actual[index]
      absolute += weight * abs(miss)
      square += weight * miss * miss
      weightOfAll += weight
    }
    predictedTotal = sum
    actualTotal = truth
    meanAbsolute = absolute / weightOfAll
    rootMeanSquare = (square / weightOfAll).squareRoot()
  }
}
