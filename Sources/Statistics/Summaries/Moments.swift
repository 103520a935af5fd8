/// Count, mean and variance of numbers as they come, without keeping them (Welford 1962).
package struct Moments: Sendable, Codable, Equatable {
  package private(set) var count = 0
  package private(set) var mean = 0.0
  /// The sum of squared distances from the mean.
  private var squares = 0.0

  package init() {}

  package init(_ values: some Sequence<Double>) {
    for value in values { add(value) }
  }

  /// Takes sums as platforms report them.
  ///
  /// - Parameters:
  ///   - count: At least 0.
  ///   - sum: Of the values.
  ///   - sumOfSquares: Of the squared values; less than the mean allows counts as no spread.
  package init(count: Int, sum: Double, sumOfSquares: Double) {
    guard count > 0 else { return }
    self.count = count
    mean = sum / Double(count)
    squares = max(0, sumOfSquares - sum * mean)
  }

  /// Takes a mean and a sample variance that were computed elsewhere.
  package init(count: Int, mean: Double, variance: Double) {
    guard count > 0 else { return }
    self.count = count
    self.mean = mean
    squares = max(0, variance) * Double(count - 1)
  }

  package mutating func add(_ value: Double) {
    count += 1
    let distance = value - mean
    mean += distance / Double(count)
    squares += distance * (value - mean)
  }

  /// Adds what another part of the data gave, as if its values had been added here.
  package mutating func merge(_ other: Moments) {
    guard other.count > 0 else { return }
    let total = Double(count + other.count)
    let distance = other.mean - mean
    squares += other.squares + distance * distance * Double(count) * Double(other.count) / total
    mean += distance * Double(other.count) / total
    count += other.count
  }

  /// The sample variance (n − 1 below the line); `nil` for fewer than two values.
  package var variance: Double? { count > 1 ? squares / Double(count - 1) : nil }

  /// The population variance (n below the line); `nil` without values.
  package var populationVariance: Double? { count > 0 ? squares / Double(count) : nil }

  package var deviation: Double? { variance?.squareRoot() }

  /// The standard error of the mean; `nil` for fewer than two values.
  package var standardError: Double? { variance.map { ($0 / Double(count)).squareRoot() } }
}

/// The mean of `values` by `weights` of the same length; `nil` if the weights do not add up above
/// 0.
package func weightedMean(_ values: [Double], weights: [Double]) -> Double? {
  let total = weights.reduce(0, +)
  guard total > 0, total.isFinite, values.count == weights.count else { return nil }
  return zip(values, weights).reduce(0) { $0 + $1.0 * ($1.1 / total) }
}
