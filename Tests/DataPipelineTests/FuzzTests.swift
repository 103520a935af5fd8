import DataPipeline
import TestSupport
import Testing

/// What the reader hands on from damaged files; `Benchmarks fuzz` takes them into a store.
@Suite struct FuzzTests {
  private static let count = 600

  @Test func `a mutated file never traps and always adds up`() {
    var refused = 0
    for seed in 0..<Self.count {
      refused += check(MutatedFile(seed: seed).bytes, seed) ? 0 : 1
    }
    #expect(refused > 0 && refused < Self.count)
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
}
