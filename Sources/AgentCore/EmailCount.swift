import Commerce
import DataPipeline
import Evaluation
import Statistics

/// An e-mail's test that waits for what its recipients spend.
package struct EmailCount: Sendable {
  var experiment: Experiment
  /// Shop references of all it was sent to.
  var recipients: [String]

  /// Counts every recipient, whether the e-mail reached them or not, by the message dealt to them.
  ///
  /// - Parameters:
  ///   - histories: With all orders up to the end of `day`.
  ///   - day: The last day that is known whole.
  /// - Returns: Figures up to then, or `nil` before the day of the send is over.
  func figures(_ histories: PurchaseHistories, through day: Day) -> EmailFigures? {
    let sent = experiment.startedAt.day
    let days = min(Experiment.EmailTrial.windowDays, day.days(since: sent) + 1)
    guard days > 0, let assignment = experiment.assignment else { return nil }
    let before = sent.adding(days: -Experiment.EmailTrial.beforeDays)..<sent
    let window = sent..<sent.adding(days: days)
    var missing = Set(recipients)
    var sums = experiment.variants.map { _ in EmailArm() }
    for row in 0..<histories.count {
      let reference = histories.reference(of: row)
      guard missing.remove(reference) != nil else { continue }
      sums[assignment.variant(of: reference)].add(
        histories.spend(of: row, in: window), before: histories.spend(of: row, in: before))
    }
    // Who is not among the customers any more has bought nothing.
    for reference in missing.sorted() {
      sums[assignment.variant(of: reference)].add(0, before: 0)
    }
    return EmailFigures(days: days, arms: sums.map(\.arm), buyers: sums.map(\.buyers))
  }
}

/// One message's recipients, added up.
private struct EmailArm {
  private var metric = Moments()
  private var before = Moments()
  private var products = 0.0
  private(set) var buyers = 0

  mutating func add(_ spent: Double, before earlier: Double) {
    metric.add(spent)
    before.add(earlier)
    products += spent * earlier
    if spent > 0 { buyers += 1 }
  }

  var arm: AdjustedArm { AdjustedArm(metric: metric, before: before, sumOfProducts: products) }
}
