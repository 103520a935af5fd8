import RealModule

/// The level of a price (cost over clicks) and how much hours differ from it, on the log scale.
struct PriceLevel: Sendable {
  private var cost = 0.0
  private var clicks = 0.0
  private var deviation = 0.0
  private var weight = 0.0
  private(set) var hours = 0
  private let memory: Double
  /// Least variance of one click's price, relative to its square; what is beyond shows in the hours.
  static let clickVariance = 0.03

  init(halfLifeHours: Double) {
    memory = Double.pow(0.5, 1 / halfLifeHours)
  }

  /// Cost a click; `nil` before any.
  var price: Double? { clicks > 0 && cost > 0 ? cost / clicks : nil }

  var evidence: Double { clicks }

  /// Variance of the logarithm of an hour's price at `count` clicks, around a level that is not
  /// known exactly.
  func variance(clicks count: Double) -> Double { noise(clicks: count) + 1 / max(1, clicks) }

  /// The same around a level that is known.
  func noise(clicks count: Double) -> Double {
    // A dozen hours of 14 % noise stand for what has not been seen yet.
    max(0.0025, (deviation + 12 * 0.02) / (weight + 12)) + Self.clickVariance / max(1, count)
  }

  mutating func learn(cost newCost: Double, clicks newClicks: Double) {
    guard newClicks > 0, newCost > 0 else { return }
    if let price, hours >= 6 {
      let residual = Double.log(newCost / newClicks / price)
      let beyond = residual * residual - Self.clickVariance / newClicks
      let ceiling = 9 * noise(clicks: newClicks)
      deviation = deviation * memory + min(beyond, ceiling)
      weight = weight * memory + 1
    }
    cost = cost * memory + newCost
    clicks = clicks * memory + newClicks
    hours += 1
  }

  mutating func loosen(to share: Double) {
    cost *= share
    clicks *= share
  }
}
