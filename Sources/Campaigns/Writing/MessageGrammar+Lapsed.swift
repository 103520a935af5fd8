import Commerce

/// For customers who have stayed away.
extension MessageGrammar {
  static func winback(_ idea: Creative.Idea) -> Thought? {
    switch idea {
    case .benefit:
      Thought(
        headline: ["{Items} you will like, again", "Something you will like"],
        line: [
          "You know what to find here: {an item} that {benefit}.",
          "You know what to find here: {items} to your taste.",
          "You know what to find here.",
        ],
        subject: ["{Items} you will like, again", "Something you will like, again"],
        letter: [
          "You have chosen {items} here before, so you know what to find: {an item} that {benefit}."
        ])
    case .urgency:
      Thought(
        headline: ["Your {item}, in good time", "In good time, for once"],
        line: [
          "{Moment} is never far, and you could be early for once.",
          "You could be early for once.",
        ],
        subject: ["Early for once: your next {item}", "Early for once"],
        letter: [
          "{Moment} is never far. Choose your {item} before it comes, and enjoy being early for once."
        ])
    case .socialProof:
      Thought(
        headline: ["{Items} that stay loved", "What stays loved"],
        line: [
          "Some {items} never go out of favour: are yours among them?",
          "Some never go out of favour: are yours among them?",
        ],
        subject: ["Some {items} never go out of favour", "Some never go out of favour"],
        letter: [
          "Some {items} never go out of favour. See whether the ones that you chose are among them."
        ])
    case .curiosity:
      Thought(
        headline: ["See what you have missed"],
        line: [
          "It has been a while: which {item} would you choose today?",
          "It has been a while: what would you choose today?",
        ],
        subject: ["Which {item} would you choose today?", "What would you choose today?"],
        letter: [
          "Take a look around, in your own time, and see which {item} you would choose today."
        ])
    case .gratitude:
      Thought(
        headline: ["Good to see you again", "Welcome back"],
        line: [
          "You once chose your {items} here, and that is not forgotten.",
          "You once chose this shop, and that is not forgotten.",
        ],
        subject: ["Your {items} are not forgotten", "You are not forgotten"],
        letter: [
          "You once chose your {items} here, and {we} {have} not forgotten it. The door is open whenever you would like to look in.",
          "You once chose your {items} here, and that is not forgotten. The door is open whenever you would like to look in.",
        ])
    case .offer: nil
    }
  }
}
