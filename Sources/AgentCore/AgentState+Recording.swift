import AgentInterface
import Campaigns
import Commerce
import FoundationEssentials
import OrderedCollections
import Oversight
import Persistence

/// Every change of what is stored goes through here, so that memory and commit cannot differ.
extension AgentState {
  mutating func save(_ decision: Decision) {
    decisions[decision.id] = decision
    effects.commit.changes.append(.decision(decision))
  }

  mutating func save(_ campaign: Campaign) {
    campaigns[campaign.id] = campaign
    effects.commit.changes.append(.campaign(campaign))
  }

  mutating func save(_ experiment: Experiment) {
    experiments[experiment.id] = experiment
    if !experiment.status.isOpen { learnFromTests() }
    effects.commit.changes.append(.experiment(experiment))
  }

  /// Reads anew what the ended tests say of the ideas that messages rest on, and of audiences.
  mutating func learnFromTests() {
    messages = MessageBelief(
      experiments: Array(experiments.values), campaigns: Array(campaigns.values))
    audiences = AudienceBelief(experiments: Array(experiments.values))
  }

  mutating func save(_ alert: Alert) {
    alerts[alert.id] = alert
    effects.commit.changes.append(.alert(alert))
  }

  mutating func save(_ entry: OutboxEntry) {
    outbox[entry.id] = entry
    effects.commit.changes.append(.outbox(entry))
  }

  mutating func remember(_ key: String, _ value: String) {
    effects.commit.changes.append(.memory(key: key, value: value))
  }

  /// Records a transfer that was checked before; a refusal here is a fault of ours.
  mutating func move(_ transfer: Transfer) throws(LedgerError) {
    try ledger.record(transfer, policy: policy)
    var caps: [Account: Int64] = [:]
    for account in transfer.accounts { caps[account] = ledger.balances[account]?.capMicros }
    effects.commit.changes.append(.transfer(transfer, caps: caps))
  }

  mutating func journal(
    _ kind: ActivityEntry.Kind, _ text: String, by originator: Originator = .agent,
    detail: String = "", decision: Decision.ID? = nil, campaign: Campaign.ID? = nil
  ) {
    let entry = ActivityEntry(
      id: ids.nextActivity(), at: now, kind: kind, by: originator, text: text, detail: detail,
      decision: decision, campaign: campaign)
    activity.append(entry)
    if activity.count > 400 { activity.removeFirst(activity.count - 200) }
    effects.commit.changes.append(.activity(entry))
  }

  mutating func audit(
    _ what: String, subject: String, by originator: Originator, before: String = "",
    after: String = "", why: String = "", evidence: Digest? = nil
  ) {
    let role: String
    switch originator {
    case .agent: role = "agent"
    case .person: role = "owner"
    }
    effects.commit.audit.append(
      AuditEntry(
        at: now, by: originator, role: role, what: what, subject: subject, before: before,
        after: after, why: why, evidence: evidence, policyVersion: settings.policyVersion))
  }

  /// Moves a decision on and audits the step. An event that does not fit is a fault of ours.
  mutating func advance(
    _ id: Decision.ID, _ event: Decision.Event, by originator: Originator, why: String = ""
  ) {
    guard var decision = decisions[id] else {
      preconditionFailure("decision \(id) is not known")
    }
    let before = decision.state.name
    do { try decision.apply(event) } catch { preconditionFailure("\(error)") }
    save(decision)
    audit(
      "decision \(decision.state.name)", subject: "decision \(id)", by: originator, before: before,
      after: decision.state.name, why: why, evidence: decision.digest)
  }
}

/// Compact JSON of a value that always encodes.
func encoded(_ value: some Encodable) -> String {
  String(decoding: encodedBytes(value), as: UTF8.self)
}

/// The same as bytes.
func encodedBytes(_ value: some Encodable) -> [UInt8] {
  do { return try canonicalJSON(value) } catch {
    preconditionFailure("\(type(of: value)) does not encode: \(error)")
  }
}
