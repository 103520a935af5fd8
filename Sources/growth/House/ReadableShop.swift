import AgentSocket
import Persistence

/// A shop's store for work that only reads: its own, or the one that a running agent writes in.
struct ReadableShop: Sendable {
  let store: Store
  /// Kept until the value is gone, so that nobody else begins to write; absent beside an agent.
  private let owned: OwnedFolder?

  init(_ options: FolderOptions) async throws {
    let folder = try options.folder()
    switch try await Reach.openShop(folder) {
    case .owned(let owned):
      self.owned = owned
      store = owned.store
    case .attached:
      owned = nil
      store = try Store.openForReading(
        path: folder.database,
        configuration: Store.Configuration(auditHeadPath: folder.auditHead))
    }
  }
}

extension OwnedFolder {
  /// Why work that writes cannot be done beside a running agent.
  static func busy(_ folder: DataFolder, _ process: Int32, _ work: String) -> CommandFailure {
    CommandFailure(
      "Process \(process) owns '\(folder.path)', so this cannot \(work). Quit its console with q "
        + "(or 'kill \(process)': nothing is lost), then try again.")
  }
}
