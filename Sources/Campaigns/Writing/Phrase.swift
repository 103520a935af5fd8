/// One thing to say, in wordings from the one that is liked best to the one that always fits.
///
/// Wordings hold slots in braces, which ``Wording`` fills. A wording with a speaker (`{we}`, `{us}`,
/// `{have}`, `{are}`) is left out where nobody speaks, one with `{range}` where no range is known;
/// the last plain one has neither.
struct Phrase: ExpressibleByArrayLiteral, ExpressibleByStringLiteral {
  let plain: [String]
  /// Preferred to the plain ones in that register.
  let casual: [String]
  let formal: [String]

  init(_ plain: [String], casual: [String] = [], formal: [String] = []) {
    self.plain = plain
    self.casual = casual
    self.formal = formal
  }

  init(arrayLiteral elements: String...) { self.init(elements) }

  init(stringLiteral value: String) { self.init([value]) }
}

/// Fills the slots of wordings by what a shop sells and how it speaks.
struct Wording {
  private let rules: BrandRules
  private let slots: [String: String]

  /// - Parameters:
  ///   - rules: What the shop sells, and its voice.
  ///   - shop: Its name.
  init(_ rules: BrandRules, shop: String) {
    self.rules = rules
    var slots = Self.speaker(rules.voice.person, shop)
    let sells = rules.sells
    slots["item"] = sells.item
    slots["items"] = sells.items
    slots["an item"] = "\(Self.article(sells.item)) \(sells.item)"
    slots["benefit"] = sells.benefit
    slots["moment"] = sells.moment
    if !sells.range.isEmpty { slots["range"] = Self.list(sells.range) }
    for name in ["items", "an item", "moment", "we"] {
      slots[Self.capitalised(name)] = slots[name].map(Self.capitalised)
    }
    self.slots = slots
  }

  /// A phrase's wordings in the shop's voice, the one that is liked best first.
  func wordings(of phrase: Phrase) -> [String] {
    let own =
      switch rules.voice.formality {
      case .casual: phrase.casual
      case .formal: phrase.formal
      case .neutral: [String]()
      }
    return (own + phrase.plain).compactMap(filled).map(voiced)
  }

  /// `nil` if a slot has nothing to be filled with.
  private func filled(_ wording: String) -> String? {
    var text = ""
    var rest = wording[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      guard let value = slots[String(rest[rest.index(after: open)..<close])] else { return nil }
      text += rest[..<open] + value
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }

  private func voiced(_ text: String) -> String {
    guard rules.voice.formality == .casual else { return text }
    return Self.contractions.reduce(text) { text, pair in
      // Only before another word: "that you would." stays as it is.
      text.replacing(pair.long + " ", with: pair.short + " ")
    }
  }

  /// Pairs that sound right wherever the grammar uses them.
  private static let contractions: [(long: String, short: String)] = [
    ("It is", "It's"), ("it is", "it's"), ("It has been", "It's been"), ("What is", "What's"),
    ("what is", "what's"), ("There is", "There's"), ("there is", "there's"),
    ("You will", "You'll"), ("you will", "you'll"), ("you would", "you'd"), ("do not", "don't"),
    ("did not", "didn't"), ("We are", "We're"), ("we are", "we're"), ("We have", "We've"),
    ("we have", "we've"), ("that is", "that's"),
  ]

  private static func speaker(_ person: BrandRules.Voice.Person, _ shop: String) -> [String: String]
  {
    switch person {
    case .we: ["we": "we", "us": "us", "have": "have", "are": "are"]
    case .shop: ["we": shop, "us": shop, "have": "has", "are": "is"]
    case .none: [:]
    }
  }

  /// By the first letter; `u` as in use and `one` sound like a consonant, `hour` like a vowel.
  static func article(_ noun: String) -> String {
    let word = noun.lowercased()
    if ["uni", "use", "usu", "eu", "one", "uk"].contains(where: word.hasPrefix) { return "a" }
    if ["hour", "heir", "hono"].contains(where: word.hasPrefix) { return "an" }
    return word.first.map { "aeiou".contains($0) } ?? false ? "an" : "a"
  }

  static func capitalised(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  private static func list(_ parts: [String]) -> String {
    parts.count < 2
      ? parts.joined() : parts.dropLast().joined(separator: ", ") + " or " + parts[parts.count - 1]
  }
}
