import Foundation
import TestSupport
import Testing

extension EndToEnd {
  @Test func `customers are reported on from files alone`() async throws {
    let scratch = try ScratchFolder()
    let table = scratch.file("customers.csv")
    let orders = try scratch.write(orders(), to: "orders.csv")
    let outcome = try await GrowthProgram.run([
      "customers", orders, orders, "--k", "3", "--json", "--customers-out", table,
    ])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let report = try outcome.json()
    #expect(report["customers"] as? Int == 30)
    #expect(report["orders"] as? Int == 90)
    #expect(report["bgnbd"] is NSNull && report["gamma_gamma"] is NSNull)
    #expect(report["holdout"] == nil)
    let quality = try #require(report["quality"] as? [String: Any])
    #expect(quality["accepted"] as? Int == 90 && quality["duplicates"] as? Int == 90)
    #expect(quality["currency_source"] as? String == "assumed")
    let notes = report["notes"] as? [String]
    #expect(notes?.first == "No lifetime value yet: 30 buyers are known and 500 are needed.")
    let lines = try String(contentsOfFile: table, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 31)
    #expect(lines[0].hasPrefix("customer_id,recency_days,frequency,monetary,r_score,"))
    let text = try await GrowthProgram.run(["customers", orders])
    #expect(text.output.contains("customers\t30\n"))
  }

  /// In a process of its own, since its memory is measured.
  @Test func `damaged files are taken in whole or change nothing`() async throws {
    let outcome = try await GrowthProgram.run(["fuzz", "400"], program: "Benchmarks")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.hasPrefix("400 files: "))
  }

  @Test(arguments: [
    (["--as-of", "tomorrow"], 2, "'tomorrow' is no day. Write it like 2011-12-09."),
    (
      ["--as-of", "2001-01-01"], 1,
      "Nothing was ordered up to 2001-01-01: the first order is of 2024-01-"
    ),
    (["--calibration-end", "2030-01-01"], 1, "leaves no days to judge"),
    (["--k", "0"], 2, "--k is from 1 to 50."),
  ])
  func `a question without an answer is refused in a sentence`(
    arguments: [String], status: Int32, sentence: String
  ) async throws {
    let scratch = try ScratchFolder()
    let orders = try scratch.write(orders(), to: "orders.csv")
    let outcome = try await GrowthProgram.run(["customers", orders] + arguments)
    #expect(outcome.status == status)
    #expect(outcome.errors.contains(sentence), "\(outcome.errors)")
  }

  /// Ninety orders of thirty customers who differ.
  private func orders() -> String {
    "order_id,customer_id,order_date,amount\n"
      + (0..<90).map { "\($0),c\($0 % 30),2024-0\($0 % 7 + 1)-1\($0 % 9),\($0 * 3 + 10).50\n" }
      .joined()
  }
}
