import Commerce

/// One thought in the lengths that the channels need, in the shop's words.
struct Message: Hashable, Sendable {
  var headline: String
  /// The thought in one sentence: the first of an advertisement, and an e-mail's preview.
  var line: String
  var subject: String
  /// The thought in an e-mail's paragraph of its own.
  var letter: String
}

/// An idea, put the way an objective needs it, before it has a voice.
struct Thought {
  var headline: Phrase
  var line: Phrase
  var subject: Phrase
  var letter: Phrase
}

/// What all messages of an objective have in common, so that two of them differ in their idea alone.
struct MessageFrame {
  /// The last sentence before the button.
  var invitation: Phrase
  /// What the button says.
  var action: Phrase
}

/// What is written for whom: an idea, put the way an objective needs it.
///
/// Nothing here states a price, a delivery time, a stock or a number of customers: what is not
/// known is not said. What is sold, and how it is said, comes from the brand's rules.
enum MessageGrammar {
  static func thought(_ objective: Campaign.Objective, _ idea: Creative.Idea) -> Thought? {
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

  static func frame(_ objective: Campaign.Objective) -> MessageFrame {
    switch objective {
    case .acquisition:
      MessageFrame(
        invitation: Phrase(
          ["Have a look around."], casual: ["Come and have a look."],
          formal: ["Please take a look."]),
        action: Phrase(
          ["See the {items}", "Have a look"], casual: ["Show me {items}"],
          formal: ["View the {items}", "View the range"]))
    case .retention:
      MessageFrame(
        invitation: Phrase(
          ["See what is new."], casual: ["Come and see what is new."],
          formal: ["Please see what is new."]),
        action: Phrase(
          ["See what is new"], casual: ["Show me what is new"], formal: ["View what is new"]))
    case .winback:
      MessageFrame(
        invitation: Phrase(
          ["Come and see."], casual: ["Come on in."], formal: ["You are welcome to look in."]),
        action: Phrase(["Come and see"], casual: ["Have a look"], formal: ["View the range"]))
    case .upsell:
      MessageFrame(
        invitation: Phrase(
          ["See what goes together."], casual: ["Come and see what matches."],
          formal: ["Please see what goes together."]),
        action: Phrase(
          ["See what goes together"], casual: ["Show me what matches"],
          formal: ["View what goes together"]))
    }
  }

  static let greeting = Phrase(["Hello,"], casual: ["Hi there,"], formal: ["Dear customer,"])

  static let closing = Phrase(
    ["Warm regards"], casual: ["Until soon"], formal: ["Yours sincerely"])

  /// An e-mail's first words: what is true of everyone in the segment.
  static func opening(_ audience: Audience) -> Phrase {
    guard case .segment(let name) = audience else { return "It is good to meet you." }
    return switch name {
    case .champions: "You have chosen your {items} here time and again. Thank you."
    case .loyal:
      ["You keep coming back for {items}, and {we} {are} glad of it.", "You keep coming back."]
    case .potentialLoyalists: "You have found {items} here more than once lately."
    case .new: "You placed your first order here not long ago. Welcome."
    case .promising: "You have tried this shop once. May it have been what you hoped for."
    case .needAttention: "It has been a little while since your last order."
    case .aboutToSleep: "It has been some time since you looked in."
    case .atRisk:
      [
        "You used to choose {items} here often, and {we} {have} missed you.",
        "You used to choose {items} here often.",
      ]
    case .cannotLose:
      [
        "You chose some of the finest {items} here, and {we} {have} missed you.",
        "You chose some of the finest {items} here.",
      ]
    case .hibernating: "It has been a long while since your last order."
    case .lost: "It has been a very long time since your last order."
    }
  }

  /// A message that offers a discount that exists, with nothing in it but what the discount says.
  ///
  /// - Parameter discount: The code, the share taken off and the last day.
  /// - Returns: The thought.
  static func offer(_ discount: DiscountPlan) -> Thought {
    let share = "\(Int((discount.share * 100).rounded())) %"
    let day = "\(discount.end.civil.day) \(discount.end.monthName)"
    return Thought(
      headline: ["\(share) off your next {item}", "\(share) off"],
      line: ["Take \(share) off your {item} with the code \(discount.code), until \(day)."],
      subject: ["\(share) off your next {item}"],
      letter: [
        "Here is \(share) off your next {item}. Enter the code \(discount.code) at the checkout, "
          + "until \(day)."
      ])
  }
}
