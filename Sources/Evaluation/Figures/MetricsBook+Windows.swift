package import Commerce

extension MetricsBook {
  /// What a day has come to by now; zero if no row has come.
  package func today(_ campaign: Campaign.ID, _ day: Day) -> Metrics {
    figures[campaign]?.day(day)?.metrics ?? .zero
  }

  /// The sum of `count` days, the last of which is `day`.
  package func lastDays(_ count: Int, of campaign: Campaign.ID, through day: Day) -> Metrics {
    guard let figures = figures[campaign] else { return .zero }
    var sum = ExactMetrics()
    for back in 0..<clamped(count) {
      if let value = figures.day(day.adding(days: -back)) { sum += value }
    }
    return sum.metrics
  }

  /// `count` days, oldest first; the last is `day`.
  package func daily(_ count: Int, of campaign: Campaign.ID, through day: Day) -> [Metrics] {
    let figures = figures[campaign]
    return (0..<max(0, count)).reversed().map { back in
      back < Self.days ? figures?.day(day.adding(days: -back))?.metrics ?? .zero : .zero
    }
  }

  /// `count` hours before `instant`, oldest first; `nil` where no row has come.
  package func hourly(
    _ count: Int, of campaign: Campaign.ID, before instant: Instant
  ) -> [Metrics?] {
    let end = instant.startOfHour
    return (1...max(1, count)).reversed().map { hour(end.adding(hours: -$0), of: campaign) }
  }

  /// The sum of the days that are past the attribution lag.
  ///
  /// - Parameters:
  ///   - campaign: Whose days.
  ///   - now: The present; its own day is never settled.
  ///   - lagDays: Whole days that must lie between a day and today, at least 0.
  ///   - days: Most days that are looked at.
  /// - Returns: Zero if no such day has rows.
  package func settled(
    _ campaign: Campaign.ID, now: Instant, lagDays: Int, days: Int = 28
  ) -> Metrics {
    lastDays(days, of: campaign, through: now.day.adding(days: -lagDays - 1))
  }

  /// The days past the attribution lag that have rows, oldest first.
  package func settledDays(
    _ campaign: Campaign.ID, now: Instant, lagDays: Int, days: Int = 28
  ) -> [(day: Day, metrics: Metrics)] {
    guard let figures = figures[campaign] else { return [] }
    let last = now.day.adding(days: -lagDays - 1)
    return (0..<clamped(days)).reversed().compactMap { back in
      let day = last.adding(days: -back)
      return figures.day(day).map { (day, $0.metrics) }
    }
  }

  private func clamped(_ count: Int) -> Int { min(max(0, count), Self.days) }
}

extension MetricsBook {
  package func lastDays(
    _ count: Int, of campaign: Campaign.ID, creative: String, through day: Day
  ) -> Metrics {
    daily(count, of: campaign, creative: creative, through: day).reduce(.zero, +)
  }

  /// `count` days of one creative, oldest first; the last is `day`.
  package func daily(
    _ count: Int, of campaign: Campaign.ID, creative: String, through day: Day
  ) -> [Metrics] {
    let ring = figures[campaign]?.ring(of: creative)
    return (0..<max(0, count)).reversed().map { back in
      back < Self.days ? ring?.sum(of: day.adding(days: -back))?.metrics ?? .zero : .zero
    }
  }

  /// What one creative has brought from the hour of `instant` on, as far back as is kept.
  package func since(
    _ instant: Instant, of campaign: Campaign.ID, creative: String
  ) -> Metrics {
    guard let figures = figures[campaign], let last = figures.lastHour, last >= instant.startOfHour,
      let ring = figures.ring(of: creative)
    else { return .zero }
    var sum = ExactMetrics()
    let oldest = last.day.adding(days: 1 - Self.days)
    if instant.day >= oldest {
      for hour in instant.hour..<24 {
        if let value = ring.hour(hour, of: instant.day) { sum += value }
      }
    }
    var day = max(instant.day.adding(days: 1), oldest)
    while day <= last.day {
      if let value = ring.sum(of: day) { sum += value }
      day = day.adding(days: 1)
    }
    return sum.metrics
  }
}
