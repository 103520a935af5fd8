import AgentInterface
import Campaigns
import Commerce
import Evaluation
import OrderedCollections
import Oversight
import Persistence

/// The life of a test from its start to what it taught.
extension AgentState {
  /// Counts what runs, judges it, and closes what can only be closed.
  mutating func readExperiments() {
    judgeTests()
    closeTests()
  }

  private mutating func judgeTests() {
    let running = experiments.values.filter { $0.status == .running }
    guard !running.isEmpty else { return }
    let week =
      running.contains { $0.metric == nil } ? DemandWeek(orders, now: now) : DemandWeek.even
    let reread = ExperimentJudge.read(
      running, book: metrics, week: week, emails: emailFigures, now: now)
    for (experiment, read) in zip(running, reread) where read != experiment {
      save(read)
      guard now.hour == 0 || read.isDecided, let reading = read.reading else { continue }
      effects.commit.changes.append(
        .experimentLook(
          read.id, ExperimentDetail.Look(at: now, effect: reading.relativeEffect)))
    }
  }

  mutating func concluded(_ action: Action) {
    switch action {
    case .startExperiment(let plan):
      guard var experiment = experiments[plan.experiment] else { return }
      experiment.status = .running
      experiment.startedAt = now
      save(experiment)
    case .sendEmailCampaign(let plan):
      guard let test = plan.test, var experiment = experiments[test.experiment] else { return }
      experiment.status = .running
      experiment.startedAt = now
      save(experiment)
    case .concludeExperiment(let conclusion):
      guard var experiment = experiments[conclusion.experiment] else { return }
      experiment.status = Experiment.Status(after: conclusion.verdict)
      experiment.concludedAt = now
      end(experiment)
    default: break
    }
  }

  /// Tests whose campaigns are over, or about whose end nobody is asked any more: nothing changes at
  /// a platform, what they taught is kept.
  private mutating func closeTests() {
    for experiment in experiments.values where experiment.status == .running {
      let requests = ConclusionRequests(of: experiment.id, among: decisions.values, now: now)
      let words = experiment.isOver(requests, campaign: { campaigns[$0] })
      guard let words else { continue }
      for request in requests.waiting {
        advance(request.id, .withdrawn(reason: words), by: .agent, why: words)
        journal(.plan, "Withdrawn: \(request.title)", detail: words, decision: request.id)
      }
      let closed = experiment.closed(because: words, at: now)
      audit(
        "test closed", subject: "experiment \(experiment.id)", by: .agent, before: "running",
        after: closed.status.rawValue, why: words)
      journal(
        .learn, "Closed test \(experiment.id) as it stands: \(closed.status.rawValue)",
        detail: closed.reading?.reason ?? words, campaign: experiment.campaign)
      end(closed)
    }
  }

  /// Keeps a test that is over, and what it taught.
  private mutating func end(_ experiment: Experiment) {
    let before = (messages, audiences)
    save(experiment)
    switch experiment.subject {
    case .creative, .email: journalLesson(of: experiment, before: before.0)
    case .audience(let trial): journalLesson(of: experiment, trial, before: before.1)
    case .budget(let trial): journalLesson(of: experiment, trial)
    }
  }

  /// An experiment whose start failed or was taken back ends where it stands.
  mutating func abandon(_ action: Action) {
    guard let id = action.startedExperiment, var experiment = experiments[id],
      experiment.status.isOpen
    else { return }
    experiment.status = .inconclusive
    experiment.concludedAt = now
    save(experiment)
  }

  /// What is believed of the challenger's idea after a test that was believed otherwise before.
  private mutating func journalLesson(of experiment: Experiment, before: MessageBelief) {
    guard experiment.status != .invalid, experiment.variants.count == 2,
      let control = experiment.variants[0].idea, let challenger = experiment.variants[1].idea,
      let campaign = campaigns[experiment.campaign]
    else { return }
    // What an e-mail's recipients spend is about sales.
    let metric = experiment.metric ?? .conversionRate
    let setting = MessageSetting(campaign)
    func words(_ belief: MessageBelief) -> String {
      let effect = belief.effect(of: challenger, over: control, in: setting, metric: metric)
      return FigureWords.change(effect.mean)
        + " (\(FigureWords.change(effect.low)) to \(FigureWords.change(effect.high)))"
    }
    journal(
      .observe,
      "Learnt: \(challenger.rawValue) against \(control.rawValue) on "
        + "\(campaign.platform.name) is worth \(words(messages))",
      detail:
        "Believed before test \(experiment.id): \(words(before)). The next messages and tests "
        + "start from this.", campaign: campaign.id)
    learned(
      .test,
      BeliefChange(
        subject: "\(challenger.rawValue) against \(control.rawValue) on \(campaign.platform.name)",
        before: words(before), after: words(messages),
        because: "test \(experiment.id), \(experiment.hypothesis)"), campaign: campaign.id,
      experiment: experiment.id)
  }
}

extension AgentState {
  /// Tests of e-mails whose recipients are known, to be counted.
  var emailCounts: [EmailCount] {
    let plans = decisions.values.compactMap { decision -> (Experiment.ID, [String])? in
      guard case .sendEmailCampaign(let plan) = decision.action, let test = plan.test else {
        return nil
      }
      return (test.experiment, plan.recipients)
    }
    return plans.compactMap { id, recipients in
      guard let experiment = experiments[id], experiment.status == .running,
        !experiment.isDecided
      else { return nil }
      return EmailCount(experiment: experiment, recipients: recipients)
    }
  }
}

extension Action {
  /// The test that begins with it.
  var startedExperiment: Experiment.ID? {
    switch self {
    case .startExperiment(let plan): plan.experiment
    case .sendEmailCampaign(let plan): plan.test?.experiment
    default: nil
    }
  }
}

extension Experiment.Status {
  init(after verdict: Experiment.Verdict) {
    self =
      switch verdict {
      case .adopt: .adopted
      case .drop: .dropped
      case .stopInvalid: .invalid
      case .stopInconclusive, .continue: .inconclusive
      }
  }
}
