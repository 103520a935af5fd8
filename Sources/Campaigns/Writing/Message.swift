import Commerce

/// One thought in the lengths that the channels need.
struct Message: Hashable, Sendable {
  /// At most 30 characters.
  var headline: String
  /// At most 90 characters.
  var short: String
  /// At most 125 characters.
  var long: String
  /// At most 60 characters.
  var subject: String
  /// At most 90 characters.
  var preview: String
  /// The middle of an e-mail, after the opening that suits the segment.
  var letter: String
  /// What the button says.
  var action: String
}

/// What is written for whom: an idea, put the way an objective needs it.
///
/// Nothing here states a price, a delivery time, a stock or a number of customers: what is not
/// known is not said.
enum MessageGrammar {
  static func message(_ objective: Campaign.Objective, _ idea: Creative.Idea) -> Message? {
    switch objective {
    case .acquisition: acquisition(idea)
    case .retention: retention(idea)
    case .winback: winback(idea)
    case .upsell: upsell(idea)
    }
  }

  /// Ideas that suit an objective, most promising first. An offer needs a discount and is asked for
  /// by name.
  static func ideas(for objective: Campaign.Objective) -> [Creative.Idea] {
    switch objective {
    case .acquisition: [.benefit, .socialProof, .curiosity, .urgency]
    case .retention: [.gratitude, .curiosity, .benefit, .urgency, .socialProof]
    case .winback: [.curiosity, .gratitude, .benefit, .urgency, .socialProof]
    case .upsell: [.benefit, .gratitude, .curiosity, .urgency, .socialProof]
    }
  }

  /// An e-mail's first words: what is true of everyone in the segment.
  static func opening(_ audience: Audience) -> String {
    guard case .segment(let name) = audience else { return "It is good to meet you." }
    switch name {
    case .champions: return "You have chosen gifts with us time and again. Thank you."
    case .loyal: return "You keep coming back for gifts, and we are glad of it."
    case .potentialLoyalists: return "You have found gifts with us more than once lately."
    case .new: return "You placed your first order with us not long ago. Welcome."
    case .promising: return "You have tried us once, and we hope the gift was well received."
    case .needAttention: return "It has been a little while since your last order."
    case .aboutToSleep: return "It has been some time since you looked in."
    case .atRisk: return "You used to choose gifts with us often, and we have missed you."
    case .cannotLose: return "You have bought some of our finest gifts, and we have missed you."
    case .hibernating: return "It has been a long while since your last order."
    case .lost: return "We have not seen you for a very long time."
    }
  }
}

extension MessageGrammar {
  private static func acquisition(_ idea: Creative.Idea) -> Message? {
    switch idea {
    case .benefit:
      Message(
        headline: "Gifts worth unwrapping",
        short: "Find a gift that fits the person, not just the occasion. See what you might give.",
        long:
          "Find a gift that fits the person, not just the occasion. Browse by who it is for and see what you might give.",
        subject: "A gift that fits the person",
        preview: "Browse by who it is for, and see what you might give.",
        letter:
          "Start with the person you have in mind, and see which gifts come up. Small things for the home, something for the table, something for the little ones: you will know it when you see it.",
        action: "Find a gift")
    case .urgency:
      Message(
        headline: "Your next gift, sorted early",
        short: "A birthday always comes sooner than you think. Choose your gift today, in peace.",
        long:
          "A birthday always comes sooner than you think. Choose your gift today, in peace, and cross it off your list.",
        subject: "Your next gift, sorted early",
        preview: "A birthday always comes sooner than you think.",
        letter:
          "The next birthday always comes sooner than you think. Choose your gift now, while there is time to look around, and cross it off your list.",
        action: "Choose a gift")
    case .socialProof:
      Message(
        headline: "Gifts people come back for",
        short:
          "See the gifts that people come back to us for, and find the one that you would give.",
        long:
          "See the gifts that people come back to us for, whom they may suit, and which of them you would give.",
        subject: "The gifts people come back for",
        preview: "See which of them you would give.",
        letter:
          "There are gifts that people come back to us for. See for yourself, and find the one that you would give.",
        action: "See favourites")
    case .curiosity:
      Message(
        headline: "What would you give them?",
        short: "Think of someone you like. We have a gift in mind. See if it is yours as well.",
        long:
          "Think of someone you like. We have a gift in mind for them. Have a look around and see if you had the same thought.",
        subject: "Think of someone you like",
        preview: "We have a gift in mind. See if you had the same thought.",
        letter:
          "Think of someone you like, and of what makes them smile. We have a gift in mind. Have a look around and see if you had the same thought.",
        action: "Have a look")
    case .offer, .gratitude: nil
    }
  }

  private static func retention(_ idea: Creative.Idea) -> Message? {
    switch idea {
    case .benefit:
      Message(
        headline: "The next gift made easy",
        short: "You know how it works here. Look around and find your next gift in minutes.",
        long:
          "You know how it works here. See what is new since your last visit and find your next gift in minutes.",
        subject: "Your next gift, made easy",
        preview: "Look around and find it in minutes.",
        letter:
          "You know your way around, so the next gift is quickly found. Have a look around, and put aside what suits someone you know.",
        action: "See what is new")
    case .urgency:
      Message(
        headline: "Who is next on your list?",
        short: "There is always a next occasion. Find the gift now and have it off your mind.",
        long:
          "There is always a next occasion. Find the gift now, while you have the choice, and have it off your mind.",
        subject: "Who is next on your gift list?",
        preview: "Find the gift now and have it off your mind.",
        letter:
          "There is always a next occasion, and it likes to come as a surprise. Find the gift now, while you have the choice, and have it off your mind.",
        action: "Find it now")
    case .socialProof:
      Message(
        headline: "Gifts others chose again",
        short: "See the gifts that people come back for, and think of whom you might give one to.",
        long:
          "See the gifts that people come back for. You may know someone who would like one of them just as much.",
        subject: "The gifts others chose again",
        preview: "You may know someone who would like one just as much.",
        letter:
          "There are gifts that people come back for. You may know someone who would like one of them just as much.",
        action: "See favourites")
    case .curiosity:
      Message(
        headline: "What is new since your visit",
        short: "What has changed since your last visit? See which gift catches your eye today.",
        long:
          "What has changed since your last visit? See which gift catches your eye, and whom it makes you think of.",
        subject: "What has changed since your last visit?",
        preview: "See which gift it is, and whom it makes you think of.",
        letter:
          "What has changed since your last visit? Look around, see which gift catches your eye, and whom it makes you think of.",
        action: "See what is new")
    case .gratitude:
      Message(
        headline: "Thank you for choosing us",
        short:
          "Thank you for choosing your gifts with us. Come by whenever the next occasion is near.",
        long:
          "Thank you for choosing your gifts with us. Come by whenever you like: there is plenty to see for the next occasion.",
        subject: "Thank you for choosing your gifts with us",
        preview: "Come by whenever you like. There is plenty to see.",
        letter:
          "This is simply a thank you for choosing your gifts with us. Come by whenever you like: there is plenty to see for the next occasion, and no need to rush.",
        action: "Look around")
    case .offer: nil
    }
  }

  private static func winback(_ idea: Creative.Idea) -> Message? {
    switch idea {
    case .benefit:
      Message(
        headline: "Gifts you will like, again",
        short: "You have chosen gifts here before. Come and see what you would choose today.",
        long:
          "You have chosen gifts here before, and they were well chosen. Come and see what you would choose today.",
        subject: "Gifts you would choose today",
        preview: "See what you would choose today.",
        letter:
          "You have chosen gifts here before. Come and see what you would choose today, for whom you have in mind now.",
        action: "Come and see")
    case .urgency:
      Message(
        headline: "A gift for the next occasion",
        short: "The next occasion is never far. Your gift could be chosen before it arrives.",
        long:
          "The next occasion is never far. Choose your gift before it arrives, and enjoy the feeling of being early for once.",
        subject: "Early for once: your next gift",
        preview: "The next occasion is never far. Choose before it arrives.",
        letter:
          "The next occasion is never far. Choose your gift before it arrives, and enjoy the feeling of being early for once.",
        action: "Choose a gift")
    case .socialProof:
      Message(
        headline: "The gifts that stay loved",
        short: "Some gifts never go out of favour. See whether the ones you chose are among them.",
        long:
          "Some gifts never go out of favour. See whether the ones you chose are among them, and what stands beside them.",
        subject: "Some gifts never go out of favour",
        preview: "See whether the ones you chose are among them.",
        letter:
          "Some gifts never go out of favour. See whether the ones you chose are among them, and what stands beside them today.",
        action: "See favourites")
    case .curiosity:
      Message(
        headline: "See what you have missed",
        short: "It has been a while. Look around and see which gift you would take home today.",
        long:
          "It has been a while. Take a look around, in your own time, and see which gift you would take home today.",
        subject: "It has been a while. Have a look around",
        preview: "Which gift would you take home today?",
        letter:
          "Take a look around, in your own time, and see which gift you would take home.",
        action: "See what is new")
    case .gratitude:
      Message(
        headline: "Good to see you again",
        short: "You once chose your gifts here, and we have not forgotten. Come back any time.",
        long:
          "You once chose your gifts here, and we have not forgotten it. The door is open whenever you would like to look in.",
        subject: "We would be glad to see you again",
        preview: "You once chose your gifts here, and we have not forgotten it.",
        letter:
          "You once chose your gifts here, and we have not forgotten it. The door is open whenever you would like to look in.",
        action: "Look in")
    case .offer: nil
    }
  }

  private static func upsell(_ idea: Creative.Idea) -> Message? {
    switch idea {
    case .benefit:
      Message(
        headline: "Make it a gift set",
        short: "Two small things make one fine gift. See what goes with what you already like.",
        long:
          "Two small things together make one fine gift. See what goes well with what you already like to give.",
        subject: "Make it a gift set",
        preview: "See what goes well with what you already like to give.",
        letter:
          "Two small things together often make one fine gift. See what goes well with what you already like to give, and put together a set of your own.",
        action: "Make a set")
    case .urgency:
      Message(
        headline: "All your gifts in one go",
        short: "One evening, one order, all your gifts for the season. You will thank yourself.",
        long:
          "One evening, one order, and all your gifts for the season are chosen. You will thank yourself later.",
        subject: "All your gifts in one go",
        preview: "One evening, one order. You will thank yourself later.",
        letter:
          "Take one evening and one order, and all your gifts for the season are chosen. You will thank yourself later.",
        action: "Start your list")
    case .socialProof:
      Message(
        headline: "Gifts that go together",
        short: "Some gifts belong together. See which pair you would choose for someone you know.",
        long:
          "Some gifts simply belong together. See the pairs, and which of them you would give to someone you know.",
        subject: "Gifts that go together",
        preview: "See the pairs, and which of them you would give.",
        letter:
          "Some gifts simply belong together. See the pairs, and which of them you would give to someone you know.",
        action: "See the pairs")
    case .curiosity:
      Message(
        headline: "The finer things this season",
        short: "Have you seen our finer gifts? Take a look at what you would choose for yourself.",
        long:
          "Have you seen our finer gifts? Take a look, and see which one you would quietly choose for yourself.",
        subject: "Which gift would you keep for yourself?",
        preview: "Take a look at our finer things.",
        letter:
          "Have you seen our finer gifts? Take a look, and see which one you would quietly choose for yourself.",
        action: "Take a look")
    case .gratitude:
      Message(
        headline: "A thank you to our regulars",
        short: "You have an eye for gifts. Here are the ones we would show you first. Thank you.",
        long:
          "You have an eye for gifts, and we are grateful for your custom. These are the ones we would show you first.",
        subject: "You have an eye for gifts",
        preview: "These are the ones we would show you first. Thank you.",
        letter:
          "You have an eye for gifts, and we are grateful for your custom. These are the ones we would show you first.",
        action: "See our choice")
    case .offer: nil
    }
  }
}

extension MessageGrammar {
  /// A message that offers a discount that exists.
  ///
  /// - Parameter discount: The code, the share taken off and the last day.
  /// - Returns: The message, with nothing in it but what the discount says.
  static func offer(_ discount: DiscountPlan) -> Message {
    let share = "\(Int((discount.share * 100).rounded())) %"
    let day = "\(discount.end.civil.day) \(discount.end.monthName)"
    return Message(
      headline: "\(share) off your next gift",
      short: "\(share) off your next gift with the code \(discount.code), until \(day).",
      long:
        "Here is \(share) off your next gift: enter the code \(discount.code) at the checkout, until \(day).",
      subject: "\(share) off your next gift",
      preview: "With the code \(discount.code), until \(day).",
      letter:
        "Here is \(share) off your next gift. Enter the code \(discount.code) at the checkout, until \(day).",
      action: "Use the code")
  }
}
