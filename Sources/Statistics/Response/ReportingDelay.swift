import RealModule

/// How long orders take until they are reported, learnt while the reports of past days grow.
///
/// The delay in days is taken to be geometric with an unknown mean on a grid. Given how many
/// orders of a day are in so far, which of its days they came in on follows the law truncated to
/// the days that have passed, whatever the day's true number is; so nothing else has to be known.
package struct ReportingDelay: Sendable {
  /// From a tenth of a day to eight days.
  private static let means: [Double] = (0..<24).map { step in
    0.1 * Double.exp(Double(step) / 23 * Double.log(80))
  }

  private var orders = 0.0
  /// Σ age at the report, over these orders.
  private var ages = 0.0
  private var logPriors: [Double]
  /// Orders that were in at the start, by the age of their day then.
  private var known: [Double] = []

  /// - Parameter typical: Days that an order is thought to take, above 0; worth little.
  package init(typical: Double = 1.5) {
    logPriors = Self.means.map { mean in
      let distance = Double.log(mean / typical)
      return -0.5 * distance * distance
    }
  }

  /// Starts from a table of what was reported so far, by age of the day from 0 on.
  package mutating func start(_ counts: [Double]) { known = counts }

  /// Learns that orders came in `age` days after the first day on which they could.
  package mutating func reported(_ count: Double, age: Int) {
    guard count > 0, age >= 0 else { return }
    orders += count
    ages += count * Double(age)
  }

  /// Learns from something else how likely each mean delay is.
  ///
  /// - Parameter logLikelihood: Takes the share that is reported at an age.
  package mutating func weigh(_ logLikelihood: (_ share: (Int) -> Double) -> Double) {
    for (index, mean) in Self.means.enumerated() {
      logPriors[index] += logLikelihood { Self.share(reportedAt: $0, mean: mean) }
    }
  }

  /// The share of a day's orders that is in, averaged over what may be true.
  ///
  /// - Parameter counts: What is reported by now, by age of the day from 0 on.
  /// - Returns: For each age.
  package func shares(reported counts: [Double]) -> [Double] {
    let logs = Self.means.indices.map { logPosterior($0, counts) }
    let largest = logs.max() ?? 0
    let weights = logs.map { Double.exp($0 - largest) }
    let total = weights.reduce(0, +)
    return counts.indices.map { age in
      zip(weights, Self.means).reduce(0) { $0 + $1.0 * Self.share(reportedAt: age, mean: $1.1) }
        / total
    }
  }

  private func logPosterior(_ index: Int, _ counts: [Double]) -> Double {
    let kept = Self.means[index] / (1 + Self.means[index])
    var log = logPriors[index] + orders * Double.log(1 - kept) + ages * Double.log(kept)
    for (sign, table) in [(1.0, known), (-1.0, counts)] {
      // Beyond this age the share is 1 to the last digit for every mean on the grid.
      for (age, total) in table.prefix(300).enumerated() where total > 0 {
        log += sign * total * Double.log(onePlus: -Double.pow(kept, Double(age + 1)))
      }
    }
    return log
  }

  private static func share(reportedAt age: Int, mean: Double) -> Double {
    1 - Double.pow(mean / (1 + mean), Double(age + 1))
  }
}
