import Commerce

/// For customers who are there.
extension MessageGrammar {
  static func retention(_ idea: Creative.Idea) -> Thought? {
    switch idea {
    case .benefit:
      Thought(
        headline: ["Your next {item} made easy", "The next one made easy"],
        line: [
          "You know your way here, so your next {item} is quickly found.",
          "You know your way here, so the next one is quickly found.",
        ],
        subject: ["Your next {item}, made easy", "The next one, made easy"],
        letter: [
          "You know your way around, so your next {item} is quickly found. Look for one that {benefit}."
        ])
    case .urgency:
      Thought(
        headline: ["Your {items}, in good time", "In good time for once"],
        line: ["{Moment} is on its way, and you could be ready for it.", "Be ready in good time."],
        subject: ["Your next {item}, in good time", "In good time for once"],
        letter: [
          "{Moment} is on its way. Choose your {item} now, while you have the choice, and have it off your mind."
        ])
    case .socialProof:
      Thought(
        headline: ["{Items} others chose again", "What others chose again"],
        line: [
          "You may like the {items} that others have come back for.",
          "You may like what others have come back for.",
        ],
        subject: ["The {items} others chose again", "What others chose again"],
        letter: [
          "There are {items} that others have come back for. You may like one of them just as much."
        ])
    case .curiosity:
      Thought(
        headline: ["What is new since your visit"],
        line: [
          "Which {item} has come in since your last visit?",
          "What has come in since your last visit?",
        ],
        subject: ["What has come in since your last visit?"],
        letter: [
          "What has come in since your last visit? See which {item} catches your eye first."
        ])
    case .gratitude:
      Thought(
        headline: ["Thank you for choosing {us}", "Thank you for your custom"],
        line: [
          "Thank you for choosing your {items} with {us}.",
          "Thank you for choosing your {items} here.",
          "Thank you for your orders so far.",
        ],
        subject: [
          "Thank you for choosing your {items} with {us}",
          "Thank you for choosing your {items} here",
          "Thank you for your orders so far",
        ],
        letter: [
          "This is simply a thank you for choosing your {items} with {us}. Come by whenever you like: there is no need to rush.",
          "This is simply a thank you for choosing your {items} here. Come by whenever you like: there is no need to rush.",
        ])
    case .offer: nil
    }
  }

  static func upsell(_ idea: Creative.Idea) -> Thought? {
    switch idea {
    case .benefit:
      Thought(
        headline: ["More {items} that you may like", "More that you may like"],
        line: [
          "Find the {items} that go well with what you already like.",
          "Find what goes well with what you already like.",
        ],
        subject: ["{Items} that go with what you like", "More that you may like"],
        letter: [
          "Two {items} chosen together often do more than either alone. Find the one that goes well with what you already like."
        ])
    case .urgency:
      Thought(
        headline: ["All your {items} in one go", "All in one go"],
        line: [
          "One evening, one order, and {moment} can come for you.",
          "One evening and one order, and you are ready.",
        ],
        subject: ["All your {items} in one go", "All in one go"],
        letter: [
          "Take one evening and one order for all your {items}, and {moment} can come. You will thank yourself later."
        ])
    case .socialProof:
      Thought(
        headline: ["{Items} that go together", "Things that go together"],
        line: [
          "Some {items} are often chosen together: which would you pair?",
          "Some are often chosen together: which would you pair?",
        ],
        subject: ["{Items} that are chosen together", "Often chosen together"],
        letter: [
          "Some {items} are often chosen together. See which pairs others like, and which of them you would take."
        ])
    case .curiosity:
      Thought(
        headline: ["The finer {items}", "The finer things"],
        line: [
          "Which {item} would you quietly keep for yourself?",
          "Which one would you keep for yourself?",
        ],
        subject: [
          "Which {item} would you keep for yourself?", "Which one would you keep for yourself?",
        ],
        letter: [
          "Have you seen the finer {items}? Take a look, and see which one you would quietly keep for yourself."
        ])
    case .gratitude:
      Thought(
        headline: ["You have an eye for {items}", "You have an eye for this"],
        line: [
          "You have an eye for {items}: thank you for each of your orders.",
          "Thank you for each of your orders.",
        ],
        subject: ["You have an eye for {items}. Thank you", "Thank you for each of your orders"],
        letter: [
          "You have an eye for {items}, and {we} {are} grateful for each of your orders.",
          "You have an eye for {items}. Thank you for each of your orders.",
        ])
    case .offer: nil
    }
  }
}
