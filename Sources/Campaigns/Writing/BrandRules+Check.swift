package import Commerce
import Evaluation

extension BrandRules {
  /// Every rule that a message breaks, the platform's limits first, with the words or figures that
  /// break it.
  package func check(_ creative: Creative, for platform: Platform) -> [Breach] {
    MessageLimits.check(creative, for: platform) + check(creative.allText(for: platform))
  }

  /// Every rule of the brand that a text breaks. Lines are read as sentences of their own.
  package func check(_ text: String) -> [Breach] {
    let written = WrittenText(text)
    return words(written) + promises(written) + marks(written) + capitals(written)
      + length(written)
  }

  private func words(_ text: WrittenText) -> [Breach] {
    var breaches = vocabulary.forbidden.filter(text.holds).map { phrase in
      Breach(
        .forbidden, found: phrase, allowed: "not \"\(phrase)\"",
        "it says \"\(phrase)\", which this brand does not")
    }
    if !vocabulary.required.isEmpty, !vocabulary.required.contains(where: text.holds) {
      let names = vocabulary.required.joined(separator: ", ")
      breaches.append(
        Breach(.required, found: "none", allowed: "one of \(names)", "it names none of: \(names)"))
    }
    if voice.addressesReader, !["you", "your", "yours"].contains(where: text.holds),
      !text.words.contains(where: { $0.lowercased().hasPrefix("you'") })
    {
      breaches.append(
        Breach(
          .addressesReader, found: "no you, no your", allowed: "you or your",
          "it does not speak to its reader (you, your)"))
    }
    return breaches
  }

  /// Words that need a proof, outside the wordings that have one.
  private func promises(_ text: WrittenText) -> [Breach] {
    var rest = text.spaced
    for approved in claims.approved {
      let phrase = WrittenText.words(of: approved.says.lowercased()).joined(separator: " ")
      // A bar takes its place, so that the words around it do not become a phrase.
      while !phrase.isEmpty, let range = rest.firstRange(of: " \(phrase) ") {
        rest.replaceSubrange(range, with: " | ")
      }
    }
    return claims.words.filter { word in
      let phrase = WrittenText.words(of: word.lowercased()).joined(separator: " ")
      return !phrase.isEmpty && rest.contains(" \(phrase) ")
    }.map { word in
      let wordings = claims.approved.map(\.says).filter { WrittenText($0).holds(word) }
      let allowed =
        wordings.isEmpty
        ? "no approved wording" : wordings.map { "\"\($0)\"" }.joined(separator: ", ")
      return Breach(
        .claims, found: word, allowed: allowed,
        "it claims \"\(word)\", which needs a proof"
          + (wordings.isEmpty ? ": none is approved" : "; approved: \(allowed)"))
    }
  }

  private func marks(_ text: WrittenText) -> [Breach] {
    var breaches: [Breach] = []
    let count = text.text.count { $0 == "!" }
    if count > tone.exclamations {
      breaches.append(
        Breach(
          .exclamations, found: "\(count)", allowed: "at most \(tone.exclamations)",
          "\(FigureWords.count(count, "exclamation mark")), \(tone.exclamations) allowed"))
    }
    let pictures = text.pictures
    if let strange = pictures.first(where: { !tone.emoji.contains(String($0)) }) {
      let allowed = tone.emoji.isEmpty ? "none" : tone.emoji.joined(separator: " ")
      breaches.append(
        Breach(
          .emoji, found: "\(strange)", allowed: allowed,
          "it holds the emoji \(strange), allowed: \(allowed)"))
    } else if pictures.count > tone.maximumEmoji {
      breaches.append(
        Breach(
          .emoji, found: "\(pictures.count)", allowed: "at most \(tone.maximumEmoji)",
          "\(pictures.count) emoji, \(tone.maximumEmoji) allowed"))
    }
    return breaches
  }

  private func capitals(_ text: WrittenText) -> [Breach] {
    var breaches: [Breach] = []
    let shouted = text.words.first { word in
      word.count >= 4 && word == word.uppercased() && word != word.lowercased()
        && !vocabulary.capitals.contains(word)
    }
    if let shouted {
      breaches.append(
        Breach(
          .capitalWord, found: shouted, allowed: "names listed under capitals",
          "\"\(shouted)\" is in capitals"))
    }
    let share = text.capitalShare(without: vocabulary.capitals)
    if share > tone.capitals {
      let found = FigureWords.share(share)
      let allowed = FigureWords.share(tone.capitals)
      breaches.append(
        Breach(
          .capitals, found: found, allowed: "at most \(allowed)",
          "\(found) of its letters are capitals, \(allowed) allowed"))
    }
    return breaches
  }

  private func length(_ text: WrittenText) -> [Breach] {
    var breaches: [Breach] = []
    let longest = text.sentences.map(\.count).max() ?? 0
    if longest > tone.sentenceWords {
      breaches.append(
        Breach(
          .sentence, found: "\(longest)", allowed: "at most \(tone.sentenceWords)",
          "a sentence of \(longest) words, \(tone.sentenceWords) are the limit"))
    }
    if let ease = ReadingEase.of(text.prose), ease < tone.readingEase {
      let found = FigureWords.whole(ease)
      let least = FigureWords.whole(tone.readingEase)
      breaches.append(
        Breach(
          .readingEase, found: found, allowed: "at least \(least)",
          "its reading ease is \(found), \(least) is the least"))
    }
    return breaches
  }
}

extension Creative {
  /// All that a reader sees on a platform, a line for each field.
  func allText(for platform: Platform) -> String {
    MessageLimits.limits(platform).compactMap { text($0.field) }.joined(separator: "\n")
  }
}
