import RealModule

/// The scale on which methods add up level, trend and season: as given, or one on which swings do
/// not grow with the level.
enum ValueScale: Equatable {
  case given
  /// For values of at least 0, as counts with quiet days.
  case squareRoot
  /// For values above 0.
  case logarithmic

  /// The scale whose one-step errors by exponential smoothing make the values most likely.
  ///
  /// Errors count as Laplace-distributed, which few far values do not upset, and the likelihood is
  /// that of the values as given, so that scales can be compared (Box and Cox 1964, section 3).
  init(for values: [Double], period: Int) {
    let smallest = values.min() ?? -1
    var best = (scale: ValueScale.given, likelihood: -Double.infinity)
    for scale in [ValueScale.given, .squareRoot, .logarithmic] where scale.takes(smallest) {
      let likelihood = scale.likelihood(of: values, period: period)
      if likelihood > best.likelihood { best = (scale, likelihood) }
    }
    self = best.scale
  }

  func encoded(_ value: Double) -> Double {
    switch self {
    case .given: value
    case .squareRoot: max(value, 0).squareRoot()
    case .logarithmic: Double.log(max(value, .leastNormalMagnitude))
    }
  }

  func decoded(_ value: Double) -> Double {
    switch self {
    case .given: value
    case .squareRoot: value > 0 ? value * value : 0
    case .logarithmic: Double.exp(value)
    }
  }

  func encoded(_ values: [Double]) -> [Double] {
    self == .given ? values : values.map { encoded($0) }
  }

  func decoded(_ values: [Double]) -> [Double] {
    self == .given ? values : values.map { decoded($0) }
  }

  private func takes(_ smallest: Double) -> Bool {
    switch self {
    case .given: true
    case .squareRoot: smallest >= 0
    case .logarithmic: smallest > 0
    }
  }

  private func likelihood(of values: [Double], period: Int) -> Double {
    let series = encoded(values)
    let errors = QuickSmoothing(series[...], period: period, hasTrend: true).errors(over: series)
    let first = min(2 * period, series.count / 3)
    // Where the value is 0 the slope of the square root has no logarithm.
    let places = (first..<series.count).filter { values[$0] > 0 || self == .given }
    let counted = (first..<series.count).filter { values[$0] > 0 }.count
    let count = Double(self == .given && counted > 0 ? counted : places.count)
    let mean = errors[first...].reduce(0) { $0 + abs($1) } / Double(series.count - first)
    guard mean > 0, count > 0 else { return self == .given ? -1e300 : -.infinity }
    return places.reduce(-count * Double.log(mean)) { $0 + logarithmOfSlope(at: values[$1]) }
  }

  private func logarithmOfSlope(at value: Double) -> Double {
    switch self {
    case .given: 0
    case .squareRoot: -Double.log(2 * value.squareRoot())
    case .logarithmic: -Double.log(value)
    }
  }
}
