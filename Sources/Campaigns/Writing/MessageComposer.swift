package import Commerce
import Evaluation

/// Puts an idea into a platform's fields, in the wordings that fit there and pass the brand's rules.
struct MessageComposer {
  private let rules: BrandRules
  private let wording: Wording
  private let shop: String

  init(_ rules: BrandRules, shop: String) {
    self.shop = shop
    wording = Wording(rules, shop: shop)
    var rules = rules
    // The name at the end of a letter may be in capitals.
    rules.vocabulary.capitals += WrittenText.words(of: shop)
    self.rules = rules
  }

  /// Everything that decides what a message says.
  struct Assignment {
    var idea: Creative.Idea
    var objective: Campaign.Objective
    var audience: Audience
    var platform: Platform
    var discount: DiscountPlan?

    var thought: Thought? {
      idea == .offer
        ? discount.map(MessageGrammar.offer) : MessageGrammar.thought(objective, idea)
    }
  }

  /// Tries the wordings from the one that is liked best until one passes.
  ///
  /// - Returns: The creative, or the first one that was tried with the rules that it breaks; `nil`
  ///   if the objective has no message for the idea.
  func message(
    _ label: String, _ assignment: Assignment
  ) -> Result<Creative, MessageRefusal>? {
    guard let thought = assignment.thought else { return nil }
    var first: MessageRefusal?
    for attempt in 0..<attempts(thought) {
      let creative = creative(label, assignment, thought, attempt)
      let breaches = rules.check(creative, for: assignment.platform)
      if breaches.isEmpty { return .success(creative) }
      first = first ?? MessageRefusal(creative: creative, breaches: breaches)
    }
    return first.map { .failure($0) }
  }

  private func attempts(_ thought: Thought) -> Int {
    [thought.headline, thought.line, thought.subject, thought.letter]
      .map { wording.wordings(of: $0).count }.max() ?? 0
  }

  private func creative(
    _ label: String, _ assignment: Assignment, _ thought: Thought, _ attempt: Int
  ) -> Creative {
    let platform = assignment.platform
    let frame = MessageGrammar.frame(assignment.objective)
    let invitation = exclaimed(wording.wordings(of: frame.invitation)[0], from: 1)
    func text(_ phrase: Phrase, _ field: MessageLimits.Field, besides used: Int = 0) -> String {
      chosen(phrase, MessageLimits.most(field, on: platform).map { $0 - used }, attempt)
    }
    var creative = Creative(
      label: label, idea: assignment.idea, headline: text(thought.headline, .headline), body: "",
      callToAction: chosen(
        frame.action, MessageLimits.most(.callToAction, on: platform), 0))
    if MessageLimits.most(.subject, on: platform) == nil {
      let line = text(thought.line, .body, besides: invitation.count + 1)
      creative.body = "\(line) \(invitation)"
    } else {
      creative.body = letter(chosen(thought.letter, nil, attempt), invitation, assignment.audience)
      creative.subject = pictured(text(thought.subject, .subject))
      creative.preview = text(thought.line, .preview)
    }
    return creative
  }

  /// The wording for an attempt among those that fit; the last one where none does.
  private func chosen(_ phrase: Phrase, _ most: Int?, _ attempt: Int) -> String {
    let wordings = wording.wordings(of: phrase)
    let fitting = wordings.filter { $0.count <= most ?? .max }
    return fitting.isEmpty
      ? wordings[wordings.count - 1] : fitting[min(attempt, fitting.count - 1)]
  }

  private func letter(_ thought: String, _ invitation: String, _ audience: Audience) -> String {
    let greeting = exclaimed(wording.wordings(of: MessageGrammar.greeting)[0], from: 2)
    let opening = wording.wordings(of: MessageGrammar.opening(audience))[0]
    let closing = wording.wordings(of: MessageGrammar.closing)[0]
    return [greeting, opening, thought, invitation, "\(closing)\n\(shop)"]
      .joined(separator: "\n\n")
  }

  /// With an exclamation mark where the brand allows so many and does not speak formally.
  private func exclaimed(_ text: String, from marks: Int) -> String {
    guard rules.tone.exclamations >= marks, rules.voice.formality != .formal else { return text }
    return text.dropLast() + "!"
  }

  private func pictured(_ subject: String) -> String {
    guard let emoji = rules.tone.emoji.first, rules.tone.maximumEmoji > 0,
      subject.count + 2 <= MessageLimits.most(.subject, on: .klaviyo) ?? 0
    else { return subject }
    return "\(subject) \(emoji)"
  }
}

/// A message that may not be sent, with the rules that it breaks.
package struct MessageRefusal: Error, Hashable, Sendable {
  package var creative: Creative
  /// At least one.
  package var breaches: [BrandRules.Breach]

  /// `urgency left out: it says "hurry", which this brand does not`
  package var words: String {
    "\(creative.idea.rawValue) left out: " + breaches.map(\.words).joined(separator: "; ")
  }
}

/// Messages that may be sent, and those that were refused on the way.
package struct WrittenMessages: Sendable {
  package var creatives: [Creative] = []
  package var refused: [MessageRefusal] = []

  /// What was checked and what was left out, in words.
  var notes: [String] {
    (creatives.isEmpty
      ? [] : ["\(FigureWords.count(creatives.count, "message")) checked against the brand rules"])
      + refused.map(\.words)
  }
}
