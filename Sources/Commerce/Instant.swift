/// A point in time: whole seconds since 1970-01-01 00:00:00 UTC.
package struct Instant: Hashable, Comparable, Sendable {
  package var seconds: Int64

  package init(seconds: Int64) {
    self.seconds = seconds
  }

  /// Midnight UTC at the start of `day`, moved on by `hour` hours.
  package init(_ day: Day, hour: Int = 0) {
    seconds = Int64(day.number) * Self.secondsPerDay + Int64(hour) * Self.secondsPerHour
  }

  package static let secondsPerHour: Int64 = 3_600
  package static let secondsPerDay: Int64 = 86_400

  package var day: Day {
    Day(number: Int32(clamping: floorDivide(seconds, Self.secondsPerDay)))
  }

  /// Whole hours since 1970; the index that hourly metrics are stored under.
  package var hourIndex: Int64 { floorDivide(seconds, Self.secondsPerHour) }

  /// Hour of the day, 0…23.
  package var hour: Int { Int(hourIndex - Int64(day.number) * 24) }

  /// Minute of the hour, 0…59.
  package var minute: Int { Int((seconds - hourIndex * Self.secondsPerHour) / 60) }

  /// The start of the hour this instant lies in.
  package var startOfHour: Instant { Instant(seconds: hourIndex * Self.secondsPerHour) }

  package func adding(hours: Int) -> Instant {
    Instant(seconds: seconds + Int64(hours) * Self.secondsPerHour)
  }

  package func adding(days: Int) -> Instant {
    Instant(seconds: seconds + Int64(days) * Self.secondsPerDay)
  }

  package func adding(seconds more: Int64) -> Instant {
    Instant(seconds: seconds + more)
  }

  /// Seconds from `earlier` to this instant; negative if it lies before.
  package func seconds(since earlier: Instant) -> Int64 { seconds - earlier.seconds }

  package static func < (left: Instant, right: Instant) -> Bool { left.seconds < right.seconds }
}

extension Instant: Codable {
  package init(from decoder: any Decoder) throws {
    seconds = try decoder.singleValueContainer().decode(Int64.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(seconds)
  }
}

extension Instant: CustomStringConvertible {
  /// `2011-12-09 17:05` in UTC.
  package var description: String { "\(day) \(timeOfDay)" }

  /// `17:05` in UTC.
  package var timeOfDay: String { "\(twoDigits(hour)):\(twoDigits(minute))" }
}

/// Quotient rounded towards negative infinity, so that times before 1970 fall on the right day.
func floorDivide(_ dividend: Int64, _ divisor: Int64) -> Int64 {
  let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
  return remainder < 0 ? quotient - 1 : quotient
}

func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
