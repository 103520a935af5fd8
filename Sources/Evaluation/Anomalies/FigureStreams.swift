import Commerce
import RealModule
import Statistics

/// The figures of one scope as streams: each hour beside what was expected of it goes through the
/// streaming detector of free series, which knows how far this figure of this scope usually strays.
///
/// Season, budget and prices are in the expectation, so a stream is unusual only by what these do not
/// explain. An unusual hour is a flag on the charts and evidence in the alert of its cause; alone it
/// opens no alert, because among some hundred streams one is rare every day by chance.
struct FigureStreams: Sendable {
  private var streams: [WatchedFigure: Stream] = [:]

  /// One figure; a kilobyte at most.
  struct Stream: Sendable {
    private var detector = AnomalyDetector()
    private var lastHour: Instant?
    /// One bit an hour, the newest lowest.
    private var flags: UInt64 = 0
    /// The same for hours that were unusual, though part of an event that was flagged.
    private var traces: UInt64 = 0

    /// Takes a closed hour's distance from what was expected in; one that was taken in before
    /// changes nothing.
    mutating func observe(_ distance: Double, at hour: Instant) {
      let steps = lastHour.map { hour.seconds(since: $0) / Instant.secondsPerHour } ?? 1
      guard steps > 0 else { return }
      lastHour = hour
      let verdict = detector.observe(distance, at: hour.seconds)
      flags = steps < 64 ? flags << UInt64(steps) : 0
      traces = steps < 64 ? traces << UInt64(steps) : 0
      if verdict.strength >= AnomalyDetector.threshold { traces |= 1 }
      if verdict.score >= AnomalyDetector.threshold { flags |= 1 }
    }

    /// Whether an unusual event began in an hour of the last 64.
    func isFlagged(at hour: Instant) -> Bool { isSet(flags, at: hour) }

    private func isSet(_ bits: UInt64, at hour: Instant) -> Bool {
      guard let lastHour else { return false }
      let back = lastHour.seconds(since: hour) / Instant.secondsPerHour
      return (0..<64).contains(back) && bits >> UInt64(back) & 1 == 1
    }

    /// Whether any of the last hours before `now` was.
    func isUnusual(within hours: Int64, before now: Instant) -> Bool {
      (0..<hours).contains { isSet(traces, at: now.startOfHour.adding(hours: -Int($0) - 1)) }
    }
  }

  subscript(_ figure: WatchedFigure) -> Stream? { streams[figure] }

  /// Figures with an unusual hour among the last ones before `now`.
  func unusual(within hours: Int64, before now: Instant) -> Set<WatchedFigure> {
    Set(streams.filter { $0.value.isUnusual(within: hours, before: now) }.keys)
  }

  mutating func observe(_ figure: WatchedFigure, _ distance: Double?, at hour: Instant) {
    guard let distance, distance.isFinite else { return }
    streams[figure, default: Stream()].observe(distance, at: hour)
  }
}

/// The figures that are watched of each campaign, each platform and the shop.
enum WatchedFigure: CaseIterable, Sendable {
  case spend, costPerClick, costPerThousand, clickThroughRate, conversionRate, returnOnAdSpend
  case orders, revenue, averageOrderValue, feedAge

  init?(_ kpi: KPI) {
    guard let figure = Self.allCases.first(where: { $0.kpi == kpi }) else { return nil }
    self = figure
  }

  var kpi: KPI {
    switch self {
    case .spend: .spend
    case .costPerClick: .costPerClick
    case .costPerThousand: .costPerThousand
    case .clickThroughRate: .clickThroughRate
    case .conversionRate: .conversionRate
    case .returnOnAdSpend: .returnOnAdSpend
    case .orders: .orders
    case .revenue: .revenue
    case .averageOrderValue: .averageOrderValue
    case .feedAge: .feedAge
    }
  }

  /// How far a count is from an expected one, on the square-root scale where counts vary alike.
  static func distance(counted actual: Double, from expected: Double) -> Double? {
    expected > 0 ? 2 * (max(0, actual).squareRoot() - expected.squareRoot()) : nil
  }

  /// How far a quantity is from an expected one, on the log scale.
  static func distance(measured actual: Double, from expected: Double) -> Double? {
    actual > 0 && expected > 0 ? Double.log(actual / expected) : nil
  }
}
