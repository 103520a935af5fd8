/// P-values adjusted by Holm (1979): at most one false call in a share alpha of families.
///
/// - Parameter pValues: Each in [0, 1]; order and length are kept.
/// - Returns: One adjusted value for each, in [0, 1].
package func holmAdjusted(_ pValues: [Double]) -> [Double] {
  let order = pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
  var adjusted = pValues
  var largest = 0.0
  for (rank, index) in order.enumerated() {
    largest = max(largest, min(1, pValues[index] * Double(pValues.count - rank)))
    adjusted[index] = largest
  }
  return adjusted
}

/// P-values adjusted by Benjamini and Hochberg (1995): a share alpha of the calls is false.
///
/// - Parameter pValues: Each in [0, 1]; order and length are kept.
/// - Returns: One adjusted value for each, in [0, 1].
package func benjaminiHochbergAdjusted(_ pValues: [Double]) -> [Double] {
  let order = pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
  var adjusted = pValues
  var least = 1.0
  for (rank, index) in order.enumerated().reversed() {
    least = min(least, pValues[index] * Double(pValues.count) / Double(rank + 1))
    adjusted[index] = least
  }
  return adjusted
}

/// P-values adjusted by Bonferroni: each times their number, at most 1.
///
/// - Parameter pValues: Each in [0, 1]; order and length are kept.
/// - Returns: One adjusted value for each, in [0, 1].
package func bonferroniAdjusted(_ pValues: [Double]) -> [Double] {
  pValues.map { min(1, $0 * Double(pValues.count)) }
}

/// P-values adjusted by Benjamini and Yekutieli (2001), whatever their dependence.
///
/// - Parameter pValues: Each in [0, 1]; order and length are kept.
/// - Returns: One adjusted value for each, in [0, 1].
package func benjaminiYekutieliAdjusted(_ pValues: [Double]) -> [Double] {
  let factor = pValues.indices.reduce(0.0) { $0 + 1 / Double($1 + 1) }
  return benjaminiHochbergAdjusted(pValues).map { min(1, $0 * factor) }
}

/// P-values adjusted by Hommel (1988), never larger than Holm's, for independent or positively
/// dependent tests.
///
/// Source: Wright, "Adjusted p-values for simultaneous inference", 1992, algorithm of the appendix.
///
/// - Parameter pValues: Each in [0, 1]; order and length are kept.
/// - Returns: One adjusted value for each, in [0, 1].
/// - Complexity: O(*n*²).
package func hommelAdjusted(_ pValues: [Double]) -> [Double] {
  let count = pValues.count
  guard count > 1 else { return pValues }
  let order = pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
  let sorted = order.map { pValues[$0] }
  var adjusted = sorted
  for size in stride(from: count, to: 1, by: -1) {
    let last = (count - size + 1)..<count
    let least = last.enumerated().map { Double(size) * sorted[$1] / Double($0 + 2) }.min() ?? 1
    for index in last { adjusted[index] = max(adjusted[index], least) }
    for index in 0...(count - size) {
      adjusted[index] = max(adjusted[index], min(least, Double(size) * sorted[index]))
    }
  }
  var result = pValues
  for (rank, index) in order.enumerated() { result[index] = min(1, adjusted[rank]) }
  return result
}
