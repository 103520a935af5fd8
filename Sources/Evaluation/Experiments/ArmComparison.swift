import RealModule
package import Statistics

/// Why two variants cannot be compared yet.
package enum ComparisonObstacle: Error, Sendable, Equatable {
  case nobodyCounted
  case tooFew
  case nothingDiffers
  case noSpread
  case allExplained
  case spreadUnknown
}

extension ComparisonObstacle: CustomStringConvertible {
  package var description: String {
    switch self {
    case .nobodyCounted: "nobody has been counted in one of the variants yet"
    case .tooFew: "each variant needs at least two users"
    case .nothingDiffers:
      "all users of both variants have the same value, so nothing can be compared"
    case .noSpread:
      "no user of a variant differs from the others of it, so chance cannot be judged"
    case .allExplained:
      "what users did before explains all of their differences, so chance cannot be judged"
    case .spreadUnknown: "the variance is missing, so the difference cannot be judged"
    }
  }
}

/// A variant against the control: effect, its uncertainty and what a wrong choice would cost.
///
/// Rates are tested by the pooled z-test with Newcombe's interval, by Fisher's exact test where so
/// few conversions are expected that the z-test errs; means by Welch's t-test, means with a figure
/// from before the test after regression on it (CUPED).
package struct ArmComparison: Sendable, Equatable {
  package let control: ArmFigures
  package let treatment: ArmFigures
  /// Treatment minus control, in units of the metric.
  package let effect: EffectEstimate
  /// The effect as a share of the control; `nil` where that is 0.
  package let relative: EffectEstimate?
  /// In standard errors; of the pooled rate for rates.
  package let statistic: Double
  /// Of Student's distribution; `nil` for a normal statistic.
  package let degreesOfFreedom: Double?
  /// Two-sided, of the statistic, for one look that was planned.
  package let pValue: Double
  /// Fisher's, two-sided, of rates where fewer than five are expected in a cell of the table
  /// (Cochran's rule, 1954); `nil` elsewhere.
  package let exactP: Double?
  /// Why nothing may be called yet; `nil` where there is enough.
  package let shortage: SampleShortage?
  private let proportions: TwoProportionTest?

  /// - Throws: ``ComparisonObstacle`` where the figures allow no comparison.
  package init(control: ArmFigures, treatment: ArmFigures) throws(ComparisonObstacle) {
    guard control.count > 0, treatment.count > 0 else { throw .nobodyCounted }
    self.control = control
    self.treatment = treatment
    shortage = SampleShortage(control: control, treatment: treatment)
    do {
      switch (control, treatment) {
      case (.proportion(let before), .proportion(let after)):
        let test = try TwoProportionTest(control: before, treatment: after)
        (effect, relative, proportions) = (test.difference, test.relativeLift, test)
        (statistic, pValue, degreesOfFreedom) = (test.statistic, test.pValue, nil)
        exactP = try Self.exactP(before, after)
      case (.mean(let before), .mean(let after)):
        let test = try WelchTest(control: before, treatment: after)
        (effect, relative, proportions) = (test.difference, test.relativeLift, nil)
        (statistic, pValue) = (test.difference.statistic, test.difference.pValue)
        (degreesOfFreedom, exactP) = (test.difference.degreesOfFreedom, nil)
      case (.adjusted(let before), .adjusted(let after)):
        let test = try RegressionAdjustedTest(control: before, treatment: after)
        (effect, relative, proportions) = (test.difference, test.relativeLift, nil)
        (statistic, pValue) = (test.difference.statistic, test.difference.pValue)
        (degreesOfFreedom, exactP) = (test.difference.degreesOfFreedom, nil)
      default: throw ComparisonObstacle.spreadUnknown
      }
    } catch ComparisonError.noVariation {
      throw Self.sameness(control, treatment)
    } catch let obstacle as ComparisonObstacle {
      throw obstacle
    } catch {
      throw .tooFew
    }
  }

  private static func sameness(
    _ control: ArmFigures, _ treatment: ArmFigures
  ) -> ComparisonObstacle {
    if case .adjusted(let arm) = control, (arm.metric.variance ?? 0) > 0 { return .allExplained }
    return control.mean == treatment.mean ? .nothingDiffers : .noSpread
  }

  /// What decides: the exact p-value where the ordinary one errs.
  package var decidingP: Double { exactP ?? pValue }

  /// Fewer than this in a cell of the table and the z-test errs.
  private static let leastExpected = 5.0

  private static func exactP(
    _ control: Proportion, _ treatment: Proportion
  ) throws(ComparisonError) -> Double? {
    let (fewer, more) = (Double(control.trials), Double(treatment.trials))
    let successes = Double(control.successes + treatment.successes)
    let rarer = min(successes, fewer + more - successes)
    guard min(fewer, more) * (rarer / (fewer + more)) < leastExpected else { return nil }
    return try FisherExactTest(control: control, treatment: treatment).pValue
  }

  /// The interval of the effect for one look that was planned.
  package func interval(level: Double) -> ClosedRange<Double> {
    proportions?.newcombeInterval(level: level) ?? effect.interval(level: level)
  }

  /// Users of both variants.
  package var size: Double { Double(control.count) + Double(treatment.count) }

  /// The mean of all users, without its sign: what a relative effect that is looked for is a share
  /// of. It hardly depends on the effect that is there.
  var level: Double {
    let sum =
      (control.mean ?? 0) * Double(control.count) + (treatment.mean ?? 0) * Double(treatment.count)
    return abs(sum) / size
  }

  /// Users in each variant, if unequal those of equal variants that tell as much (harmonic mean).
  package var sizePerVariant: Double {
    2 / (1 / Double(control.count) + 1 / Double(treatment.count))
  }

  /// The p-value on the normal scale, with the effect's sign: what limits are compared with.
  package var score: Double {
    guard degreesOfFreedom != nil || exactP != nil else { return statistic }
    return normalScore(of: statistic, pValue: decidingP)
  }

  /// The chance that the treatment is better and what adopting it loses on average if it is not.
  ///
  /// Rates: exact under flat priors, the loss E[max(control − treatment, 0)] in units of the rate.
  /// Means: a normal posterior of the relative effect under a flat prior, the loss as a share of the
  /// control's mean (the relative risk of gbstats' `EffectBayesianABTest`); of the absolute effect, in
  /// units of the metric, where that mean is 0.
  ///
  /// - Parameter higherIsBetter: Whether the metric should rise.
  /// - Returns: The chance in [0, 1] and the loss, at least 0.
  package func chances(higherIsBetter: Bool) -> (win: Double, loss: Double) {
    let answer: BayesianComparison?
    if let proportions {
      // Impossible counts say nothing: an even chance, and no bound on the loss.
      answer = try? BayesianComparison(
        control: proportions.control, treatment: proportions.treatment)
    } else {
      answer = BayesianComparison(posterior: (relative ?? effect).posterior())
    }
    guard let answer else { return (0.5, .infinity) }
    return higherIsBetter
      ? (answer.winProbability, answer.lossOfTreatment)
      : (1 - answer.winProbability, answer.lossOfControl)
  }
}
