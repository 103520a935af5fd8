import Commerce

/// Which customers got an e-mail when, over the last seven days.
struct ContactBook: Sendable {
  private(set) var contacts: [(reference: String, at: Instant)]
  private(set) var counts: [String: Int]

  init(_ contacts: [(reference: String, at: Instant)] = []) {
    self.contacts = contacts.sorted { $0.at < $1.at }
    counts = contacts.reduce(into: [:]) { $0[$1.reference, default: 0] += 1 }
  }

  mutating func add(_ references: [String], at instant: Instant) {
    for reference in references {
      contacts.append((reference, instant))
      counts[reference, default: 0] += 1
    }
  }

  mutating func forget(before instant: Instant) {
    let old = contacts.prefix { $0.at < instant }
    guard !old.isEmpty else { return }
    for contact in old {
      let left = (counts[contact.reference] ?? 0) - 1
      counts[contact.reference] = left > 0 ? left : nil
    }
    contacts.removeFirst(old.count)
  }
}
