package import Commerce
import RealModule
import Statistics

/// Divides a daily budget over channels whose responses it learns from delayed reports.
///
/// Each day it goes through the last two weeks again with what is now reported of them, so a late
/// order counts on the day of its click. Then it takes the division with the highest expected
/// return over what may be true of the responses, and moves there as fast as the terms allow. A
/// return that is less certain gets a bonus, so that channels are tried where that may pay.
package struct ChannelAllocator: Sendable {
  package let terms: AllocationTerms
  package let configuration: Configuration
  private let division: SpendDivision
  private var firstRecorded: Day
  private var ledgers: [ChannelLedger]
  private var settled: ChannelBeliefs
  private var settledDays = 0

  /// How the world is thought to change and how curious the division is.
  ///
  /// The defaults say: a level moves by about 3 % a day, breaks about once a year and then halves
  /// or doubles.
  package struct Configuration: Sendable, Equatable {
    /// Variance of the logarithm of a channel's level that a day adds, at least 0.
    package var drift: Double
    /// Probability that a channel's level breaks on a day.
    package var breakRate: Double
    /// Deviation of the logarithm of a break's factor.
    package var breakDeviation: Double
    /// Deviations of what is not known of a return that are added to it.
    package var optimism: Double
    /// Days after which a day's reports count as they are.
    package var settledAge: Int

    package init(
      drift: Double = 0.001, breakRate: Double = 0.003, breakDeviation: Double = 0.8,
      optimism: Double = 0.5, settledAge: Int = 14
    ) {
      self.drift = drift
      self.breakRate = breakRate
      self.breakDeviation = breakDeviation
      self.optimism = optimism
      self.settledAge = settledAge
    }
  }

  /// Starts without any history.
  ///
  /// - Throws: ``AllocationTermsError`` for terms that no division can keep to.
  package init(
    _ terms: AllocationTerms, configuration: Configuration = Configuration()
  ) throws(AllocationTermsError) {
    try terms.check()
    self.terms = terms
    self.configuration = configuration
    let typical = terms.dailyBudget > 0 ? terms.dailyBudget / Double(terms.channels) : 1
    division = SpendDivision(terms)
    firstRecorded = terms.firstDay
    ledgers = (0..<terms.channels).map { _ in ChannelLedger(typicalSpend: typical) }
    settled = ChannelBeliefs(ledgers, typicalSpend: typical, configuration)
  }

  /// Takes what was reported before the first day; once, before any division.
  ///
  /// - Parameter rows: Of days before the first; missing days count as without spend.
  package mutating func takeHistory(_ rows: [ChannelRow]) {
    let rows = rows.filter { $0.day < terms.firstDay && ledgers.indices.contains($0.channel) }
    firstRecorded = rows.map(\.day).min() ?? terms.firstDay
    for row in rows { ledgers[row.channel].start(row, at: row.day.days(since: firstRecorded)) }
    let count = terms.firstDay.days(since: firstRecorded)
    for index in ledgers.indices { ledgers[index].finishStart(count: count) }
    let typical = terms.dailyBudget > 0 ? terms.dailyBudget / Double(terms.channels) : 1
    settled = ChannelBeliefs(ledgers, typicalSpend: typical, configuration)
  }

  /// The division of a day.
  ///
  /// - Parameters:
  ///   - day: The first day or a later one, each later than the one before.
  ///   - updates: Rows that changed since the last division, cumulative as reported so far.
  /// - Returns: Spend for each channel. If yesterday's spends leave no way to keep both to the
  ///   largest step and to the budget, it keeps to the budget.
  package mutating func spends(on day: Day, updates: [ChannelRow]) -> [Double] {
    let today = day.days(since: firstRecorded)
    record(updates, today: today)
    let shares = ledgers.map { $0.reportedShares(days: today) }
    while settledDays < today - configuration.settledAge {
      settled.learn(settledDays, of: ledgers, shares, on: weekday(settledDays))
      settledDays += 1
    }
    var beliefs = settled
    for index in settledDays..<max(settledDays, today) {
      beliefs.learn(index, of: ledgers, shares, on: weekday(index))
    }
    beliefs.pass()
    let returns = division.returns(
      of: beliefs.responses, orderValues: orderValues, optimism: configuration.optimism)
    let answer = division.reachable(
      division.best(returns), from: today > 0 ? ledgers.map { $0.spends[today - 1] } : [])
    for index in ledgers.indices { ledgers[index].spend(answer[index], at: today) }
    return answer
  }

  private func weekday(_ index: Int) -> Int { firstRecorded.adding(days: index).weekday }

  private mutating func record(_ rows: [ChannelRow], today: Int) {
    for row in rows where ledgers.indices.contains(row.channel) {
      let index = row.day.days(since: firstRecorded)
      guard index >= 0, index < today else { continue }
      ledgers[row.channel].record(row, at: index, newest: today - 1)
    }
    for index in ledgers.indices { ledgers[index].extend(to: today) }
  }

  /// Mean revenue of an order for each channel, drawn towards that of all where orders are few.
  private var orderValues: [Double] {
    let revenues = ledgers.map { $0.revenues.reduce(0, +) }
    let orders = ledgers.map { $0.orders.reduce(0, +) }
    let total = orders.reduce(0, +)
    let pooled = total > 0 ? revenues.reduce(0, +) / total : 1
    return zip(revenues, orders).map { ($0 + 20 * pooled) / ($1 + 20) }
  }
}
