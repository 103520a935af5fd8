package import Commerce
import RealModule
import Statistics

/// How a shop's orders are shared among its segments, each with the members it had at the time.
///
/// Today's members cannot be followed back in time: who buys much lately is a champion because of it.
/// So membership is settled at the end of each of the last weeks, and what those members bought in
/// the days after is counted. From that come a segment's past, week by week, and its usual share of
/// the shop's orders one to four weeks after membership was settled. A segment's forecast is that
/// share of the shop's forecast; the shares of all segments and of newcomers add up to 1.
package struct SegmentDemand: Sendable {
  /// The last day that is known.
  package let day: Day
  /// From the oldest; each ends a week.
  private let weeks: [SettledWeek]
  private let shares: [[Share]]

  /// Weeks at whose ends membership is settled.
  private static let weekCount = 13
  /// Fewer weeks do not tell a share from chance.
  private static let neededWeeks = 6
  /// Days after membership was settled.
  private static let reach = 28

  /// Counts what the members of each segment bought; `nil` with less than ten weeks of orders.
  ///
  /// - Parameters:
  ///   - histories: Of the shop.
  ///   - day: The last whole day.
  /// - Complexity: O(customers) for each of the weeks; 100,000 customers take some tenths of a second.
  package init?(_ histories: PurchaseHistories, asOf day: Day) {
    guard let first = histories.firstDay else { return nil }
    let known = (day.days(since: first) - Self.reach) / 7
    guard known >= Self.neededWeeks else { return nil }
    self.day = day
    let fence = histories.farAmount
    weeks = (1...min(known, Self.weekCount)).reversed().map { back in
      SettledWeek(
        histories, end: day.adding(days: -7 * back), until: day, reach: Self.reach, fence: fence)
    }
    shares = Self.shares(of: weeks)
  }

  /// What those bought who were members at the end of the week before.
  package func history(of segment: SegmentName) -> DailyDemand {
    var demand = DailyDemand()
    for week in weeks {
      for offset in 0..<7 {
        demand.add(
          day: week.end.adding(days: offset + 1),
          orders: Int(week.orders[segment.rank][offset]),
          revenueMicros: week.micros[segment.rank][offset])
      }
    }
    return demand
  }

  /// What the members of `day` will order.
  ///
  /// - Parameters:
  ///   - segment: Whose members.
  ///   - shop: What all will order, from the next day on; days further ahead than four weeks take the
  ///     share of the fourth.
  /// - Returns: As many days, with intervals of the same level.
  package func forecast(of segment: SegmentName, shop: DemandForecast) -> DemandForecast {
    let days = shop.days.enumerated().map { step, expected in
      let share = shares[segment.rank][min(step / 7, Self.reach / 7 - 1)]
      return DemandForecast.ExpectedDay(
        day: expected.day,
        orders: share.orders.part(of: expected.orders),
        revenue: share.revenue.part(of: expected.revenue))
    }
    return DemandForecast(
      days: days, monthlyTrend: DemandForecast.monthlyTrend(of: history(of: segment).orders))
  }
}

extension SegmentDemand {
  /// A segment's part of what the shop sells so many weeks after membership was settled.
  private struct Share: Sendable {
    var orders: Part
    var revenue: Part
  }

  private static func shares(of weeks: [SettledWeek]) -> [[Share]] {
    SegmentName.allCases.map { segment in
      (0..<reach / 7).map { ahead in
        let days = 7 * ahead..<7 * ahead + 7
        let known = weeks.filter { $0.knownDays >= days.upperBound }
        func part(_ own: (SettledWeek) -> [Double], _ all: (SettledWeek) -> [Double]) -> Part {
          Part(
            own: known.flatMap { own($0)[days] }, of: known.flatMap { all($0)[days] })
        }
        return Share(
          orders: part({ $0.orders[segment.rank] }, { $0.allOrders }),
          revenue: part({ $0.usualMicros[segment.rank].units }, { $0.allMicros.units }))
      }
    }
  }
}

/// A share, and how far single days stray from it.
private struct Part: Sendable {
  /// 0…1.
  let share: Double
  /// Variance of a day over its mean: 1 for counts that come independently.
  let dispersion: Double

  init(own: [Double], of all: [Double]) {
    let whole = all.reduce(0, +)
    let share = whole > 0 ? own.reduce(0, +) / whole : 0
    let squares = zip(own, all).reduce(0) { $0 + ($1.0 - share * $1.1) * ($1.0 - share * $1.1) }
    self.share = share
    dispersion = share > 0 ? squares / (share * whole) : 0
  }

  /// This part of what is expected of the whole: its doubt, and that of a day around the share.
  func part(of whole: Estimate) -> Estimate {
    let mean = share * whole.mean
    let deviations = NormalDistribution.standard.quantile(0.5 + whole.level / 2)
    let own = deviations * deviations * dispersion * mean
    func distance(_ end: Double) -> Double {
      let shared = share * (end - whole.mean)
      return (shared * shared + own).squareRoot()
    }
    return Estimate(
      mean: mean, low: max(0, mean - distance(whole.low)), high: mean + distance(whole.high),
      level: whole.level)
  }
}

/// What the members a segment had at the end of a week bought in the days after.
private struct SettledWeek: Sendable {
  /// The last day of the week.
  let end: Day
  /// Days after it that are known.
  let knownDays: Int
  /// By segment and day after the end; days that are not known yet are 0.
  private(set) var orders: [[Double]]
  private(set) var micros: [[Int64]]
  /// The same with single purchases up to the fence.
  private(set) var usualMicros: [[Int64]]
  /// By day, of newcomers too; amounts up to the fence.
  private(set) var allOrders: [Double]
  private(set) var allMicros: [Int64]

  // The fence is in micros: what a purchase is above it does not count in shares, so that a single one
  // does not make a segment's.
  init(_ histories: PurchaseHistories, end: Day, until day: Day, reach: Int, fence: Int64) {
    self.end = end
    knownDays = min(reach, day.days(since: end))
    orders = SegmentName.allCases.map { _ in [Double](repeating: 0, count: reach) }
    micros = SegmentName.allCases.map { _ in [Int64](repeating: 0, count: reach) }
    usualMicros = micros
    allOrders = [Double](repeating: 0, count: reach)
    allMicros = [Int64](repeating: 0, count: reach)
    let last = end.adding(days: knownDays)
    for (row, segment) in histories.segments(asOf: end).enumerated() {
      let before = histories.places(of: row, upTo: end).upperBound
      for place in before..<histories.places(of: row, upTo: last).upperBound {
        let offset = Int(histories.days[place] - end.number) - 1
        let (count, amount) = (Double(histories.orders[place]), histories.micros[place])
        let usual = min(amount, fence)
        allOrders[offset] += count
        allMicros[offset] += usual
        guard let segment else { continue }
        orders[segment.rank][offset] += count
        usualMicros[segment.rank][offset] += usual
        micros[segment.rank][offset] += amount
      }
    }
  }
}

extension [Int64] {
  /// Currency units.
  fileprivate var units: [Double] { map { Double($0) / 1_000_000 } }
}
