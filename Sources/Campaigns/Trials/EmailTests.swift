import Commerce
import Evaluation
import Oversight
import RealModule
import Statistics

/// Decides whether an e-mail carries two messages, one for each half of its recipients.
///
/// It costs nothing but what the second message is believed to sell less to its half, so it is done
/// wherever that is next to nothing and the recipients are enough to tell anything.
enum EmailTests {
  /// Fewer recipients are not split.
  static let leastRecipients = 400
  /// Most that the second message may be believed to bring less, as a share.
  static let mostLoss = 0.1

  /// The test of a written e-mail's first two messages.
  ///
  /// - Parameters:
  ///   - creatives: The one that would be sent alone first.
  ///   - campaign: What it is for.
  ///   - recipients: How many it goes to.
  ///   - experiment: The test's future id.
  ///   - input: What tests have taught, and how much is ordered.
  /// - Returns: `nil` where one message is sent to all.
  static func test(
    of creatives: [Creative], in campaign: Campaign, recipients: Int,
    experiment: () -> Experiment.ID, _ input: PlanningInput
  ) -> EmailTest? {
    guard creatives.count > 1, recipients >= leastRecipients,
      creatives[0].idea != creatives[1].idea
    else { return nil }
    let believed = input.messages.logRatio(
      of: creatives[1].idea, to: creatives[0].idea, in: MessageSetting(campaign),
      metric: .conversionRate)
    guard Double.exp(believed.mean) >= 1 - mostLoss else { return nil }
    return EmailTest(
      experiment: experiment(),
      hypothesis: "\(creatives[1].idea.rawValue) instead of \(creatives[0].idea.rawValue) in "
        + "\"\(campaign.name)\" makes its recipients spend more",
      design: design(recipients: recipients, input))
  }

  /// By what chance leaves to the orders of customers who order as often as the shop's do on
  /// average; what the spend before takes away of it is not known yet.
  private static func design(recipients: Int, _ input: PlanningInput) -> Experiment.Design {
    let customers = input.segments.reduce(0) { $0 + $1.customers }
    let orders =
      input.orders.average(days: 28, before: input.now.day).ordersPerDay
      * Double(Experiment.EmailTrial.windowDays) / Double(max(1, customers))
    let spread = 1 + OutcomeForecast.orderSpread * OutcomeForecast.orderSpread
    let error = (4 * spread / (Double(recipients) * max(orders, 1e-6))).squareRoot()
    let reach =
      NormalDistribution.standard.quantile(1 - ExperimentJudge.trialAlpha / 2)
      + NormalDistribution.standard.quantile(ExperimentDesign.power)
    return Experiment.Design(
      minimumEffect: reach * error, power: ExperimentDesign.power,
      alpha: ExperimentJudge.trialAlpha, days: Double(Experiment.EmailTrial.windowDays))
  }
}
