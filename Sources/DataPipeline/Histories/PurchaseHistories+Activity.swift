package import Commerce

extension PurchaseHistories {
  /// Customers at the end of a day, by when they bought.
  package struct Activity: Hashable, Sendable {
    /// Who had ever bought.
    package var all = 0
    /// Who bought in the window that ends with the day.
    package var active = 0
    /// Who bought in the window before it.
    package var activeBefore = 0
    /// Of those, who did not buy in the window.
    package var lost = 0
  }

  /// Counts customers by whether they bought in a window and in the one before it.
  ///
  /// - Parameters:
  ///   - day: The last day of the window.
  ///   - windowDays: Days of each window, at least 1.
  /// - Returns: `nil` where nobody had bought by then.
  package func activity(asOf day: Day, windowDays: Int) -> Activity? {
    let start = day.adding(days: -windowDays)
    let before = start.adding(days: -windowDays)
    var activity = Activity()
    for row in 0..<count where !places(of: row, upTo: day).isEmpty {
      let isActive = purchases(of: row, after: start, upTo: day).days > 0
      let wasActive = purchases(of: row, after: before, upTo: start).days > 0
      activity.all += 1
      activity.active += isActive ? 1 : 0
      activity.activeBefore += wasActive ? 1 : 0
      activity.lost += wasActive && !isActive ? 1 : 0
    }
    return activity.all > 0 ? activity : nil
  }
}
