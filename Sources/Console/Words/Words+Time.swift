import Commerce

extension Words {
  /// `Wed 14 Dec 2011 09:00`
  static func clock(_ instant: Instant) -> String {
    let day = instant.day
    return
      "\(day.weekdayName) \(day.civil.day) \(day.monthName) \(day.civil.year) \(instant.timeOfDay)"
  }

  /// `14 Dec`
  static func date(_ day: Day) -> String { "\(day.civil.day) \(day.monthName)" }

  /// `09:00` today, `12 Dec` with the time otherwise.
  static func moment(_ instant: Instant, now: Instant) -> String {
    instant.day == now.day ? instant.timeOfDay : date(instant.day) + " " + instant.timeOfDay
  }

  /// One unit: `12 min`, `3 h`, `5 d`; what is over is `0 min`.
  static func span(seconds: Int64) -> String {
    let seconds = max(0, seconds)
    if seconds < 3_600 { return "\(seconds / 60) min" }
    if seconds < 48 * 3_600 { return "\(seconds / 3_600) h" }
    return "\(seconds / 86_400) d"
  }

  /// Two units: `3 h 12 min`, `2 d 4 h`.
  static func longSpan(seconds: Int64) -> String {
    let seconds = max(0, seconds)
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60)
    if days > 0 { return hours > 0 ? "\(days) d \(hours) h" : "\(days) d" }
    if hours > 0 { return minutes > 0 ? "\(hours) h \(minutes) min" : "\(hours) h" }
    return "\(minutes) min"
  }

  static func age(of instant: Instant, now: Instant) -> String {
    span(seconds: now.seconds(since: instant))
  }

  /// `×1800`, or words where there is no factor.
  static func speed(_ speed: Double) -> String {
    speed == speed.rounded() ? "×" + count(speed) : "×" + fixed(speed, digits: 1)
  }
}
