import Statistics

/// Many tests at the same time: which of their calls stand if the share of false ones is limited.
package enum SimultaneousTests {
  /// Takes back the calls that do not survive Benjamini and Hochberg's rule over all tests.
  ///
  /// Anytime p-values are compared where a test was stopped early, so that the rule holds at
  /// whatever time each of them ended.
  ///
  /// - Parameters:
  ///   - comparisons: Of all tests that ran at the same time.
  ///   - rate: The share of false calls allowed, in (0, 1).
  /// - Returns: The same comparisons; calls that do not survive become `continue` and say so.
  package static func controlled(
    _ comparisons: [ExperimentComparison], rate: Double
  ) -> [ExperimentComparison] {
    let values = comparisons.map { comparison in
      let look = comparison.stoppedLook ?? max(0, comparison.looks.count - 1)
      guard comparison.looks.indices.contains(look) else { return 1.0 }
      let reading = comparison.looks[look]
      return comparison.looks.count == 1
        ? reading.comparison?.decidingP ?? 1 : reading.anytimeP
    }
    let adjusted = benjaminiHochbergAdjusted(values)
    return zip(comparisons, adjusted).map { comparison, value in
      guard comparison.call != nil, value > rate else { return comparison }
      var taken = comparison
      taken.decision = .continue
      taken.why +=
        " Taken back: among \(comparisons.count) tests at once its p-value becomes "
        + "\(ExperimentWords.p(value)) (Benjamini-Hochberg), above \(ExperimentWords.value(rate))."
      return taken
    }
  }
}
