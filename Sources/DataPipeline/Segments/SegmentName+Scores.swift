package import Commerce

extension SegmentName {
  /// The segment of three scores 1…5, by recency and the mean of frequency and monetary.
  ///
  /// The mean is rounded up at one half. The table, with R from bought lately (5) to long ago (1):
  ///
  /// | R \ FM | 1 | 2 | 3 | 4 | 5 |
  /// |---|---|---|---|---|---|
  /// | 5 | New | Potential loyalists | Potential loyalists | Champions | Champions |
  /// | 4 | Promising | Potential loyalists | Loyal | Loyal | Champions |
  /// | 3 | About to sleep | Need attention | Need attention | Loyal | Loyal |
  /// | 2 | Hibernating | About to sleep | At risk | At risk | Can't lose |
  /// | 1 | Lost | Hibernating | At risk | Can't lose | Can't lose |
  package init(recency: UInt8, frequency: UInt8, monetary: UInt8) {
    let mean = (Int(frequency) + Int(monetary) + 1) / 2
    self = Self.table[5 - Int(recency)][mean - 1]
  }

  private static let table: [[SegmentName]] = [
    [.new, .potentialLoyalists, .potentialLoyalists, .champions, .champions],
    [.promising, .potentialLoyalists, .loyal, .loyal, .champions],
    [.aboutToSleep, .needAttention, .needAttention, .loyal, .loyal],
    [.hibernating, .aboutToSleep, .atRisk, .atRisk, .cannotLose],
    [.lost, .hibernating, .atRisk, .cannotLose, .cannotLose],
  ]
}
