import Commerce
import Evaluation
import Oversight
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
    search.refreshes()
    search.pacing()
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
    /// What a budget becomes that is used up too early or not used.
    var budgetsByPace: [Campaign.ID: Money] = [:]
    /// Running campaigns whose creatives are worn.
    var worn: [WornCreatives] = []
    private(set) var found: [Opportunity] = []
    private(set) var considered: [Considered] = []

    init(_ input: PlanningInput) {
      self.input = input
      memory = DecisionMemory(input.decisions, now: input.now)
      history = OwnResults(input)
      planner = BudgetPlanner(input, memory: memory, history: history)
    }

    var findings: Findings {
      let order = found.indices.sorted { (-found[$0].score, $0) < (-found[$1].score, $1) }
      return Findings(opportunities: order.map { found[$0] }, considered: considered)
    }

    mutating func reject(_ kind: Opportunity.Kind, _ subject: String, _ why: String) {
      considered.append(Considered(kind: kind, subject: subject, why: why))
    }

    /// Takes an opportunity if it is worth it; `subject` names it where it is not.
    mutating func offer(_ opportunity: Opportunity, subject: String, urgency: Double = 1) {
      if let obstacle = memory.obstacle(to: DecisionMemory.Idea(opportunity)) {
        return reject(opportunity.kind, subject, obstacle)
      }
      guard opportunity.hope.profit > 0, opportunity.hope.confidence >= 0.5 else {
        return reject(opportunity.kind, subject, poor(opportunity))
      }
      keep(opportunity, urgency: urgency)
    }

    /// Ranks an opportunity, whatever it is worth.
    mutating func keep(_ opportunity: Opportunity, urgency: Double = 1) {
      var ranked = opportunity
      let perDay = opportunity.hope.profit / Double(max(1, opportunity.horizonDays))
      let factor = memory.factor(for: DecisionMemory.Idea(opportunity))
      ranked.score = perDay * opportunity.hope.confidence * factor * urgency
      found.append(ranked)
    }

    private func poor(_ opportunity: Opportunity) -> String {
      let tried =
        opportunity.learning.map {
          "; with a return better than expected \(input.words($0.profit)), "
            + FigureWords.share($0.confidence)
        } ?? ""
      return "expected profit \(input.words(opportunity.profit.mean)) in "
        + "\(FigureWords.count(opportunity.horizonDays, "day")), "
        + "\(FigureWords.share(opportunity.confidence)) likely to be one\(tried)"
    }
  }
}
