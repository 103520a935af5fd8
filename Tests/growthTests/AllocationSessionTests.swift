import Foundation
import Testing

@testable import growth

@Suite struct `Playing the allocation protocol` {
  private let start = """
    {"type":"start","channels":["a","b"],"daily_budget":100,"days":3,"min_share":0.02,\
    "max_share":0.8,"max_daily_change":0.5,"first_date":"2025-01-01","seed":7}
    """
  private let history = """
    {"type":"history","rows":[\
    {"channel":"a","date":"2024-12-31","spend":60,"orders":3,"revenue":90.5},\
    {"channel":"b","date":"2024-12-31","spend":40,"orders":1,"revenue":30}]}
    """

  private struct Answer: Decodable {
    var spend: [String: Double]
  }

  private func spend(_ answer: String?) throws -> [String: Double] {
    try JSONDecoder().decode(Answer.self, from: Data((answer ?? "").utf8)).spend
  }

  @Test func `each day is answered with a spend for each channel`() throws {
    var session = AllocationSession()
    #expect(try session.answer(start) == nil)
    #expect(try session.answer(history) == nil)
    var last = ["a": 60.0, "b": 40.0]
    for day in ["2025-01-01", "2025-01-02"] {
      let now = try spend(session.answer(#"{"type":"day","date":"\#(day)","updates":[]}"#))
      #expect(now.values.reduce(0, +) <= 100)
      for (channel, amount) in now {
        #expect(abs(amount / (last[channel] ?? 0) - 1) <= 0.5)
      }
      last = now
    }
    #expect(try session.answer("  ") == nil)
    #expect(try session.answer(#"{"type":"end"}"#) == nil)
    #expect(session.hasEnded)
  }

  @Test(arguments: [
    ("rubbish", "line 2: this is no JSON."),
    ("[]", "line 2: a JSON object is expected."),
    (#"{"type":"dance"}"#, "line 2: 'type': "),
    (#"{"type":"day"}"#, "line 2: 'date' is missing."),
    (#"{"type":"day","date":"2024-12-31"}"#, "line 2: 2024-12-31 does not come after 2024-12-31."),
    (#"{"type":"day","date":5}"#, "line 2: 'date' has the wrong type."),
    (
      #"{"type":"history","rows":[{"channel":"z","date":"2024-12-31","spend":1,"orders":1,"revenue":1}]}"#,
      "line 2: no channel is called 'z'."
    ),
    (
      #"{"type":"history","rows":[{"channel":"a","date":"2024-12-31","spend":-1,"orders":1,"revenue":1}]}"#,
      "line 2: the spend of 'a' on 2024-12-31 is -1.0."
    ),
    (
      #"{"type":"history","rows":[{"channel":"a","date":"2025-01-01","spend":1,"orders":1,"revenue":1}]}"#,
      "line 2: a row of 2025-01-01, which is not over yet."
    ),
  ])
  func `a line that makes no sense is refused with its number`(line: String, words: String) throws {
    var session = AllocationSession()
    _ = try session.answer(start)
    #expect(complaint { _ = try session.answer(line) }.hasPrefix(words))
  }

  @Test func `lines in the wrong order are refused`() throws {
    var session = AllocationSession()
    let day = #"{"type":"day","date":"2025-01-01","updates":[]}"#
    #expect(complaint { _ = try session.answer(day) } == "line 1: a day before the start.")
    _ = try session.answer(start)
    #expect(complaint { _ = try session.answer(start) } == "line 3: a second start.")
    _ = try session.answer(day)
    #expect(
      complaint { _ = try session.answer(history) }
        == "line 5: the history belongs between the start and the first day.")
  }

  @Test func `terms that nothing can keep to are refused`() {
    var session = AllocationSession()
    let tight = start.replacing(#""min_share":0.02"#, with: #""min_share":0.6"#)
    #expect(
      complaint { _ = try session.answer(tight) }
        == "line 1: 2 channels at a minimum share of 0.6 need more than the whole budget.")
  }

  private func complaint(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "nothing"
    } catch {
      return "\(error)"
    }
  }
}

@Suite struct `Dividing a budget from a file` {
  private func problem(_ text: String) throws -> StaticAllocation {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(StaticAllocation.self, from: Data(text.utf8))
  }

  private struct Answer: Decodable {
    var spend: [Double]
    var unspent: Double
  }

  private func answer(_ problem: StaticAllocation) throws -> Answer {
    let text = try JSONText.of(StaticAllocationReport(problem, try problem.divided()))
    return try JSONDecoder().decode(Answer.self, from: Data(text.utf8))
  }

  @Test func `two equal curves share the budget, as a table and as JSON`() throws {
    let problem = try problem(
      #"{"budget":1000,"channels":[{"A":900,"h":1,"c":200},{"name":"Mail","A":900,"h":1,"c":200}]}"#
    )
    let report = StaticAllocationReport(problem, try problem.divided())
    #expect(
      report.text(.aligned).split(separator: "\n") == [
        "channel   spend   share  return  next unit",
        "1        500.00  50.0 %  642.86     0.3673",
        "Mail     500.00  50.0 %  642.86     0.3673",
        "1,000.00 of 1,000.00 return 1,285.71; no other division returns more.",
      ])
    let text = try JSONText.of(report)
    #expect(text.contains(#""spend" : ["#) && text.contains(#""value" : 1285.7142"#))
  }

  @Test func `steps and a minimum return bind`() throws {
    let steps = try problem(
      #"{"budget":100,"channels":[{"A":900,"h":1,"c":200},{"A":9,"h":1,"c":200}],"current":[20,80],"max_change":0.25}"#
    )
    let answer = try self.answer(steps)
    #expect(abs(answer.spend[0] - 25) < 1e-9 && abs(answer.spend[1] - 75) < 1e-9)
    let least = try problem(
      #"{"budget":1000,"channels":[{"A":100,"h":1,"c":50}],"minimum_return":0.5}"#)
    #expect(abs(try self.answer(least).unspent - 950) < 1e-6)
  }

  @Test(arguments: [
    (
      #"{"budget":1,"channels":[{"A":1,"h":0,"c":1}]}"#,
      "The curve of channel 1 is none: 'A' is at least 0, 'c' and 'h' are above 0."
    ),
    (
      #"{"budget":1,"channels":[{"A":1,"h":1,"c":1}],"lower":[2],"upper":[3]}"#,
      "The lower bounds add up to 2.0, the budget is only 1.0."
    ),
    (
      #"{"budget":1,"channels":[{"A":1,"h":1,"c":1}],"lower":[]}"#,
      "'lower' has 0 entries; the file has 1 channels."
    ),
    (#"{"budget":-1,"channels":[]}"#, "The budget is -1.0. At least 0 is expected."),
  ])
  func `a case without an answer is refused with the reason`(text: String, words: String) throws {
    let problem = try problem(text)
    let error = #expect(throws: CommandFailure.self) { _ = try problem.divided() }
    #expect(error?.description == words)
  }

  @Test func `a file that is not there is told`() {
    let error = #expect(throws: CommandFailure.self) {
      _ = try StaticAllocationFile(path: "/nowhere/case.json", number: nil).read()
    }
    #expect(error?.description == "'/nowhere/case.json' cannot be read.")
  }
}
