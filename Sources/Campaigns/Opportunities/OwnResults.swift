import Commerce
import Evaluation
import RealModule
import Statistics

/// What own campaigns have brought, drawn towards the published averages where they are few.
struct OwnResults: Sendable {
  private let orderValue: Double
  private let currency: Currency
  private let settled: [(campaign: Campaign, metrics: Metrics)]
  private let audiences: AudienceBelief

  init(_ input: PlanningInput) {
    orderValue = input.orderValue
    currency = input.currency
    audiences = input.audiences
    settled = input.campaigns.map { campaign in
      let lag = AttributionLag.days(campaign.platform)
      return (campaign, input.book.settled(campaign.id, now: input.now, lagDays: lag, days: 28))
    }
  }

  /// A level drawn from own results and published averages.
  struct Level: Sendable {
    var mean: Double
    /// Standard deviation of its logarithm.
    var logDeviation: Double
    /// What it rests on, in words.
    var basis: String
  }

  /// Attributed return of an audience on a platform.
  ///
  /// - Parameters:
  ///   - platform: Where the audience is spoken to.
  ///   - audience: Who is spoken to.
  ///   - others: How much a unit spent on another audience of the platform says of this one, 0…1; 0
  ///     where what others say is taken from all responses (``SharedResponses``).
  /// - Returns: Revenue a unit of spend.
  func roas(_ platform: Platform, _ audience: Audience, others: Double = 0.2) -> Level {
    let prior = benchmark(platform, audience)
    var spend = 0.0
    var revenue = 0.0
    for (campaign, metrics) in settled where campaign.platform == platform {
      let weight = campaign.audience == audience ? 1 : others
      spend += weight * Double(metrics.spendMicros) / 1_000_000
      revenue += weight * Double(metrics.revenueMicros) / 1_000_000
    }
    let priorSpend = IndustryPriors.roasOrders * orderValue / prior.mean
    let share = priorSpend / (priorSpend + spend)
    let source = IndustryPriors.returnOnAdSpend(platform, audience).source.brief
    let basis =
      spend > priorSpend / 4
      ? "own results (\(FigureWords.money(spend, currency)) spent) and \(source)"
      : source
    let tests = audiences.tests(of: audience)
    return Level(
      mean: (prior.mean * priorSpend + revenue) / (priorSpend + spend),
      logDeviation: max(0.15, prior.logDeviation * share.squareRoot()),
      basis: tests > 0 ? "\(basis), and \(FigureWords.count(tests, "test")) of the audience" : basis
    )
  }

  /// The published average, moved by what tests of audiences have taught.
  private func benchmark(_ platform: Platform, _ audience: Audience) -> IndustryPriors.Level {
    let published = IndustryPriors.roas(platform, audience)
    let learnt = audiences.strength(of: audience, on: platform)
    return IndustryPriors.Level(
      mean: published.mean * Double.exp(learnt.mean),
      logDeviation: published.logDeviation * learnt.deviation / AudienceBelief.untested)
  }

  /// Attributed orders for each delivered e-mail of an objective.
  func emailOrders(_ objective: Campaign.Objective) -> Level {
    let prior = IndustryPriors.emailOrders(objective)
    var delivered = 0.0
    var orders = 0.0
    for (campaign, metrics) in settled
    where campaign.platform == .klaviyo && campaign.objective == objective {
      delivered += Double(metrics.impressions)
      orders += metrics.conversions
    }
    let weight = IndustryPriors.emailWeight
    let share = weight / (weight + delivered)
    let source = IndustryPriors.benchmark(.emailOrders(objective)).source.brief
    let basis =
      delivered > 0
      ? "own e-mails (\(FigureWords.whole(delivered)) delivered) and \(source)"
      : source
    return Level(
      mean: (prior.mean * weight + orders) / (weight + delivered),
      logDeviation: max(0.2, prior.logDeviation * share.squareRoot()), basis: basis)
  }
}
