import Commerce
import RealModule

/// When people buy: hour of the day, day of the week, time of the year; each pattern has mean 1.
struct SeasonalProfile: Equatable {
  /// Monday first.
  let weekdays: [Double]
  let seasonStrength: Double

  /// Orders by hour (UTC) of a British shop that sells to homes and small businesses.
  static let hours: [Double] = normalised([
    0.25, 0.15, 0.1, 0.08, 0.08, 0.12, 0.3, 0.6, 1.0, 1.4, 1.7, 1.75,
    1.8, 1.7, 1.6, 1.5, 1.35, 1.2, 1.15, 1.3, 1.45, 1.35, 0.9, 0.5,
  ])

  /// People who see advertisements by hour: flatter and later than orders.
  static let attention: [Double] = normalised([
    0.5, 0.3, 0.2, 0.15, 0.15, 0.25, 0.5, 0.8, 0.95, 1.05, 1.1, 1.15,
    1.25, 1.2, 1.1, 1.1, 1.15, 1.25, 1.4, 1.6, 1.75, 1.6, 1.2, 0.8,
  ])

  /// Retail sales by month: a weak January, a strong autumn and a peak before Christmas.
  private static let months: [Double] = normalised([
    0.72, 0.74, 0.88, 0.86, 0.98, 0.94, 0.92, 0.9, 1.12, 1.26, 1.62, 1.2,
  ])

  private static let usualWeekdays: [Double] = [1.0, 1.05, 1.1, 1.15, 1.0, 0.75, 0.95]

  /// Learns the weekdays from the days of first and last purchases, cautiously (200 usual ones
  /// added).
  init(customers: [HistoricalCustomer], seasonStrength: Double) {
    let usual = Self.normalised(Self.usualWeekdays)
    var counts = usual.map { $0 * 200 / 7 }
    for customer in customers {
      counts[customer.firstDay.weekday] += 1
      if customer.lastDay != customer.firstDay { counts[customer.lastDay.weekday] += 1 }
    }
    weekdays = Self.normalised(counts)
    self.seasonStrength = seasonStrength
  }

  func weekday(_ day: Day) -> Double { weekdays[day.weekday] }

  /// Linear between the middles of the months.
  func season(_ day: Day) -> Double {
    let (_, month, dayOfMonth) = day.civil
    let position = Double(month - 1) + (Double(dayOfMonth) - 15.5) / 30.5
    let below = position.rounded(.down)
    let share = position - below
    let first = Self.months[(Int(below) + 12) % 12]
    let second = Self.months[(Int(below) + 13) % 12]
    return Double.pow(first + share * (second - first), seasonStrength)
  }

  private static func normalised(_ values: [Double]) -> [Double] {
    let mean = values.reduce(0, +) / Double(values.count)
    return values.map { $0 / mean }
  }
}

extension SeasonalProfile: Packable {
  func pack(into packer: inout Packer) {
    packer.put(weekdays) { $0.put($1) }
    packer.put(seasonStrength)
  }

  init(from unpacker: inout Unpacker) throws(DamagedWorld) {
    weekdays = try unpacker.array { (unpacker) throws(DamagedWorld) in try unpacker.double() }
    seasonStrength = try unpacker.double()
    guard weekdays.count == 7 else { throw unpacker.damage("seven weekdays") }
  }
}
