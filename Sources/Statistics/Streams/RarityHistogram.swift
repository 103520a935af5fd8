/// How often a size at least as large has been seen, from a histogram of fixed size.
///
/// Two bins an octave, the topmost where the largest size fell, twelve in all: the six octaves
/// below the maximum, where unusual sizes are, are told apart and everything below is one bin.
/// Inside a bin sizes count as evenly spread. The tail beyond the maximum falls by the eighth power.
package struct RarityHistogram: Sendable, Codable, Equatable {
  private static let binCount = 12

  private var counts = InlineCells<12, UInt16>(repeating: 0)
  /// The number of the topmost bin: twice the exponent of two, and one in the octave's upper half.
  private var top = Int16.min
  /// The largest size.
  private var maximum: Float = 0

  package init() {}

  /// The past sizes of at least `size`, and one for `size` itself; less than 1 beyond the maximum.
  ///
  /// Where the size is a record the count is (maximum / size)⁸, a tail lighter than that of
  /// incomes and heavier than a normal one; with nothing seen before nothing is rare.
  ///
  /// - Parameter size: Not NaN; at most 0 is never rare.
  /// - Returns: A positive number; infinity where rarity has no meaning.
  package func countAtLeast(_ size: Double) -> Double {
    guard size > 0, maximum > 0 else { return .infinity }
    let largest = Double(maximum)
    guard size <= largest else {
      let share = largest / size
      let fourth = share * share * share * share
      return fourth * fourth
    }
    let bin = Self.bin(of: size)
    // The maximum is kept in single precision and may be rounded up into the octave above the top.
    let place = min(Int(bin.number) - Int(top), 0) + Self.binCount - 1
    guard place >= 0 else { return .infinity }
    var above = 1 + Double(counts[place]) * (1 - bin.position)
    for index in place + 1..<max(place + 1, Self.binCount) { above += Double(counts[index]) }
    return above
  }

  /// The size that `count` of the seen ones reach, to a bin's width; 0 if fewer were seen.
  package func size(reachedBy count: Double) -> Double {
    var left = count
    for index in stride(from: Self.binCount - 1, to: 0, by: -1) {
      let here = Double(counts[index])
      if here >= left, here > 0 {
        let lower = Self.lowerEdge(ofBin: Int(top) - Self.binCount + 1 + index)
        return min(Double(maximum), lower + (lower * 0.41) * (1 - left / here))
      }
      left -= here
    }
    return 0
  }

  /// Whether `size` is larger than everything seen.
  package func isRecord(_ size: Double) -> Bool { size > Double(maximum) && maximum > 0 }

  package func isLonger(_ size: Double, times factor: Double) -> Bool {
    maximum > 0 && size > factor * Double(maximum)
  }

  package mutating func add(_ size: Double) {
    guard size > 0, size < 1e38 else { return add(toBin: 0) }
    let number = Self.bin(of: size).number
    if top == .min { top = number }
    if number > top { shift(by: Int(number) - Int(top)) }
    maximum = max(maximum, Float(size))
    add(toBin: max(0, Int(number) - Int(top) + Self.binCount - 1))
  }

  /// Lets everything seen count half, and forgets a maximum that no longer counts.
  package mutating func fade() {
    for index in 0..<Self.binCount { counts[index] /= 2 }
    guard let last = (0..<Self.binCount).last(where: { counts[$0] > 0 }) else { return }
    let edge = Self.lowerEdge(ofBin: Int(top) - Self.binCount + 2 + last)
    maximum = min(maximum, Float(edge))
  }

  private mutating func add(toBin index: Int) {
    if counts[index] == .max { fade() }
    counts[index] += 1
  }

  private mutating func shift(by distance: Int) {
    top += Int16(clamping: distance)
    var merged: UInt16 = 0
    for index in 0...min(distance, Self.binCount - 1) {
      merged =
        merged.addingReportingOverflow(counts[index]).overflow ? .max : merged + counts[index]
    }
    for index in 0..<Self.binCount {
      counts[index] = index + distance < Self.binCount ? counts[index + distance] : 0
    }
    counts[0] = merged
  }

  /// The bin of a positive size and where in it the size is, in [0, 1).
  private static func bin(of size: Double) -> (number: Int16, position: Double) {
    let significand = size.significand
    let isUpper = significand >= 1.4142135623730951
    let number = Int16(clamping: 2 * Int(size.exponent) + (isUpper ? 1 : 0))
    let position =
      isUpper
      ? (significand - 1.4142135623730951) / 0.5857864376269049
      : (significand - 1) / 0.4142135623730951
    return (number, position)
  }

  private static func lowerEdge(ofBin number: Int) -> Double {
    let octave = Double(sign: .plus, exponent: number >> 1, significand: 1)
    return number & 1 == 1 ? octave * 1.4142135623730951 : octave
  }
}
