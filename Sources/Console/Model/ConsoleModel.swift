import AgentInterface
import Commerce
import Oversight
package import TerminalCanvas

/// Everything the console knows: the newest snapshot, where the person is, and what they are doing.
///
/// A value without clocks and effects: ``update(_:)`` takes one event after another and says what
/// is to be done,
/// ``view(_:)`` draws it.
package struct ConsoleModel: Sendable {
  package var size: Size
  package var glyphs: Glyphs
  let keys: KeyTable
  var connection: Connection

  /// What is drawn. While the display is frozen, an older one than `newest`.
  var snapshot: Snapshot?
  var newest: Snapshot?
  var isFrozen = false
  var loading: (words: String, share: Double?) = ("Looking for the agent…", nil)

  /// The screens below the present one come first; never empty.
  var stack: [Screen] = [.overview]
  /// The board that has the keys on the overview.
  var focus: Board = .approvals
  var lists: [ListState] = Board.allCases.map { _ in ListState() }
  /// First line on the screen, for the page on top.
  var pageTop = 0
  /// A dialog has a line of its own for what it says; what was said before is not about it.
  var overlay: Overlay? {
    didSet { if oldValue == nil, overlay != nil { notice = nil } }
  }
  var history: [String] = []
  var notice: Notice?
  /// What was said before, oldest first, at most 100.
  var said: [Notice] = []

  var details: [Query: Detail] = [:]
  /// Asked for and not answered.
  var asked: Set<Query> = []
  /// When the page on top was asked for last.
  var askedAt: Milliseconds?
  /// Queries that had no answer.
  var unanswered: Set<Query> = []
  /// Sent and not answered.
  var outgoing: [Command] = []

  var arming = Arming()
  var index = CampaignIndex()
  var now: Milliseconds = 0
  var lastInput: Milliseconds?
  var usesMouse = false

  /// - Parameters:
  ///   - size: Of the terminal.
  ///   - glyphs: What it can show.
  ///   - keys: The key table, remapped or not.
  ///   - connection: Where the agent runs.
  package init(
    size: Size, glyphs: Glyphs, keys: KeyTable = .standard, connection: Connection = .owner
  ) {
    self.size = size
    self.glyphs = glyphs
    self.keys = keys
    self.connection = connection
  }

  /// When the model wants to hear the time again, by ``ConsoleEvent/clock(_:)``; nothing means no
  /// need.
  package var nextWake: Milliseconds? {
    let times = [notice.map { $0.at + ConsoleModel.noticeLasts }, arming.armsAt(after: now)]
    return times.compactMap { $0 }.min()
  }

  /// A page that is read is asked for again with a snapshot, but not more often than this.
  static let refetchInterval: Milliseconds = 1_000

  /// How long a message stands above the keys.
  static let noticeLasts: Milliseconds = 8_000
}

extension ConsoleModel {
  var screen: Screen { stack.last ?? .overview }

  /// The list that has the cursor, if the screen is a list.
  var activeBoard: Board? {
    switch screen {
    case .overview: focus
    case .board(let board): board
    default: nil
    }
  }

  var facts: Facts? {
    snapshot.map { Facts(snapshot: $0, index: index, glyphs: glyphs) }
  }

  subscript(board: Board) -> ListState {
    get { lists[board.rawValue - 1] }
    _modify { yield &lists[board.rawValue - 1] }
  }

  /// What keys act on: the row under the cursor, or what the page is about.
  var currentItem: ItemID? {
    if let board = activeBoard { return self[board].cursor }
    return screen.item
  }

  /// The decision keys act on, if the current item is one.
  var currentDecision: Decision? {
    guard case .decision(let id) = currentItem else { return nil }
    return decision(id)
  }

  /// As the display has it: waiting, blocked, proposed for budgets, or fetched.
  func decision(_ id: Decision.ID) -> Decision? {
    guard let snapshot else { return nil }
    if let waiting = snapshot.approvals.first(where: { $0.id == id }) { return waiting }
    if case .decision(let detail) = details[.decision(id)] { return detail.decision }
    if let proposal = snapshot.budgets.proposal, proposal.id == id { return proposal }
    return snapshot.blocked.first { $0.id == id }
  }

  func alert(_ id: Alert.ID) -> Alert? {
    snapshot?.alerts.first { $0.id == id }
  }

  func entry(_ id: Int64) -> ActivityEntry? {
    snapshot?.activity.first { $0.id == id }
  }

  func experiment(_ id: Experiment.ID) -> ExperimentRow? {
    snapshot?.experiments.first { $0.experiment.id == id }
  }
}
