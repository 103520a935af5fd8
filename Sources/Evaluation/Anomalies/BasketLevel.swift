import RealModule

/// What an order is usually worth, on the log scale, and how much orders differ.
///
/// The mean of values would follow a few large orders; the mean of their logarithms does not.
struct BasketLevel: Sendable {
  private var sum = 0.0
  private var weight = 0.0
  private var square = 0.0
  private let memory: Double
  /// Variance of the logarithm of one order's value that is assumed, as so many orders.
  private static let prior = (variance: 1.0, orders: 20.0)

  /// - Parameter halfLifeOrders: Orders after which what was learnt counts half.
  init(halfLifeOrders: Double) { memory = Double.pow(0.5, 1 / halfLifeOrders) }

  /// The typical value of an order; `nil` before any.
  var value: Double? { weight > 0 ? Double.exp(sum / weight) : nil }

  /// Orders that it rests on, after fading.
  var evidence: Double { weight }

  /// Variance of the logarithm of the mean value of some orders.
  func variance(orders: Double) -> Double {
    let one =
      (square + Self.prior.variance * Self.prior.orders) / (weight + Self.prior.orders)
    return one / max(1, orders) + one / max(1, weight)
  }

  /// Takes orders in whose mean value is `mean`, above 0.
  mutating func learn(mean: Double, orders: Double) {
    guard mean > 0, orders > 0 else { return }
    let kept = Double.pow(memory, orders)
    let logarithm = Double.log(mean)
    let deviation = weight > 0 ? logarithm - sum / weight : 0
    square =
      square * kept + min(9, deviation * deviation) * orders * orders
      / max(1, orders)
    sum = sum * kept + logarithm * orders
    weight = weight * kept + orders
  }

  mutating func loosen(to share: Double) {
    sum *= share
    weight *= share
    square *= share
  }
}
