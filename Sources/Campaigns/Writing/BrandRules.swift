package import Commerce

/// How the shop speaks, and what it never says. Every creative is checked against it before it is
/// proposed.
package struct BrandRules: Hashable, Codable, Sendable {
  /// Words of which a message must hold at least one; empty for no such rule.
  package var required: [String]
  /// Words and phrases that may not occur, whatever their case.
  package var forbidden: [String]
  /// Exclamation marks in one message.
  package var maximumExclamations: Int
  package var allowsEmoji: Bool
  /// Words in capitals that are names, not shouting.
  package var capitalNames: [String]
  /// Words in one sentence.
  package var maximumSentence: Int
  /// Whether a message must speak to its reader (you, your).
  package var addressesReader: Bool

  package init(
    required: [String] = [], forbidden: [String] = [], maximumExclamations: Int = 1,
    allowsEmoji: Bool = false, capitalNames: [String] = [], maximumSentence: Int = 24,
    addressesReader: Bool = true
  ) {
    self.required = required
    self.forbidden = forbidden
    self.maximumExclamations = maximumExclamations
    self.allowsEmoji = allowsEmoji
    self.capitalNames = capitalNames
    self.maximumSentence = maximumSentence
    self.addressesReader = addressesReader
  }

  /// For a gifts shop: warm and plain, no shouting, no promises that nobody has checked.
  package static let gifts = BrandRules(
    required: ["gift", "gifts", "present", "presents"],
    forbidden: [
      "guarantee", "guaranteed", "cheap", "cheapest", "best ever", "miracle", "risk-free",
      "click here", "act now", "hurry", "last chance", "only today", "free delivery",
      "free shipping", "number one", "#1", "unbeatable", "insane", "crazy", "literally",
    ], maximumExclamations: 0)

  /// A rule that a message breaks.
  package struct Breach: Hashable, Sendable, CustomStringConvertible {
    package var description: String
  }

  /// Every rule that a message breaks, with the words or numbers that break it.
  package func check(_ creative: Creative, for platform: Platform) -> [Breach] {
    let text = creative.allText(for: platform)
    var breaches = MessageLimits.check(creative, for: platform)
    breaches += vocabulary(text)
    breaches += tone(text)
    return breaches.map { Breach(description: $0) }
  }

  private func vocabulary(_ text: String) -> [String] {
    let plain = " " + Self.words(text.lowercased()).joined(separator: " ") + " "
    var breaches: [String] = []
    for phrase in forbidden
    where plain.contains(" " + Self.words(phrase.lowercased()).joined(separator: " ") + " ") {
      breaches.append("it says \"\(phrase)\", which this brand does not")
    }
    if !required.isEmpty, !required.contains(where: { plain.contains(" \($0.lowercased()) ") }) {
      breaches.append("it names none of: \(required.joined(separator: ", "))")
    }
    if addressesReader, !["you", "your", "yours"].contains(where: { plain.contains(" \($0) ") }) {
      breaches.append("it does not speak to its reader (you, your)")
    }
    return breaches
  }

  private func tone(_ text: String) -> [String] {
    var breaches: [String] = []
    let marks = text.count { $0 == "!" }
    if marks > maximumExclamations {
      breaches.append("\(marks) exclamation marks, \(maximumExclamations) allowed")
    }
    if !allowsEmoji, let emoji = text.first(where: \.isPicture) {
      breaches.append("it holds the emoji \(emoji)")
    }
    let shouted = Self.words(text).filter { word in
      word.count >= 4 && word == word.uppercased() && word != word.lowercased()
        && !capitalNames.contains(word)
    }
    if let word = shouted.first { breaches.append("\"\(word)\" is in capitals") }
    for sentence in text.split(whereSeparator: { ".?!\n".contains($0) }) {
      let count = Self.words(String(sentence)).count
      if count > maximumSentence {
        breaches.append("a sentence of \(count) words, \(maximumSentence) are the limit")
        break
      }
    }
    return breaches
  }

  private static func words(_ text: String) -> [String] {
    text.split { !($0.isLetter || $0.isNumber || $0 == "'" || $0 == "’" || $0 == "-" || $0 == "#") }
      .map(String.init)
  }
}

extension Creative {
  /// All that a reader sees on a platform, field by field, each ended as a sentence.
  func allText(for platform: Platform) -> String {
    MessageLimits.limits(platform).compactMap { text($0.field) }.joined(separator: "\n")
  }
}

extension Character {
  /// Drawn as a picture: an emoji, but no digit or plain sign.
  fileprivate var isPicture: Bool {
    unicodeScalars.contains { scalar in
      scalar.properties.isEmojiPresentation
        || (scalar.properties.isEmoji && scalar.value > 0x2100)
    }
  }
}
