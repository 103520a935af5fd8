package import Commerce

extension PurchaseHistories {
  /// Orders and revenue by day of the customers who count, up to the end of `day`.
  ///
  /// - Parameters:
  ///   - day: Later days are left out.
  ///   - isCounted: Asked once for each customer's row.
  /// - Returns: From the first day with an order of theirs on; empty without one.
  package func demand(upTo day: Day, where isCounted: (Int) -> Bool) -> DailyDemand {
    guard let first = firstDay, first <= day else { return DailyDemand() }
    let length = day.days(since: first) + 1
    var orders = [Int](repeating: 0, count: length)
    var revenue = [Int64](repeating: 0, count: length)
    var earliest = length
    for row in 0..<count where isCounted(row) {
      for place in places(of: row, upTo: day) {
        let slot = Int(days[place] - first.number)
        orders[slot] += Int(self.orders[place])
        revenue[slot] += micros[place]
        earliest = min(earliest, slot)
      }
    }
    guard earliest < length else { return DailyDemand() }
    return DailyDemand(
      from: first.adding(days: earliest), orders: Array(orders[earliest...]),
      revenueMicros: Array(revenue[earliest...]))
  }
}
