import Foundation
import TestSupport
import Testing

extension EndToEnd {
  @Test(arguments: [
    ["nonsense"], ["approve", "seven"], ["console", "--speed", "0"], ["simulate", "--days", "0"],
    ["reject", "1", "--code", "because"], ["budget", "1", "£70"], ["level", "high"],
    ["level", "act", "--platform", "google"], ["import"], ["decisions", "--limit", "0"],
    ["approve", "1"],
  ])
  func `wrong use ends with 2 and says how it is used`(arguments: [String]) async throws {
    let home = try ScratchFolder()
    let outcome = try await GrowthProgram.run(arguments, environment: ["GROWTH_HOME": home.path])
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("Usage: growth") || outcome.errors.contains("Error: "))
  }

  @Test(arguments: [
    ["status"], ["campaigns", "--json"], ["pause", "1"], ["audit", "verify"], [],
  ])
  func `without a shop every command says how to get one`(arguments: [String]) async throws {
    let home = try ScratchFolder()
    let outcome = try await GrowthProgram.run(arguments, home: home.path)
    #expect(outcome.status == 1)
    #expect(
      outcome.errors
        == "growth: There are no orders in '\(home.path)' yet. Start 'growth --sample' for the "
        + "sample shop, or 'growth import FILE' for your own.\n")
  }

  @Test(
    arguments: [
      (nil, "There is no file '{}'. Check the path."),
      ("", "'{}' is empty. Export the orders again, with a header line."),
      (
        "a,b\n1,2\n",
        "'{}' has the columns 'a', 'b'; needed and not found: "
      ),
      (
        "PK\u{3}\u{4}\u{0}\u{0}",
        "'{}' is not a text file (a zero byte at position 4). Export the orders as CSV."
      ),
      (
        "order_id,customer_id,order_date,amount\n1,a,never,lots\n2,b,2020-01-01,x\n",
        "'{}' was refused: 2 of 2 rows (100 %) are bad, more than the 5 % allowed; nothing was imported."
      ),
    ] as [(String?, String)])
  func `a file that cannot be used is refused whole, in a sentence`(
    content: String?, words: String
  ) async throws {
    let home = try ScratchFolder()
    let file = home.file("orders.csv")
    if let content { _ = try home.write(content, to: "orders.csv") }
    let outcome = try await GrowthProgram.run(["import", file], home: home.file("data"))
    #expect(outcome.status == 1)
    #expect(outcome.errors.hasPrefix("growth: " + words.replacing("{}", with: file)))
    #expect(try await GrowthProgram.run(["status"], home: home.file("data")).status == 1)
  }

  @Test func `a broken configuration is told of with its place, and nothing starts`() async throws {
    let home = try ScratchFolder()
    _ = try home.write("caps: {dya: 5}\n", to: "config.yaml")
    let outcome = try await GrowthProgram.run(["agent", "--sample"], home: home.path)
    #expect(outcome.status == 1)
    #expect(
      outcome.errors
        == "growth: config.yaml:1:8: unknown key 'dya' in caps. Expected 'day', 'meta' or 'total'. "
        + "Correct it and start again.\n")
    #expect(!FileManager.default.fileExists(atPath: home.file("growth.sqlite")))
  }

  @Test func `an unknown theme is told of with those that exist`() async throws {
    let home = try ScratchFolder()
    let outcome = try await GrowthProgram.run(["--theme", "nope"], home: home.path)
    #expect(outcome.status == 1)
    #expect(outcome.errors.hasPrefix("growth: There is no theme 'nope'. There are: dark, "))
  }

  @Test func `something else in the place of the database is left alone`() async throws {
    let home = try ScratchFolder()
    let rubbish = String(repeating: "this is no database ", count: 500)
    _ = try home.write(rubbish, to: "growth.sqlite")
    let outcome = try await GrowthProgram.run(["status"], home: home.path)
    #expect(outcome.status == 1)
    #expect(
      outcome.errors
        == "growth: '\(home.path)/growth.sqlite' is not a database of this program. "
        + "Name another data folder, or move the file away.\n")
    #expect(home.read("growth.sqlite") == rubbish)
  }

  @Test func `halting needs neither an agent nor a database that can be read`() async throws {
    let home = try ScratchFolder()
    _ = try home.write("rubbish", to: "growth.sqlite")
    let outcome = try await GrowthProgram.run(["halt", "--reason", "drill"], home: home.path)
    #expect(outcome.status == 0)
    #expect(home.read("halt").contains("drill"))
  }

  @Test func `a folder that is a file is told of`() async throws {
    let home = try ScratchFolder()
    let file = try home.write("", to: "file")
    let outcome = try await GrowthProgram.run(["agent", "--sample"], home: file)
    #expect(outcome.status == 1)
    #expect(outcome.errors.hasPrefix("growth: '\(file)' cannot be used for data: it is a file."))
  }

  @Test func `the doctor finds what is wrong and ends with 1`() async throws {
    let home = try ScratchFolder()
    _ = try home.write("rubbish", to: "growth.sqlite")
    _ = try home.write("speed: fast\n", to: "config.yaml")
    let outcome = try await GrowthProgram.run(["doctor", "--json"], home: home.path)
    #expect(outcome.status == 1)
    let findings = try outcome.json()["findings"] as? [[String: Any]] ?? []
    let problems = findings.filter { $0["is_ok"] as? Bool == false }.map { $0["check"] as? String }
    #expect(problems == ["database", "configuration"])
  }

  @Test func `a simulation prints its score with the promised names`() async throws {
    let outcome = try await GrowthProgram.run(["simulate", "--days", "2", "--seed", "7", "--json"])
    #expect(outcome.status == 0)
    let policies = try outcome.json()["policies"] as? [[String: Any]] ?? []
    #expect(policies.first?["name"] as? String == "agent")
    #expect(policies.first?["worst_day"] is Double)
    #expect(policies.first?["breaches"] as? Int == 0)
  }

  @Test func `the keys are printed from the table`() async throws {
    let home = try ScratchFolder()
    _ = try home.write("keys: {approve: [o]}\n", to: "config.yaml")
    let outcome = try await GrowthProgram.run(["keys"], home: home.path)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("halt"))
    #expect(
      outcome.output.split(separator: "\n").contains { $0.hasPrefix("  o ") || $0.hasPrefix("o ") })
  }
}
