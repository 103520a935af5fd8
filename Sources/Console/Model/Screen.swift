import AgentInterface
import Commerce
import Oversight

/// What fills the screen. Enter goes one deeper, Esc one back.
enum Screen: Hashable, Sendable {
  case overview
  case board(Board)
  case decision(Decision.ID)
  case alert(Alert.ID)
  case campaign(Campaign.ID)
  /// Budgets as they are beside budgets as proposed.
  case allocation
  case segment(SegmentName)
  /// All customers together.
  case customers
  /// The plan of the week.
  case plan
  /// What was learnt.
  case lessons
  /// What would be worth doing.
  case opportunities
  case experiment(Experiment.ID)
  case activity(Int64)
  /// What is on its way to the platforms.
  case tasks

  /// What has to be asked of the agent to fill it, if a snapshot is not enough.
  var query: Query? {
    switch self {
    case .overview, .board, .activity, .allocation, .tasks: nil
    case .decision(let id): .decision(id)
    case .alert(let id): .alert(id)
    case .campaign(let id): .campaign(id)
    case .segment(let name): .segment(name)
    case .customers: .shop
    case .plan: .plan
    case .lessons: .lessons(limit: ConsoleModel.shownLessons)
    case .opportunities: .opportunities
    case .experiment(let id): .experiment(id)
    }
  }

  /// Whether it is a page of text to scroll, not a list with a cursor.
  var isPage: Bool {
    switch self {
    case .overview, .board: false
    case .decision, .alert, .campaign, .allocation, .segment, .customers, .plan, .lessons,
      .opportunities, .tasks, .experiment, .activity:
      true
    }
  }

  /// The row that was opened to come here.
  var item: ItemID? {
    switch self {
    case .overview, .board, .allocation, .customers, .plan, .lessons, .opportunities, .tasks: nil
    case .decision(let id): .decision(id)
    case .alert(let id): .alert(id)
    case .campaign(let id): .campaign(id)
    case .segment(let name): .segment(name)
    case .experiment(let id): .experiment(id)
    case .activity(let id): .activity(id)
    }
  }

  /// The board whose keys and place in the order of panels it shares.
  var board: Board? {
    switch self {
    case .overview: nil
    case .board(let board): board
    case .decision: .approvals
    case .alert: .alerts
    case .campaign: .campaigns
    case .allocation: .budgets
    case .segment, .customers: .segments
    case .experiment: .experiments
    case .activity, .lessons, .tasks: .activity
    case .plan, .opportunities: .approvals
    }
  }
}
