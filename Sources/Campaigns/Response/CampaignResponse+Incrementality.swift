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
  ///   - days: When it ran; `nil` where that is not known.
  package mutating func learnLift(
    _ measurement: LiftMeasurement, on day: Day, days: ClosedRange<Day>? = nil
  ) {
    let before = incrementality(on: day)
    lift = Lift(
      share: before.learning(from: measurement), testedOn: max(day, lift?.testedOn ?? day),
      days: (lift?.days ?? []) + (days.map { [$0] } ?? []))
    revision += 1
  }

  /// Why a test says nothing of a campaign's return.
  ///
  /// - Parameters:
  ///   - days: When it ran; without them nothing can be said.
  ///   - campaign: What was tested.
  ///   - today: The day that is not over.
  /// - Returns: A sentence; `nil` if nothing speaks against it.
  package func obstacle(
    toTestOn days: ClosedRange<Day>?, _ campaign: Campaign, today: Day
  ) -> String? {
    guard let days else { return nil }
    let test = "The test ran from \(days.lowerBound) to \(days.upperBound)"
    if days.upperBound >= today { return "\(test), which is not over: today is \(today)." }
    guard days.lowerBound >= campaign.start, days.upperBound <= campaign.end else {
      return "\(test), and \"\(campaign.name)\" from \(campaign.start) to \(campaign.end)."
    }
    if let known = lift?.days?.first(where: { $0.overlaps(days) }) {
      return
        "\(test), and one from \(known.lowerBound) to \(known.upperBound) is recorded: the same "
        + "days do not count twice. Read all regions of a test together."
    }
    return nil
  }

  /// When the last lift test ended; `nil` before the first.
  package var liftTestedOn: Day? { lift?.testedOn }

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
