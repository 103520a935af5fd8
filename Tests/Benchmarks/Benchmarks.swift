import Foundation

/// Measures what the product promises about speed; run it in a release build:
///
///     swift run -c release Benchmarks tick [CAMPAIGNS] [DAYS]
@main
struct Benchmarks {
  static func main() async throws {
    let arguments = CommandLine.arguments.dropFirst()
    switch arguments.first {
    case "tick":
      let numbers = arguments.dropFirst().compactMap { Int($0) }
      try await TickBenchmark(
        campaigns: numbers.first ?? 200, days: numbers.dropFirst().first ?? 20
      ).run()
    default:
      FileHandle.standardError.write(
        Data("usage: Benchmarks tick [CAMPAIGNS] [DAYS]\n".utf8))
      exit(2)
    }
  }
}
