import AgentInterface
package import Commerce
import GRDB

extension Store {
  /// Writes all that one event changed, with its audit rows, in one transaction.
  ///
  /// On the disk when it returns. When it throws, no row was changed and reads go on as before.
  package func commit(_ commit: Commit) throws(StoreError) {
    guard !commit.isEmpty else { return }
    let head = try writing { database in
      let tables = TableWriter(database: database)
      for change in commit.changes { try tables.write(change) }
      return try tables.append(commit.audit)
    }
    if let head { auditHead?.appendIfDue(head) }
  }

  /// Sets what the shop is called and the currency that all amounts are in.
  package func setShop(_ shop: Shop) throws(StoreError) {
    try writing { try TableWriter(database: $0).write(shop) }
  }
}

/// Writes changes to their tables, inside a transaction that is open.
struct TableWriter {
  let database: Database

  func write(_ change: Change) throws {
    switch change {
    case .decision(let decision): try write(decision)
    case .campaign(let campaign): try write(campaign)
    case .experiment(let experiment): try write(experiment)
    case .experimentLook(let experiment, let look): try write(look, of: experiment)
    case .alert(let alert): try write(alert)
    case .transfer(let transfer, let caps): try write(transfer, caps: caps)
    case .cap(let account, let micros): try setCap(of: account, micros: micros)
    case .outbox(let entry): try write(entry)
    case .metrics(let rows): try write(rows)
    case .orders(let orders, let source): try write(orders, source: source)
    case .newCustomers(let customers): try write(customers)
    case .customers(let customers): try update(customers)
    case .emailContacts(let references, let campaign, let at):
      try write(contacts: references, campaign: campaign, at: at)
    case .activity(let entry): try write(entry)
    case .lesson(let lesson): try write(lesson)
    case .plan(let plan): try write(plan)
    case .belief(let key, let version, let json, let at, let because):
      try writeBelief(key: key, version: version, json: json, at: at, because: because)
    case .memory(let key, let value): try writeMemory(key: key, value: value)
    case .tidy(let now): try tidy(now: now)
    }
  }
}
