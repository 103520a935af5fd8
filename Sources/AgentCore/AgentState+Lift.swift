import AgentInterface
import Campaigns
import Commerce
import Evaluation
import OrderedCollections
import Oversight
import Persistence
import Statistics

/// What lift tests say of campaigns.
extension AgentState {
  /// Corrects what is believed of a campaign by a lift test.
  mutating func recordLift(
    _ id: Campaign.ID, _ record: LiftRecord, by person: Originator
  ) -> Answer {
    guard let campaign = campaigns[id] else { return .refused("There is no campaign \(id).") }
    guard var belief = responses[id] else {
      return .refused(
        "Nothing has been learnt of \"\(campaign.name)\" yet; record the test once a day of it has "
          + "settled.")
    }
    let measurement = LiftMeasurement(
      incremental: record.incremental, standardError: record.standardError,
      attributed: record.attributed)
    guard let measurement else {
      return .refused(
        "A lift test has a finite result, a standard error above 0 and attributed revenue above 0.")
    }
    if let obstacle = belief.obstacle(toTestOn: record.days, campaign, today: now.day) {
      return .refused(obstacle)
    }
    let before = belief.incrementalityWords(on: now.day)
    belief.learnLift(measurement, on: record.days?.upperBound ?? now.day, days: record.days)
    responses[id] = belief
    let words = belief.incrementalityWords(on: now.day)
    effects.commit.changes.append(
      .belief(
        key: "response.\(id)", version: belief.revision, json: Array(encoded(belief).utf8), at: now,
        because: "a lift test: \(words)"))
    audit(
      "lift recorded", subject: "campaign \(id)", by: person, before: before, after: words,
      why: record.words)
    journal(.learn, "\(campaign.name): \(words)", by: person, campaign: id)
    learned(
      .lift,
      BeliefChange(
        subject: "return of \"\(campaign.name)\"", before: before, after: words,
        because: "a lift test that \(person) recorded"), campaign: id)
    return .done("\"\(campaign.name)\": \(words).")
  }
}

extension LiftRecord {
  fileprivate var words: String {
    "\(incremental) ± \(standardError) of \(attributed) attributed"
      + (days.map { ", \($0.lowerBound) to \($0.upperBound)" } ?? "")
  }
}
