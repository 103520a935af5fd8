import Foundation

/// Measures what the product promises about speed; run it in a release build:
///
///     swift run -c release Benchmarks tick [CAMPAIGNS] [DAYS]
///     swift run -c release Benchmarks peeking [RUNS] [SEED]
///     swift run -c release Benchmarks allocate [CAMPAIGNS]
///     swift run -c release Benchmarks detect [POINTS]
///     swift run -c release Benchmarks orders [ORDERS]
///
/// One proof is here as well, because it must have a process to itself:
///
///     swift run -c release Benchmarks fuzz [FILES]
@main
struct Benchmarks {
  static func main() async {
    do {
      try await run()
    } catch {
      FileHandle.standardError.write(Data("\(error)\n".utf8))
      exit(1)
    }
  }

  private static func run() async throws {
    let arguments = CommandLine.arguments.dropFirst()
    switch arguments.first {
    case "tick":
      let numbers = arguments.dropFirst().compactMap { Int($0) }
      try await TickBenchmark(
        campaigns: numbers.first ?? 200, days: numbers.dropFirst().first ?? 20
      ).run()
    case "peeking":
      let numbers = arguments.dropFirst().compactMap { Int($0) }
      PeekingBenchmark(
        runs: numbers.first ?? 4_000, seed: UInt64(numbers.dropFirst().first ?? 1)
      ).run()
    case "allocate":
      let numbers = arguments.dropFirst().compactMap { Int($0) }
      try AllocationBenchmark(campaigns: numbers.first ?? 10_000).run()
    case "detect":
      DetectBenchmark(points: arguments.dropFirst().first.flatMap { Int($0) } ?? 2_000_000).run()
    case "orders":
      try OrdersBenchmark(
        orders: arguments.dropFirst().first.flatMap { Int($0) } ?? 1_000_000
      ).run()
    case "fuzz":
      try ImportFuzz(files: arguments.dropFirst().first.flatMap { Int($0) } ?? 10_000).run()
    default:
      FileHandle.standardError.write(
        Data(
          """
          usage: Benchmarks tick [CAMPAIGNS] [DAYS] | peeking [RUNS] [SEED]
                            | allocate [CAMPAIGNS] | detect [POINTS] | orders [ORDERS] | fuzz [FILES]

          """.utf8))
      exit(2)
    }
  }
}
