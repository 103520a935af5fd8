import Commerce
import Evaluation
import Oversight

/// What running campaigns need: tests that have an answer, last days that come near, creatives that
/// are worn.
struct Upkeep {
  let input: PlanningInput
  private let memory: DecisionMemory
  private let worn: [WornCreatives]

  /// - Parameters:
  ///   - input: The shop as it stands.
  ///   - memory: What was decided before.
  ///   - worn: Campaigns whose creatives were found to be worn.
  init(_ input: PlanningInput, memory: DecisionMemory, worn: [WornCreatives]) {
    self.input = input
    self.memory = memory
    self.worn = worn
  }

  /// What should be done, and why worn creatives stay where nothing may replace them.
  var work: (drafts: [DecisionDraft], unwritten: [String]) {
    let refreshes = worn.filter { $0.obstacle == nil }.map {
      EvidenceWriter.draft(
        replacing: $0.fresh, of: $0.campaign, because: $0.words, opportunity: $0.opportunity,
        input: input)
    }
    let unwritten = worn.compactMap { worn in
      worn.obstacle.map { "\"\(worn.campaign.name)\": \($0)" }
    }
    return (timely + refreshes, unwritten)
  }

  private var timely: [DecisionDraft] {
    let ended = conclusions
    let concluded = Set(ended.flatMap { $0.action.campaigns })
    let switched = switches.filter { !concluded.contains($0.action.campaigns[0]) }
    return ended + switched + renewals
  }

  private var conclusions: [DecisionDraft] {
    input.experiments.compactMap { experiment in
      // A trial whose campaign does not run any more is over; creatives wait for it.
      guard experiment.status == .running, let campaign = input.campaign(experiment.campaign),
        campaign.isRunning || experiment.metric == nil,
        ConclusionRequests(of: experiment.id, among: input.decisions, now: input.now).mayAsk
      else { return nil }
      return EvidenceWriter.draft(concluding: experiment, campaign: campaign, input: input)
    }
  }

  /// Budgets that the next block of their test asks for.
  private var switches: [DecisionDraft] {
    input.experiments.compactMap { experiment in
      guard experiment.status == .running, let campaign = input.campaign(experiment.campaign),
        campaign.status == .active, !memory.isBusy(campaign.id, with: \.decidesBudget),
        !wasSwitchBlocked(campaign.id)
      else { return nil }
      return EvidenceWriter.draft(switching: campaign, for: experiment, input: input)
    }
  }

  /// What a guardrail has blocked is asked again twice a day, not every round.
  private func wasSwitchBlocked(_ campaign: Campaign.ID) -> Bool {
    guard let last = memory.decisions(touching: campaign).last, case .blocked = last.state else {
      return false
    }
    return input.now.seconds(since: last.proposedAt) < 12 * Instant.secondsPerHour
  }

  /// A question about something else that nobody answers lets no campaign lapse.
  private var renewals: [DecisionDraft] {
    input.campaigns.compactMap { campaign in
      guard campaign.status == .active, campaign.platform.hasBudgets,
        !memory.isBusy(campaign.id, with: \.decidesWhetherItRuns)
      else { return nil }
      let left = campaign.end.days(since: input.now.day)
      guard left <= 2, left >= 0, !wasRenewalRefused(campaign) else { return nil }
      let lag = AttributionLag.days(campaign.platform)
      let settled = input.book.settledDays(campaign.id, now: input.now, lagDays: lag, days: 21)
      let metrics = settled.reduce(Metrics.zero) { $0 + $1.metrics }
      let reading = ReturnReading(
        metrics, days: max(1, settled.count), shop: input.shop, orderValue: input.orderValue)
      let minimum = input.policy.minimumReturn
      if let reading, reading.probabilityBelow(minimum) > 0.9,
        Double(metrics.spendMicros) / 1_000_000 * minimum / input.orderValue >= 3
      {
        return nil
      }
      let words =
        reading.map { "ROAS \(twoDecimals($0.mean)) over \(settled.count) settled days" }
        ?? "too early to judge it"
      return EvidenceWriter.draft(
        renewing: campaign, to: input.now.day.adding(days: 7),
        because: "it ends in \(FigureWords.count(left, "day")); \(words)", input: input)
    }
  }

  private func wasRenewalRefused(_ campaign: Campaign) -> Bool {
    memory.decisions(touching: campaign.id).contains { decision in
      guard case .renewCampaign = decision.action, case .rejected(let rejection) = decision.state
      else { return false }
      return input.now.seconds(since: rejection.at) < 7 * Instant.secondsPerDay
    }
  }
}

extension Action {
  /// Whether its campaign goes on depends on it.
  fileprivate var decidesWhetherItRuns: Bool {
    switch self {
    case .pauseCampaign, .endCampaign, .renewCampaign: true
    default: false
    }
  }

  /// Whether its campaign's budget depends on it.
  fileprivate var decidesBudget: Bool {
    switch self {
    case .concludeExperiment: true
    case .pauseCampaign, .endCampaign, .resumeCampaign: true
    default: actionClass == .budgets
    }
  }
}
