import Commerce

/// The last days of one creative: the sum of each day and, once a row has come, its 24 hours.
///
/// A day's slot is found by its number, so taking a row in costs the same whatever is held.
struct DayRing: Sendable {
  private var slots = [Slot](repeating: Slot(), count: MetricsBook.days)

  private struct Slot: Sendable {
    var day = Int32.min
    /// Bit `h` is set once hour `h` has been reported.
    var reported: UInt32 = 0
    var sum = ExactMetrics()
    var hours: [ExactMetrics] = []
  }

  /// Puts `value` in the place of what the hour held; returns what it held, or `nil` if it was
  /// empty.
  ///
  /// The caller has made sure that `day` is not older than the ring reaches.
  mutating func replace(_ value: ExactMetrics, day: Day, hour: Int) -> ExactMetrics? {
    let place = Self.place(of: day)
    if slots[place].day != day.number {
      slots[place].day = day.number
      slots[place].reported = 0
      slots[place].sum = ExactMetrics()
      slots[place].hours = [ExactMetrics](repeating: ExactMetrics(), count: 24)
    }
    let bit = UInt32(1) << UInt32(hour)
    let wasReported = slots[place].reported & bit != 0
    let before = slots[place].hours[hour]
    slots[place].reported |= bit
    slots[place].hours[hour] = value
    slots[place].sum -= before
    slots[place].sum += value
    return wasReported ? before : nil
  }

  func sum(of day: Day) -> ExactMetrics? {
    let slot = slots[Self.place(of: day)]
    return slot.day == day.number ? slot.sum : nil
  }

  /// `nil` where no row has come.
  func hour(_ hour: Int, of day: Day) -> ExactMetrics? {
    let place = Self.place(of: day)
    guard slots[place].day == day.number, slots[place].reported & (1 << UInt32(hour)) != 0 else {
      return nil
    }
    return slots[place].hours[hour]
  }

  static func place(of day: Day) -> Int {
    let rest = Int(day.number) % MetricsBook.days
    return rest < 0 ? rest + MetricsBook.days : rest
  }
}
