import RealModule
import Statistics

/// How far a variant is from the harm to a guardrail metric that is tolerable, in standard errors.
///
/// Of the contrast treatment − (1 ∓ margin) · control, which is linear in the means, so that no
/// ratio of small numbers is taken. Rates have their variance as it is if the harm is exactly the
/// tolerable one (Miettinen and Nurminen, "Comparative analysis of two rates", 1985), means that of
/// Welch's test.
struct NonInferiority {
  /// Above 0: the harm is less than the margin; with its standard error.
  let distance: EffectEstimate
  /// Users of both variants.
  let size: Double
  /// The control's mean, without its sign: what the margin is a share of.
  let level: Double

  /// `nil` where too little was counted, or where a relative harm has no meaning.
  init?(_ metric: GuardrailMetric, control: ArmFigures, treatment: ArmFigures) {
    guard let comparison = try? ArmComparison(control: control, treatment: treatment),
      comparison.shortage == nil, let before = control.mean, before != 0
    else { return nil }
    let harm = metric.higherIsBetter ? -metric.margin : metric.margin
    let factor = before > 0 ? 1 + harm : 1 - harm
    let sign = metric.higherIsBetter ? 1.0 : -1.0
    guard let contrast = Self.contrast(control, treatment, factor) else { return nil }
    distance = EffectEstimate(
      value: sign * contrast.value, standardError: contrast.standardError,
      degreesOfFreedom: contrast.degreesOfFreedom)
    size = comparison.size
    level = abs(before)
  }

  /// Treatment − factor · control; `nil` where nothing varies.
  private static func contrast(
    _ control: ArmFigures, _ treatment: ArmFigures, _ factor: Double
  ) -> EffectEstimate? {
    switch (control, treatment) {
    case (.proportion(let before), .proportion(let after)):
      rates(before, after, factor)
    case (.mean(let before), .mean(let after)):
      try? WelchTest(control: before.scaled(by: factor), treatment: after).difference
    default: nil
    }
  }

  private static func rates(
    _ control: Proportion, _ treatment: Proportion, _ factor: Double
  ) -> EffectEstimate? {
    guard let before = control.rate, let after = treatment.rate else { return nil }
    let (fewer, more) = (Double(control.trials), Double(treatment.trials))
    let rate = factor > 0 ? tolerableRate(control, treatment, factor) : before
    let changed = factor > 0 ? factor * rate : after
    let variance =
      changed * (1 - changed) / more + factor * factor * rate * (1 - rate) / fewer
    guard variance > 0 else { return nil }
    return EffectEstimate(value: after - factor * before, standardError: variance.squareRoot())
  }

  /// The control's likeliest rate if the treatment's is exactly `factor` times it, above 0.
  private static func tolerableRate(
    _ control: Proportion, _ treatment: Proportion, _ factor: Double
  ) -> Double {
    let (fewer, more) = (Double(control.trials), Double(treatment.trials))
    let (before, after) = (Double(control.successes), Double(treatment.successes))
    let square = (fewer + more) * factor
    let linear = more * factor + after + fewer + before * factor
    let rest = before + after
    let root = max(0, linear * linear - 4 * square * rest).squareRoot()
    // The smaller root, without cancellation.
    return 2 * rest / (linear + root)
  }
}

extension Moments {
  /// Of every value times `factor`.
  fileprivate func scaled(by factor: Double) -> Moments {
    Moments(count: count, mean: mean * factor, variance: (variance ?? 0) * factor * factor)
  }
}
