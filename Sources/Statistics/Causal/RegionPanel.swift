/// One value for each region and period, without holes.
package struct RegionPanel: Sendable, Equatable {
  package let regions: [String]
  /// By region, then by period.
  package let values: [[Double]]
  package let periods: Int

  /// Checks and keeps the values.
  ///
  /// - Parameters:
  ///   - regions: Names, each once.
  ///   - values: As many rows as names, all equally long and finite.
  /// - Throws: ``CausalError`` for what is missing, unequal, repeated or not finite.
  package init(regions: [String], values: [[Double]]) throws(CausalError) {
    guard let first = values.first, !first.isEmpty, regions.count == values.count else {
      throw .noRegions
    }
    var seen: Set<String> = []
    for (name, row) in zip(regions, values) {
      guard seen.insert(name).inserted else { throw .repeatedRegion(name) }
      guard row.count == first.count else {
        throw .unequalLengths(region: name, periods: row.count, expected: first.count)
      }
      if let bad = row.firstIndex(where: { !$0.isFinite }) {
        throw .notFinite(region: name, period: bad)
      }
    }
    self.regions = regions
    self.values = values
    periods = first.count
  }

  /// The places of named regions, in their order.
  ///
  /// - Throws: ``CausalError/unknownRegion(_:)`` for the first that is not there.
  package func places(of names: [String]) throws(CausalError) -> [Int] {
    var places: [Int] = []
    for name in names {
      guard let place = regions.firstIndex(of: name) else { throw .unknownRegion(name) }
      if !places.contains(place) { places.append(place) }
    }
    return places
  }

  /// The same regions up to a period.
  func through(periods count: Int) -> RegionPanel {
    RegionPanel(unchecked: regions, values.map { Array($0.prefix(count)) }, count)
  }

  /// The same with the treated regions' values of some periods multiplied.
  func multiplied(_ treated: [Int], in window: Range<Int>, by factor: Double) -> RegionPanel {
    var values = values
    for region in treated {
      for period in window { values[region][period] *= factor }
    }
    return RegionPanel(unchecked: regions, values, periods)
  }

  private init(unchecked regions: [String], _ values: [[Double]], _ periods: Int) {
    self.regions = regions
    self.values = values
    self.periods = periods
  }

  /// The mean of some regions, by period.
  func mean(of places: [Int]) -> [Double] {
    (0..<periods).map { period in
      places.reduce(0) { $0 + values[$1][period] } / Double(places.count)
    }
  }
}
