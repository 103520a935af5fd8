import AgentSocket
import Foundation
import Persistence

/// How this process gets at a shop: through the process that owns its folder, or by owning it.
enum Reach {
  case attached(SocketClient)
  case owned(OwnedFolder)

  /// Milliseconds that an owner is given to start listening, or to end.
  private static let patience: Int64 = 5_000

  /// Owns the folder if nobody does, and attaches to the owner otherwise.
  static func open(_ folder: DataFolder) async throws -> Reach {
    let deadline = MachineTime.monotonicMilliseconds() + patience
    while true {
      if let lock = try lockIfFree(folder) { return .owned(try OwnedFolder(folder, lock: lock)) }
      if let client = try await clientIfListening(folder) { return .attached(client) }
      guard MachineTime.monotonicMilliseconds() < deadline else { throw silent(folder) }
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  private static func lockIfFree(_ folder: DataFolder) throws -> FolderLock? {
    do throws(DataFolderError) {
      return try folder.acquire()
    } catch {
      if case .owned = error { return nil }
      throw error
    }
  }

  private static func clientIfListening(_ folder: DataFolder) async throws -> SocketClient? {
    do throws(SocketError) {
      return try await SocketClient(path: folder.socket)
    } catch {
      if case .nobodyListens = error { return nil }
      throw error
    }
  }

  private static func silent(_ folder: DataFolder) -> CommandFailure {
    CommandFailure(
      "'\(folder.path)' belongs to \(folder.owner().map { "\($0)" } ?? "another process"), which "
        + "does not listen. Wait until it is done, or end it and try again.")
  }

  /// The same for a folder that has to hold a shop already.
  static func openShop(_ folder: DataFolder) async throws -> Reach {
    guard FileManager.default.fileExists(atPath: folder.database) else { throw noShop(folder) }
    let reach = try await open(folder)
    if case .owned(let owned) = reach, try owned.store.shop() == nil { throw noShop(folder) }
    return reach
  }

  static func noShop(_ folder: DataFolder) -> CommandFailure {
    CommandFailure(
      "There are no orders in '\(folder.path)' yet. Start 'growth --sample' for the sample shop, "
        + "or 'growth import FILE' for your own.")
  }
}

/// A data folder in the hands of this process: its lock and its open store.
struct OwnedFolder: Sendable {
  let folder: DataFolder
  let lock: FolderLock
  let store: Store
  /// Why little can be written, if so.
  let warning: String?

  init(_ folder: DataFolder, lock: FolderLock) throws {
    self.folder = folder
    self.lock = lock
    warning = try Self.checkDisk(of: folder)
    store = try Store.open(
      path: folder.database, configuration: Store.Configuration(auditHeadPath: folder.auditHead))
  }

  /// A full disk forbids a new shop; one that exists can still be looked at.
  private static func checkDisk(of folder: DataFolder) throws -> String? {
    do throws(DataFolderError) {
      try folder.ensureBallast()
      return nil
    } catch {
      guard FileManager.default.fileExists(atPath: folder.database) else { throw error }
      return error.description
    }
  }
}
