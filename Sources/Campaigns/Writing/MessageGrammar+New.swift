import Commerce

/// For people who have not bought yet.
extension MessageGrammar {
  static func acquisition(_ idea: Creative.Idea) -> Thought? {
    switch idea {
    case .benefit:
      Thought(
        headline: ["{Items} worth choosing", "Worth choosing"],
        line: [
          "Find {an item} that {benefit}, and that you will like.",
          "Find {an item} that you will like.", "Find what you will like.",
        ],
        subject: ["{An item} that {benefit}", "{Items} worth choosing"],
        letter: [
          "Start with what you have in mind: {range}. See which {items} come up, and choose the one that {benefit}.",
          "Start with what you have in mind. See which {items} come up, and choose the one that {benefit}.",
        ])
    case .socialProof:
      Thought(
        headline: ["{Items} people come back for", "What people come back for"],
        line: [
          "Which of the {items} that people come back for would you choose?",
          "See what people come back for, and what you would choose.",
        ],
        subject: ["The {items} people come back for", "What people come back for"],
        letter: [
          "There are {items} that people come back for. See for yourself, and find the one that you would choose."
        ])
    case .curiosity:
      Thought(
        headline: ["Which {item} would you choose?", "Which would you choose?"],
        line: [
          "There may be {an item} here that you did not expect.",
          "There may be something here that you did not expect.",
        ],
        subject: ["Which {item} would you choose?", "Which would you choose?"],
        letter: [
          "Picture the {item} that you have not found yet. It may be closer than you think: see what is here, and which you would choose."
        ])
    case .urgency:
      Thought(
        headline: ["Your next {item}, sorted early", "Your {items}, sorted early", "Sorted early"],
        line: ["{Moment} comes sooner than you think.", "It is sooner than you think."],
        subject: ["Your next {item}, sorted early", "Your {items}, sorted early"],
        letter: [
          "{Moment} comes sooner than you think. Choose your {item} now, while there is time to look around, and cross it off your list."
        ])
    case .offer, .gratitude: nil
    }
  }
}
