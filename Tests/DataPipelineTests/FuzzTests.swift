import DataPipeline
import Foundation
import Testing

/// `FUZZ_FILES=10000 swift test --filter FuzzTests` reads that many files instead of some hundreds.
@Suite struct FuzzTests {
  private static let count =
    ProcessInfo.processInfo.environment["FUZZ_FILES"].flatMap { Int($0) } ?? 600

  @Test func `a mutated file never traps or hangs and always adds up`() {
    let clock = ContinuousClock()
    var longest = (seed: 0, time: Duration.zero)
    var refused = 0
    for seed in 0..<Self.count {
      let file = MutatedFile(seed: seed)
      let time = clock.measure { refused += check(file.bytes, seed) ? 0 : 1 }
      if time > longest.time { longest = (seed, time) }
    }
    #expect(longest.time < .seconds(1), "file \(longest.seed)")
    #expect(refused > 0 && refused < Self.count)
    let peak = Self.peakMegabytes
    #expect(peak < 200)
    print(
      "\(Self.count) files, \(refused) refused; longest \(longest.time) (file \(longest.seed)); peak \(peak) MB"
    )
  }

  /// - Returns: Whether the file was accepted.
  private func check(_ bytes: [UInt8], _ seed: Int) -> Bool {
    var orders = 0
    var customers = 0
    let reader = OrderReader(
      bytes: bytes, name: "fuzz", options: ImportOptions(maximumBadShare: 1, maximumDiagnostics: 3))
    do {
      let report = try reader.read(batch: { batch in
        orders += batch.count
        customers += batch.newCustomers
        let isSound = (0..<batch.count).allSatisfy {
          batch.amountMicros[$0] >= 0 && Int(batch.customers[$0]) < customers
            && !batch.reference(of: $0).isEmpty
        }
        #expect(isSound && batch.count <= OrderBatch.capacity, "file \(seed)")
      })
      #expect(report.accepted == orders && report.customers == customers, "file \(seed)")
      #expect(report.rows == orders + report.refused.values.reduce(0, +), "file \(seed)")
      #expect(report.diagnostics.count <= 3)
      #expect(report.demand.orders.reduce(0, +) == orders, "file \(seed)")
      return true
    } catch {
      #expect(error is ImportError, "file \(seed)")
      #expect("\(error)".unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
      return false
    }
  }

  /// The most memory this process has held, with whatever other tests ran in it.
  private static var peakMegabytes: Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
    return (line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) / 1_024
  }
}
