import Commerce
import RealModule
import Statistics

/// A test of an audience or a budget with its settled days counted.
struct CountedTrial {
  /// With the variants' days and money so far.
  private(set) var experiment: Experiment
  /// Whole days past the attribution lag since the start, at most the planned ones.
  let settledDays: Int
  /// Those of them on which everything ran.
  private(set) var servedDays = 0
  /// Challenger against control: above 0 it is better.
  private(set) var effect: EffectEstimate?
  private(set) var splitP = 1.0
  let scale: Scale
  let currency: Currency

  /// What the effect is measured in.
  enum Scale {
    /// The logarithm of a ratio.
    case logRatio
    /// Profit of a unit of extra spend.
    case profit
  }

  /// Fails for tests of creatives.
  init?(_ experiment: Experiment, book: MetricsBook, week: DemandWeek, now: Instant) {
    self.experiment = experiment
    switch experiment.subject {
    case .creative, .email: return nil
    case .audience(let trial):
      scale = .logRatio
      currency = trial.dailyBudget.currency
      settledDays = Self.settledDays(experiment, trial.platform, now)
      count(trial, book)
    case .budget(let trial):
      scale = .profit
      currency = trial.base.currency
      settledDays = Self.settledDays(experiment, trial.platform, now)
      count(trial, book, week)
    }
  }

  var isComplete: Bool { settledDays >= experiment.plannedTrials }

  /// The effect as it is shown: relative, with the interval of the one look that is planned.
  var shown: Estimate? {
    guard let effect else { return nil }
    let level = 1 - ExperimentJudge.trialAlpha
    let interval = effect.interval(level: level)
    func relative(_ value: Double) -> Double {
      scale == .logRatio ? Double.exp(min(5, value)) - 1 : value
    }
    return Estimate(
      mean: relative(effect.value), low: relative(interval.lowerBound),
      high: relative(interval.upperBound), level: level)
  }

  var winProbability: Double {
    guard let effect else { return 0.5 }
    return StudentDistribution(degreesOfFreedom: effect.degreesOfFreedom)
      .cumulative(effect.statistic)
  }

  private static func settledDays(
    _ experiment: Experiment, _ platform: Platform, _ now: Instant
  ) -> Int {
    let newest = now.day.adding(days: -AttributionLag.days(platform) - 1)
    let days = newest.days(since: experiment.firstDay) + 1
    return max(0, min(days, Int(experiment.plannedTrials)))
  }

  private mutating func count(_ trial: Experiment.AudienceTrial, _ book: MetricsBook) {
    let days = (0..<settledDays).map { index in
      let day = experiment.firstDay.adding(days: index)
      return (
        control: TrialDay(book.today(experiment.campaign, day)),
        challenger: TrialDay(book.today(trial.challenger, day))
      )
    }.filter { $0.control.spend > 0 && $0.challenger.spend > 0 }
    let returns = PairedReturns(days)
    servedDays = days.count
    effect = returns.logRatio
    splitP = returns.splitP
    show(returns.control, days: days.count, in: 0)
    show(returns.challenger, days: days.count, in: 1)
  }

  private mutating func count(
    _ trial: Experiment.BudgetTrial, _ book: MetricsBook, _ week: DemandWeek
  ) {
    var blocks: [SwitchbackBlock] = []
    var arms: [[TrialDay]] = [[], []]
    for block in 0..<Experiment.BudgetTrial.blocks {
      let days = servedDays(of: block, book)
      servedDays += days.count
      let compared = days.filter { $0.index >= Experiment.BudgetTrial.washoutDays }.map(\.figures)
      arms[trial.isHigh(block: block) ? 1 : 0] += compared
      guard compared.count * 2 >= Experiment.BudgetTrial.blockDays else { continue }
      let even = days.filter { $0.index >= Experiment.BudgetTrial.washoutDays }.map { day in
        TrialDay(
          spend: day.figures.spend, revenue: day.figures.revenue / week.factor(on: day.day),
          orders: day.figures.orders)
      }.sum
      let count = Double(compared.count)
      blocks.append(
        SwitchbackBlock(
          isHigh: trial.isHigh(block: block), days: compared.count,
          meanDay: TrialDay(
            spend: even.spend / count, revenue: even.revenue / count, orders: even.orders / count)))
    }
    let returns = SwitchbackReturns(blocks, plannedStep: (trial.high - trial.low).units)
    effect = returns.slope.map {
      EffectEstimate(
        value: $0.value * trial.margin - 1, standardError: $0.standardError * trial.margin,
        degreesOfFreedom: $0.degreesOfFreedom)
    }
    splitP = returns.splitP
    for (index, days) in arms.enumerated() { show(days.sum, days: days.count, in: index) }
  }

  /// A block's settled days with spend, each with its place in the block.
  private func servedDays(
    of block: Int, _ book: MetricsBook
  ) -> [(index: Int, day: Day, figures: TrialDay)] {
    (0..<Experiment.BudgetTrial.blockDays).compactMap { index in
      let number = block * Experiment.BudgetTrial.blockDays + index
      guard number < settledDays else { return nil }
      let day = experiment.firstDay.adding(days: number)
      let figures = TrialDay(book.today(experiment.campaign, day))
      return figures.spend > 0 ? (index, day, figures) : nil
    }
  }

  private mutating func show(_ sum: TrialDay, days: Int, in arm: Int) {
    guard experiment.variants.indices.contains(arm) else { return }
    experiment.variants[arm].trials = Int64(days)
    experiment.variants[arm].successes = Int64(sum.orders.rounded())
    experiment.variants[arm].spendMicros = Int64((sum.spend * 1_000_000).rounded())
    experiment.variants[arm].revenueMicros = Int64((sum.revenue * 1_000_000).rounded())
  }
}
