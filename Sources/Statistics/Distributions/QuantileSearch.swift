import RealModule

/// Finds where a tail on an unbounded axis reaches a probability, by safeguarded Newton steps.
///
/// Newton runs on the logarithm of the tail, which is nearly straight in the far tails; every step
/// stays inside a bracket that only shrinks, so it always ends.
///
/// - Parameters:
///   - target: The wanted tail, in (0, 1).
///   - rising: Whether the tail grows along the axis.
///   - range: A bracket of the answer.
///   - tail: The tail and the size of its slope at a place.
/// - Returns: The place on the axis.
func place(
  ofTail target: Double, rising: Bool, in range: ClosedRange<Double>,
  tail: (Double) -> (share: Double, slope: Double)
) -> Double {
  var low = range.lowerBound
  var high = range.upperBound
  let logTarget = Double.log(target)
  var place = 0.5 * (low + high)
  for _ in 0..<400 {
    let (share, slope) = tail(place)
    if (share > target) == rising { high = place } else { low = place }
    let step = (Double.log(share) - logTarget) * share / slope * (rising ? -1 : 1)
    var next = place + step
    if !(next > low && next < high) { next = 0.5 * (low + high) }
    let moved = abs(next - place)
    place = next
    if moved <= 0x1p-52 * max(abs(place), 0x1p-10) || high - low <= 0x1p-53 * abs(low) { break }
  }
  return place
}
