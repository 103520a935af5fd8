package import Commerce
import Statistics

/// A figure of the shop now, against what it should be and what it was.
package struct KPIFigure: Hashable, Sendable {
  package let definition: KPIDefinition
  /// In the unit of its KPI; `nil` where nothing was divided by or nothing is known.
  package let value: Double?
  /// The days it was worked out over.
  package let from: Day
  package let through: Day
  package let target: Double?
  /// Against the window a week, and 52 weeks, earlier: the same weekdays. `nil` without history.
  package let lastWeek: Change?
  package let lastYear: Change?

  /// How a figure differs from an earlier one.
  package struct Change: Hashable, Codable, Sendable {
    package let before: Double
    /// As a share of what it was; `nil` where that was 0.
    package let relative: Double?
    /// Whether a difference this large is rarer than one in twenty where nothing changed; `nil`
    /// where that cannot be told.
    package let isOutsideNoise: Bool?

    package init(before: Double, relative: Double?, isOutsideNoise: Bool?) {
      self.before = before
      self.relative = relative
      self.isOutsideNoise = isOutsideNoise
    }
  }

  /// Whether the target is met; `nil` without a target, a value or a better side.
  package var meetsTarget: Bool? {
    guard let target, let value else { return nil }
    return switch definition.kpi.direction {
    case .higherIsBetter: value >= target
    case .lowerIsBetter: value <= target
    case .neither: nil
    }
  }

  /// Works out every figure.
  ///
  /// - Parameters:
  ///   - input: What is known, by day.
  ///   - targets: What figures should be, in their units; those of revenue and orders are the shop's.
  /// - Returns: One figure for each of ``KPIDefinition/all``, in their order.
  package static func all(_ input: KPIInput, targets: [KPI: Double] = [:]) -> [KPIFigure] {
    KPIDefinition.all.map { definition in
      let isShared = definition.kpi == .revenue || definition.kpi == .orders
      let isMeant = !isShared || definition.source == .shop
      return KPIFigure(definition, input, target: isMeant ? targets[definition.kpi] : nil)
    }
  }

  init(_ definition: KPIDefinition, _ input: KPIInput, target: Double?) {
    self.definition = definition
    self.target = target
    let end = input.through(definition.source)
    let reading = KPIWindow(definition, input, through: end)
    let isAhead = definition.kpi == .lifetimeValue
    from = isAhead ? end : end.adding(days: 1 - definition.windowDays)
    through = isAhead ? end.adding(days: definition.windowDays) : end
    value = reading.value
    lastWeek = reading.change(since: KPIWindow(definition, input, through: end.adding(days: -7)))
    lastYear = reading.change(since: KPIWindow(definition, input, through: end.adding(days: -364)))
  }
}

/// One figure over one window.
struct KPIWindow {
  private let definition: KPIDefinition
  private let days: [(above: Double, below: Double?)]
  private let proportion: Proportion?
  let value: Double?

  init(_ definition: KPIDefinition, _ input: KPIInput, through end: Day) {
    self.definition = definition
    guard definition.source != .customers else {
      days = []
      proportion = Self.proportion(definition.kpi, input.customers[end])
      value =
        definition.kpi == .lifetimeValue ? input.lifetimeValues[end] : proportion?.rate
      return
    }
    proportion = nil
    let first = end.adding(days: 1 - definition.windowDays)
    let isKnown = input.reaches(back: first, definition.source)
    let days =
      isKnown
      ? (0..<definition.windowDays).map { input.parts(definition, on: first.adding(days: $0)) }
      : []
    self.days = days
    let value = Self.value(days)
    // Where nothing was spent nothing was bought at no cost.
    self.value = definition.isCost && value == 0 ? nil : value
  }

  private static func value(_ days: [(above: Double, below: Double?)]) -> Double? {
    guard !days.isEmpty else { return nil }
    let above = days.reduce(0) { $0 + $1.above }
    guard days[0].below != nil else { return above }
    let below = days.reduce(0) { $0 + ($1.below ?? 0) }
    return below > 0 ? above / below : nil
  }

  private static func proportion(
    _ kpi: KPI, _ counts: KPIInput.CustomerCounts?
  ) -> Proportion? {
    guard let counts else { return nil }
    return switch kpi {
    case .churnRate: Proportion(successes: counts.lost, trials: counts.activeBefore)
    case .activeRate: Proportion(successes: counts.active, trials: counts.all)
    default: nil
    }
  }

  func change(since earlier: KPIWindow) -> KPIFigure.Change? {
    guard let value, let before = earlier.value else { return nil }
    return KPIFigure.Change(
      before: before, relative: before != 0 ? value / before - 1 : nil,
      isOutsideNoise: isOutsideNoise(since: earlier))
  }

  /// Days are compared with the same weekdays before, so that neither the week's shape nor a trend
  /// within it counts as noise; shares of customers by their counts.
  private func isOutsideNoise(since earlier: KPIWindow) -> Bool? {
    if let proportion, let before = earlier.proportion {
      // Of nobody, or of everybody, no test can be made, and nothing is said of noise.
      guard let test = try? TwoProportionTest(control: before, treatment: proportion) else {
        return nil
      }
      return test.difference.pValue < 0.05
    }
    guard days.count == earlier.days.count, days.count > 1 else { return nil }
    let paired = Moments(zip(leverages, earlier.leverages).map { $0 - $1 })
    guard let deviation = paired.deviation, let value, let before = earlier.value else {
      return nil
    }
    let difference = definition.isSum ? (value - before) / Double(days.count) : value - before
    let error = deviation / Double(days.count).squareRoot()
    guard error > 0 else { return difference != 0 }
    let law = StudentDistribution(degreesOfFreedom: Double(days.count - 1))
    return law.twoSidedP(difference / error) < 0.05
  }

  /// How much each day moves the figure: for a ratio, its first-order influence.
  private var leverages: [Double] {
    guard let value, !definition.isSum else { return days.map(\.above) }
    let mean = days.reduce(0) { $0 + ($1.below ?? 0) } / Double(max(1, days.count))
    return days.map { ($0.above - value * ($0.below ?? 0)) / max(mean, .leastNormalMagnitude) }
  }
}

extension KPIDefinition {
  /// Whether it is spend for each of something.
  var isCost: Bool {
    switch kpi {
    case .costPerClick, .costPerThousand, .acquisitionCost: true
    default: false
    }
  }

  /// Whether days add up rather than being divided.
  var isSum: Bool {
    switch kpi {
    case .spend, .impressions, .clicks, .orders, .revenue: true
    default: false
    }
  }
}
