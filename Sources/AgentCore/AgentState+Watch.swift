import AgentInterface
import Campaigns
import Commerce
import DataPipeline
import Evaluation
import OrderedCollections
import Oversight
package import Persistence

/// OBSERVE: what the new data mean.
extension AgentState {
  mutating func observe() {
    contacts.forget(before: now.adding(days: -7))
    summariseHour()
    refreshCustomers()
    // Usually the figures were looked at when they came; a feed that does not answer is told here.
    if isFetchingFeeds { watchForAnomalies() }
    demoteWhereNobodyLooks()
    readExperiments()
    scoreForecasts()
    learn()
  }

  private mutating func summariseHour() {
    guard now.hour.isMultiple(of: 6), hourTally.orders > 0 else { return }
    let revenue = Money(micros: hourTally.revenueMicros, shop.currency)
    journal(
      .observe,
      "\(FigureWords.count(hourTally.orders, "order")), \(revenue.whole), "
        + "\(FigureWords.count(hourTally.newCustomers, "new customer")) in 6 h"
    )
    hourTally = Tally()
  }

  private mutating func refreshCustomers() {
    let today = now.day
    if segmentedDay != today {
      segmentedDay = today
      people.resegment(asOf: today)
      call(
        .analyse(people, demand, emails: emailCounts, asOf: today, seed: analysisSeed))
    } else if now.hour.isMultiple(of: 3) {
      people.resegment(asOf: today)
    }
  }

  /// The models are in: the segments get their values.
  mutating func analysed(_ analysis: CustomerAnalysis?) {
    guard let analysis else {
      journal(.learn, "The customer models took too long and stay as they were")
      return
    }
    people.take(analysis)
    outlook = analysis.outlook
    emailFigures = analysis.emails
    rememberModel(analysis)
    people.resegment(asOf: now.day)
  }

  private var analysisSeed: UInt64 {
    settings.seed &+ UInt64(bitPattern: Int64(now.day.number))
  }

  /// Works out at once what a running agent works out in its first round, for who looks at a shop
  /// whose agent does not run.
  ///
  /// - Throws: ``StoreError`` if the orders cannot be read.
  package mutating func fitCustomers(_ store: Store) throws(StoreError) {
    let histories = try histories(store, HistoryShelf())
    let analysis = people.analysed(
      asOf: now.day, histories: histories, demand: demand, seed: analysisSeed)
    people.take(analysis)
    outlook = analysis.outlook
    people.resegment(asOf: now.day)
  }

  /// The model is kept by the day it learnt up to, so that a start has values without fitting.
  private mutating func rememberModel(_ analysis: CustomerAnalysis) {
    // A model with a figure that is not finite has no JSON; the next start fits it again.
    guard let model = analysis.model, let json = try? canonicalJSON(model) else { return }
    effects.commit.changes.append(
      .belief(
        key: Self.modelBelief, version: Int(model.asOf.number), json: json,
        at: now, because: "fitted to \(model.buyers) buyers"))
  }

  static let modelBelief = "customers"

  // MARK: Alerts

  mutating func restoreWatch() {
    watch.restore(watchInput(), open: Array(alerts.values))
  }

  /// Looks at the figures as soon as the last feed of a round has answered, rather than a round later.
  mutating func watchForAnomalies() {
    var counter = ids
    let events = watch.advance(watchInput(), newID: { counter.nextAlert() })
    ids = counter
    for event in events {
      switch event {
      case .opened(let alert): opened(alert)
      case .updated(let alert):
        guard var known = alerts[alert.id] else { continue }
        let before = known
        known.scope = alert.scope
        known.severity = alert.severity
        known.actual = alert.actual
        known.causes = alert.causes
        known.riskPerDay = alert.riskPerDay
        save(known)
        if known.severity > before.severity || known.scope != before.scope { demote(for: known) }
      case .reopened(let alert): reopened(alert)
      case .resolved(let alert, let note): resolved(alert.id, note)
      }
    }
    forgetOldAlerts()
  }

  private mutating func opened(_ new: Alert) {
    var alert = new
    alert.silencedUntil = silencedUntil(alert)
    if alert.silencedUntil != nil { alert.state = .acknowledged }
    save(alert)
    audit(
      "alert opened", subject: "alert \(alert.id)", by: .agent, after: words(alert),
      why: alert.causes.first ?? "")
    if alert.silencedUntil == nil {
      journal(
        .alert, words(alert), detail: alert.causes.joined(separator: "\n"),
        campaign: alert.scope.campaign)
    }
    demote(for: alert)
  }

  /// It goes on as the alert it was; who had seen it need not see it again.
  private mutating func reopened(_ back: Alert) {
    guard let before = alerts[back.id] else { return opened(back) }
    var alert = back
    alert.silencedUntil = before.silencedUntil
    save(alert)
    audit(
      "alert reopened", subject: "alert \(alert.id)", by: .agent, before: "resolved",
      after: words(alert), why: alert.causes.first ?? "")
    if (alert.silencedUntil ?? now) <= now {
      journal(
        .alert, "Again: \(words(alert))", detail: alert.causes.joined(separator: "\n"),
        campaign: alert.scope.campaign)
    }
    demote(for: alert)
  }

  private mutating func resolved(_ id: Alert.ID, _ note: String) {
    guard var alert = alerts[id] else { return }
    alert.state = .resolved
    alert.resolvedAt = now
    save(alert)
    audit("alert resolved", subject: "alert \(id)", by: .agent, after: note)
    journal(.alert, "Resolved: \(words(alert))", detail: note, campaign: alert.scope.campaign)
  }

  private mutating func forgetOldAlerts() {
    for (id, alert) in alerts where alert.state == .resolved {
      if let at = alert.resolvedAt, at < now.adding(days: -30) { alerts[id] = nil }
    }
  }

  func words(_ alert: Alert) -> String {
    let value = KPIReading.words(alert.metric, alert.actual, shop.currency)
    let low = KPIReading.words(alert.metric, alert.expected.low, shop.currency)
    let high = KPIReading.words(alert.metric, alert.expected.high, shop.currency)
    return
      "\(alert.metric.rawValue) of \(name(of: alert.scope)) is \(value), expected \(low)…\(high)"
  }

  func name(of scope: Alert.Scope) -> String {
    switch scope {
    case .shop: "the shop"
    case .platform(let platform): platform.name
    case .campaign(let id): campaigns[id].map { "\"\($0.name)\"" } ?? "campaign \(id)"
    }
  }

  func openAlarms() -> [Alert.Scope: String] {
    alerts.values.reduce(into: [:]) { alarms, alert in
      guard alert.holdsIncreases else { return }
      alarms[alert.scope] = words(alert)
    }
  }

  // MARK: Forecasts

  private mutating func scoreForecasts() {
    // What came of a plan is told as it is closed.
    let due = decisions.values.compactMap { decision -> (Decision, until: Instant)? in
      guard case .observing(let until) = decision.state, now >= until,
        decision.action.actionClass != .plans
      else { return nil }
      return (decision, until)
    }
    guard !due.isEmpty else { return forgetOldDecisions() }
    let byID = Dictionary(uniqueKeysWithValues: campaigns.map { ($0, $1) })
    let tests = Dictionary(uniqueKeysWithValues: experiments.map { ($0, $1) })
    var missed: Set<ActionClass> = []
    for (decision, until) in due {
      let outcome = ForecastScore.outcome(
        of: decision, book: metrics, campaigns: byID, experiments: tests, shop: shop, now: now)
      guard let outcome else {
        closeUnmeasured(decision, until: until)
        continue
      }
      observed(outcome, of: decision.id)
      if outcome.measurement?.withinInterval == false { missed.insert(decision.action.actionClass) }
      journal(
        .learn, "\(decision.title): \(outcome.note)", decision: decision.id,
        campaign: decision.action.campaigns.first)
    }
    for kind in ActionClass.allCases where missed.contains(kind) { loseTrust(in: kind) }
    forgetOldDecisions()
  }

  /// A forecast that can never be measured is closed as such, a fortnight after its time.
  private mutating func closeUnmeasured(_ decision: Decision, until: Instant) {
    guard now >= until.adding(days: 14) else { return }
    let outcome = Decision.Outcome(
      nil, settledAt: now, note: "nothing was measured, so the forecast could not be scored")
    advance(decision.id, .observed(outcome), by: .agent, why: outcome.note)
  }

  private mutating func forgetOldDecisions() {
    guard decisions.count > 1_200 else { return }
    let old = decisions.values.filter { $0.state.isFinal }.prefix(decisions.count - 600).map(\.id)
    for id in old { decisions[id] = nil }
  }

  /// A day settles for all campaigns at once; what it teaches is taken in over some rounds, so that
  /// none of them is long.
  private mutating func learn() {
    // The round after midnight closes a day and opens another, which is enough.
    var room = now.hour == 0 ? 4 : max(8, campaigns.count / 22)
    let level = DemandLevel(orders, now: now)
    for campaign in campaigns.values where campaign.platform.hasBudgets && room > 0 {
      let stored = responses[campaign.id]
      let before = compared(stored, campaign, level)
      let (belief, change) = ResponseLearner.learn(
        before, campaign: campaign, book: metrics, level: level, shop: shop)
      guard belief != stored else { continue }
      room -= 1
      responses[campaign.id] = belief
      effects.commit.changes.append(
        .belief(
          key: "response.\(campaign.id)", version: belief.revision,
          json: encodedBytes(belief),
          at: now, because: change ?? "a settled day"))
      guard let change else { continue }
      journal(.learn, "\(campaign.name): \(change)", campaign: campaign.id)
      learned(
        .results, BeliefChange.response(from: before, to: belief, campaign: campaign, shop: shop),
        campaign: campaign.id)
    }
  }
}

extension Alert.Scope {
  var campaign: Campaign.ID? {
    if case .campaign(let id) = self { id } else { nil }
  }
}
