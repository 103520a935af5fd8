import Statistics
import Testing

@Test func `the area under the curve counts pairs, ties by half`() {
  // Of the six pairs of one that happened and one that did not, four are right and one is tied.
  let scores = [0.9, 0.4, 0.4, 0.8, 0.1]
  let happened = [true, true, false, false, false]
  #expect(RankingScores.areaUnderCurve(scores, happened: happened) == 4.5 / 6)
  #expect(RankingScores.areaUnderCurve(scores.map { -$0 }, happened: happened) == 1.5 / 6)
  #expect(RankingScores.areaUnderCurve([1, 2], happened: [true, true]) == nil)
  #expect(RankingScores.areaUnderCurve([1, 1, 1], happened: [true, false, true]) == 0.5)
}

@Test func `the Brier score is the mean squared miss`() {
  #expect(RankingScores.brier([1, 0.5, 0], happened: [true, false, true]) == 1.25 / 3)
  #expect(RankingScores.brier([], happened: []) == nil)
}

@Test func `the best tenth is at least one case, the first of equals`() {
  #expect(RankingScores.topShare(of: [1, 6, 3], rankedBy: [0, 5, 5]) == 0.6)
  #expect(RankingScores.topShare(of: [0, 0], rankedBy: [1, 2]) == nil)
  let amounts = (1...20).map { Double($0) }
  #expect(RankingScores.topShare(of: amounts, rankedBy: amounts) == 39.0 / 210)
}

@Test func `forecast errors are those of the definition`() throws {
  let errors = try #require(ForecastErrors([1, 2, 3], actual: [1, 4, 2]))
  #expect(errors.predictedTotal == 6 && errors.actualTotal == 7)
  #expect(errors.meanAbsolute == 1)
  #expect(agrees(errors.rootMeanSquare, (5.0 / 3).squareRoot(), within: 1e-15))
  let weighted = try #require(ForecastErrors([1, 2], actual: [1, 4], weights: [3, 1]))
  #expect(weighted.meanAbsolute == 0.5)
  #expect(ForecastErrors([], actual: []) == nil)
}
