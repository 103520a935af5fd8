import AgentInterface
import Commerce
import Oversight

/// What lies in front of the screen and takes the keys.
enum Overlay: Hashable, Sendable {
  case help(HelpState)
  case palette(PaletteState)
  /// The filter of a list, being typed.
  case filter(Board, LineEditor)
  case reject(RejectForm)
  case confirm(ConfirmForm)
  case amount(AmountForm)
  case question(Question)
  case quit
  case messages(top: Int)
}

struct HelpState: Hashable, Sendable {
  var search = LineEditor()
  var top = 0
}

struct PaletteState: Hashable, Sendable {
  var line = LineEditor()
  /// What was typed before completion filled the line.
  var typed: String?
  var completion: Int?
  /// How far back in the history, 1 is the newest.
  var recalled = 0
}

/// Why a decision is turned down: first a reason from the list, then words.
struct RejectForm: Hashable, Sendable {
  var decisions: [Decision.ID]
  var title: String
  var selected = 0
  var isNoting = false
  var note = LineEditor()

  var code: Decision.Rejection.Code { Decision.Rejection.Code.allCases[selected] }
}

/// The second step of a major approval: a figure from the card has to be typed.
struct ConfirmForm: Hashable, Sendable {
  /// Exactly what was on the screen when the form was opened.
  var decision: Decision
  var challenge: ApprovalChallenge
  var line = LineEditor()
}

/// A daily budget being typed.
struct AmountForm: Hashable, Sendable {
  enum Target: Hashable, Sendable {
    case decision(Decision.ID)
    case campaign(Campaign.ID)
  }

  var target: Target
  var title: String
  var current: Money
  var line = LineEditor()
}

/// Something that is done only after a `y`.
struct Question: Hashable, Sendable {
  var title: String
  var lines: [String]
  var yes: String
  var commands: [Command]
  /// It can raise what is spent: a `y` counts only once the question has been seen.
  var isRaising = false
}

/// A message for the line above the keys.
struct Notice: Hashable, Sendable {
  enum Tone: Hashable, Sendable {
    case info, good, bad
  }

  var text: String
  var tone: Tone
  var at: Milliseconds
}
