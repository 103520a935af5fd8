/// The place where a rising probability has a given value, to 10⁻¹⁰.
///
/// Secants on the normal scale, where probabilities of distances are almost straight lines, in a
/// bracket.
///
/// - Parameters:
///   - probability: In (0, 1).
///   - range: Where the place is.
///   - start: Near it.
///   - function: The probability at a place, rising.
/// - Returns: Within the range.
/// - Complexity: Some six calls of the function.
func placeOfProbability(
  _ probability: Double, in range: ClosedRange<Double>, from start: Double,
  _ function: (Double) -> Double
) -> Double {
  let normal = NormalDistribution.standard
  let target = normal.quantile(probability)
  var (low, high) = (range.lowerBound, range.upperBound)
  var place = min(high, max(low, start))
  var before: (place: Double, excess: Double)?
  while high - low > 1e-10 {
    let excess = normal.quantile(min(1, function(place))) - target
    if excess < 0 { low = place } else { high = place }
    let slope = before.map { (excess - $0.excess) / (place - $0.place) } ?? 1
    before = excess.isFinite ? (place, excess) : nil
    let next = place - excess / slope
    guard next > low, next < high else {
      place = 0.5 * (low + high)
      continue
    }
    if abs(next - place) < 1e-10 { return next }
    place = next
  }
  return place
}
