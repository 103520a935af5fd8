package import Commerce

/// What a daily division of a budget over channels has to keep to.
package struct AllocationTerms: Sendable, Equatable {
  /// At least 1.
  package var channels: Int
  /// At most this much a day for all channels together, at least 0.
  package var dailyBudget: Double
  /// The least and the most of the daily budget for one channel, in [0, 1].
  package var minimumShare: Double
  package var maximumShare: Double
  /// The largest step from a channel's spend of the day before, as a share of it, at least 0.
  package var maximumDailyChange: Double
  package var firstDay: Day

  package init(
    channels: Int, dailyBudget: Double, minimumShare: Double = 0, maximumShare: Double = 1,
    maximumDailyChange: Double = .greatestFiniteMagnitude, firstDay: Day
  ) {
    self.channels = channels
    self.dailyBudget = dailyBudget
    self.minimumShare = minimumShare
    self.maximumShare = maximumShare
    self.maximumDailyChange = maximumDailyChange
    self.firstDay = firstDay
  }

  func check() throws(AllocationTermsError) {
    guard channels > 0 else { throw .noChannel }
    guard dailyBudget >= 0, dailyBudget.isFinite else { throw .invalidBudget(dailyBudget) }
    guard minimumShare >= 0, minimumShare <= maximumShare, maximumShare <= 1 else {
      throw .invalidShares(minimum: minimumShare, maximum: maximumShare)
    }
    guard minimumShare * Double(channels) <= 1 + 1e-9 else {
      throw .minimumSharesExceedBudget(minimum: minimumShare, channels: channels)
    }
    guard maximumDailyChange >= 0 else { throw .invalidChange(maximumDailyChange) }
  }
}

/// Why no division can keep to its terms.
package enum AllocationTermsError: Error, Equatable, Sendable {
  case noChannel
  case invalidBudget(Double)
  case invalidShares(minimum: Double, maximum: Double)
  case minimumSharesExceedBudget(minimum: Double, channels: Int)
  case invalidChange(Double)
}

extension AllocationTermsError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noChannel: "there is no channel"
    case .invalidBudget(let budget):
      "the daily budget is \(budget); a number of at least 0 is expected"
    case .invalidShares(let minimum, let maximum):
      "the shares of a channel go from \(minimum) to \(maximum); 0 ≤ minimum ≤ maximum ≤ 1 is "
        + "expected"
    case .minimumSharesExceedBudget(let minimum, let channels):
      "\(channels) channels at a minimum share of \(minimum) need more than the whole budget"
    case .invalidChange(let change):
      "the largest daily change is \(change); a share of at least 0 is expected"
    }
  }
}
