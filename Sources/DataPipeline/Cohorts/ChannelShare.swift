import Commerce

/// The customers who first came by one channel.
package struct ChannelShare: Codable, Hashable, Sendable {
  /// `unknown` where the first order does not tell.
  package let name: String
  package let customers: Int
  /// Of the revenue of all, 0…1.
  package let revenueShare: Double
  /// Of these customers, those who bought on a later day too, 0…1.
  package let returnedShare: Double

  /// The channels of some customers, the most customers first.
  ///
  /// - Parameters:
  ///   - customers: With their rows in the histories.
  ///   - histories: What they bought.
  /// - Returns: Empty where no channel is known.
  package static func shares(
    of customers: KnownCustomers, in histories: PurchaseHistories
  ) -> [ChannelShare] {
    guard !histories.firstChannels.isEmpty else { return [] }
    var sums = [Sum](repeating: Sum(), count: histories.channelNames.names.count)
    var all: Int64 = 0
    for (row, customer) in zip(customers.rows, customers.customers) {
      let channel = Int(histories.firstChannels[row])
      sums[channel].customers += 1
      sums[channel].returned += customer.purchaseDays > 1 ? 1 : 0
      sums[channel].micros += customer.revenueMicros
      all += customer.revenueMicros
    }
    let shares = sums.enumerated().filter { $0.element.customers > 0 }.map { number, sum in
      ChannelShare(
        name: histories.channelNames[UInt8(number)] ?? "unknown", customers: sum.customers,
        revenueShare: all > 0 ? Double(sum.micros) / Double(all) : 0,
        returnedShare: Double(sum.returned) / Double(sum.customers))
    }
    return shares.sorted { ($1.customers, $0.name) < ($0.customers, $1.name) }
  }

  private struct Sum {
    var customers = 0
    var returned = 0
    var micros: Int64 = 0
  }
}
