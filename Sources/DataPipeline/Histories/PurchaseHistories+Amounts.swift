import RealModule

extension PurchaseHistories {
  /// Micros a day of a customer above which one stands out: three interquartile ranges of the
  /// logarithm above the upper quartile (Tukey's far fence).
  var farAmount: Int64 {
    let sorted = micros.filter { $0 > 0 }.map { Double.log(Double($0)) }.sorted()
    guard sorted.count >= 20 else { return .max }
    let (low, high) = (sorted[sorted.count / 4], sorted[3 * sorted.count / 4])
    return Int64(min(9e18, Double.exp(high + 3 * max(high - low, 0.05))))
  }
}
