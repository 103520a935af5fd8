package import Commerce
package import Oversight

/// A decision before it has an id: what to do, why, what it should bring and what it can cost.
package struct DecisionDraft: Sendable {
  package var action: Action
  package var title: String
  package var platform: Platform
  package var evidence: Decision.Evidence
  package var forecast: Decision.Forecast
  package var atWorst: Money
  /// A campaign to be kept from now on, in state pending; `nil` unless the action creates one.
  package var campaign: Campaign?
  /// The experiment as it is to be kept, pending or with its reading; `nil` unless the action
  /// concerns one.
  package var experiment: Experiment?
  /// What it was made from; `nil` for upkeep and for people's own actions.
  package var opportunity: Opportunity?

  package init(
    action: Action, title: String, platform: Platform, evidence: Decision.Evidence,
    forecast: Decision.Forecast, atWorst: Money, campaign: Campaign? = nil,
    experiment: Experiment? = nil, opportunity: Opportunity? = nil
  ) {
    self.action = action
    self.title = title
    self.platform = platform
    self.evidence = evidence
    self.evidence.opportunity = opportunity?.kind
    self.forecast = forecast
    self.atWorst = atWorst
    self.campaign = campaign
    self.experiment = experiment
    self.opportunity = opportunity
  }
}
