import Commerce
import Evaluation
import Statistics
import Testing

@Suite struct `Trials of audiences and budgets` {
  let start = Instant(Day(number: 15_000), hour: 9)
  let first = Day(number: 15_001)

  // MARK: The estimators

  /// Days of orders with a spread of `variation`, ordered at a rate by the spend.
  func days(
    _ count: Int, orders: Double, ratio: Double = 1, variation: Double = 0.8,
    using generator: inout SeededGenerator
  ) -> [(control: TrialDay, challenger: TrialDay)] {
    (0..<count).map { _ in
      let common = Double.random(in: 0.8...1.2, using: &generator)
      func day(_ rate: Double) -> TrialDay {
        let spend = Double.random(in: 30...60, using: &generator)
        let sold = poisson(mean: rate * common * spend / 45, using: &generator)
        let revenue = (0..<sold).reduce(0.0) { sum, _ in
          sum + 40
            * gamma(
              shape: 1 / (variation * variation), scale: variation * variation, using: &generator)
        }
        return TrialDay(spend: spend, revenue: revenue, orders: Double(sold))
      }
      return (day(orders), day(orders * ratio))
    }
  }

  @Test func `equal audiences are seldom told apart, and their ratio is found`() throws {
    var generator = SeededGenerator(seed: 11)
    var false_ = 0
    var covered = 0
    for _ in 0..<400 {
      let equal = try #require(
        PairedReturns(days(21, orders: 4, using: &generator)).logRatio)
      if equal.pValue < 0.05 { false_ += 1 }
      let double = try #require(
        PairedReturns(days(21, orders: 4, ratio: 1.6, using: &generator)).logRatio)
      if double.interval().contains(0.47) { covered += 1 }
    }
    #expect(false_ <= 28)
    #expect(covered >= 370)
  }

  @Test func `audiences swapped give the opposite, other money the same`() throws {
    var generator = SeededGenerator(seed: 3)
    let pairs = days(14, orders: 5, ratio: 1.5, using: &generator)
    let plain = try #require(PairedReturns(pairs).logRatio)
    let swapped = try #require(
      PairedReturns(pairs.map { ($0.challenger, $0.control) }).logRatio)
    #expect(abs(plain.value + swapped.value) < 1e-12)
    #expect(abs(plain.standardError - swapped.standardError) < 1e-12)
    func dear(_ day: TrialDay) -> TrialDay {
      TrialDay(spend: day.spend * 100, revenue: day.revenue * 100, orders: day.orders)
    }
    let scaled = try #require(
      PairedReturns(pairs.map { (dear($0.control), dear($0.challenger)) }).logRatio)
    #expect(abs(plain.value - scaled.value) < 1e-12)
  }

  @Test func `nothing sold or too few days compare nothing`() {
    let idle = TrialDay(spend: 40, revenue: 0, orders: 0)
    let sold = TrialDay(spend: 40, revenue: 120, orders: 3)
    #expect(PairedReturns([]).logRatio == nil)
    #expect(PairedReturns([(sold, sold), (sold, sold)]).logRatio == nil)
    #expect(PairedReturns((0..<9).map { _ in (idle, idle) }).logRatio == nil)
    let none = PairedReturns((0..<9).map { _ in (sold, idle) }).logRatio
    #expect(none.map { $0.value < -3 && $0.standardError > 1 } == true)
  }

  /// Blocks in which a day sells `base` and each unit of spend above 100 brings `slope`.
  func blocks(
    slope: Double, trend: Double = 0, noise: [Double] = [Double](repeating: 0, count: 7)
  ) -> [SwitchbackBlock] {
    (0..<7).map { block in
      let isHigh = block.isMultiple(of: 2)
      let spend = isHigh ? 120.0 : 80
      let revenue = 300 + slope * (spend - 100) + trend * Double(block) + noise[block]
      return SwitchbackBlock(
        isHigh: isHigh, days: 3,
        meanDay: TrialDay(spend: spend, revenue: revenue, orders: revenue / 20))
    }
  }

  @Test func `what extra spend brings is found, whatever the trend`() throws {
    let plain = try #require(SwitchbackReturns(blocks(slope: 1.7), plannedStep: 40).slope)
    let rising = try #require(
      SwitchbackReturns(blocks(slope: 1.7, trend: 5), plannedStep: 40).slope)
    #expect(abs(plain.value - 1.7) < 1e-9)
    #expect(abs(rising.value - 1.7) < 1e-9)
    #expect(rising.standardError >= plain.standardError)
    #expect(plain.degreesOfFreedom == 5)
    // As little as so many orders tell: 60 pence a day and block of £20 orders over 3 days.
    #expect(plain.standardError > 0.5)
  }

  @Test func `budgets that did not move are told, and too few blocks tell nothing`() {
    let still = blocks(slope: 1).map { block in
      SwitchbackBlock(
        isHigh: block.isHigh, days: 3,
        meanDay: TrialDay(
          spend: 100 + block.meanDay.revenue / 1_000, revenue: 300, orders: 15))
    }
    #expect(SwitchbackReturns(still, plannedStep: 40).splitP < 0.001)
    #expect(SwitchbackReturns(blocks(slope: 1), plannedStep: 40).splitP == 1)
    #expect(SwitchbackReturns(Array(blocks(slope: 1).prefix(3)), plannedStep: 40).slope == nil)
    #expect(SwitchbackReturns([], plannedStep: 40).slope == nil)
  }

  // MARK: The judge

  let audience = Experiment.AudienceTrial(
    platform: .googleAds, challenger: Campaign.ID(2), audience: .prospects,
    otherAudience: .lookalike, dailyBudget: Money(units: 40, .poundSterling))

  func experiment(_ subject: Experiment.Subject, days: Int64) -> Experiment {
    Experiment(
      id: Experiment.ID(1), campaign: Campaign.ID(1), hypothesis: "h", subject: subject,
      variants: ["A", "B"].map { Experiment.Variant(creative: $0, share: 0.5) }, startedAt: start,
      plannedTrials: days, status: .running)
  }

  func record(
    _ campaign: Int64, _ day: Int, spend: Double, revenue: Double, into book: inout MetricsBook
  ) {
    book.record(
      Metrics(
        impressions: 1_000, clicks: 30, conversions: revenue / 20,
        spendMicros: Int64(spend * 1_000_000), revenueMicros: Int64(revenue * 1_000_000)),
      campaign: Campaign.ID(campaign), creative: "A",
      hour: Instant(first.adding(days: day), hour: 12))
  }

  func read(_ experiment: Experiment, _ book: MetricsBook, afterDays days: Int) -> Experiment {
    ExperimentJudge.read(
      [experiment], book: book, now: Instant(first.adding(days: days), hour: 1))[0]
  }

  func audienceBook(days: Int, spend: Double = 40, factor: Double = 1.8) -> MetricsBook {
    var book = MetricsBook()
    for day in 0..<days {
      let wave = 1 + 0.2 * Double(day % 3 - 1)
      record(1, day, spend: 40, revenue: 120 * wave, into: &book)
      record(2, day, spend: spend, revenue: 120 * wave * factor, into: &book)
    }
    return book
  }

  @Test func `an audience is judged once, when its days have settled`() {
    let test = experiment(.audience(audience), days: 14)
    let early = read(test, audienceBook(days: 16), afterDays: 16)
    #expect(early.reading?.verdict == .continue)
    #expect(early.reading?.reason.contains("13 of 14 planned days have settled") == true)
    let late = read(test, audienceBook(days: 17), afterDays: 17)
    #expect(late.reading?.verdict == .adopt)
    #expect(late.variants.map(\.trials) == [14, 14])
    #expect(late.variants[0].spendMicros == 560_000_000)
    #expect(
      late.reading?.reason.hasPrefix("the other audience is better: lookalikes: 5.") == true,
      "\(late.reading?.reason ?? "")")
    let worse = read(test, audienceBook(days: 17, factor: 0.5), afterDays: 17)
    #expect(worse.reading?.verdict == .drop)
    let same = read(test, audienceBook(days: 17, factor: 1.02), afterDays: 17)
    #expect(same.reading?.verdict == .stopInconclusive)
  }

  @Test func `an answer stays when the first days are forgotten`() {
    let judged = read(
      experiment(.audience(audience), days: 14), audienceBook(days: 17), afterDays: 17)
    #expect(read(judged, MetricsBook(), afterDays: 40) == judged)
  }

  @Test func `money that was not spent as planned cannot be compared`() {
    var uneven = MetricsBook()
    for day in 0..<10 {
      record(1, day, spend: 40 + Double(day % 2), revenue: 120, into: &uneven)
      record(2, day, spend: 20 + Double(day % 3), revenue: 80, into: &uneven)
    }
    let test = experiment(.audience(audience), days: 14)
    #expect(read(test, uneven, afterDays: 12).reading?.verdict == .stopInvalid)
    let idle = read(test, audienceBook(days: 8), afterDays: 18)
    #expect(idle.reading?.verdict == .stopInvalid)
    #expect(idle.reading?.reason.contains("8 of 14 days only") == true)
    #expect(read(test, MetricsBook(), afterDays: 3).reading?.verdict == .continue)
  }

  @Test func `a budget stays high where the extra spend pays, and goes low where it does not`() {
    let trial = Experiment.BudgetTrial(
      platform: .googleAds, base: Money(units: 1_000, .poundSterling),
      low: Money(units: 800, .poundSterling), high: Money(units: 1_200, .poundSterling),
      startsHigh: true, margin: 0.5, believed: Estimate(mean: 2, low: 1, high: 3))
    let test = experiment(.budget(trial), days: Int64(Experiment.BudgetTrial.days))
    func verdict(slope: Double, days: Int = 31) -> Experiment.Reading? {
      var book = MetricsBook()
      for day in 0..<days where day < Experiment.BudgetTrial.days {
        let spend = trial.budget(onDay: day).units
        let wave = Double(day % 4 - 2) * 8
        record(
          1, day, spend: spend, revenue: 4_000 + slope * (spend - 1_000) + wave, into: &book)
      }
      return read(test, book, afterDays: days).reading
    }
    #expect(verdict(slope: 5)?.verdict == .adopt)
    #expect(verdict(slope: 5, days: 30)?.verdict == .continue)
    #expect(verdict(slope: 0.1)?.verdict == .drop)
    #expect(verdict(slope: 2)?.verdict == .stopInconclusive)
    #expect(verdict(slope: 5).map { abs($0.relativeEffect.mean - 1.5) < 0.1 } == true)
  }

  @Test func `blocks alternate, balance a trend and end at the budget of before`() {
    let trial = Experiment.BudgetTrial(
      platform: .metaAds, base: Money(units: 100, .poundSterling),
      low: Money(units: 90, .poundSterling), high: Money(units: 108, .poundSterling),
      startsHigh: false, margin: 0.4, believed: Estimate(mean: 1, low: 0, high: 2))
    let days = (0..<Experiment.BudgetTrial.days).map { trial.budget(onDay: $0) }
    func centre(_ budget: Money) -> Double {
      let places = days.indices.filter { days[$0] == budget }
      return Double(places.reduce(0, +)) / Double(places.count)
    }
    #expect(centre(trial.low) == centre(trial.high))
    #expect(days.first == trial.low && days[4] == trial.high && days.last == trial.low)
    #expect(trial.budget(onDay: Experiment.BudgetTrial.days) == trial.base)
    #expect(trial.comparedDays == (high: 9, low: 12))
  }

  // MARK: What a test is worth

  @Test func `measuring is worth most where the mean is near 0 and the error small`() {
    func worth(_ mean: Double, _ deviation: Double, _ error: Double) -> Double {
      NormalPrior(mean: mean, deviation: deviation).valueOfMeasuring(standardError: error)
    }
    // E|N(0, σ)| = σ √(2/π).
    #expect(abs(worth(0, 0.4, 0) - 0.4 * 0.797_884_560_802_865_4) < 1e-12)
    #expect(worth(0, 0.4, 0.2) > worth(0, 0.4, 0.4))
    #expect(worth(0, 0.4, 0.2) > worth(0.3, 0.4, 0.2))
    #expect(worth(0.3, 0.4, 0.2) == worth(-0.3, 0.4, 0.2))
    #expect(worth(3, 0.1, 0.1) < 1e-9)
    #expect(worth(0, 0.4, .infinity) == 0)
  }

  @Test func `measuring is worth what a simulation of it earns`() {
    var generator = SeededGenerator(seed: 5)
    let prior = NormalPrior(mean: 0.2, deviation: 0.5)
    var gained = 0.0
    for _ in 0..<40_000 {
      let truth = normal(mean: prior.mean, deviation: prior.deviation, using: &generator)
      let seen = normal(mean: truth, deviation: 0.6, using: &generator)
      let believed = (0.2 / 0.25 + seen / 0.36) / (1 / 0.25 + 1 / 0.36)
      gained += believed > 0 ? truth : -truth
    }
    let worth = prior.valueOfMeasuring(standardError: 0.6)
    #expect(abs(gained / 40_000 - prior.mean - worth) < 0.01)
  }

  @Test func `a longer test leaves less time for its answer`() {
    func worth(days: Double) -> Estimate {
      TestWorth(
        belief: NormalPrior(mean: 0, deviation: 0.3), standardError: 0.2, days: days,
        horizonDays: 56, stake: 100
      ).ofMoving(running: Estimate(mean: -1, low: -2, high: 0))
    }
    #expect(worth(days: 14).mean > worth(days: 28).mean)
    #expect(worth(days: 56).mean == -1)
    #expect(worth(days: 28).low < 0 && worth(days: 28).high > worth(days: 28).mean)
  }
}
