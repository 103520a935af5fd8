import Campaigns
import Testing

@testable import growth

@Suite struct BrandFileTests {
  @Test func `every key is read`() throws {
    let rules = try BrandRules.parse(
      """
      sells: {item: bike, items: bikes, benefit: suits your road, moment: spring, range: [a, b], customers: riders}
      voice: {formality: casual, person: shop, speaks_to_reader: no}
      words: {required: [bike], forbidden: [hurry], capitals: [BMX]}
      claims: {words: [free], approved: [{says: free test ride, proof: Page 2}]}
      tone: {exclamation_marks: 2, emoji: [🚲], most_emoji: 2, capitals: 0.3, sentence_words: 20, reading_ease: 55}
      """, file: "brand.yaml")
    #expect(rules.sells.items == "bikes" && rules.sells.range == ["a", "b"])
    #expect(rules.voice == .init(formality: .casual, person: .shop, addressesReader: false))
    #expect(rules.vocabulary.capitals == ["BMX"])
    #expect(rules.claims.approved == [.init(says: "free test ride", proof: "Page 2")])
    #expect(
      rules.tone
        == .init(
          exclamations: 2, emoji: ["🚲"], maximumEmoji: 2, capitals: 0.3, sentenceWords: 20,
          readingEase: 55))
  }

  @Test(arguments: [
    (
      "voice:\n  formality: posh",
      "b.yaml:2:14: 'posh' cannot be used. Expected one of casual, neutral, formal."
    ),
    (
      "tone: {reading_ease: 400}",
      "b.yaml:1:22: '400' cannot be used. Expected a Flesch reading ease from 0 to 100, like 60."
    ),
    (
      "tone:\n  exclamation_marks: 9",
      "b.yaml:2:22: '9' cannot be used. Expected a whole number from 0 to 3."
    ),
    (
      "words: {forbidden: hurry}",
      "b.yaml:1:20: 'hurry' cannot be used. Expected a list of at most 200 like [a, b]."
    ),
    (
      "claims:\n  approved:\n    - {says: free returns}",
      "b.yaml:3:7: an approved claim lacks its wording or its proof. Expected both says and proof."
    ),
    (
      "voise: {}",
      "b.yaml:1:1: unknown key 'voise' in the brand's rules. Expected 'voice', 'tone' or 'words'."
    ),
  ])
  func `a mistake is told with its place and what was expected`(yaml: String, words: String) {
    let error = #expect(throws: ConfigurationError.self) {
      try BrandRules.parse(yaml, file: "b.yaml")
    }
    #expect(error?.description == words + " Correct it and start again.")
  }

  @Test func `the sample's rules are read and pass for every idea`() throws {
    let path = try #require(Resources.sampleBrand)
    let rules = try BrandRules.load(path: path)
    #expect(rules.sells.items == "gifts")
    let report = BrandMessagesReport(
      try BrandSelection(objective: nil, channel: nil, segment: nil), rules: rules, source: path,
      shop: "Online Retail (sample)")
    #expect(report.refused == 0)
    #expect(report.written > 400)
    #expect(report.silent == [])
  }

  @Test func `a configuration names the file`() throws {
    #expect(try Configuration.parse("brand: brand.yaml", file: "c.yaml").brandFile == "brand.yaml")
    #expect(throws: ConfigurationError.noBrand(path: "/nowhere/brand.yaml")) {
      try BrandRules.load(path: "/nowhere/brand.yaml")
    }
  }
}
