import RealModule

/// Heights of one cell under several levels, brought together by their moments.
struct HeightMixture {
  private var parts: [(logWeight: Double, mean: Double, variance: Double, noise: Double)] = []

  mutating func add(logWeight: Double, mean: Double, variance: Double, noise: Double) {
    parts.append((logWeight, mean, variance, noise))
  }

  /// One height with the mixture's mean and variance.
  func sum(
    logPrior: Double
  ) -> (logWeight: Double, mean: Double, variance: Double, noise: Double) {
    let largest = parts.reduce(-Double.infinity) { max($0, $1.logWeight) }
    var (weight, mean, square, noise) = (0.0, 0.0, 0.0, 0.0)
    for part in parts {
      let share = Double.exp(part.logWeight - largest)
      weight += share
      mean += share * part.mean
      square += share * (part.variance + part.mean * part.mean)
      noise += share * part.noise
    }
    mean /= weight
    return (
      logPrior + largest + Double.log(weight), mean, max(0, square / weight - mean * mean),
      noise / weight
    )
  }
}
