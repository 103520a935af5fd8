import Commerce

/// The figures of one campaign: each creative's hours, and the sum of all of them by day.
struct CampaignFigures: Sendable {
  private(set) var labels: [String] = []
  private var rings: [DayRing] = []
  private var sums = [DaySum](repeating: DaySum(), count: MetricsBook.days)
  /// Conversions that have ever been reported, in millionths, net of what was taken back.
  private(set) var everConverted: Int64 = 0
  /// Revenue that has ever been reported, in micros, net of what was taken back.
  private(set) var everEarned: Int64 = 0
  private(set) var firstDay: Day?
  private(set) var lastHour: Instant?

  private struct DaySum: Sendable {
    var day = Int32.min
    var sum = ExactMetrics()
  }

  /// Takes a row in; false if nothing changed by it or it is older than what is kept.
  mutating func record(_ metrics: Metrics, creative: String, hour instant: Instant) -> Bool {
    let day = instant.day
    let place = DayRing.place(of: day)
    guard sums[place].day <= day.number else { return false }
    let value = ExactMetrics(metrics)
    let creativeIndex = index(of: creative)
    let before = rings[creativeIndex].replace(value, day: day, hour: instant.hour)
    if sums[place].day != day.number { sums[place] = DaySum(day: day.number) }
    if let before {
      guard before != value else { return false }
      sums[place].sum -= before
    }
    sums[place].sum += value
    everConverted += value.conversionMicros - (before?.conversionMicros ?? 0)
    everEarned += value.revenueMicros - (before?.revenueMicros ?? 0)
    firstDay = min(firstDay ?? day, day)
    lastHour = max(lastHour ?? instant, instant)
    return true
  }

  func day(_ day: Day) -> ExactMetrics? {
    let slot = sums[DayRing.place(of: day)]
    return slot.day == day.number ? slot.sum : nil
  }

  /// All creatives together; `nil` where no row has come.
  func hour(_ instant: Instant) -> ExactMetrics? {
    var total: ExactMetrics?
    let day = instant.day
    let hour = instant.hour
    for ring in rings {
      guard let value = ring.hour(hour, of: day) else { continue }
      if total == nil { total = value } else { total? += value }
    }
    return total
  }

  func ring(of creative: String) -> DayRing? {
    labels.firstIndex(of: creative).map { rings[$0] }
  }

  private mutating func index(of creative: String) -> Int {
    if let index = labels.firstIndex(of: creative) { return index }
    labels.append(creative)
    rings.append(DayRing())
    return labels.count - 1
  }
}
