import Campaigns
import Commerce
import Testing

@Suite struct BrandRulesTests {
  static let gifts = BrandRules(
    vocabulary: BrandRules.Vocabulary(
      required: ["gift", "gifts"],
      forbidden: ["hurry", "last chance"], capitals: ["UNICEF"]),
    claims: BrandRules.Claims(
      words: ["free", "best"],
      approved: [BrandRules.Claims.Approved(says: "free returns", proof: "Terms, section 4")]))

  @Test(arguments: [
    ("These gifts are for you, hurry", "it says \"hurry\", which this brand does not"),
    ("Last chance for your gift", "it says \"last chance\", which this brand does not"),
    ("Our gifts are for you!", "1 exclamation mark, 0 allowed"),
    ("Our gifts are for you 🎁", "it holds the emoji 🎁, allowed: none"),
    (
      "AMAZING gifts are waiting here for you, and for those whom you like",
      "\"AMAZING\" is in capitals"
    ),
    ("Gifts for everyone", "it does not speak to its reader (you, your)"),
    ("A treat for you", "it names none of: gift, gifts"),
    ("Your Gifts Are Here", "25 % of its letters are capitals, 15 % allowed"),
    (
      "The best gifts for you", "it claims \"best\", which needs a proof: none is approved"
    ),
    (
      "A free gift for you",
      "it claims \"free\", which needs a proof; approved: \"free returns\""
    ),
  ])
  func `a rule that is broken is told with what breaks it`(text: String, breach: String) {
    #expect(Self.gifts.check(text).map(\.words) == [breach])
  }

  @Test(arguments: [
    "Your gifts come with free returns", "Free returns for your gifts",
    "Your gift helps UNICEF", "You'll like these gifts",
  ])
  func `what is proved, named or said in another way passes`(text: String) {
    #expect(Self.gifts.check(text) == [])
  }

  @Test func `a claim beside an approved one still needs its proof`() {
    #expect(
      Self.gifts.check("Your free gifts with free returns").map(\.rule) == [.claims])
  }

  @Test func `a sentence can be too long`() {
    let long = "you and your gifts " + (0..<22).map { "word\($0)" }.joined(separator: " ")
    #expect(
      BrandRules().check(long).map(\.words) == ["a sentence of 26 words, 24 are the limit"])
  }

  @Test func `hard prose is refused with its figure and what is least allowed`() throws {
    let text = "You appreciate extraordinary manufacturing sophistication."
    let breach = try #require(BrandRules().check(text).first { $0.rule == .readingEase })
    #expect(breach.allowed == "at least 60")
    #expect(Double(breach.found.replacing("−", with: "-").replacing(",", with: "")) ?? 0 < 0)
  }
}

@Suite struct ReadingEaseTests {
  /// The scores of en.wikipedia.org/wiki/Flesch–Kincaid_readability_tests.
  @Test(arguments: [
    ("The cat sat on the mat", 116.145),
    (
      "This sentence taken as a reading passage unto itself is being used to prove a point", 68.9825
    ),
    (
      "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature", 37.455
    ),
  ])
  func `published scores are met`(sentence: String, score: Double) throws {
    let words = sentence.split(separator: " ").map(String.init)
    let ease = try #require(ReadingEase.of([words]))
    #expect(abs(ease - score) < 0.01)
  }

  @Test(arguments: [
    ("you", 1), ("gift", 1), ("table", 2), ("wanted", 2), ("boxes", 2), ("jumped", 1),
    ("matches", 2), ("home", 1), ("occasion", 3), ("people", 2), ("being", 2), ("usual", 3),
    ("beauty", 2), ("station", 2), ("period", 3), ("favourite", 3), ("2011", 4), ("re-use", 2),
    ("", 1),
  ])
  func `syllables are counted by rule`(word: String, count: Int) {
    #expect(ReadingEase.syllables(in: word) == count)
  }

  @Test func `no words have no score`() {
    #expect(ReadingEase.of([]) == nil)
    #expect(ReadingEase.of([[]]) == nil)
  }

  @Test func `shorter sentences and words are easier`() throws {
    let words = ["we", "like", "what", "you", "like"]
    let one = try #require(ReadingEase.of([words + words]))
    let two = try #require(ReadingEase.of([words, words]))
    #expect(abs(two - one - 1.015 * 5) < 1e-9)
  }
}
