import Foundation
import TestSupport

/// What a simulated platform itself wrote down; the product never reads it.
struct PlatformLog {
  struct Entry: Decodable {
    var sequence: Int64
    var key: String
    var operation: String
    var name: String?
    var result: String

    var isDone: Bool { result == "done" }
  }

  /// In the order of the calls.
  let entries: [Entry]

  /// - Parameters:
  ///   - home: The data folder.
  ///   - platforms: `google`, `meta`, `klaviyo`, `shopify`.
  init(_ home: ScratchFolder, platforms: [String] = ["google", "meta", "klaviyo", "shopify"]) {
    let lines = platforms.flatMap { home.read("world/\($0).log").split(separator: "\n") }
    entries = lines.compactMap { try? JSONDecoder().decode(Entry.self, from: Data($0.utf8)) }
      .sorted { $0.sequence < $1.sequence }
  }

  func done(_ operation: String, of name: String? = nil) -> [Entry] {
    entries.filter { entry in
      entry.isDone && entry.operation == operation
        && (name.map { entry.name?.hasSuffix(" " + $0) == true } ?? true)
    }
  }
}
