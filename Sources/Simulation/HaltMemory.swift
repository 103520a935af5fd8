import AgentCore
import Synchronization

/// The halt flag of a run that leaves nothing on disk.
final class HaltMemory: Sendable {
  private let state = Mutex<HaltNotice?>(nil)

  var notice: HaltNotice? { state.withLock { $0 } }

  func change(_ change: Effects.HaltChange) {
    state.withLock { notice in
      switch change {
      case .set(let new): notice = new
      case .clear: notice = nil
      }
    }
  }
}
