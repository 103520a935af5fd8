/// A difference between two arms with its standard error: the common result of the tests here.
package struct EffectEstimate: Sendable, Codable, Equatable {
  /// Treatment minus control, in units of the metric or, if relative, as a share of control.
  package let value: Double
  package let standardError: Double
  /// Of Student's distribution; infinite for a normal statistic.
  package let degreesOfFreedom: Double

  package init(value: Double, standardError: Double, degreesOfFreedom: Double = .infinity) {
    self.value = value
    self.standardError = standardError
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// The difference in standard errors.
  package var statistic: Double { value / standardError }

  /// The two-sided p-value of no difference.
  package var pValue: Double {
    StudentDistribution(degreesOfFreedom: degreesOfFreedom).twoSidedP(statistic)
  }

  /// The interval that holds the true difference in a share `level` of experiments.
  package func interval(level: Double = 0.95) -> ClosedRange<Double> {
    let law = StudentDistribution(degreesOfFreedom: degreesOfFreedom)
    let reach = law.quantile(0.5 + level / 2) * standardError
    return (value - reach)...(value + reach)
  }
}

/// Why two arms could not be compared.
package enum ComparisonError: Error, Equatable, Sendable {
  /// Fewer than two observations, or more successes than trials.
  case invalidArm(index: Int)
  /// All values are equal, so there is nothing to measure a difference against.
  case noVariation
  /// A table without rows, columns, counts or with a negative or infinite count.
  case invalidTable
}
