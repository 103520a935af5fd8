import Commerce
import RealModule

extension AnomalyWatch {
  /// How long an unusual hour of another figure counts as part of what is going on.
  private static let evidenceHours: Int64 = 24

  /// What else is unusual in the scope, farthest from usual first: one line, or none.
  func evidence(
    _ figures: Figures, _ unusual: Set<WatchedFigure>, but signal: Signal
  ) -> [String] {
    let known: [(WatchedFigure, Double?)] = [
      (.spend, figures.spend), (.clickThroughRate, figures.clicks),
      (.conversionRate, figures.conversions), (.returnOnAdSpend, figures.returns),
      (.orders, figures.orders), (.revenue, figures.revenue),
    ]
    let told = known.compactMap { figure, ratio -> (KPI, Double)? in
      guard let ratio, ratio > 0, unusual.contains(figure), figure.kpi != signal.kpi(on: nil)
      else { return nil }
      return (figure.kpi, ratio)
    }.sorted { abs(Double.log($0.1)) > abs(Double.log($1.1)) }
    guard !told.isEmpty else { return [] }
    let words = told.map { "\($0.0.rawValue) \(FigureWords.share($0.1)) of usual" }
    return ["unusual with it: " + words.joined(separator: ", ")]
  }

  func unusual(in scope: Alert.Scope, at now: Instant) -> Set<WatchedFigure> {
    let streams: [FigureStreams?] =
      switch scope {
      case .campaign(let id): [campaigns[id]?.streams]
      case .platform(let platform): [platforms[platform]?.streams]
      case .shop: [shop.streams] + Self.watchedPlatforms.map { platforms[$0]?.streams }
      }
    return streams.reduce(into: []) {
      $0.formUnion($1?.unusual(within: Self.evidenceHours, before: now) ?? [])
    }
  }

  /// Return on spend is orders a click, times their value, over the price of a click.
  func returnCauses(_ figures: Figures, _ place: String) -> [String] {
    let (orders, price) = (figures.conversions ?? 1, figures.price ?? 1)
    let value = (figures.returns ?? 1) * price / max(orders, 0.01)
    return Self.ranked([
      (orders, "orders a click are \(FigureWords.share(orders)) of usual\(place)"),
      (1 / max(price, 0.01), "prices are \(FigureWords.share(price)) of usual\(place)"),
      (value, "an order is worth \(FigureWords.share(value)) of usual\(place)"),
    ])
  }

  /// By how far each factor is from 1.
  private static func ranked(_ parts: [(factor: Double, words: String)]) -> [String] {
    parts.sorted { abs(Double.log(max($0.factor, 0.01))) > abs(Double.log(max($1.factor, 0.01))) }
      .map(\.words)
  }
}

extension AnomalyWatch {
  /// A figure made of others has no news where one of them is told of already, or was a day ago:
  /// what it has gathered since is owed to that.
  mutating func settleExplained(
    _ signal: Signal, _ platform: Platform, _ members: [Campaign]
  ) {
    guard signal.isDerived else { return }
    let scopes: [Alert.Scope] = [.shop, .platform(platform)]
    let isBroad = scopes.contains { isExplained(signal, in: $0) }
    var isAny = isBroad
    for member in members where isBroad || isExplained(signal, in: .campaign(member.id)) {
      isAny = true
      guard open[Key(scope: .campaign(member.id), group: signal.group)]?.signal != signal else {
        continue
      }
      campaigns[member.id]?.detectors[signal.rawValue].reset()
    }
    guard isAny, open[Key(scope: .platform(platform), group: signal.group)]?.signal != signal else {
      return
    }
    platforms[platform]?.detectors[signal.rawValue].reset()
  }

  /// Whether an alert of another cause is open in a scope, or has ended in the last day.
  private func isExplained(_ signal: Signal, in scope: Alert.Scope) -> Bool {
    open.contains { $0.key.scope == scope && $0.key.group != .feed && $0.value.signal != signal }
      || ended.contains {
        $0.key.scope == scope && $0.key.group != .feed && $0.value.metric != signal.kpi(on: nil)
      }
  }

  /// A figure that it is made of is about to be told of.
  func isForming(_ signal: Signal, _ platform: Platform, _ members: [Campaign]) -> Bool {
    guard signal.isDerived else { return false }
    return Signal.allCases.contains { basic in
      !basic.isDerived
        && (platforms[platform].map { Self.isForming($0.detectors[basic.rawValue]) } ?? false
          || members.contains {
            campaigns[$0.id].map { Self.isForming($0.detectors[basic.rawValue]) } ?? false
          })
    }
  }

  private static func isForming(_ detector: ShiftDetector) -> Bool {
    detector.evidence >= detector.threshold / 2
  }

  mutating func forgetEnded(before now: Instant) {
    ended = ended.filter { _, alert in
      alert.resolvedAt.map { now.seconds(since: $0) < Instant.secondsPerDay } ?? false
    }
  }
}
