import Statistics
import Testing

@Test(arguments: [(0.0, 1.0), (0.1, 1.6), (0.25, 2.5), (0.5, 4.0), (0.9, 8.2), (1.0, 10.0)])
func `quantiles are those of numpy's default`(probability: Double, expected: Double) throws {
  // numpy 2.4: np.percentile([1, 2, 3, 4, 5, 7, 10], 100 p)
  let sample = try #require(SortedSample([10, 4, 2, 1, 3, 7, 5]))
  #expect(agrees(sample.quantile(probability), expected, within: 1e-14))
}

@Test func `robust summaries of a small sample are as by hand`() throws {
  let sample = try #require(SortedSample([1, 2, 3, 4, 100]))
  #expect(sample.median == 3)
  #expect(sample.medianAbsoluteDeviation == 1)
  #expect(sample.fences() == (-1)...7)
  #expect(sample.robustScore(of: 100) > 3.5)
  #expect(sample.quintiles.count == 4)
}

@Test func `samples without values or with NaN have no summary`() {
  #expect(SortedSample([]) == nil)
  #expect(SortedSample([1, .nan]) == nil)
  #expect(SortedSample([7])?.quantile(0.3) == 7)
  #expect(SortedSample([7, 7])?.robustScore(of: 9) == 0)
}

@Test func `rank scores split equal values in order`() {
  #expect(rankScores([5, 5, 5, 5, 5]) == [1, 2, 3, 4, 5])
  #expect(rankScores([9, 1, 5, 3]) == [4, 1, 3, 2])
  #expect(rankScores([]) == [])
}

@Test func `moments of parts merge to those of the whole`() throws {
  let values = (0..<1_000).map { Double($0 * 7_919 % 1_009) + 1e9 }
  var merged = Moments(values.prefix(300))
  merged.merge(Moments(values.dropFirst(300)))
  let whole = Moments(values)
  #expect(merged.count == 1_000)
  #expect(agrees(merged.mean, whole.mean, within: 1e-14))
  #expect(
    agrees(try #require(merged.variance), try #require(whole.variance), within: 1e-10))
  #expect(Moments().variance == nil && Moments([1.0]).variance == nil)
}

@Test func `weighted means need weights`() {
  #expect(weightedMean([1, 3], weights: [1, 3]) == 2.5)
  #expect(weightedMean([1, 3], weights: [0, 0]) == nil)
  #expect(weightedMean([1], weights: [1, 2]) == nil)
}

@Test func `Wilson's interval stays within rates`() {
  #expect(Proportion(successes: 0, trials: 10).wilsonInterval().lowerBound == 0)
  #expect(Proportion(successes: 10, trials: 10).wilsonInterval().upperBound == 1)
  #expect(Proportion(successes: 0, trials: 0).wilsonInterval() == 0...1)
}
