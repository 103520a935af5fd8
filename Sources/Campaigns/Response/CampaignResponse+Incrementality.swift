package import Commerce
import Evaluation
import Oversight
package import Statistics

/// Attributed until a test supports incremental: what lift tests say of a campaign's return.
extension CampaignResponse {
  /// Takes a lift test in.
  ///
  /// - Parameters:
  ///   - measurement: What it measured beside what was attributed to the same change.
  ///   - day: The last day of the test.
  package mutating func learnLift(_ measurement: LiftMeasurement, on day: Day) {
    let before = incrementality(on: day)
    lift = Lift(share: before.learning(from: measurement), testedOn: day)
    revision += 1
  }

  /// The share of the attributed return that is incremental, as far as it still holds on a day.
  package func incrementality(on day: Day) -> Incrementality {
    guard let lift else { return .untested }
    return lift.share.aged(days: Double(max(0, day.days(since: lift.testedOn))))
  }

  /// What a budget earns: the attributed return, corrected by what tests found of it.
  package func earnedBelief(on day: Day) -> ResponseBelief {
    belief.corrected(by: incrementality(on: day))
  }

  /// What decisions rest on: as ``earnedBelief(on:)``; without a test, the share of the attributed
  /// return that published experiments found to be caused with such an audience.
  func causedBelief(_ audience: Audience, on day: Day) -> ResponseBelief {
    guard !incrementality(on: day).isTested else { return earnedBelief(on: day) }
    return belief.scaled(by: IndustryPriors.incrementality(audience))
  }

  /// `attributed; no lift test has shown how much of it is incremental`, or the share with its
  /// interval and where it is from.
  package func incrementalityWords(on day: Day) -> String {
    guard let lift else {
      return "attributed; no lift test has shown how much of it is incremental"
    }
    let share = incrementality(on: day)
    let interval = share.interval()
    return "\(twoDecimals(share.median)) of what is attributed is incremental "
      + "(\(twoDecimals(interval.lowerBound)) to \(twoDecimals(interval.upperBound))), by "
      + "\(FigureWords.count(lift.share.tests, "lift test")), the last on \(lift.testedOn)"
  }
}
