package import Statistics

/// How far a test is planned to go.
package enum PlannedHorizon: Sendable, Equatable {
  /// Looks at equal distances; where there are more than the usual number, that many of them judge.
  case looks(Int)
  /// Users in each variant, with some looks at equal distances.
  case size(perVariant: Double, looks: Int)
  /// Days, with some looks at equal distances.
  case days(Double, looks: Int)

  /// Looks that a plan has where nothing else is said.
  ///
  /// More than five save hardly any traffic and cost power at the end (Jennison and Turnbull, 2000,
  /// section 2.7).
  package static let usualLooks = 5
}

/// When a test may be called, and with which error.
package struct StoppingRule: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// Limits at planned looks that spend the error up to the horizon.
    case groupSequential(AlphaSpending)
    /// Limits that hold at every look: sharpest at the horizon if there is one, else for the least
    /// effect worth finding.
    case anytime
  }

  package var kind: Kind
  package var horizon: PlannedHorizon?
  /// The two-sided error allowed for a comparison over all its looks, in (0, 1).
  package var alpha: Double
  /// The share of `alpha` kept for looks between and after the planned ones, in [0, 1).
  package var reserve: Double
  /// The least relative effect worth finding, without its sign: a test without an end finds it, and
  /// those of about its size, soonest.
  package var minimumEffect: Double

  /// What a test without an end looks for where nothing else is said: 10 %.
  package static let usualMinimumEffect = 0.1

  package init(
    _ kind: Kind, horizon: PlannedHorizon?, alpha: Double = 0.05, reserve: Double = 0,
    minimumEffect: Double = StoppingRule.usualMinimumEffect
  ) {
    self.minimumEffect = abs(minimumEffect)
    self.kind = kind
    self.horizon = horizon
    self.alpha = alpha
    self.reserve = reserve
  }

  /// The rule for a record whose plan is not known.
  ///
  /// One look is a plan of one look. Where looks have days, the plan is six weeks, which half of the
  /// tests that shops publish do not reach and half exceed (ASOS, Liu et al. 2021); it is spent in
  /// whole weeks so that every weekday counts alike, and a tenth of the error is kept for what is
  /// seen at other times and afterwards. Else any look may end the test.
  package static func usual(for record: ExperimentRecord, alpha: Double) -> StoppingRule {
    if record.looks.count == 1 {
      return StoppingRule(.groupSequential(.obrienFleming), horizon: .looks(1), alpha: alpha)
    }
    guard record.looks.allSatisfy({ $0.time != nil }) else {
      return StoppingRule(.anytime, horizon: nil, alpha: alpha)
    }
    return StoppingRule(
      .groupSequential(.obrienFleming), horizon: .days(42, looks: 6), alpha: alpha, reserve: 0.1)
  }
}

/// A look as a stopping rule sees it: how much there is to judge by, not what it says.
struct LookSize: Equatable {
  /// Days since the start.
  var time: Double?
  /// Users of both variants.
  var total: Double
  /// Users in each, harmonic mean.
  var perVariant: Double

  /// Of the control and, where there are several, the average other variant.
  init(_ look: ExperimentLook) {
    self.init(look.arms, time: look.time)
  }

  init(_ arms: [ArmFigures], time: Double?) {
    let counts = arms.map { Double(max(1, $0.count)) }
    let others = counts.dropFirst().reduce(0, +) / Double(max(1, counts.count - 1))
    let control = counts.first ?? 1
    self.time = time
    total = control + others
    perVariant = 2 / (1 / control + 1 / others)
  }
}

extension StoppingRule {
  /// The share of the plan done at each look; 1 from its end on.
  func shares(of looks: [LookSize]) -> [Double] {
    looks.enumerated().map { index, look in
      let share =
        switch horizon {
        case .looks(let planned): Double(index + 1) / Double(planned)
        case .size(let perVariant, _): look.perVariant / perVariant
        case .days(let days, _): (look.time ?? 0) / days
        case nil: 0.0
        }
      return share >= Self.almostAll ? 1 : share
    }
  }

  /// Variants are never quite equal: this much of the plan is all of it.
  private static let almostAll = 0.995

  /// The size of the statistic that ends the test at each look; ∞ where no end is planned.
  ///
  /// - Parameters:
  ///   - looks: Of the metric that decides, by which the plan goes.
  ///   - counted: Of the metric that is compared, if it is another one with users of its own.
  ///   - alpha: Two-sided.
  /// - Returns: In standard errors, one a look.
  func limits(
    for looks: [LookSize], counted: [LookSize]? = nil, alpha: Double
  ) -> [Double] {
    guard case .groupSequential(let spending) = kind, !looks.isEmpty else {
      return looks.map { _ in .infinity }
    }
    var done = 0
    var spent = 0.0
    let totals = shares(of: looks).map { share -> Double in
      let steps = Int((share * Double(plannedLooks) + 0.005).rounded(.down))
      guard steps > done else { return spent }
      done = steps
      spent = spending.spent(at: share, alpha: alpha * (1 - reserve))
      return spent
    }
    return GroupSequentialPlan(
      information: (counted ?? looks).map(\.perVariant), spent: totals, alpha: alpha
    ).limits
  }

  private var plannedLooks: Int {
    switch horizon {
    case .looks(let looks): max(1, min(looks, PlannedHorizon.usualLooks))
    case .size(_, let looks), .days(_, let looks): max(1, looks)
    case nil: 1
    }
  }

  /// The test that holds at every look, as far as it can be planned at the first one.
  ///
  /// - Parameters:
  ///   - first: The first look's size, of the metric that decides.
  ///   - scale: Users of the metric that is compared, for each of those.
  ///   - alpha: Two-sided.
  ///   - minimumEffect: The least relative effect worth finding; the rule's if it is `nil`.
  /// - Returns: By the horizon where there is one, else by the least effect.
  func anytime(
    from first: LookSize, scale: Double = 1, alpha: Double, minimumEffect: Double? = nil
  ) -> AnytimeTest {
    let typicalSize = Self.typicalLooks * first.total * scale
    if let horizon = totalHorizon(from: first) {
      return .horizon(
        HorizonSequence(alpha: alpha, horizon: horizon * scale, typicalSize: typicalSize))
    }
    return .minimumEffect(
      MinimumEffectSequence(alpha: alpha, typicalSize: typicalSize),
      relative: minimumEffect ?? self.minimumEffect)
  }

  /// What a look that is not planned is tested by: the anytime test itself, or one with the error in
  /// reserve; `nil` without a reserve.
  func unplanned(
    from first: LookSize, scale: Double = 1, alpha: Double, minimumEffect: Double? = nil
  ) -> AnytimeTest? {
    if kind == .anytime {
      return anytime(from: first, scale: scale, alpha: alpha, minimumEffect: minimumEffect)
    }
    guard reserve > 0 else { return nil }
    return .horizon(
      HorizonSequence(
        alpha: alpha * reserve, horizon: nil, typicalSize: Self.typicalLooks * first.total * scale))
  }

  /// First looks come after a tenth to a hundredth of a test. At fifty the limit is within three
  /// per cent of the least there can be after twenty to two hundred looks.
  private static let typicalLooks = 50.0

  private func totalHorizon(from first: LookSize) -> Double? {
    switch horizon {
    case .size(let perVariant, _): perVariant * first.total / first.perVariant
    case .looks(let looks): first.total * Double(looks)
    case .days(let days, _):
      first.time.flatMap { $0 > 0 ? max(first.total, first.total * days / $0) : nil }
    case nil: nil
    }
  }
}
