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

  @Test(arguments: ["-2", "1e-9", "0", "1000", "nan"])
  func `a least effect that cannot be planned for is told the range`(effect: String) async throws {
    let refused = try await GrowthProgram.run(
      ["experiment", "plan", "--baseline", "0.05", "--effect", effect])
    #expect(refused.status == 2)
    #expect(
      refused.errors.contains(
        "--effect is a relative change above -1 and below 1000, at least 0.000001 from 0: "
          + "0.1 is +10 %, -0.1 is −10 %."))
  }

  @Test func `what cannot be compared has no p-value in words either`() async throws {
    let empty = """
      {"metric": "proportion", "looks": [{"variants": [
        {"name": "a", "n": 0, "sum": 0}, {"name": "b", "n": 0, "sum": 0}]}]}
      """
    let table = try await Self.analyze(empty)
    #expect(table.status == 0 && !table.output.contains("1.0000"), "\(table.output)")
    let json = try await Self.analyze(empty, ["--json"])
    #expect(json.output.contains("\"anytime_p\" : null"))
  }
}
