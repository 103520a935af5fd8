import AgentSocket
import Persistence

extension OwnedFolder {
  /// The folder of a shop for work that no running agent may see.
  ///
  /// - Parameters:
  ///   - options: Which folder.
  ///   - work: What for, as in "verify the audit".
  /// - Returns: The folder, owned until the value is gone.
  /// - Throws: ``CommandFailure`` if an agent runs there, with its process and how to end it.
  static func alone(_ options: FolderOptions, for work: String) async throws -> OwnedFolder {
    let folder = try options.folder()
    switch try await Reach.openShop(folder) {
    case .owned(let owned): return owned
    case .attached(let client): throw busy(folder, client.owner.pid, work)
    }
  }

  static func busy(_ folder: DataFolder, _ process: Int32, _ work: String) -> CommandFailure {
    CommandFailure(
      "Process \(process) owns '\(folder.path)', so this cannot \(work). Quit its console with q "
        + "(or 'kill \(process)': nothing is lost), then try again.")
  }
}
