/// The order numbers seen so far, for finding duplicates.
///
/// Whole numbers that grow, as shops give them, are kept as runs and cost next to nothing;
/// everything
/// else is kept as a 64-bit hash. Two different references count as one with a chance below 3 ×
/// 10⁻⁸
/// in a million.
struct OrderReferenceSet {
  private var runs: [ClosedRange<Int64>] = []
  /// Open addressing; 0 is free. The size is a power of two.
  private var hashes: [UInt64] = []
  private var hashCount = 0

  /// Takes in a reference; false if it was there already.
  mutating func insert(_ reference: UnsafeRawBufferPointer) -> Bool {
    guard let number = Self.canonicalNumber(reference) else {
      return insertHash(byteHash(reference))
    }
    guard let last = runs.last, number <= last.upperBound else {
      extendRuns(with: number)
      return true
    }
    return isInRuns(number) ? false : insertHash(byteHash(reference))
  }

  private mutating func extendRuns(with number: Int64) {
    if let last = runs.last, last.upperBound + 1 == number {
      runs[runs.count - 1] = last.lowerBound...number
    } else {
      runs.append(number...number)
    }
  }

  private func isInRuns(_ number: Int64) -> Bool {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].upperBound < number { low = middle + 1 } else { high = middle }
    }
    return low < runs.count && runs[low].contains(number)
  }

  private mutating func insertHash(_ hash: UInt64) -> Bool {
    if hashCount * 2 >= hashes.count { grow() }
    let key = max(hash, 1)
    var position = Int(truncatingIfNeeded: key) & (hashes.count - 1)
    while hashes[position] != 0 {
      if hashes[position] == key { return false }
      position = (position + 1) & (hashes.count - 1)
    }
    hashes[position] = key
    hashCount += 1
    return true
  }

  private mutating func grow() {
    let old = hashes
    hashes = Array(repeating: 0, count: max(1_024, old.count * 2))
    for key in old where key != 0 {
      var position = Int(truncatingIfNeeded: key) & (hashes.count - 1)
      while hashes[position] != 0 { position = (position + 1) & (hashes.count - 1) }
      hashes[position] = key
    }
  }

  /// The number that `bytes` write without leading zeros, at most 18 digits; else `nil`.
  private static func canonicalNumber(_ bytes: UnsafeRawBufferPointer) -> Int64? {
    guard let first = bytes.first, bytes.count <= 18, first != UInt8(ascii: "0") else { return nil }
    var number: Int64 = 0
    for byte in bytes {
      let digit = byte &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      number = number &* 10 &+ Int64(digit)
    }
    return number
  }
}
