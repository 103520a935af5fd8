import Campaigns
import Foundation
import Yams

/// Reads a brand's rules from YAML and collects everything that is wrong with them.
///
/// `SampleData/brand.yaml` documents every key. What is left out has the default of
/// ``Campaigns/BrandRules``.
struct BrandReader: YAMLReading {
  let file: String
  var problems: [ConfigurationProblem] = []
  private(set) var rules = BrandRules()

  init(file: String) {
    self.file = file
  }

  private enum Section: String, CaseIterable {
    case sells, voice, words, claims, tone
  }

  mutating func read(yaml: String) {
    guard let root = root(of: yaml) else { return }
    for (section, node) in entries(of: root, "the brand's rules", Section.self) {
      switch section {
      case .sells: readSells(node)
      case .voice: readVoice(node)
      case .words: readWords(node)
      case .claims: readClaims(node)
      case .tone: readTone(node)
      }
    }
    checkClaims(root)
  }
}

extension BrandReader {
  private enum SellsKey: String, CaseIterable {
    case item, items, benefit, moment, range, customers
  }

  private mutating func readSells(_ node: Node) {
    for (key, value) in entries(of: node, "sells", SellsKey.self) {
      switch key {
      case .item: set(\.sells.item, text(value, "one of what is sold, like gift,", most: 20))
      case .items: set(\.sells.items, text(value, "several of them, like gifts,", most: 20))
      case .benefit: set(\.sells.benefit, text(value, "what completes 'a gift that …'", most: 60))
      case .moment: set(\.sells.moment, text(value, "what it is bought in time for", most: 40))
      case .range: set(\.sells.range, phrases(value, most: 5, of: 40))
      case .customers: set(\.sells.customers, text(value, "what customers are called", most: 20))
      }
    }
  }

  private enum VoiceKey: String, CaseIterable {
    case formality, person
    case addressesReader = "speaks_to_reader"
  }

  private mutating func readVoice(_ node: Node) {
    for (key, value) in entries(of: node, "voice", VoiceKey.self) {
      switch key {
      case .formality: set(\.voice.formality, choice(value, BrandRules.Voice.Formality.self))
      case .person: set(\.voice.person, choice(value, BrandRules.Voice.Person.self))
      case .addressesReader: set(\.voice.addressesReader, flag(value))
      }
    }
  }

  private enum WordsKey: String, CaseIterable {
    case required, forbidden, capitals
  }

  private mutating func readWords(_ node: Node) {
    for (key, value) in entries(of: node, "words", WordsKey.self) {
      switch key {
      case .required: set(\.vocabulary.required, phrases(value))
      case .forbidden: set(\.vocabulary.forbidden, phrases(value))
      case .capitals: set(\.vocabulary.capitals, phrases(value))
      }
    }
  }

  private enum ToneKey: String, CaseIterable {
    case emoji, capitals
    case exclamations = "exclamation_marks"
    case maximumEmoji = "most_emoji"
    case sentenceWords = "sentence_words"
    case readingEase = "reading_ease"
  }

  private mutating func readTone(_ node: Node) {
    for (key, value) in entries(of: node, "tone", ToneKey.self) {
      switch key {
      case .exclamations: set(\.tone.exclamations, count(value, in: 0...3))
      case .emoji:
        set(\.tone.emoji, scalar(value) == "none" ? [] : phrases(value, most: 20, of: 4))
      case .maximumEmoji: set(\.tone.maximumEmoji, count(value, in: 0...5))
      case .capitals:
        set(
          \.tone.capitals,
          number(value, "a share above 0 and at most 1, like 0.15") { $0 > 0 && $0 <= 1 })
      case .sentenceWords: set(\.tone.sentenceWords, count(value, in: 5...60))
      case .readingEase:
        set(
          \.tone.readingEase,
          number(value, "a Flesch reading ease from 0 to 100, like 60") { (0...100).contains($0) })
      }
    }
  }

  /// What could not be read is told and left as it was.
  private mutating func set<Value>(
    _ field: WritableKeyPath<BrandRules, Value>, _ value: Value?
  ) {
    if let value { rules[keyPath: field] = value }
  }
}

// MARK: Claims

extension BrandReader {
  private enum ClaimsKey: String, CaseIterable {
    case words, approved
  }

  private enum ApprovedKey: String, CaseIterable {
    case says, proof
  }

  private mutating func readClaims(_ node: Node) {
    for (key, value) in entries(of: node, "claims", ClaimsKey.self) {
      switch key {
      case .words: set(\.claims.words, phrases(value))
      case .approved:
        set(\.claims.approved, elements(of: value).compactMap { approved($0) })
      }
    }
  }

  private mutating func approved(_ node: Node) -> BrandRules.Claims.Approved? {
    var (says, proof): (String?, String?) = (nil, nil)
    for (key, value) in entries(of: node, "an approved claim", ApprovedKey.self) {
      switch key {
      case .says: says = text(value, "a wording")
      case .proof: proof = text(value, "where its proof is kept,", most: 200)
      }
    }
    if let says, let proof { return BrandRules.Claims.Approved(says: says, proof: proof) }
    if case .mapping = node {
      complain(node, "an approved claim lacks its wording or its proof", "both says and proof")
    }
    return nil
  }

  /// An approval of a wording without such a word would never be used.
  private mutating func checkClaims(_ root: Node) {
    for approved in rules.claims.approved where problems.isEmpty {
      let alone = BrandRules(
        voice: BrandRules.Voice(addressesReader: false),
        vocabulary: BrandRules.Vocabulary(forbidden: []),
        claims: BrandRules.Claims(words: rules.claims.words))
      guard !alone.check(approved.says).contains(where: { $0.rule == .claims }) else { continue }
      complain(
        root["claims"], "'\(approved.says)' holds none of the words that need a proof",
        "one of " + rules.claims.words.prefix(6).joined(separator: ", ") + " … in it")
    }
  }
}

// MARK: Values

extension BrandReader {
  private mutating func phrases(_ node: Node, most: Int = 200, of length: Int = 60) -> [String]? {
    guard case .sequence(let sequence) = node, sequence.count <= most else {
      complain(node, "'\(shown(node))' cannot be used", "a list of at most \(most) like [a, b]")
      return nil
    }
    return sequence.compactMap { text($0, "words", most: length) }
  }

  private mutating func choice<Value: RawRepresentable & CaseIterable>(
    _ node: Node, _ type: Value.Type
  ) -> Value? where Value.RawValue == String {
    if let value = scalar(node).flatMap(Value.init(rawValue:)) { return value }
    let names = type.allCases.map(\.rawValue).joined(separator: ", ")
    complain(node, "'\(shown(node))' cannot be used", "one of \(names)")
    return nil
  }

  private mutating func flag(_ node: Node) -> Bool? {
    switch scalar(node) {
    case "true", "yes": return true
    case "false", "no": return false
    default:
      complain(node, "'\(shown(node))' cannot be used", "yes or no")
      return nil
    }
  }

  private mutating func count(_ node: Node, in range: ClosedRange<Int>) -> Int? {
    number(node, "a whole number from \(range.lowerBound) to \(range.upperBound)") {
      $0 == $0.rounded() && range.contains(Int($0))
    }.map { Int($0) }
  }
}

extension BrandRules {
  /// Reads a file of rules.
  ///
  /// - Throws: ``ConfigurationError`` with everything that is wrong with it.
  static func load(path: String) throws(ConfigurationError) -> BrandRules {
    guard FileManager.default.fileExists(atPath: path) else { throw .noBrand(path: path) }
    return try parse(
      try SettingsFile.text(of: path), file: SettingsFile.shortName(of: path))
  }

  static func parse(_ yaml: String, file: String) throws(ConfigurationError) -> BrandRules {
    var reader = BrandReader(file: file)
    reader.read(yaml: yaml)
    guard reader.problems.isEmpty else { throw .wrong(reader.problems) }
    return reader.rules
  }
}
