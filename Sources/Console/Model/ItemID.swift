import AgentInterface
import Commerce
import Oversight

/// What a row is about. The cursor remembers this and never a row's place.
enum ItemID: Hashable, Sendable {
  case decision(Decision.ID)
  case alert(Alert.ID)
  case campaign(Campaign.ID)
  case segment(SegmentName)
  case experiment(Experiment.ID)
  case activity(Int64)

  /// The id as people copy it.
  var text: String {
    switch self {
    case .decision(let id): "decision \(id)"
    case .alert(let id): "alert \(id)"
    case .campaign(let id): "campaign \(id)"
    case .segment(let name): name.rawValue
    case .experiment(let id): "experiment \(id)"
    case .activity(let id): "entry \(id)"
    }
  }
}
