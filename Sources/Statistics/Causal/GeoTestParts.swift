/// A question about a panel, checked and taken apart.
struct GeoTestParts {
  /// The mean of the treated regions, up to the end of the test.
  let series: [Double]
  let donors: [[Double]]
  let names: [String]
  let test: Range<Int>

  init(_ panel: RegionPanel, _ question: GeoTest.Question) throws(CausalError) {
    let treated = try panel.places(of: question.treated)
    let excluded = try panel.places(of: question.excluded)
    let pool = panel.regions.indices.filter { !treated.contains($0) && !excluded.contains($0) }
    guard !treated.isEmpty else { throw .noTreatedRegions }
    guard !pool.isEmpty else { throw .noDonors }
    guard question.level > 0.5, question.level < 1 else { throw .badLevel(question.level) }
    test = question.test
    guard !test.isEmpty else { throw .emptyTest }
    guard test.upperBound <= panel.periods else {
      throw .testOutside(lastPeriod: test.upperBound - 1, periods: panel.periods)
    }
    let needed = max(GeoTest.leastBefore, test.count)
    guard test.lowerBound >= needed else {
      throw .tooFewPeriodsBefore(found: max(0, test.lowerBound), needed: needed)
    }
    let end = test.upperBound
    series = Array(panel.mean(of: treated).prefix(end))
    let before = series.prefix(test.lowerBound)
    guard before.contains(where: { $0 != before.first }) else { throw .constantBefore }
    donors = pool.map { Array(panel.values[$0].prefix(end)) }
    names = pool.map { panel.regions[$0] }
  }

  /// The share of series whose error grows at least as much from before to during the test.
  func placebo(_ control: SyntheticControl) -> Double? {
    guard donors.count >= 2 else { return nil }
    let own = growth(control)
    let atLeast = donors.indices.count { index in
      var others = donors
      let one = others.remove(at: index)
      return growth(SyntheticControl(of: one, donors: others, matched: 0..<test.lowerBound)) >= own
    }
    return Double(1 + atLeast) / Double(1 + donors.count)
  }

  private func growth(_ control: SyntheticControl) -> Double {
    let before = control.error(over: 0..<test.lowerBound)
    let during = control.error(over: test)
    return before > 0 ? during / before : during > 0 ? .infinity : 0
  }

  func notes(_ control: SyntheticControl) -> [String] {
    var notes: [String] = []
    if test.lowerBound < 3 * test.count {
      notes.append(
        "Only \(test.lowerBound) periods lie before a test of \(test.count); three times its length "
          + "and more tell better how the regions move together.")
    }
    if donors.count < 5 {
      notes.append(
        donors.count == 1
          ? "Only one region to compare with: its own accidents count as the effect."
          : "Only \(donors.count) regions to compare with: their own accidents count for much.")
    }
    if control.scaledImbalance > 0.5 {
      notes.append(
        "The regions left do not move like the treated ones before the test: what equal weights "
          + "leave unmatched is lowered by \(Int((100 * (1 - control.scaledImbalance)).rounded())) % "
          + "only.")
    }
    return notes
  }
}
