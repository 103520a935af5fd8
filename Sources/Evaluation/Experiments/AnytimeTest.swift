import Statistics

/// The test that holds at every look, by what its rule knows: how far the test goes, or which effect
/// is the least worth finding.
enum AnytimeTest: Sendable {
  case horizon(HorizonSequence)
  /// The effect is a share of the mean, at least 0.
  case minimumEffect(MinimumEffectSequence, relative: Double)

  /// How many standard errors an estimate has to be from 0.
  ///
  /// - Parameters:
  ///   - effect: The estimate.
  ///   - size: Users of both variants.
  ///   - level: The mean, above 0, that a relative effect is a share of.
  /// - Returns: At least 0.
  func limit(of effect: EffectEstimate, size: Double, level: Double) -> Double {
    switch self {
    case .horizon(let sequence): sequence.limit(atSize: size)
    case .minimumEffect(let sequence, let relative):
      sequence.limit(atSize: size, minimum: relative * level / effect.standardError)
    }
  }

  /// The p-value of no difference; the least so far is valid at any time.
  func pValue(of effect: EffectEstimate, size: Double, level: Double) -> Double {
    switch self {
    case .horizon(let sequence): sequence.pValue(of: effect, size: size)
    case .minimumEffect(let sequence, let relative):
      sequence.pValue(of: effect, size: size, minimum: relative * level)
    }
  }

  /// The interval of the effect that holds at all looks together.
  func interval(
    around effect: EffectEstimate, size: Double, level: Double
  ) -> ClosedRange<Double> {
    switch self {
    case .horizon(let sequence): sequence.interval(around: effect, size: size)
    case .minimumEffect(let sequence, let relative):
      sequence.interval(around: effect, size: size, minimum: relative * level)
    }
  }
}

extension AnytimeTest {
  func limit(for comparison: ArmComparison) -> Double {
    limit(of: comparison.tested, size: comparison.size, level: comparison.level)
  }

  func pValue(of comparison: ArmComparison) -> Double {
    pValue(of: comparison.tested, size: comparison.size, level: comparison.level)
  }

  func interval(of comparison: ArmComparison) -> ClosedRange<Double> {
    interval(around: comparison.effect, size: comparison.size, level: comparison.level)
  }
}
