package import Commerce
package import Statistics

/// The rate that a winner must not harm: sales for a test of clicks, clicks for a test of sales.
///
/// Only clear harm counts, the whole 90 % interval below 0: that nothing is lost could not be shown
/// with the few sales of one campaign.
package struct ExperimentGuardrail: Equatable, Sendable {
  package let metric: Experiment.Metric
  let control: Proportion
  let challenger: Proportion

  package init(metric: Experiment.Metric, control: Proportion, challenger: Proportion) {
    self.metric = metric
    self.control = control
    self.challenger = challenger
  }

  /// How much lower the rate is with the challenger, in words; `nil` unless it clearly is.
  var harm: String? {
    guard
      let comparison = try? ArmComparison(
        control: .proportion(control), treatment: .proportion(challenger)),
      let relative = comparison.relative,
      control.successes + challenger.successes >= Int(ExperimentJudge.leastSuccesses),
      relative.interval(level: 0.9).upperBound < 0
    else { return nil }
    let interval = relative.interval(level: 0.9)
    return "its \(metric.rawValue) is \(FigureWords.change(relative.value)) "
      + "(\(FigureWords.change(interval.lowerBound)) to \(FigureWords.change(interval.upperBound)))"
  }
}
