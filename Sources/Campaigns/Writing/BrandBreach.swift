extension BrandRules {
  /// A rule that a message breaks: what was found and what is allowed.
  package struct Breach: Hashable, Sendable {
    package var rule: Rule
    /// The word, the text or the figure that breaks it.
    package var found: String
    /// What the rule allows.
    package var allowed: String
    /// All of it in words: `it says "hurry", which this brand does not`.
    package var words: String

    init(_ rule: Rule, found: String, allowed: String, _ words: String) {
      self.rule = rule
      self.found = found
      self.allowed = allowed
      self.words = words
    }
  }

  /// What is checked, by the names that the rules' file uses.
  package enum Rule: String, CaseIterable, Sendable {
    /// The platform's, not the brand's.
    case length = "platform length"
    case forbidden, required, claims
    case addressesReader = "speaks_to_reader"
    case exclamations = "exclamation_marks"
    case emoji
    case capitals, capitalWord = "capital_words"
    case sentence = "sentence_words"
    case readingEase = "reading_ease"
  }
}

extension BrandRules.Breach: CustomStringConvertible {
  package var description: String { words }
}
