import Oversight
import Statistics

/// Divisions of a budget over many response curves, concave ones alone and with S-shaped ones.
struct AllocationBenchmark {
  let campaigns: Int

  func run() throws {
    for (name, shapes) in [("concave", 0.5...1.0), ("partly S-shaped", 0.7...1.6)] {
      var milliseconds: [Double] = []
      var gain = 0.0
      for seed in 1...20 {
        let (curves, bounds, total) = problem(shapes, seed: UInt64(seed))
        var found: BudgetAllocation?
        let elapsed = try ContinuousClock().measure {
          found = try BudgetAllocation.allocate(total: total, curves: curves, bounds: bounds)
        }
        milliseconds.append(
          Double(elapsed.components.attoseconds) / 1e15
            + Double(elapsed.components.seconds) * 1_000)
        gain = max(gain, found?.possibleGain ?? .infinity)
      }
      let sorted = milliseconds.sorted()
      print(
        "\(campaigns) campaigns, \(name): median \(twoDecimals(sorted[sorted.count / 2])) ms, "
          + "worst \(twoDecimals(sorted[sorted.count - 1])) ms, at most \(gain) below the optimum")
    }
  }

  private func problem(
    _ shapes: ClosedRange<Double>, seed: UInt64
  ) -> (curves: [HillCurve], bounds: [SpendBound], total: Double) {
    var generator = SeededGenerator(seed: seed)
    var curves: [HillCurve] = []
    var bounds: [SpendBound] = []
    for _ in 0..<campaigns {
      curves.append(
        HillCurve(
          maximum: logNormal(logMean: 5, logDeviation: 1, using: &generator),
          halfSaturation: logNormal(logMean: 4, logDeviation: 1, using: &generator),
          shape: Double.random(in: shapes, using: &generator)))
      let now = logNormal(logMean: 3.5, logDeviation: 0.7, using: &generator)
      bounds.append(SpendBound(lower: 0.7 * now, upper: 1.3 * now))
    }
    return (curves, bounds, bounds.reduce(0) { $0 + ($1.lower + $1.upper) / 2 })
  }
}
