import Commerce
import Evaluation

/// A test of what runs now against the challenger from which most is to be expected: another
/// creative that runs already, or a new one.
enum CreativeTests {
  static func proposal(
    for campaign: Campaign, _ input: PlanningInput
  ) -> Result<ExperimentProposal, TestObstacle> {
    guard let control = campaign.creatives.first else {
      return .failure(TestObstacle(ExperimentObstacle.oneIdea.description))
    }
    var written = WrittenMessages(
      creatives: campaign.creatives.filter { $0.idea != control.idea })
    if written.creatives.isEmpty {
      written = CampaignWriter(input).challengers(to: control, of: campaign)
    }
    let refused = written.refused.map(\.words)
    let designs = written.creatives.map { design(campaign, control, $0, input) }
    let best = designs.compactMap(\.value).max { $0.gainPerDay.mean < $1.gainPerDay.mean }
    if var best {
      best.notes = refused
      return .success(best)
    }
    let obstacle = designs.lazy.compactMap(\.obstacle).first ?? .oneIdea
    return .failure(
      TestObstacle(([obstacle.description] + refused).joined(separator: "; ")))
  }

  private static func design(
    _ campaign: Campaign, _ control: Creative, _ challenger: Creative, _ input: PlanningInput
  ) -> Result<ExperimentProposal, ExperimentObstacle> {
    var candidate = campaign
    candidate.creatives = [control, challenger]
    let setting = MessageSetting(campaign)
    return ExperimentDesign.proposal(
      for: candidate, book: input.book, experiments: input.experiments, shop: input.shop,
      now: input.now
    ) { challenger, control, metric in
      input.messages.logRatio(
        of: challenger.idea, to: control.idea, in: setting, metric: metric)
    }
  }
}
