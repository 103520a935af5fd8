import Commerce
import DataPipeline
import Foundation
import GRDB
import Persistence
import TestSupport

/// Takes damaged order files into stores on disk, one after the other: none may trap, take longer
/// than a second or need more than 200 MB, and one that is refused may change nothing.
///
/// Whether anything changed is told by SQLite's own count of commits, as another connection sees it.
struct ImportFuzz {
  let files: Int

  /// Seconds of the processor, which do not depend on what else the machine does.
  private static let longestAllowed = 1.0
  private static let memoryAllowed = 200

  /// - Throws: `FuzzFinding` for the first file that breaks a promise.
  func run() throws {
    let folder = try ScratchFolder()
    // One shop a kind of file: each has its currency.
    let shops = try (0..<MutatedFile.kinds).map { try FuzzedShop(folder.file("shop\($0).sqlite")) }
    var tally = Tally()
    for seed in 0..<files {
      let file = MutatedFile(seed: seed)
      let shop = shops[seed % shops.count]
      let before = try shop.state()
      let start = clock()
      try take(file, seed, into: shop, since: before, &tally)
      let time = Double(clock() - start) / Double(CLOCKS_PER_SEC)
      tally.longest = max(tally.longest, time)
      guard time < Self.longestAllowed else {
        throw FuzzFinding(file: seed, what: "took \(time) s")
      }
    }
    let peak = try Self.peakMegabytes()
    print(
      "\(files) files: \(tally.accepted) accepted, \(tally.refused) refused, "
        + "\(tally.orders) orders; longest \(tally.longest) s, peak \(peak) MB")
    guard peak < Self.memoryAllowed else {
      throw FuzzFinding(file: files, what: "the process needed \(peak) MB")
    }
  }

  private func take(
    _ file: MutatedFile, _ seed: Int, into shop: FuzzedShop, since before: FuzzedShop.State,
    _ tally: inout Tally
  ) throws {
    // Every second file may be bad throughout, so that more of its rows are looked at.
    let options = ImportOptions(
      maximumBadShare: seed.isMultiple(of: 2) ? 1 : 0.05, maximumDiagnostics: 3)
    let request = ImportRequest(
      now: Instant(seconds: 1_700_000_000), options: options, source: "file \(seed)")
    do {
      let summary = try shop.store.importOrders(
        from: OrderReader(bytes: file.bytes, name: "fuzz", options: options), name: "fuzz",
        size: Int64(file.bytes.count), request)
      let after = try shop.state()
      let all = summary.newOrders + summary.alreadyStored + summary.conflicting
      guard all == summary.report.accepted, after.orders == before.orders + summary.newOrders else {
        throw FuzzFinding(file: seed, what: "does not add up")
      }
      tally.accepted += 1
      tally.orders += summary.newOrders
    } catch let error where error is ImportError || error is StoreError {
      guard try shop.state() == before else {
        throw FuzzFinding(file: seed, what: "was refused and changed something: \(error)")
      }
      tally.refused += 1
    }
  }

  /// The most memory this process has held; what `getrusage` tells includes its parent's.
  private static func peakMegabytes() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
    return (line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? .max) / 1_024
  }
}

private struct Tally {
  var accepted = 0
  var refused = 0
  var orders = 0
  var longest = 0.0
}

/// A store, and a connection beside it that never writes.
private struct FuzzedShop {
  let store: Store
  private let witness: DatabaseQueue

  /// What is in a store, as far as a change of it shows.
  struct State: Equatable {
    var version: Int?
    var orders: Int
  }

  init(_ path: String) throws {
    store = try Store.open(path: path)
    witness = try DatabaseQueue(path: path)
  }

  func state() throws -> State {
    try witness.read { database in
      State(
        version: try Int.fetchOne(database, sql: "PRAGMA data_version"),
        orders: try Int.fetchOne(database, sql: "SELECT count(*) FROM orders") ?? 0)
    }
  }
}

private struct FuzzFinding: Error, CustomStringConvertible {
  var file: Int
  var what: String

  var description: String { "file \(file) \(what)" }
}
