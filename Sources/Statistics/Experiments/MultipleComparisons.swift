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
