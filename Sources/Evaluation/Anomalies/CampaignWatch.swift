import Commerce
import RealModule

/// What is watched of one campaign: its usual levels and the detectors that compare each closed
/// hour with them.
struct CampaignWatch: Sendable {
  let platform: Platform
  /// Clicks an impression, at an average hour.
  var clickRate = RateLevel(halfLifeHours: 72, spread: 0.04)
  /// Cost of what its platform charges for, clicks or impressions, at an average hour.
  var price = PriceLevel(halfLifeHours: 72)
  /// Conversions that come in for each click that is due to convert.
  var conversion = RateLevel(halfLifeHours: 168, spread: 0.05)
  /// Impressions an hour while it runs.
  var delivery = RateLevel(halfLifeHours: 48, spread: 0.3)
  /// Money spent in an average hour for each unit of the daily budget.
  var pace = PriceLevel(halfLifeHours: 72)
  /// Orders' worth that comes in, in orders of the usual value, for each unit of money spent.
  var returns = RateLevel(halfLifeHours: 168, spread: 0.05)
  /// Squared logarithms of the last budget changes, fading: nobody knows yet how much of a change
  /// spend and return follow.
  var budgetDoubt = 0.0
  var spending = SpendingDay()
  var detectors: [ShiftDetector]
  var streams = FigureStreams()
  var clicksNow = RecentRatio()
  var priceNow = RecentRatio()
  var conversionsNow = RecentRatio()
  var spendNow = RecentRatio()
  var returnsNow = RecentRatio(halfLifeHours: 24)
  var ordersNow = RecentRatio(halfLifeHours: 24)
  var revenueNow = RecentRatio(halfLifeHours: 24)
  /// What waits for its orders, and what has come due since conversions were last judged.
  var waiting = PaidFor()
  var came = PaidFor()
  var revenueSeen = 0.0
  /// What came in at the last look, and what was expected of it.
  var lastLook = FigureStreams.Sums()
  /// Clicks whose orders have not all come in.
  var ripening = 0.0
  /// Conversions of past hours that a replay has not handed out yet.
  var replayed = 0.0
  var replayedRevenue = 0.0
  /// Clicks that came due since conversions were last judged.
  var due = 0.0
  var conversionsSeen = 0.0
  /// Something was changed on purpose: hours before this are learnt from but not judged.
  var settlingUntil: Instant
  var silence = Silence()
  var seen: Settings
  /// First hour in which it was known to run; `nil` while it does not.
  var runningFrom: Instant?

  /// What people or the agent set, and what moves the levels when it changes.
  struct Settings: Hashable, Sendable {
    var budget: Money?
    var creatives: [Creative]
  }

  /// What brings orders later: money, and the clicks and money that the budget would usually bring.
  struct PaidFor: Sendable {
    var spend = 0.0
    var usualSpend = 0.0
    var usualClicks = 0.0

    static func += (left: inout PaidFor, right: PaidFor) {
      left.spend += right.spend
      left.usualSpend += right.usualSpend
      left.usualClicks += right.usualClicks
    }

    /// Takes a share of it away.
    mutating func release(_ share: Double) -> PaidFor {
      let part = PaidFor(
        spend: spend * share, usualSpend: usualSpend * share, usualClicks: usualClicks * share)
      spend -= part.spend
      usualSpend -= part.usualSpend
      usualClicks -= part.usualClicks
      return part
    }
  }

  /// Money spent so far on the day of the last hour that was looked at.
  struct SpendingDay: Sendable {
    private var day: Day?
    private var sum = 0.0

    func before(_ hour: Instant) -> Double { day == hour.day ? sum : 0 }

    mutating func add(_ spend: Double, at hour: Instant) {
      sum = before(hour) + spend
      day = hour.day
    }
  }

  /// Hours without a single impression in a row.
  struct Silence: Sendable {
    var start: Instant?
    var hours = 0
    var expected = 0.0
  }

  init(_ campaign: Campaign, at now: Instant) {
    platform = campaign.platform
    seen = Settings(budget: campaign.dailyBudget, creatives: campaign.creatives)
    settlingUntil = now
    detectors = Signal.allCases.map {
      ShiftDetector(
        ratio: $0.ratio, threshold: $0.campaignThreshold, mostAnHour: $0.mostAnHour)
    }
  }

  /// Hours and clicks that levels must rest on before anything is judged by them. What few clicks
  /// leave unknown is in the variance that hours are judged by.
  var knowsTraffic: Bool { clickRate.hours >= 36 && clickRate.evidence >= 8 }

  var knowsPrice: Bool { price.hours >= 24 && price.evidence >= 20 }

  var knowsConversion: Bool { conversion.hours >= 72 && conversion.evidence >= 12 }

  var knowsPace: Bool { pace.hours >= 72 && pace.evidence > 0 }

  var knowsReturns: Bool { returns.hours >= 120 && returns.evidence >= 12 }

  /// Days differ as a whole, by a tenth or so: for the sum over a day that is as if each of its hours
  /// differed by this variance, relative to its square, on its own.
  static let daySpread = 0.24

  /// Variance of the logarithm of an hour's spend around what the budget lets expect.
  func paceVariance(budget: Double) -> Double {
    pace.variance(clicks: budget) + Self.daySpread + 24 * budgetDoubt
  }

  /// Notices that the campaign was started, stopped or changed since it was last looked at.
  mutating func compare(with campaign: Campaign, at now: Instant) {
    if campaign.status == .active {
      if runningFrom == nil { restarted(at: now) }
    } else {
      if runningFrom != nil { stopped() }
      runningFrom = nil
      silence = Silence()
    }
    let settings = Settings(budget: campaign.dailyBudget, creatives: campaign.creatives)
    guard settings != seen else { return }
    let step = budgetStep(to: settings.budget)
    if settings.creatives != seen.creatives {
      creativesChanged(at: now)
    } else if step > 0.25 {
      // Prices and rates move a little with the budget: what was learnt counts less, so it is followed sooner.
      clickRate.loosen(to: 0.6)
      price.loosen(to: 0.6)
    }
    delivery.loosen(to: step > 0.1 ? 0.2 : 1)
    budgetDoubt += step * step
    seen = settings
  }

  /// What was shifted while it ran is over.
  private mutating func stopped() {
    for signal in Signal.allCases { detectors[signal.rawValue].reset() }
  }

  private mutating func restarted(at now: Instant) {
    runningFrom = now.startOfHour.adding(hours: 1)
    pace.loosen(to: 0.3)
    clickRate.loosen(to: 0.7)
    price.loosen(to: 0.7)
  }

  private mutating func creativesChanged(at now: Instant) {
    settlingUntil = max(settlingUntil, now.adding(hours: 12))
    clickRate.loosen(to: 0.15)
    price.loosen(to: 0.7)
    conversion.loosen(to: 0.5)
    pace.loosen(to: 0.3)
    returns.loosen(to: 0.5)
    for signal in Signal.allCases where !detectors[signal.rawValue].isShifted {
      detectors[signal.rawValue].reset()
    }
  }

  private func budgetStep(to budget: Money?) -> Double {
    guard let before = seen.budget?.units, let after = budget?.units, before > 0, after > 0 else {
      return 0
    }
    return abs(Double.log(after / before))
  }
}
