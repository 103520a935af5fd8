import Commerce
import Evaluation
import Oversight
import RealModule
import Statistics

/// Finds what is worth doing and puts it in order, with the money it should bring and how sure that
/// is.
///
/// Expected profits come from own results as far as there are any, drawn towards published averages
/// (``IndustryPriors``) where there are few. Ideas that people rejected rest, and rank lower for a
/// while after.
package enum OpportunityFinder {
  /// Everything found, best first, with what was looked at and left.
  package static func find(in input: PlanningInput) -> Findings {
    var generator = SeededGenerator(seed: UInt64(bitPattern: input.now.seconds))
    return find(in: input, using: &generator)
  }

  package static func find(
    in input: PlanningInput, using generator: inout some RandomNumberGenerator
  ) -> Findings {
    search(input, using: &generator).findings
  }

  static func search(
    _ input: PlanningInput, using generator: inout some RandomNumberGenerator
  ) -> Search {
    var search = Search(input)
    search.segments()
    search.acquisition()
    search.losses()
    search.tests()
    search.budgets(using: &generator)
    return search
  }

  /// A search under way: what it has found so far, each with its score.
  struct Search {
    let input: PlanningInput
    let memory: DecisionMemory
    let history: OwnResults
    let planner: BudgetPlanner
    /// The move of budgets that was found, if one was.
    var budgetPlan: BudgetPlan?
    /// The test that was found for each campaign that deserves one.
    var testProposals: [Campaign.ID: TestProposal] = [:]
    private(set) var found: [(opportunity: Opportunity, score: Double)] = []
    private(set) var considered: [Considered] = []

    init(_ input: PlanningInput) {
      self.input = input
      memory = DecisionMemory(input.decisions, now: input.now)
      history = OwnResults(input)
      planner = BudgetPlanner(input, memory: memory, history: history)
    }

    var findings: Findings {
      let order = found.indices.sorted { (-found[$0].score, $0) < (-found[$1].score, $1) }
      return Findings(opportunities: order.map { found[$0].opportunity }, considered: considered)
    }

    mutating func reject(_ kind: Opportunity.Kind, _ subject: String, _ why: String) {
      considered.append(Considered(kind: kind, subject: subject, why: why))
    }

    /// Takes an opportunity if it is worth it; `subject` names it where it is not.
    mutating func offer(_ opportunity: Opportunity, subject: String, urgency: Double = 1) {
      let idea = DecisionMemory.Idea(
        kind: opportunity.kind, platform: opportunity.platform, audience: opportunity.audience,
        campaign: opportunity.campaign)
      if let obstacle = memory.obstacle(to: idea) {
        return reject(opportunity.kind, subject, obstacle)
      }
      guard opportunity.hope.profit > 0, opportunity.hope.confidence >= 0.5 else {
        let profit = input.words(opportunity.profit.mean)
        let chance = FigureWords.share(opportunity.confidence)
        let tried =
          opportunity.learning.map {
            "; with a return better than expected \(input.words($0.profit)), "
              + FigureWords.share($0.confidence)
          } ?? ""
        return reject(
          opportunity.kind, subject,
          "expected profit \(profit) in \(FigureWords.count(opportunity.horizonDays, "day")), "
            + "\(chance) likely to be one\(tried)")
      }
      let perDay = opportunity.hope.profit / Double(max(1, opportunity.horizonDays))
      let score = perDay * opportunity.hope.confidence * memory.factor(for: idea) * urgency
      found.append((opportunity, score))
    }
  }
}

/// What own campaigns have brought, drawn towards the published averages where they are few.
struct OwnResults: Sendable {
  private let orderValue: Double
  private let currency: Currency
  private let settled: [(campaign: Campaign, metrics: Metrics)]
  private let audiences: AudienceBelief

  init(_ input: PlanningInput) {
    orderValue = input.orderValue
    currency = input.currency
    audiences = input.audiences
    settled = input.campaigns.map { campaign in
      let lag = AttributionLag.days(campaign.platform)
      return (campaign, input.book.settled(campaign.id, now: input.now, lagDays: lag, days: 28))
    }
  }

  /// A level drawn from own results and published averages.
  struct Level: Sendable {
    var mean: Double
    /// Standard deviation of its logarithm.
    var logDeviation: Double
    /// What it rests on, in words.
    var basis: String
  }

  /// Attributed return of an audience on a platform.
  ///
  /// - Parameters:
  ///   - platform: Where the audience is spoken to.
  ///   - audience: Who is spoken to.
  ///   - others: How much a unit spent on another audience of the platform says of this one, 0…1; 0
  ///     where what others say is taken from all responses (``SharedResponses``).
  /// - Returns: Revenue a unit of spend.
  func roas(_ platform: Platform, _ audience: Audience, others: Double = 0.2) -> Level {
    let prior = benchmark(platform, audience)
    var spend = 0.0
    var revenue = 0.0
    for (campaign, metrics) in settled where campaign.platform == platform {
      let weight = campaign.audience == audience ? 1 : others
      spend += weight * Double(metrics.spendMicros) / 1_000_000
      revenue += weight * Double(metrics.revenueMicros) / 1_000_000
    }
    let priorSpend = IndustryPriors.roasOrders * orderValue / prior.mean
    let share = priorSpend / (priorSpend + spend)
    let basis =
      spend > priorSpend / 4
      ? "own results (\(FigureWords.money(spend, currency)) spent) and benchmarks"
      : "published benchmarks"
    let tests = audiences.tests(of: audience)
    return Level(
      mean: (prior.mean * priorSpend + revenue) / (priorSpend + spend),
      logDeviation: max(0.15, prior.logDeviation * share.squareRoot()),
      basis: tests > 0 ? "\(basis), and \(FigureWords.count(tests, "test")) of the audience" : basis
    )
  }

  /// The published average, moved by what tests of audiences have taught.
  private func benchmark(_ platform: Platform, _ audience: Audience) -> IndustryPriors.Level {
    let published = IndustryPriors.roas(platform, audience)
    let learnt = audiences.strength(of: audience, on: platform)
    return IndustryPriors.Level(
      mean: published.mean * Double.exp(learnt.mean),
      logDeviation: published.logDeviation * learnt.deviation / AudienceBelief.untested)
  }

  /// Attributed orders for each delivered e-mail of an objective.
  func emailOrders(_ objective: Campaign.Objective) -> Level {
    let prior = IndustryPriors.emailOrders(objective)
    var delivered = 0.0
    var orders = 0.0
    for (campaign, metrics) in settled
    where campaign.platform == .klaviyo && campaign.objective == objective {
      delivered += Double(metrics.impressions)
      orders += metrics.conversions
    }
    let weight = IndustryPriors.emailWeight
    let share = weight / (weight + delivered)
    let basis =
      delivered > 0
      ? "own e-mails (\(FigureWords.whole(delivered)) delivered) and benchmarks"
      : "published benchmarks"
    return Level(
      mean: (prior.mean * weight + orders) / (weight + delivered),
      logDeviation: max(0.2, prior.logDeviation * share.squareRoot()), basis: basis)
  }
}
