import Foundation
import TestSupport
import Testing

extension EndToEnd {
  private static func analyze(
    _ text: String, _ arguments: [String] = []
  ) async throws -> GrowthProgram.Outcome {
    try await GrowthProgram.run(["experiment", "analyze", "-"] + arguments, input: text)
  }

  private static let equal = """
    {"metric": "proportion", "looks": [{"variants": [
      {"name": "a", "n": 5000, "sum": 250}, {"name": "b", "n": 5000, "sum": 255}]}]}
    """

  @Test func `a plan that ended without a winner says so`() async throws {
    let table = try await Self.analyze(Self.equal)
    #expect(table.output.contains("no winner") && !table.output.contains("continue"))
    let json = try await Self.analyze(Self.equal, ["--json"])
    #expect(json.output.contains("\"plan_over\" : true"))
    #expect(json.output.contains("the plan ended without a winner"))
  }

  @Test func `a least effect may be negative, another number is refused in words`() async throws {
    let downwards = try await Self.analyze(Self.equal, ["--minimum-effect", "-0.1"])
    #expect(downwards.status == 0)
    let refused = try await Self.analyze(Self.equal, ["--alpha", "-0.1"])
    #expect(refused.status == 2)
    #expect(refused.errors.contains("--alpha is between 0 and 1, like 0.05."))
    let plan = try await GrowthProgram.run(
      ["experiment", "plan", "--baseline", "0.05", "--minimum-effect", "-0.1"])
    #expect(plan.status == 0 && plan.output.contains("at least 10 %"))
  }

  @Test func `a misspelt key of a test is pointed at`() async throws {
    let outcome = try await Self.analyze(
      Self.equal.replacingOccurrences(of: "\"looks\"", with: "\"plannd_looks\": 5, \"looks\""))
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains(":1:26: found the unknown key 'plannd_looks' in the test, "))
    #expect(outcome.errors.contains("expected 'planned_looks'"))
  }
}
