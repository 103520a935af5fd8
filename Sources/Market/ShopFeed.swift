package import Commerce

/// The shop's own record: orders and unsubscriptions in the order in which they happened.
package struct ShopFeed: Sendable {
  package struct Entry: Hashable, Sendable {
    package let at: Instant
    /// Position of the customer, see ``World/reference(ofCustomer:)``.
    package let customer: Int32
    package let event: Event
  }

  package enum Event: Hashable, Sendable {
    /// `campaign` is the position of the campaign in the visit's link, `nil` without one.
    case order(number: Int64, micros: Int64, campaign: Int32?)
    case unsubscribed
  }

  private var first: Int64 = 0
  private var entries: [Entry] = []
  private(set) var orders: Int64 = 0

  init() {}

  /// How many entries there have ever been.
  package var position: Int64 { first + Int64(entries.count) }

  /// What came after the first `position` entries, as far as it is still kept.
  package func entries(after position: Int64) -> ArraySlice<Entry> {
    let skipped = min(entries.count, max(0, Int(position - first)))
    return entries[skipped...]
  }

  mutating func order(_ customer: Int32, at: Instant, micros: Int64, campaign: Int32?) {
    orders += 1
    entries.append(
      Entry(
        at: at, customer: customer,
        event: .order(number: orders, micros: micros, campaign: campaign)))
  }

  mutating func unsubscribe(_ customer: Int32, at: Instant) {
    entries.append(Entry(at: at, customer: customer, event: .unsubscribed))
  }

  mutating func prune(before instant: Instant) {
    let dropped = entries.firstIndex { $0.at >= instant } ?? entries.count
    entries.removeFirst(dropped)
    first += Int64(dropped)
  }
}

extension ShopFeed: Packable {
  func pack(into packer: inout Packer) {
    packer.put(first)
    packer.put(orders)
    packer.put(entries.count)
    var last: Int64 = 0
    for entry in entries {
      packer.put(entry.at.seconds - last)
      last = entry.at.seconds
      packer.put(entry.customer)
      switch entry.event {
      case .order(let number, let micros, let campaign):
        packer.put(orders - number)
        packer.put(micros)
        packer.put(campaign ?? -1)
      case .unsubscribed: packer.put(Int64(-1))
      }
    }
  }

  init(from unpacker: inout Unpacker) throws(DamagedWorld) {
    first = try unpacker.long()
    orders = try unpacker.long()
    var last: Int64 = 0
    let count = try unpacker.count()
    entries.reserveCapacity(count)
    for _ in 0..<count {
      last += try unpacker.long()
      let customer = try unpacker.int32()
      let age = try unpacker.long()
      let event: Event =
        age < 0
        ? .unsubscribed
        : .order(
          number: orders - age, micros: try unpacker.long(),
          campaign: try Self.campaign(&unpacker))
      entries.append(Entry(at: Instant(seconds: last), customer: customer, event: event))
    }
  }

  private static func campaign(_ unpacker: inout Unpacker) throws(DamagedWorld) -> Int32? {
    let position = try unpacker.int32()
    return position < 0 ? nil : position
  }
}
