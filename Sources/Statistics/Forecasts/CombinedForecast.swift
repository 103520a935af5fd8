/// A forecast combined of several methods by how well they forecast the series' own past.
///
/// Smoothing, autoregression, loess decomposition with theta, and repetition are each tried from
/// origins in the second half of the series. Methods that err alike form a family; the better of
/// a family weigh more in it, the better families more in the whole. Combining beats choosing,
/// because what was best in the past is so by chance in part (Bates and Granger 1969; Makridakis,
/// Spiliotis and Assimakopoulos, "The M4 competition", 2020).
package struct CombinedForecast: Sendable {
  /// One for each step ahead: near the median, so that absolute errors are small.
  package let mean: [Double]
  /// What the forecast is made of, the weightiest first; the shares add up to 1.
  package let parts: [Part]
  private let scale: ValueScale
  private let band: ResidualBand
  /// Whether anything happens at the steps ahead.
  private let isOpen: [Bool]
  private let isNeverNegative: Bool
  /// Single far values, which were moved nearer before learning from the series; rising.
  package let limitedPlaces: [Int]

  /// How much one family of methods counts.
  package struct Part: Sendable, Equatable {
    package let name: String
    package let share: Double
  }

  /// The seasons of a series.
  package struct Seasons: Sendable, Equatable {
    /// Steps after which a season returns, from the shortest; empty for none.
    package var periods: [Int]
    /// Steps of a year, where a yearly wave is longer than a period can be.
    package var year: Double?

    package init(periods: [Int], year: Double? = nil) {
      self.periods = periods
      self.year = year
    }

    /// Values without which the shortest period cannot be told from chance.
    package var neededValues: Int { (periods.first ?? 1) > 1 ? 2 * periods[0] + 5 : 10 }
  }

  /// Values further back than these are not looked at.
  package static let memory = 20_000

  /// Forecasts the next `horizon` values.
  ///
  /// - Parameters:
  ///   - values: In the order of time, without gaps, all finite.
  ///   - seasons: Periods for which there is too little are left out, but not the first.
  ///   - horizon: At least 1.
  /// - Throws: ``ForecastError`` for a series too short or not finite.
  /// - Complexity: Some 30 ms for two years of days, a second for half a year of hours.
  package init(
    _ values: [Double], seasons: Seasons, horizon: Int
  ) throws(ForecastError) {
    guard values.count >= seasons.neededValues else {
      throw .tooFewValues(found: values.count, needed: seasons.neededValues)
    }
    if let bad = values.firstIndex(where: { !$0.isFinite }) { throw .notFinite(index: bad) }
    var silent = SilentSeasons(values, period: seasons.periods.first ?? 1)
    if silent.kept(values).count < silent.kept(seasons).neededValues {
      silent = SilentSeasons(values, period: 1)
    }
    isOpen = (values.count..<values.count + max(1, horizon)).map(silent.isOpen)
    isNeverNegative = values.allSatisfy { $0 >= 0 }
    let openPlaces = values.indices.filter(silent.isOpen).suffix(Self.memory)
    let ensemble = Ensemble(
      openPlaces.map { values[$0] }, seasons: silent.kept(seasons),
      horizon: max(1, isOpen.count { $0 }))
    limitedPlaces = ensemble.limited.map { openPlaces[openPlaces.startIndex + $0] }
    scale = ensemble.scale
    parts = ensemble.parts
    band = ensemble.band
    var ahead = ensemble.forecast[...]
    let least = isNeverNegative ? 0 : -Double.infinity
    mean = isOpen.map { $0 ? max(ahead.removeFirst(), least) : 0 }
  }

  /// The range in which each value lies with probability `level`, in (0, 1).
  package func intervals(level: Double) -> [ClosedRange<Double>] {
    var reaches = band.reach(level: level)[...]
    return zip(mean, isOpen).map { value, isOpen in
      guard isOpen else { return 0...0 }
      let reach = reaches.removeFirst()
      let centre = scale.encoded(value)
      // What has never been negative, as a count, is not expected to be.
      let low = max(scale.decoded(centre - reach), isNeverNegative ? 0 : -.infinity)
      return min(low, value)...max(scale.decoded(centre + reach), value)
    }
  }
}

extension CombinedForecast.Seasons {
  /// The periods that so many values tell something about.
  fileprivate func usable(count: Int) -> [Int] {
    periods.filter { $0 > 1 && ($0 == periods[0] || count >= 3 * $0) }
  }

  /// The methods worth trying on so many values.
  fileprivate func members(
    count: Int, scale: ValueScale, isNeverNegative: Bool
  ) -> [ForecastMember] {
    let period = max(1, periods.first ?? 1)
    let longest = usable(count: count).last ?? 1
    var methods: [ForecastMember.Method] = [
      .smoothing(period: period, hasTrend: true), .smoothing(period: period, hasTrend: false),
      .autoregression(period: period), .decomposition(.smoothing),
      .decomposition(.theta), .decomposition(.autoregression),
      .repetition(period: longest),
    ]
    if longest != period {
      methods += [.smoothing(period: longest, hasTrend: false), .autoregression(period: longest)]
    }
    if let year, Double(count) >= 2 * year + 28 {
      methods.append(.yearlyWave(period: period, length: year))
    }
    let shares =
      isNeverNegative && (2...60).contains(period)
      ? [ForecastMember(method: .shares(period: period), scale: .given)] : []
    return methods.map { ForecastMember(method: $0, scale: scale) } + shares
  }
}

/// Methods with the weights that their past forecasts earned them.
private struct Ensemble {
  let scale: ValueScale
  private var members: [ForecastMember] = []
  private var rolling: RollingForecasts
  /// One a member; they add up to 1.
  private var weights: [Double] = []
  private(set) var forecast: [Double] = []
  /// Places of single far values.
  let limited: [Int]

  /// Sharper inside a family, whose methods are much the same, than between families.
  private static let powers = (inside: 10, between: 5)

  init(_ actual: [Double], seasons: CombinedForecast.Seasons, horizon: Int) {
    let count = actual.count
    let period = seasons.periods.first ?? 1
    // A far value may also have made its scale look right, so that is chosen again without it.
    let first = LimitedOutliers(
      actual, period: period, scale: ValueScale(for: actual, period: period))
    scale = ValueScale(for: first.values, period: period)
    let outliers = LimitedOutliers(actual, period: period, scale: scale)
    let values = outliers.values
    limited = outliers.places
    rolling = RollingForecasts(values, needed: seasons.neededValues - 1, horizon: horizon)
    let parts = DecomposedPasts(periods: seasons.usable(count: count))
    var ahead: [[Double]] = []
    for member in seasons.members(
      count: count, scale: scale, isNeverNegative: values.allSatisfy { $0 >= 0 })
    {
      let found = member.forecasts(
        of: values, learnt: count, origins: [count], horizon: horizon, parts: parts)
      guard let row = found.first.flatMap({ $0 }), row.allSatisfy(\.isFinite),
        rolling.add(member, parts: parts)
      else { continue }
      members.append(member)
      ahead.append(row)
    }
    weights = learntWeights()
    forecast = mixture(ahead, weights: weights)
  }

  private func learntWeights() -> [Double] {
    let errors = rolling.forecasts.map { rolling.meanError(of: $0) }
    var families: [[Double]] = []
    for family in ForecastMember.Family.allCases {
      let places = members.indices.filter { members[$0].family == family }
      guard !places.isEmpty else { continue }
      var own = [Double](repeating: 0, count: members.count)
      let shares = Statistics.weights(
        ofErrors: places.map { errors[$0] }, power: Self.powers.inside)
      for (place, share) in zip(places, shares) { own[place] = share }
      families.append(own)
    }
    let familyErrors = families.map { rolling.meanError(of: rolling.combined($0)) }
    return mixture(
      families, weights: Statistics.weights(ofErrors: familyErrors, power: Self.powers.between))
  }

  /// What the combination's own past errors say about the next.
  var band: ResidualBand {
    let errors = zip(rolling.origins, rolling.combined(weights)).map { origin, row in
      zip(rolling.values[origin...], row).map { scale.encoded($0) - scale.encoded($1) }
    }
    return ResidualBand(
      errors: errors, horizon: rolling.horizon, reach: rolling.values.count - rolling.origins[0])
  }

  var parts: [CombinedForecast.Part] {
    ForecastMember.Family.allCases.map { family in
      let share = zip(members, weights).reduce(0) { $0 + ($1.0.family == family ? $1.1 : 0) }
      return CombinedForecast.Part(name: family.name, share: share)
    }.filter { $0.share > 0 }.sorted { $0.share > $1.share }
  }
}

extension ForecastMember.Family {
  fileprivate var name: String {
    switch self {
    case .smoothing: "exponential smoothing"
    case .decomposition: "loess decomposition with theta"
    case .autoregression: "seasonal autoregression"
    case .adjustedAutoregression: "autoregression of the adjusted series"
    case .repetition: "the last period again"
    case .longSmoothing: "smoothing over the long period"
    case .longAutoregression: "autoregression over the long period"
    case .shares: "level times season"
    case .yearlyWave: "yearly wave"
    }
  }
}
