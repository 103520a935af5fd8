package import AgentInterface
import Commerce
import Oversight
package import TerminalCanvas

/// The console without a screen: it only appends lines, and every choice has a number.
///
/// For terminals that cannot place a cursor, for screen readers and for scripts. It reaches every
/// action of
/// the full console. Approving asks for a figure from the card that was printed last, so that a
/// line typed
/// ahead, or meant for something else, never approves.
package struct LineMode: Sendable {
  /// Where the next number is looked up.
  enum Place: Hashable, Sendable {
    case menu
    case list(Board)
    case item(ItemID)
    case rejecting(Decision.ID, Decision.Rejection.Code?)
    case approving(Decision)
    case amount(AmountForm)
    case confirming(Question)
    case searching(Board)
    case speed
    case level
  }

  /// A numbered choice.
  struct Choice: Hashable, Sendable {
    enum Deed: Hashable, Sendable {
      case goTo(Place)
      case back
      case send(Command)
      case details
      case fetch(Query)
      case more
      case status
      case tasks
      case quit
      case help
    }

    var words: String
    var deed: Deed
  }

  /// Rows listed at once.
  static let pageLength = 20

  let glyphs: Glyphs
  var connection: Connection
  var snapshot: Snapshot?
  var index = CampaignIndex()
  var places: [Place] = [.menu]
  var choices: [Choice] = []
  var filters: [Board: String] = [:]
  /// First row of the list printed last.
  var top = 0
  var details: [Query: Detail] = [:]

  /// - Parameters:
  ///   - glyphs: What the terminal can show; `.ascii` folds everything else.
  ///   - connection: Where the agent runs.
  package init(glyphs: Glyphs, connection: Connection = .owner) {
    self.glyphs = glyphs
    self.connection = connection
  }

  /// Printed, without a line end, when input is awaited.
  package var prompt: String {
    switch place {
    case .rejecting(_, .some), .searching: "words> "
    case .amount, .approving, .speed, .level: "answer> "
    default: "> "
    }
  }

  var place: Place { places.last ?? .menu }

  var facts: Facts? {
    snapshot.map { Facts(snapshot: $0, index: index, glyphs: glyphs) }
  }

  func decision(_ id: Decision.ID) -> Decision? {
    if let waiting = snapshot?.approvals.first(where: { $0.id == id }) { return waiting }
    if case .decision(let detail) = details[.decision(id)] { return detail.decision }
    return snapshot?.blocked.first { $0.id == id }
  }
}

extension LineMode {
  /// A newer snapshot: greets the first time, then tells only what is new.
  package mutating func snapshot(_ snapshot: Snapshot) -> LineOutput {
    let before = self.snapshot
    self.snapshot = snapshot
    index.update(snapshot.campaigns)
    guard let before else { return finished(greeting() + menu()) }
    return finished(
      LineOutput(lines: LineNews.lines(from: before, to: snapshot, index: index, glyphs)))
  }

  /// A line that was typed, without its line end.
  package mutating func entered(_ line: String) -> LineOutput {
    let typed = SafeText.cleaned(line).trimmingSpaces
    guard snapshot != nil else {
      return isHalt(typed) ? finished(halt()) : LineOutput(lines: ["The shop is still being read."])
    }
    return finished(answer(to: typed))
  }

  package mutating func answered(_ command: Command, _ answer: Answer) -> LineOutput {
    switch answer {
    case .done(let text): finished(LineOutput(lines: ["Done: " + text]))
    case .refused(let text): finished(LineOutput(lines: ["Refused: " + text]))
    }
  }

  package mutating func fetched(_ query: Query, _ detail: Detail?) -> LineOutput {
    guard let detail else { return LineOutput(lines: ["The agent has no more about this."]) }
    details = [query: detail]
    guard let facts else { return LineOutput() }
    return finished(LineOutput(lines: LineWords.detail(detail, facts)))
  }

  /// Everything printed passes here: no control characters, and ASCII where nothing else can be
  /// shown.
  private func finished(_ output: LineOutput) -> LineOutput {
    var output = output
    output.lines = output.lines.map { line in
      let clean = SafeText.cleaned(line)
      guard glyphs == .ascii else { return clean }
      var canvas = Canvas(size: Size(width: DisplayWidth.of(clean), height: 1), glyphs: .ascii)
      canvas.write(clean, at: .zero)
      return canvas.lines.first ?? ""
    }
    return output
  }
}
