import AgentSocket
import Commerce
import Foundation
import Persistence

/// Looks at a data folder without changing it, as far as it can.
struct FolderCheckup {
  let folder: DataFolder

  /// Below this the agent is close to standing still.
  private static let fewBytes: Int64 = 100 << 20

  func findings() async -> [Finding] {
    guard FileManager.default.fileExists(atPath: folder.path) else {
      return [.ok("data folder", "'\(folder.path)' does not exist yet; 'growth' makes it"), disk]
    }
    return [place, disk, halt] + (await ownerAndDatabase())
  }

  private var place: Finding {
    let name = "data folder"
    guard access(folder.path, R_OK | W_OK | X_OK) == 0 else {
      return .problem(
        name, "'\(folder.path)' may not be written by this user.",
        advice: "Change its owner or name another with --home.")
    }
    let attributes = try? FileManager.default.attributesOfItem(atPath: folder.path)
    let mode = (attributes?[.posixPermissions] as? Int) ?? 0o700
    guard mode & 0o077 == 0 else {
      return .problem(
        name, "others may enter '\(folder.path)' (mode \(String(mode, radix: 8))).",
        advice: "Run: chmod 700 '\(folder.path)'")
    }
    return .ok(name, "'\(folder.path)', yours alone")
  }

  private var disk: Finding {
    let existing =
      FileManager.default.fileExists(atPath: folder.path) ? folder : DataFolder(path: "/")
    guard let free = existing.freeBytes() else {
      return .ok("disk", "the system does not tell how much is free")
    }
    let words = "\(Figure.count(free >> 20)) MiB free"
    return free >= Self.fewBytes
      ? .ok("disk", words)
      : .problem("disk", words + ".", advice: "Free at least 100 MiB: a full disk stops the agent.")
  }

  private var halt: Finding {
    guard let halt = folder.halt.read() else { return .ok("halt flag", "not set") }
    return .problem(
      "halt flag", "set by \(halt.by): \(halt.reason).",
      advice: "'growth continue' lets the agent act again.")
  }

  private func ownerAndDatabase() async -> [Finding] {
    if let owner = folder.owner() { return [await reachability(of: owner)] }
    guard FileManager.default.fileExists(atPath: folder.database) else {
      return [
        .ok("owner", "no agent runs"),
        .ok("database", "there is none yet; 'growth' or 'growth import FILE' makes it"),
      ]
    }
    return [.ok("owner", "no agent runs")] + databaseFindings()
  }

  private func reachability(of owner: FolderOwner) async -> Finding {
    do {
      let client = try await SocketClient(path: folder.socket, greetingSeconds: 3)
      let pid = client.owner.pid
      return .ok("owner", "process \(pid) runs the agent and answers; the database is in its hands")
    } catch {
      return .problem(
        "owner", "\(owner) holds the folder and does not answer: \(error)",
        advice: "If it stays so, end it with 'kill \(owner.process)'; nothing is lost.")
    }
  }

  private func databaseFindings() -> [Finding] {
    do {
      let lock = try folder.acquire()
      defer { withExtendedLifetime(lock) {} }
      let store = try Store.open(
        path: folder.database,
        configuration: Store.Configuration(auditHeadPath: folder.auditHead))
      return [.ok("database", "opens")] + durability(store) + shop(store) + audit(store)
    } catch {
      return [.problem("database", error)]
    }
  }

  private func durability(_ store: Store) -> [Finding] {
    do throws(StoreError) {
      let durability = try store.durability()
      let words = "journal \(durability.journalMode), synchronous \(durability.synchronous)"
      return [
        durability.isKept
          ? .ok("durability", words + ": every commit is on the disk")
          : .problem("durability", words + ".", advice: "Do not run the agent on this database.")
      ]
    } catch {
      return [.problem("durability", error)]
    }
  }

  private func shop(_ store: Store) -> [Finding] {
    do throws(StoreError) {
      guard let shop = try store.shop() else { return [.ok("shop", "no orders yet")] }
      let orders = try store.orderCount()
      return [.ok("shop", "\(shop.name), \(shop.currency), \(Figure.count(orders)) orders")]
    } catch {
      return [.problem("shop", error)]
    }
  }

  private func audit(_ store: Store) -> [Finding] {
    do throws(StoreError) {
      let verdict = try store.verifyAudit()
      return [
        Finding(check: "audit", isOk: verdict.isIntact, words: "\(verdict)", advice: nil)
      ]
    } catch {
      return [.problem("audit", error)]
    }
  }
}
