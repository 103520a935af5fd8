import AgentInterface
import Commerce
import Oversight

/// What can be done with one thing, as numbered choices.
enum LineActions {
  static func choices(for item: ItemID, _ mode: LineMode, _ facts: Facts) -> [LineMode.Choice] {
    switch item {
    case .decision(let id): decision(mode.decision(id), facts)
    case .alert(let id): alert(facts.snapshot.alerts.first { $0.id == id }, facts)
    case .campaign(let id): campaign(facts.campaign(id)) + [details]
    case .segment: [details]
    case .experiment(let id):
      campaign(
        facts.snapshot.experiments.first { $0.experiment.id == id }
          .flatMap { facts.campaign($0.experiment.campaign) }) + [details]
    case .activity(let id): entry(facts.snapshot.activity.first { $0.id == id }, facts)
    }
  }

  private static let details = LineMode.Choice(words: "Details", deed: .details)

  private static func decision(_ decision: Decision?, _ facts: Facts) -> [LineMode.Choice] {
    guard let decision else { return [details] }
    var choices: [LineMode.Choice] = []
    if decision.state.isWaitingForPerson {
      choices.append(.init(words: "Approve", deed: .goTo(.approving(decision))))
      choices.append(.init(words: "Reject", deed: .goTo(.rejecting(decision.id, nil))))
      if let budget = decision.editableBudget {
        let form = AmountForm(
          target: .decision(decision.id), title: decision.title, current: budget)
        choices.append(.init(words: "Edit the daily budget", deed: .goTo(.amount(form))))
      }
    } else if decision.state.wasCarriedOut {
      choices.append(undo(decision.id, decision.title))
    }
    choices += decision.action.campaigns.compactMap { facts.campaign($0) }.prefix(6)
      .flatMap { campaign($0) }
    return choices + [details]
  }

  private static func alert(_ alert: Alert?, _ facts: Facts) -> [LineMode.Choice] {
    guard let alert else { return [details] }
    var choices: [LineMode.Choice] = []
    if alert.state == .open {
      choices.append(.init(words: "Acknowledge", deed: .send(.acknowledge(alert.id))))
    }
    if alert.state != .resolved {
      choices.append(
        .init(words: "Silence for a day", deed: .send(.silence(alert.id, hours: 24))))
      choices.append(.init(words: "Resolve", deed: .send(.resolve(alert.id))))
    }
    if case .campaign(let id) = alert.scope { choices += campaign(facts.campaign(id)) }
    return choices + [details]
  }

  private static func entry(_ entry: ActivityEntry?, _ facts: Facts) -> [LineMode.Choice] {
    guard let entry else { return [] }
    var choices: [LineMode.Choice] = []
    if let decision = entry.decision {
      choices.append(.init(words: "Decision \(decision)", deed: .goTo(.item(.decision(decision)))))
      if entry.kind == .act { choices.append(undo(decision, entry.text)) }
    }
    if let id = entry.campaign {
      choices.append(.init(words: "Campaign", deed: .goTo(.item(.campaign(id)))))
      choices += campaign(facts.campaign(id))
    }
    return choices
  }

  private static func undo(_ id: Decision.ID, _ title: String) -> LineMode.Choice {
    let question = Question(
      title: "Undo decision \(id)?", lines: [title], yes: "undo", commands: [.undo(id)],
      isRaising: true)
    return .init(words: "Undo", deed: .goTo(.confirming(question)))
  }

  private static func campaign(_ row: CampaignRow?) -> [LineMode.Choice] {
    guard let campaign = row?.campaign else { return [] }
    var choices: [LineMode.Choice] = []
    let name = "\"\(campaign.name)\""
    if campaign.isRunning, campaign.platform.hasBudgets {
      choices.append(.init(words: "Pause \(name)", deed: .send(.pause(campaign.id))))
    } else if campaign.isRunning {
      choices.append(
        .init(
          words: "Cancel the send of \(name)", deed: .goTo(.confirming(cancelQuestion(campaign)))))
    } else if campaign.status == .paused {
      let question = Question(
        title: "Resume \(name)?", lines: [], yes: "resume", commands: [.resume(campaign.id)],
        isRaising: true)
      choices.append(.init(words: "Resume \(name)", deed: .goTo(.confirming(question))))
    }
    if let budget = campaign.dailyBudget, campaign.status != .completed {
      let form = AmountForm(target: .campaign(campaign.id), title: name, current: budget)
      choices.append(.init(words: "Set the daily budget of \(name)", deed: .goTo(.amount(form))))
    }
    return choices
  }

  private static func cancelQuestion(_ campaign: Campaign) -> Question {
    Question(
      title: "Cancel the send of \"\(campaign.name)\"?",
      lines: ["\(campaign.platform.name) has no pause; what is sent stays sent."],
      yes: "cancel the send", commands: [.pause(campaign.id)])
  }
}
