package import Commerce

/// Why a data folder cannot be used.
package enum DataFolderError: Error, Hashable, Sendable {
  /// Neither `GROWTH_HOME` nor `XDG_DATA_HOME` nor `HOME` is set.
  case noHome
  case cannotCreate(path: String, reason: String)
  case diskFull(path: String)
  /// Another process is the owner.
  case owned(path: String, by: FolderOwner?)
  case cannotLock(path: String, reason: String)
  case haltNotSet(path: String, reason: String)
  case haltNotCleared(path: String, reason: String)
}

extension DataFolderError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noHome:
      "There is no home folder to keep data in. Set HOME, or GROWTH_HOME to a folder of your choice."
    case .cannotCreate(let path, let reason):
      "'\(path)' cannot be used for data: \(reason). Change it, or set GROWTH_HOME to another folder."
    case .diskFull(let path):
      "There is no room on the disk for '\(path)'. Free some space and try again."
    case .owned(let path, let owner):
      "'\(path)' belongs to \(owner.map { "\($0)" } ?? "another running process"). "
        + "Attach to it, end it, or set GROWTH_HOME to another folder."
    case .cannotLock(let path, let reason):
      "'\(path)' cannot be locked: \(reason). Use a folder on a local disk."
    case .haltNotSet(let path, let reason):
      "The halt flag '\(path)' could not be written: \(reason). Stop the agent's process instead."
    case .haltNotCleared(let path, let reason):
      "The halt flag '\(path)' could not be removed: \(reason). The agent stays halted."
    }
  }
}

/// The process that holds a data folder.
package struct FolderOwner: Hashable, Codable, Sendable {
  package var process: Int32
  package var startedAt: Instant?

  package init(process: Int32, startedAt: Instant?) {
    self.process = process
    self.startedAt = startedAt
  }
}

extension FolderOwner: CustomStringConvertible {
  package var description: String {
    "process \(process)" + (startedAt.map { " (running since \($0) UTC)" } ?? "")
  }
}
