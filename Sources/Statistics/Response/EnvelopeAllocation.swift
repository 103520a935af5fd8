import RealModule

/// The best division of a budget over concave envelopes, at one common marginal return.
struct EnvelopeAllocation {
  private(set) var spend: [Double]
  /// The common marginal return.
  private(set) var price = 0.0
  /// What the envelopes promise; no division of the curves themselves returns more.
  private(set) var limit = 0.0

  /// - Parameters:
  ///   - total: At least the sum of the lower ends.
  ///   - envelopes: One per campaign.
  ///   - leastPrice: Spending stops where the next unit returns less.
  init(total: Double, envelopes: [ConcaveEnvelope], leastPrice: Double) {
    var curves = envelopes.map(PricedCurve.init)
    let floor = max(Double.log(leastPrice), -650)
    spend =
      leastPrice > 0
      ? curves.indices.map { curves[$0].spend(atLogPrice: floor).amount }
      : envelopes.map(\.upper)
    price = leastPrice
    if spend.reduce(0, +) > total {
      divide(total, &curves, least: envelopes.map(\.lower), floor: floor)
    }
    limit = zip(envelopes, spend).reduce(0) { $0 + $1.0.value($1.1) }
  }

  /// Finds the price at which the envelopes together take `total`.
  ///
  /// Newton's method on the logarithms of price and spend. Where it leaves the bracket, because
  /// spend jumps along the line of an envelope, the prices of the jumps are tried instead.
  private mutating func divide(
    _ total: Double, _ curves: inout [PricedCurve], least: [Double], floor: Double
  ) {
    // At the low price the campaigns take too much, at the high price not too much.
    var (low, high) = (floor, highestPrice(curves) + 1e-9)
    var (generous, frugal) = (spend, least)
    var place = min(high, max(low, Double.log(typicalPrice(total, curves, least))))
    var lastStep = Double.infinity
    for _ in 0..<200 {
      let (taken, sum, slope) = demand(&curves, atLogPrice: place)
      if sum > total { (low, generous) = (place, taken) } else { (high, frugal) = (place, taken) }
      if abs(sum - total) <= 1e-12 * total {
        (frugal, generous) = (taken, taken)
        break
      }
      if high <= low.nextUp || high - low <= 1e-15 * abs(high) { break }
      let step = Double.log(total / sum) * sum / slope
      let isUseful = place + step > low && place + step < high && abs(step) < 0.7 * lastStep
      lastStep = isUseful ? abs(step) : high - low
      place = isUseful ? place + step : cut(curves, between: low, high)
    }
    price = Double.exp(place)
    spend = filled(frugal, towards: generous, upTo: total, least: least)
  }

  /// The middle one of the jumps between two prices, else the price just above a jump at the low
  /// one, else the middle.
  private func cut(_ curves: [PricedCurve], between low: Double, _ high: Double) -> Double {
    var jumps: [Double] = []
    var jumpsAtLow = false
    for curve in curves where curve.jumps {
      if curve.logHighestPrice > low, curve.logHighestPrice < high {
        jumps.append(curve.logHighestPrice)
      } else if curve.logHighestPrice == low {
        jumpsAtLow = true
      }
    }
    if jumpsAtLow { return low.nextUp }
    guard !jumps.isEmpty else { return 0.5 * (low + high) }
    return jumps.sorted()[jumps.count / 2]
  }

  private func demand(
    _ curves: inout [PricedCurve], atLogPrice price: Double
  ) -> (taken: [Double], sum: Double, slope: Double) {
    var (sum, slope) = (0.0, 0.0)
    var taken: [Double] = []
    taken.reserveCapacity(curves.count)
    for index in curves.indices {
      let (amount, change) = curves[index].spend(atLogPrice: price)
      taken.append(amount)
      sum += amount
      slope += change
    }
    return (taken, sum, slope)
  }

  /// Raises frugal amounts to the generous ones until the budget is used; an excess from rounding
  /// is taken from all in proportion.
  private func filled(
    _ frugal: [Double], towards generous: [Double], upTo total: Double, least: [Double]
  ) -> [Double] {
    var spend = frugal
    var left = total - frugal.reduce(0, +)
    for index in spend.indices where left > 0 {
      let added = min(left, max(0, generous[index] - spend[index]))
      spend[index] += added
      left -= added
    }
    let room = zip(spend, least).reduce(0) { $0 + $1.0 - $1.1 }
    guard left < 0, room > 0 else { return spend }
    let kept = max(0, 1 + left / room)
    return zip(spend, least).map { $1 + ($0 - $1) * kept }
  }

  private func highestPrice(_ curves: [PricedCurve]) -> Double {
    // A curve of a shape below 1 starts at an infinite price.
    min(650, curves.reduce(-650) { max($0, $1.logHighestPrice) })
  }

  /// The mean marginal return if every campaign got the same share of what it may take.
  private func typicalPrice(
    _ total: Double, _ curves: [PricedCurve], _ least: [Double]
  ) -> Double {
    let fixed = least.reduce(0, +)
    let room = spend.reduce(0, +) - fixed
    let share = room > 0 ? (total - fixed) / room : 0
    var (sum, count) = (0.0, 0.0)
    for (index, curve) in curves.enumerated() {
      let amount = least[index] + share * (spend[index] - least[index])
      let logPrice = curve.logPrice(at: amount)
      guard logPrice.isFinite else { continue }
      sum += logPrice
      count += 1
    }
    return count > 0 ? Double.exp(sum / count) : 1
  }
}
