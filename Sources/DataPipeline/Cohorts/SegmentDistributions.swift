package import Commerce
package import Statistics

/// How recency, frequency, spend and value are spread in each segment, in bins all segments share.
package struct SegmentDistributions: Codable, Sendable {
  /// In the order of `SegmentName`, empty segments too.
  package let segments: [Spread]

  /// One segment.
  package struct Spread: Codable, Sendable {
    package let name: SegmentName
    /// Days since the last purchase.
    package internal(set) var recency: Histogram
    /// Purchase days.
    package internal(set) var frequency: Histogram
    /// Units of the currency over all purchases.
    package internal(set) var monetary: Histogram
    /// Expected spend in twelve months; without a model nobody is counted.
    package internal(set) var value: Histogram
  }

  /// - Parameters:
  ///   - customers: Those the segmentation was made of, in the same order.
  ///   - segmentation: The segment of each.
  ///   - values: Expected spend of each, if known.
  ///   - bins: Of each histogram.
  package init(
    _ customers: [Customer], _ segmentation: Segmentation, values: [Estimate?]? = nil,
    bins: Int = 12
  ) {
    let day = segmentation.asOf
    let traits = customers.indices.map { index in
      let customer = customers[index]
      return (
        recency: Double(max(0, day.days(since: customer.lastDay))),
        frequency: Double(customer.purchaseDays),
        monetary: Double(customer.revenueMicros) / 1_000_000, value: values?[index]?.mean
      )
    }
    let recency = Histogram(upTo: traits.map(\.recency).max() ?? 1, bins: bins)
    let frequency = Histogram(upTo: traits.map(\.frequency).max() ?? 1, bins: bins)
    let monetary = Histogram(upTo: traits.map(\.monetary).max() ?? 1, bins: bins)
    let value = Histogram(upTo: traits.compactMap(\.value).max() ?? 1, bins: bins)
    var spreads: [SegmentName: Spread] = [:]
    for name in SegmentName.allCases {
      spreads[name] = Spread(
        name: name, recency: recency, frequency: frequency, monetary: monetary, value: value)
    }
    for (trait, name) in zip(traits, segmentation.names) {
      spreads[name]?.recency.add(trait.recency)
      spreads[name]?.frequency.add(trait.frequency)
      spreads[name]?.monetary.add(trait.monetary)
      if let worth = trait.value { spreads[name]?.value.add(worth) }
    }
    segments = SegmentName.allCases.compactMap { spreads[$0] }
  }
}
