/// How easy a text is to read, by the formula of Rudolf Flesch, "A new readability yardstick",
/// Journal of Applied Psychology 32 (1948), 221–233:
///
///     206.835 − 1.015 · words / sentences − 84.6 · syllables / words
///
/// 60 to 70 is plain English, above 80 easy, below 50 hard; there is no bound on either side. It was
/// made for samples of 100 words: of a message of one or two sentences it says less, and one long
/// word moves it by ten points.
///
/// Syllables are counted by rule, not looked up, which is right for about nine words in ten of
/// running text:
/// 1. Each run of vowels (a e i o u y) is a syllable; y at the start of a word is none.
/// 2. Of these runs two syllables are spoken: `ia io iu` unless after c, g, l, n, s or t (`social`,
///    `station`, `union`), `ua uo` before another letter unless after g or q (`usual`), and a vowel
///    before a final `ing` (`being`).
/// 3. A final e is silent, unless it follows a consonant and l (`table`); so is that of a final `es`
///    and `ed`, unless it is needed to say it (`boxes`, `wanted`).
/// 4. Every word has at least one; a number has as many as it has digits.
package enum ReadingEase {
  /// The reading ease of sentences.
  ///
  /// - Parameter sentences: Each as its words; empty ones do not count.
  /// - Returns: `nil` without a word.
  package static func of(_ sentences: [[String]]) -> Double? {
    let spoken = sentences.filter { !$0.isEmpty }
    let words = spoken.reduce(0) { $0 + $1.count }
    guard words > 0 else { return nil }
    let syllables = spoken.reduce(0) { $0 + $1.reduce(0) { $0 + Self.syllables(in: $1) } }
    return 206.835 - 1.015 * Double(words) / Double(spoken.count)
      - 84.6 * Double(syllables) / Double(words)
  }

  /// The syllables of an English word, by the rules above; at least 1.
  package static func syllables(in word: String) -> Int {
    let parts = word.lowercased().split { $0 == "-" }
    return max(1, parts.reduce(0) { $0 + spoken(Array($1)) })
  }

  private static func spoken(_ letters: [Character]) -> Int {
    let digits = letters.count { $0.isNumber }
    if digits > 0 { return digits }
    let word = letters.filter(\.isLetter)
    let runs = word.indices.count { isVowel(word, $0) && !($0 > 0 && isVowel(word, $0 - 1)) }
    return max(1, runs + split(word) - silent(word))
  }

  private static func isVowel(_ word: [Character], _ index: Int) -> Bool {
    word[index] == "y" ? index > 0 : "aeiouáéíóúàèêôöüä".contains(word[index])
  }

  /// Pairs of vowels that are spoken apart.
  private static func split(_ word: [Character]) -> Int {
    word.indices.dropFirst().count { index in
      let before = index >= 2 ? word[index - 2] : " "
      switch (word[index - 1], word[index]) {
      case (_, "i") where word[index...].elementsEqual("ing"): return isVowel(word, index - 1)
      case ("i", "a"), ("i", "o"), ("i", "u"): return !"cglnst".contains(before)
      case ("u", "a"), ("u", "o"): return index + 1 < word.count && !"gq".contains(before)
      default: return false
      }
    }
  }

  /// One for an e at the end that is not spoken.
  private static func silent(_ word: [Character]) -> Int {
    guard word.count >= 3 else { return 0 }
    let ending = String(word.suffix(2))
    if word.last == "e" {
      let isAlone = !isVowel(word, word.count - 2)
      let isSyllabic = ending == "le" && !isVowel(word, word.count - 3)
      return isAlone && !isSyllabic ? 1 : 0
    }
    guard ending == "es" || ending == "ed", word.count >= 4 else { return 0 }
    let before = word[word.count - 3]
    guard !isVowel(word, word.count - 3) else { return 0 }
    if before == "l", !isVowel(word, word.count - 4) { return 0 }
    return (ending == "ed" ? "td" : "cgsxz").contains(before) || isHissing(word) ? 0 : 1
  }

  /// `wishes`, `matches`.
  private static func isHissing(_ word: [Character]) -> Bool {
    word.last == "s" && ["sh", "ch"].contains(String(word.dropLast(2).suffix(2)))
  }
}
