extension Estimate {
  /// Stands for a relative effect that cannot be told, as where the control has no success yet: no
  /// change, from −100 % to +1,000 %.
  ///
  /// - Parameter level: Of the interval, in (0, 1).
  /// - Returns: An estimate that ``isUnknownEffect``.
  package static func unknownEffect(level: Double) -> Estimate {
    Estimate(mean: 0, low: -1, high: 10, level: level)
  }

  /// Whether nothing is known of the effect: then its numbers are not shown.
  package var isUnknownEffect: Bool { mean == 0 && low <= -1 && high >= 10 }
}

extension Experiment {
  /// The effect of the last reading; `nil` where nothing is known of it.
  package var knownEffect: Estimate? {
    guard let effect = reading?.relativeEffect, !effect.isUnknownEffect else { return nil }
    return effect
  }
}
