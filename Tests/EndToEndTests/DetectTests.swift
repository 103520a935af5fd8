import Foundation
import TestSupport
import Testing

extension EndToEnd {
  private func detect(
    _ csv: String, _ options: [String] = ["--json"]
  ) async throws -> (outcome: GrowthProgram.Outcome, scratch: ScratchFolder) {
    let scratch = try ScratchFolder()
    let file = try scratch.write(csv, to: "s.csv")
    let named = options.map { $0 == "OUT" ? scratch.file("scores.csv") : $0 }
    return (try await GrowthProgram.run(["detect", file] + named), scratch)
  }

  /// Values around 10 every five minutes, with what `change` makes of them.
  private func series(_ count: Int, _ change: (Int) -> String? = { _ in nil }) -> [String] {
    (0..<count).map { index in
      let usual = "\(1_400_000_000 + index * 300),\(10 + Double(index * 7_919 % 101) / 100)"
      return change(index) ?? usual
    }
  }

  private func text(_ rows: [String]) -> String {
    (["timestamp,value"] + rows).joined(separator: "\n") + "\n"
  }

  @Test func `a spike is an alert, and each row gets its score in the file's order`()
    async throws
  {
    let rows = series(600) { $0 == 500 ? "\(1_400_000_000 + 500 * 300),99" : nil }
    let (outcome, scratch) = try await detect(text(rows), ["--json", "--out", "OUT"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let report = try outcome.json()
    #expect(report["rows"] as? Int == 600 && report["missing"] as? Int == 0)
    #expect(report["interval_seconds"] as? Double == 300)
    let alerts = try #require(report["alerts"] as? [[String: Any]])
    #expect(alerts.contains { $0["value"] as? Double == 99 })
    let scores = scratch.read("scores.csv").split(separator: "\n").map(String.init)
    #expect(scores.first == "timestamp,value,anomaly_score")
    #expect(
      scores.dropFirst().map { $0[..<($0.lastIndex(of: ",") ?? $0.endIndex)] }
        == rows.map { $0[...] })
    let numbers = scores.dropFirst().compactMap { Double($0.split(separator: ",").last ?? "") }
    #expect(numbers.count == 600 && numbers.allSatisfy { (0...1).contains($0) })
    #expect(numbers[500] >= 0.5 && numbers[..<100].allSatisfy { $0 == 0 })
  }

  @Test func `with a file for the scores and no JSON nothing is printed`() async throws {
    let (outcome, scratch) = try await detect(text(series(120)), ["--out", "OUT"])
    #expect(outcome.status == 0 && outcome.output.isEmpty)
    #expect(scratch.read("scores.csv").split(separator: "\n").count == 121)
  }

  @Test func `out of order, repeated, irregular and missing rows are all answered in place`()
    async throws
  {
    var rows = series(400) { index in
      switch index {
      case 150: "\(1_400_000_000 + 150 * 300),NaN"
      case 160: "\(1_400_000_000 + 160 * 300),"
      case 170: "\(1_400_000_000 + 169 * 300),10.5"
      case 180..<190: "\(1_400_000_000 + 180 * 300 + (index - 180) * 17),10.25"
      default: nil
      }
    }
    rows.swapAt(210, 230)
    let (outcome, scratch) = try await detect(text(rows), ["--json", "--out", "OUT"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let report = try outcome.json()
    #expect(report["rows"] as? Int == 400 && report["missing"] as? Int == 2)
    let scores = scratch.read("scores.csv").split(separator: "\n").dropFirst()
    #expect(scores.map { $0[..<($0.lastIndex(of: ",") ?? $0.endIndex)] } == rows.map { $0[...] })
  }

  /// Series in which nothing happens, by name.
  private func quiet(_ name: String) -> [String] {
    switch name {
    case "a constant": (0..<500).map { "\(1_400_000_000 + $0 * 60),4" }
    case "nothing but gaps": (0..<300).map { "\(1_400_000_000 + $0 * 60),NaN" }
    case "one instant": (0..<300).map { "2024-01-01,\($0 % 3)" }
    default: ["2024-01-01,3"]
    }
  }

  @Test(arguments: ["a constant", "nothing but gaps", "one instant", "a single point"])
  func `a series without a surprise has no alert`(name: String) async throws {
    let rows = quiet(name)
    let (outcome, _) = try await detect(text(rows))
    #expect(outcome.status == 0, "\(name): \(outcome.errors)")
    let report = try outcome.json()
    #expect(report["rows"] as? Int == rows.count)
    #expect((report["alerts"] as? [Any])?.isEmpty == true, "\(name)")
  }

  @Test(arguments: [
    ("", "'{}' is empty. Give a header and one row a time: a date and a value."),
    (
      "timestamp,value\n", "'{}' has a header and no rows. Give one row a time: a date and a value."
    ),
    (
      "timestamp,value\n2024-01-01,many\n",
      "{}:2, column 2 'value': found 'many', expected a number like 1234.5, or nothing. Correct the cell."
    ),
  ])
  func `a series that cannot be read is refused in a sentence`(
    content: String, words: String
  ) async throws {
    let (outcome, scratch) = try await detect(content)
    #expect(outcome.status == 1 && outcome.output.isEmpty)
    #expect(outcome.errors == "growth: \(words.replacing("{}", with: scratch.file("s.csv")))\n")
  }

  @Test func `an alert names the value that made it, even where the next ones are judged by it`()
    async throws
  {
    let rows = (0..<500).map { "\(1_400_000_000 + $0 * 3_600),\($0 == 250 ? 700 : 7)" }
    let (outcome, _) = try await detect(text(rows))
    let alerts = try #require(try outcome.json()["alerts"] as? [[String: Any]])
    #expect(alerts.first?["value"] as? Double == 700)
    #expect(alerts.first?["expected"] as? Double == 7)
    #expect(alerts.first?["peak"] as? String == "2014-05-24T02:53:20Z")
    #expect(alerts.first?["start"] as? String == "2014-05-24T02:53:20Z")
    let (words, _) = try await detect(text(rows), [])
    #expect(words.output.contains("start\tend\tpeak\tvalue\t"))
    #expect(words.output.contains("\t2014-05-24T02:53:20Z\t700.00\t7.00\t"))
  }

  @Test func `rows of the same time are told, and the interval is that of the others`() async throws
  {
    let rows = (0..<300).map { "\(1_400_000_000 + $0 / 3 * 3_600),\(7 + $0 % 5)" }
    let (outcome, _) = try await detect(text(rows))
    let report = try outcome.json()
    #expect(report["interval_seconds"] as? Double == 3_600)
    #expect(
      (report["notes"] as? [String])?.contains {
        $0.hasPrefix("200 of 300 rows have the time of the row before. ")
      } == true)
  }

  @Test func `limits are alerts from the first row on, and must not cross`() async throws {
    let (outcome, _) = try await detect(text(series(50)), ["--json", "--upper", "10.9"])
    let alerts = try outcome.json()["alerts"] as? [[String: Any]]
    #expect(alerts?.first?["cause"] as? String == "limit")
    let (crossed, _) = try await detect(text(series(50)), ["--lower", "2", "--upper", "1"])
    #expect(crossed.status == 2 && crossed.errors.contains("--lower is at most --upper."))
  }
}
