import AgentCore
import AgentInterface
import AgentSocket
import Commerce
import Oversight
import Persistence

/// A shop whose agent is loaded and does not run.
struct StoredShop: Sendable {
  let owned: OwnedFolder
  var state: AgentState
  let settings: AgentSettings

  /// Loads the agent as it was stored last.
  ///
  /// - Parameters:
  ///   - owned: The folder.
  ///   - configuration: What a person has set.
  ///   - recordsPolicy: Whether a changed policy is written to the audit; looking alone writes
  ///     nothing.
  /// - Throws: ``StoreError`` if the store cannot be read.
  init(_ owned: OwnedFolder, _ configuration: Configuration, recordsPolicy: Bool) throws {
    let (folder, store) = (owned.folder, owned.store)
    let memory = try store.memory()
    let clock = memory["now"].flatMap(Int64.init).map(Instant.init(seconds:))
    var stored = try store.load(now: clock)
    guard let last = stored.lastOrderAt else { throw Reach.noShop(folder) }
    stored.shop = configuration.applied(to: stored.shop)
    let now = clock ?? Self.firstInstant(after: last)
    let policy = configuration.policy(in: stored.shop.currency)
    let version = PolicyVersion(policy, memory)
    if recordsPolicy, let commit = version.commit(at: now) { try store.commit(commit) }
    self.owned = owned
    settings = AgentSettings(
      policy: policy, policyVersion: version.number, seed: configuration.seed,
      parallelCalls: configuration.parallelCalls ?? AgentSettings.usualParallelCalls,
      targets: configuration.targets, brand: configuration.brand)
    state = AgentState(
      stored, settings: settings, now: now, wall: MachineTime.monotonicMilliseconds())
  }

  /// The simulated present begins where the imported past ends.
  static func firstInstant(after last: Instant) -> Instant { Instant(last.day.adding(days: 1)) }

  /// The state with a halt that was set meanwhile, to look at; a running agent takes it in and
  /// writes it down.
  var presentState: AgentState {
    guard let halt = owned.folder.halt.notice else { return state }
    var present = state
    _ = present.handle(
      AgentEvent(wall: MachineTime.monotonicMilliseconds(), .haltFlagChanged(halt)))
    return present
  }

  /// What the store holds, for the first frame.
  func snapshot(speed: Double) -> Snapshot {
    presentState.snapshot(
      sequence: 0, clock: ClockStatus(speed: speed, isSimulated: true, isStopped: false),
      timing: (0, 0), readOnly: nil)
  }
}

extension HaltFlag {
  /// The halt as the agent knows it.
  var notice: HaltNotice? { read().map { HaltNotice(reason: $0.reason, by: $0.by) } }
}

/// The number of the limits in force; it goes up when they change.
struct PolicyVersion {
  let number: Int
  private let fingerprint: String
  private let before: String?

  private static let numberKey = "policy.version"
  private static let fingerprintKey = "policy.fingerprint"

  init(_ policy: Policy, _ memory: [String: String]) {
    fingerprint = policy.fingerprint.hexadecimal
    before = memory[Self.fingerprintKey]
    let last = memory[Self.numberKey].flatMap { Int($0) } ?? 0
    number = before == fingerprint ? last : last + 1
  }

  /// What has to be written because the policy is new; `nil` if it is not.
  func commit(at now: Instant) -> Commit? {
    guard before != fingerprint else { return nil }
    return Commit(
      changes: [
        .memory(key: Self.numberKey, value: "\(number)"),
        .memory(key: Self.fingerprintKey, value: fingerprint),
      ],
      audit: [
        AuditEntry(
          at: now, by: .person(ownLoginName()), role: "owner", what: "policy set",
          subject: "policy \(number)", before: before.map { String($0.prefix(12)) } ?? "",
          after: String(fingerprint.prefix(12)), why: "the configuration at start",
          policyVersion: number)
      ])
  }
}
