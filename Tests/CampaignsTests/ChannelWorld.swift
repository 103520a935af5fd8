import Campaigns
import Commerce
import Foundation
import Statistics

/// A small market of channels with drifting levels, a break, weekdays and late reports.
struct ChannelWorld {
  let curves: [HillCurve]
  let budget: Double
  let terms: AllocationTerms
  private let carryOvers: [Double]
  private let delays: [Double]
  /// What multiplies each channel's curve on each day.
  private let levels: [[Double]]
  private var effective: [Double?]
  private var days: [[Reported]]
  private var generator: SeededGenerator

  static let warmUp = 28
  private static let orderValue = 60.0

  private struct Reported {
    var spend = 0.0
    var total = 0
    /// Orders by the day on which they are reported.
    var arrivals: [Int: Int] = [:]
  }

  init(seed: UInt64, channels: Int = 5, days: Int = 90, change: Double = 0.5) {
    var generator = SeededGenerator(seed: seed)
    func between(_ low: Double, _ high: Double) -> Double {
      low + (high - low) * uniform(using: &generator)
    }
    let (budget, total) = (4_000.0, Self.warmUp + days)
    let typical = budget / Double(channels)
    curves = (0..<channels).map { _ in
      let unit = HillCurve(
        maximum: 1, halfSaturation: typical * exp(between(-1, 1.2)),
        shape: between(0.7, 1.5))
      return unit.scaled(by: typical * exp(between(0.3, 1.8)) / unit.value(typical))
    }
    carryOvers = (0..<channels).map { _ in between(0, 0.6) }
    delays = (0..<channels).map { _ in between(0.3, 4) }
    let demand = (0..<total).map { day -> Double in
      let week: Double = day % 7 > 4 ? 0.8 : 1.1
      let year: Double = 1 + 0.2 * sin(Double(day) / 40)
      let promotion: Double = (50..<55).contains(day) ? 1.5 : 1
      return week * year * promotion
    }
    levels = (0..<channels).map { channel in
      var drift = 0.0
      return demand.enumerated().map { day, shared in
        drift = 0.98 * drift + 0.03 * normal(using: &generator)
        let broken = channel == 0 && day > Self.warmUp + 40
        return shared * exp(drift) * (broken ? 0.45 : 1)
      }
    }
    self.budget = budget
    terms = AllocationTerms(
      channels: channels, dailyBudget: budget, minimumShare: 0.02, maximumShare: 0.8,
      maximumDailyChange: change, firstDay: Self.day(Self.warmUp))
    effective = [Double?](repeating: nil, count: channels)
    self.days = [[Reported]](
      repeating: [Reported](repeating: Reported(), count: total), count: channels)
    self.generator = generator
    for index in 0..<Self.warmUp {
      let shares = dirichlet([Double](repeating: 25, count: channels), using: &self.generator)
      _ = play(shares.map { $0 * budget }, on: index)
    }
  }

  static func day(_ index: Int) -> Day { Day(number: 20_000 + Int32(index)) }

  /// Spends and gives the expected revenue of the day.
  mutating func play(_ spends: [Double], on index: Int) -> Double {
    var revenue = 0.0
    for (channel, spend) in spends.enumerated() {
      let kept = carryOvers[channel]
      let now = (1 - kept) * spend + kept * (effective[channel] ?? spend)
      effective[channel] = now
      let expected = levels[channel][index] * curves[channel].value(now)
      revenue += expected
      var reported = Reported(spend: spend)
      for _ in 0..<poisson(mean: expected / Self.orderValue, using: &generator) {
        let delay = geometric(probability: 1 / (1 + delays[channel]), using: &generator)
        reported.arrivals[index + delay, default: 0] += 1
      }
      days[channel][index] = reported
    }
    return revenue
  }

  /// What has changed by the morning of a day; everything on the first.
  mutating func reports(before index: Int) -> [ChannelRow] {
    var rows: [ChannelRow] = []
    for channel in days.indices {
      for day in 0..<index {
        let new = days[channel][day].arrivals.filter { $0.key < index }
        days[channel][day].total += new.values.reduce(0, +)
        for key in new.keys { days[channel][day].arrivals[key] = nil }
        guard !new.isEmpty || day == index - 1 || index == Self.warmUp else { continue }
        let orders = Double(days[channel][day].total)
        rows.append(
          ChannelRow(
            channel: channel, day: Self.day(day), spend: days[channel][day].spend,
            orders: orders, revenue: orders * Self.orderValue))
      }
    }
    return rows
  }

  func spend(_ channel: Int, on index: Int) -> Double { days[channel][index].spend }

  /// What the clairvoyant division of a day would earn if it had been spent all along.
  func optimum(on index: Int) throws -> Double {
    let today = curves.indices.map { curves[$0].scaled(by: levels[$0][index]) }
    let bound = SpendBound(lower: 0.02 * budget, upper: 0.8 * budget)
    return try BudgetAllocation.allocate(
      total: budget, curves: today, bounds: today.map { _ in bound },
      configuration: BudgetAllocation.Configuration(tolerance: 1e-3, cases: 200)
    ).value
  }

  func equalSplit(on index: Int) -> Double {
    curves.indices.reduce(0) {
      $0 + levels[$1][index] * curves[$1].value(budget / Double(curves.count))
    }
  }
}
