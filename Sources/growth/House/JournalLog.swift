import AgentInterface
import Foundation
import Logging

/// Writes what the agent does as JSON lines to a file of the data folder, never to a terminal.
struct JournalLog: Sendable {
  private let logger: Logger

  init(path: String) {
    let file = LogFile(path: path)
    logger = Logger(label: "growth") { _ in JSONLogHandler(file: file) }
  }

  /// Logs each new entry of the activity journal until the snapshots end.
  func follow(_ snapshots: AsyncStream<Snapshot>) -> Task<Void, Never> {
    Task { [logger] in
      var last: Int64?
      var standing: AgentStatus.Standing?
      for await snapshot in snapshots {
        let newest = snapshot.activity.first?.id ?? 0
        for entry in snapshot.activity.reversed() where entry.id > last ?? newest {
          logger.log(entry)
        }
        last = max(newest, last ?? 0)
        if snapshot.agent.standing != standing {
          let words = snapshot.agent.standing.words
          logger.notice("\(words.name)", metadata: ["reason": "\(words.reason ?? "")"])
          standing = snapshot.agent.standing
        }
      }
    }
  }
}

extension Logger {
  fileprivate func log(_ entry: ActivityEntry) {
    var metadata: Logger.Metadata = [
      "entry": "\(entry.id)", "at": "\(entry.at.iso8601)", "kind": "\(entry.kind.rawValue)",
      "by": "\(entry.by)",
    ]
    if !entry.detail.isEmpty { metadata["detail"] = "\(entry.detail)" }
    if let decision = entry.decision { metadata["decision"] = "\(decision)" }
    if let campaign = entry.campaign { metadata["campaign"] = "\(campaign)" }
    log(level: entry.kind == .alert ? .warning : .info, "\(entry.text)", metadata: metadata)
  }
}
