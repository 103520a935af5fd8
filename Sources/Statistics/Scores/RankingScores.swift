/// How well scores tell cases apart in which something happened from those in which it did not.
package enum RankingScores {
  /// The probability that a case in which it happened has the higher score, ties counting half.
  ///
  /// The area under the receiver operating characteristic; from ranks, after Mann and Whitney
  /// (1947).
  ///
  /// - Parameters:
  ///   - scores: Higher for more likely, none of them NaN.
  ///   - happened: One a score.
  /// - Returns: 0…1, or `nil` if it happened in all cases or in none.
  package static func areaUnderCurve(_ scores: [Double], happened: [Bool]) -> Double? {
    precondition(scores.count == happened.count, "\(scores.count) scores, \(happened.count) cases")
    let positives = happened.count { $0 }
    let negatives = happened.count - positives
    guard positives > 0, negatives > 0 else { return nil }
    let order = scores.indices.sorted { scores[$0] < scores[$1] }
    var rankSum = 0.0
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, scores[order[end]] == scores[order[start]] { end += 1 }
      let meanRank = Double(start + end + 1) / 2
      rankSum += meanRank * Double(order[start..<end].count { happened[$0] })
      start = end
    }
    let least = Double(positives) * Double(positives + 1) / 2
    return (rankSum - least) / (Double(positives) * Double(negatives))
  }

  /// The mean squared difference between probabilities and what happened (Brier 1950), 0…1.
  ///
  /// - Returns: `nil` without cases.
  package static func brier(_ probabilities: [Double], happened: [Bool]) -> Double? {
    guard !probabilities.isEmpty else { return nil }
    let sum = zip(probabilities, happened).reduce(0.0) { sum, pair in
      let miss = pair.0 - (pair.1 ? 1 : 0)
      return sum + miss * miss
    }
    return sum / Double(probabilities.count)
  }

  /// What share of the sum of `amounts` the cases with the highest scores hold.
  ///
  /// - Parameters:
  ///   - amounts: At least 0 each.
  ///   - scores: One an amount; equal ones are taken in their order.
  ///   - part: Which part of the cases counts, rounded down, at least one case.
  /// - Returns: 0…1, or `nil` if the amounts have no sum.
  package static func topShare(
    of amounts: [Double], rankedBy scores: [Double], part: Double = 0.1
  ) -> Double? {
    let total = amounts.reduce(0, +)
    guard total > 0 else { return nil }
    let order = scores.indices.sorted { (-scores[$0], $0) < (-scores[$1], $1) }
    let kept = order.prefix(max(1, Int(Double(order.count) * part)))
    return kept.reduce(0) { $0 + amounts[$1] } / total
  }
}
