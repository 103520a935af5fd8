import Commerce

extension SegmentName {
  /// The position among all cases, from 0.
  package var rank: Int {
    switch self {
    case .champions: 0
    case .loyal: 1
    case .potentialLoyalists: 2
    case .new: 3
    case .promising: 4
    case .needAttention: 5
    case .aboutToSleep: 6
    case .atRisk: 7
    case .cannotLose: 8
    case .hibernating: 9
    case .lost: 10
    }
  }
}
