import DataPipeline

/// What the models say of the customers as of one day.
package struct CustomerAnalysis: Sendable {
  var model: CustomerModel?
  var values: [CustomerValue] = []
  /// Why there is no lifetime value, if there is none.
  var valueNote: String?
  var clusters: ClusterReport?
  /// Orders and revenue of the next four weeks; `nil` with too short a history.
  var outlook: DemandForecast?
}
