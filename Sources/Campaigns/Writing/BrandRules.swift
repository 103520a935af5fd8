/// How the shop speaks, what it sells and what it never says.
///
/// The grammar writes by it, and every creative is checked against it before it is proposed.
package struct BrandRules: Hashable, Codable, Sendable {
  package var sells: Assortment
  package var voice: Voice
  package var vocabulary: Vocabulary
  package var claims: Claims
  package var tone: Tone

  /// - Parameters: What is left out is as for a shop of which nothing is known.
  package init(
    sells: Assortment = Assortment(), voice: Voice = Voice(),
    vocabulary: Vocabulary = Vocabulary(), claims: Claims = Claims(), tone: Tone = Tone()
  ) {
    self.sells = sells
    self.voice = voice
    self.vocabulary = vocabulary
    self.claims = claims
    self.tone = tone
  }
}

extension BrandRules {
  /// What the shop sells, in words that stand inside sentences.
  package struct Assortment: Hashable, Codable, Sendable {
    /// One of them, 2 to 20 characters: `gift`.
    package var item: String
    /// Several: `gifts`.
    package var items: String
    /// Completes "a gift that …", at most 60 characters.
    package var benefit: String
    /// What it is bought in time for, completing "… comes sooner than you think"; at most 40
    /// characters.
    package var moment: String
    /// Parts of the assortment for e-mails, at most 5 of at most 40 characters; may be empty.
    package var range: [String]
    /// What its customers are called in the names of campaigns.
    package var customers: String

    package init(
      item: String = "favourite", items: String = "favourites", benefit: String = "suits you",
      moment: String = "the right moment", range: [String] = [], customers: String = "customers"
    ) {
      self.item = item
      self.items = items
      self.benefit = benefit
      self.moment = moment
      self.range = range
      self.customers = customers
    }
  }

  /// Which of the grammar's wordings are chosen.
  package struct Voice: Hashable, Codable, Sendable {
    package var formality: Formality
    package var person: Person
    /// Whether every message must speak to its reader (you, your).
    package var addressesReader: Bool

    package enum Formality: String, CaseIterable, Codable, Sendable {
      /// Contractions, a light greeting.
      case casual
      case neutral
      /// No contractions, courteous openings and closings.
      case formal
    }

    /// Who speaks.
    package enum Person: String, CaseIterable, Codable, Sendable {
      case we
      /// The shop by its name.
      case shop
      /// Nobody: the sentences are about the reader and the goods.
      case none
    }

    package init(
      formality: Formality = .neutral, person: Person = .we, addressesReader: Bool = true
    ) {
      self.formality = formality
      self.person = person
      self.addressesReader = addressesReader
    }
  }

  package struct Vocabulary: Hashable, Codable, Sendable {
    /// Words and phrases of which a message must hold at least one; empty for no such rule.
    package var required: [String]
    /// Words and phrases that may not occur, whatever their case.
    package var forbidden: [String]
    /// Words in capitals that are names, not shouting.
    package var capitals: [String]

    package init(
      required: [String] = [], forbidden: [String] = usuallyForbidden, capitals: [String] = []
    ) {
      self.required = required
      self.forbidden = forbidden
      self.capitals = capitals
    }

    /// Pressure and hype that no shop loses by leaving out.
    package static let usuallyForbidden = [
      "act now", "click here", "crazy", "hurry", "insane", "last chance", "literally", "miracle",
      "only today",
    ]
  }

  /// Words that promise or compare, which need a proof.
  package struct Claims: Hashable, Codable, Sendable {
    package var words: [String]
    package var approved: [Approved]

    /// A wording in which such words may be used, because it can be proved.
    package struct Approved: Hashable, Codable, Sendable {
      package var says: String
      /// Where the proof is kept.
      package var proof: String

      package init(says: String, proof: String) {
        self.says = says
        self.proof = proof
      }
    }

    package init(words: [String] = usual, approved: [Approved] = []) {
      self.words = words
      self.approved = approved
    }

    /// Superlatives, promises and prices.
    package static let usual = [
      "#1", "best", "cheap", "cheapest", "free", "guarantee", "guaranteed", "lowest price",
      "number one", "risk-free", "unbeatable",
    ]
  }

  /// Limits of a message, in figures.
  package struct Tone: Hashable, Codable, Sendable {
    /// Most exclamation marks, 0…3; the grammar uses them.
    package var exclamations: Int
    /// Pictures that may be used; none if empty. The grammar puts the first after an e-mail's
    /// subject.
    package var emoji: [String]
    /// Most pictures.
    package var maximumEmoji: Int
    /// Largest share of capitals among the letters, 0…1.
    package var capitals: Double
    /// Most words in a sentence.
    package var sentenceWords: Int
    /// Least Flesch reading ease; see ``ReadingEase``.
    package var readingEase: Double

    package init(
      exclamations: Int = 0, emoji: [String] = [], maximumEmoji: Int = 1, capitals: Double = 0.15,
      sentenceWords: Int = 24, readingEase: Double = 60
    ) {
      self.exclamations = exclamations
      self.emoji = emoji
      self.maximumEmoji = maximumEmoji
      self.capitals = capitals
      self.sentenceWords = sentenceWords
      self.readingEase = readingEase
    }
  }
}
