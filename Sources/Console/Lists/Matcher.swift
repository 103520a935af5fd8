/// Tells whether all words of a filter occur in the texts of a row, letter case of ASCII aside.
struct Matcher: Sendable {
  private let words: [[UInt8]]

  init(_ filter: String) {
    words = filter.split(separator: " ").map { $0.utf8.map(Matcher.lowered) }
  }

  var isEmpty: Bool { words.isEmpty }

  func matches(_ row: some ListRow, _ facts: Facts) -> Bool {
    words.allSatisfy { word in row.matchesAny(facts) { Matcher.contains(word, in: $0) } }
  }

  func matches(_ text: String) -> Bool {
    words.allSatisfy { Matcher.contains($0, in: text) }
  }

  static func contains(_ word: [UInt8], in text: String) -> Bool {
    let found = text.utf8.withContiguousStorageIfAvailable { contains(word, in: $0) }
    return found ?? contains(word, in: Array(text.utf8))
  }

  private static func contains(_ word: [UInt8], in bytes: some RandomAccessCollection<UInt8>)
    -> Bool
  {
    guard let first = word.first else { return true }
    let count = bytes.count
    guard count >= word.count else { return false }
    var start = bytes.startIndex
    for _ in 0...(count - word.count) {
      if lowered(bytes[start]) == first, isMatch(word, at: start, in: bytes) { return true }
      start = bytes.index(after: start)
    }
    return false
  }

  private static func isMatch<Bytes: RandomAccessCollection<UInt8>>(
    _ word: [UInt8], at start: Bytes.Index, in bytes: Bytes
  ) -> Bool {
    var index = start
    for letter in word {
      if lowered(bytes[index]) != letter { return false }
      index = bytes.index(after: index)
    }
    return true
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    (65...90).contains(byte) ? byte + 32 : byte
  }
}
