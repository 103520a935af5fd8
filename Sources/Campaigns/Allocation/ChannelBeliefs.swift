import RealModule
import Statistics

/// What is believed of all channels' responses and of the demand they share, up to some day.
struct ChannelBeliefs: Sendable {
  private(set) var responses: [DriftingResponse]
  private var demand = SharedDemand()

  init(
    _ ledgers: [ChannelLedger], typicalSpend: Double,
    _ configuration: ChannelAllocator.Configuration
  ) {
    responses = ledgers.map { ledger in
      let (count, weight) = ledger.firstGuess(typicalSpend: typicalSpend)
      return DriftingResponse(
        DriftingResponse.Configuration(
          typicalSpend: typicalSpend, typicalCount: count, priorWeight: weight,
          drift: configuration.drift, breakRate: configuration.breakRate,
          breakDeviation: configuration.breakDeviation))
    }
  }

  /// Lets a day pass without learning from it.
  mutating func pass() {
    demand.pass()
    for channel in responses.indices { responses[channel].pass() }
  }

  /// Learns a day from all channels.
  ///
  /// The demand that a channel's count is seen against is what the other channels and the days
  /// before say of it, so that no count is used twice.
  ///
  /// - Parameters:
  ///   - index: The day in the ledgers.
  ///   - ledgers: One per channel.
  ///   - shares: For each channel and day the share of its orders that is reported.
  ///   - weekday: Of the day, Monday is 0.
  mutating func learn(
    _ index: Int, of ledgers: [ChannelLedger], _ shares: [[Double]], on weekday: Int
  ) {
    pass()
    let expected = demand.expectation(on: weekday)
    var counts: [Double] = []
    var found: [LogEstimate] = []
    for (channel, ledger) in ledgers.enumerated() {
      let prediction = responses[channel].prediction(ledger.saturations[index])
      let count = prediction.mean * shares[channel][index]
      counts.append(count)
      found.append(
        LogEstimate(
          mean: Double.log((ledger.orders[index] + 0.5) / (count + 0.5)),
          variance: 1 / (count * Double.exp(expected.mean) + 0.5) + prediction.logVariance))
    }
    found = robust(found, expected)
    for (channel, ledger) in ledgers.enumerated() {
      var others = found
      others[channel] = expected
      let exposure = LogEstimate.combined(others)
      let factor = Double.exp(exposure.mean + exposure.variance / 2)
      responses[channel].observe(
        ledger.orders[index], saturations: ledger.saturations[index],
        exposure: shares[channel][index] * factor,
        // A Poisson count has a logarithm of variance 1 / n; that of the demand comes on top.
        trust: 1 / (1 + counts[channel] * factor * exposure.variance))
    }
    demand.observe(LogEstimate.combined(found), on: weekday)
  }

  /// Channels that disagree with the others say less of the demand: their own level has changed.
  private func robust(_ found: [LogEstimate], _ expected: LogEstimate) -> [LogEstimate] {
    let center = LogEstimate.combined(found + [expected])
    return found.map { estimate in
      let distance = abs(estimate.mean - center.mean) / estimate.variance.squareRoot()
      return LogEstimate(mean: estimate.mean, variance: estimate.variance * max(1, distance / 2))
    }
  }
}
