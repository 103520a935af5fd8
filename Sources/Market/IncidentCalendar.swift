import Commerce
import RealModule
import Statistics

/// When what breaks: a pure function of the seed, so incidents need no state and can be read ahead.
struct IncidentCalendar: Equatable {
  let chance: Chance
  let start: Instant
  let parameters: WorldParameters.Incidents

  /// Days that are planned together.
  private static let blockDays = 28

  /// Every incident that is felt between two instants, by start.
  func incidents(from: Instant, to: Instant) -> [Incident] {
    let first = max(0, from.day.days(since: start.day) / Self.blockDays - 1)
    let last = to.day.days(since: start.day) / Self.blockDays
    guard last >= first else { return [] }
    return (first...last).flatMap { incidents(inBlock: $0) }
      .filter { $0.start < to && from < $0.end }
      .sorted { ($0.start, $0.kind.rawValue) < ($1.start, $1.kind.rawValue) }
  }

  private func incidents(inBlock block: Int) -> [Incident] {
    Incident.Kind.allCases.enumerated().flatMap { position, kind in
      var generator = chance.generator(.incident, Int64(block), Int64(position))
      let count = poisson(mean: parameters.perMonth, using: &generator)
      return (0..<count).compactMap { _ in incident(kind, inBlock: block, using: &generator) }
    }
  }

  private func incident(
    _ kind: Incident.Kind, inBlock block: Int, using generator: inout SeededGenerator
  ) -> Incident? {
    let hours = kind.hours
    let offset = index(below: Self.blockDays * 24, using: &generator)
    let length = hours.lowerBound + index(below: hours.count, using: &generator)
    let strength = uniform(using: &generator)
    let scope = scope(of: kind, using: &generator)
    guard block * Self.blockDays * 24 + offset >= Int(parameters.calmDays * 24) else { return nil }
    let begin = Instant(start.day).adding(days: block * Self.blockDays).adding(hours: offset)
    return Incident(
      kind: kind, scope: scope, start: begin, end: begin.adding(hours: length),
      factor: kind.factor(strength: strength))
  }

  private func scope(
    of kind: Incident.Kind, using generator: inout SeededGenerator
  ) -> Incident.Scope {
    let draw = uniform(using: &generator)
    let advertising: Platform = uniform(using: &generator) < 0.5 ? .googleAds : .metaAds
    switch kind {
    case .stockOut: return .shop
    case .brokenLandingPage: return draw < 0.4 ? .shop : .platform(advertising)
    case .trackingOutage, .reportStall: return .platform(draw < 0.15 ? .klaviyo : advertising)
    case .priceSpike, .clickFraud:
      guard draw < 0.4 else { return .platform(advertising) }
      return .audience(advertising, draw < 0.2 ? .everyone : .prospects)
    }
  }
}

extension Incident.Kind {
  fileprivate var hours: Range<Int> {
    switch self {
    case .priceSpike: 8..<49
    case .trackingOutage: 5..<25
    case .brokenLandingPage: 4..<19
    case .clickFraud: 6..<37
    case .stockOut: 12..<49
    case .reportStall: 5..<19
    }
  }

  fileprivate func factor(strength: Double) -> Double {
    switch self {
    case .priceSpike: 1.7 + 1.3 * strength
    case .trackingOutage, .reportStall: 0
    case .brokenLandingPage: 0.1 * strength
    case .clickFraud: 1.8 + 1.2 * strength
    case .stockOut: 0.35 + 0.3 * strength
    }
  }
}
