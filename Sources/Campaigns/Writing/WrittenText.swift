/// A text taken apart once: its words, its sentences and its letters.
struct WrittenText {
  let text: String
  /// In the order of the text, as they are written.
  let words: [String]
  /// All words in lower case with one blank around each, so that phrases are found as wholes.
  let spaced: String
  /// Runs of words between marks and line ends.
  let sentences: [[String]]

  init(_ text: String) {
    self.text = text
    words = Self.words(of: text)
    spaced = " " + words.map { $0.lowercased() }.joined(separator: " ") + " "
    sentences = text.split { ".?!\n".contains($0) }.map { Self.words(of: String($0)) }
  }

  /// Whether a word or a phrase stands there as a whole.
  func holds(_ phrase: String) -> Bool {
    let words = Self.words(of: phrase.lowercased())
    return !words.isEmpty && spaced.contains(" " + words.joined(separator: " ") + " ")
  }

  /// The sentences of the lines that end as one: no headline, greeting, button or name.
  var prose: [[String]] {
    text.split(separator: "\n").filter { $0.last.map { ".?!".contains($0) } ?? false }
      .flatMap { $0.split { ".?!".contains($0) } }.map { Self.words(of: String($0)) }
  }

  /// Capitals among the letters, 0…1, words that are names left out; 0 without letters.
  func capitalShare(without names: [String]) -> Double {
    let letters = words.filter { !names.contains($0) }.joined().filter(\.isLetter)
    return letters.isEmpty ? 0 : Double(letters.count(where: \.isUppercase)) / Double(letters.count)
  }

  /// Its emoji, in order.
  var pictures: [Character] { text.filter(\.isPicture) }

  static func words(of text: String) -> [String] {
    text.split {
      !($0.isLetter || $0.isNumber || $0 == "'" || $0 == "’" || $0 == "-" || $0 == "#")
    }.map(String.init)
  }
}

extension Character {
  /// Drawn as a picture: an emoji, but no digit or plain sign.
  fileprivate var isPicture: Bool {
    guard !isASCII else { return false }
    return unicodeScalars.contains { scalar in
      scalar.properties.isEmojiPresentation
        || (scalar.properties.isEmoji && scalar.value > 0x2100)
    }
  }
}
