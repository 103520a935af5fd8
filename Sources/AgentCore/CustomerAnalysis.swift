import Commerce
import DataPipeline
import Evaluation

/// What the models say of the customers as of one day.
package struct CustomerAnalysis: Sendable {
  var model: CustomerModel?
  var values: [CustomerValue] = []
  /// Why there is no lifetime value, if there is none.
  var valueNote: String?
  /// Probability of no purchase in 90 days by row, from rhythms; empty if they cannot be learnt.
  var churn: [Double?] = []
  var clusters: ClusterReport?
  /// Who was where a week ago; `nil` if that is not known.
  var earlier: SegmentSnapshot?
  /// Orders and revenue of the next four weeks; `nil` with too short a history.
  var outlook: DemandForecast?
  /// What the recipients of e-mails under test spent.
  var emails: [Experiment.ID: EmailFigures] = [:]
}
