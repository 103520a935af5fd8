import Commerce
import Evaluation
import Foundation
import Statistics
import Testing

@Suite struct ExperimentAnalysisTests {
  func arm(_ trials: Int, _ successes: Int) -> ArmFigures {
    .proportion(Proportion(successes: successes, trials: trials))
  }

  func comparisons(
    _ arms: [(Int, Int)], alpha: Double = 0.05, higherIsBetter: Bool = true
  ) -> [ExperimentComparison] {
    let names = ["control"] + (1..<arms.count).map { "variant \($0)" }
    let record = ExperimentRecord(
      names: names, higherIsBetter: higherIsBetter,
      looks: [ExperimentLook(arms: arms.map { arm($0.0, $0.1) })])
    return ExperimentAnalysis(record, alpha: alpha).comparisons()
  }

  @Test func `one look is judged as one test, with its reason`() throws {
    let result = try #require(comparisons([(5_000, 250), (5_010, 310)]).first)
    #expect(result.decision == .adopt)
    #expect(
      result.why
        == "Winner: +23.8 % (0.0619 against 0.05), p 0.00973; clear at the one look planned at "
        + "alpha 0.05.")
    #expect(result.name == "variant 1 vs control")
    #expect((result.winProbability ?? 0) > 0.99)
    #expect(comparisons([(5_000, 310), (5_010, 250)]).first?.decision == .drop)
    #expect(comparisons([(5_000, 250), (5_010, 260)]).first?.decision == .continue)
  }

  @Test func `less is better where the metric says so`() {
    let worse = comparisons([(5_000, 250), (5_010, 310)], higherIsBetter: false).first
    #expect(worse?.decision == .drop)
    #expect((worse?.winProbability ?? 1) < 0.01)
  }

  @Test func `Holm's rule shares the error between variants`() {
    // p = 0.028 and 0.0004: the first alone would do, with two it needs the other's place.
    let both = comparisons([(5_000, 250), (5_000, 300), (5_000, 330)])
    #expect(both.map(\.decision) == [.adopt, .adopt])
    let alone = comparisons([(5_000, 250), (5_000, 300), (5_000, 255)])
    #expect(alone.map(\.decision) == [.continue, .continue])
  }

  @Test func `of two winners the one with the larger effect is adopted, in words`() {
    let both = comparisons([(5_000, 250), (5_000, 330), (5_000, 300 + 40)])
    #expect(both.map(\.decision) == [.adopt, .adopt])
    #expect(
      both[0].why.hasSuffix(
        " Adopt variant 2 instead of it: of 2 winners its effect is the largest, +36 % against "
          + "+32 % (the two may be equal, p 0.689)."))
    #expect(
      both[1].why.hasSuffix(
        " Adopt this one: of 2 winners its effect is the largest, +36 % against +32 % of variant 1 "
          + "(the two may be equal, p 0.689)."))
  }

  @Test func `variants of an experiment in a table share the error as those of one record do`() {
    func record(_ variant: String, _ successes: [Int], day: Double = 0) -> ExperimentRecord {
      ExperimentRecord(
        experiment: "x", variant: variant, metric: "1", names: ["control", "variant \(variant)"],
        looks: successes.enumerated().map { place, successes in
          let trials = 5_000 * (place + 1)
          return ExperimentLook(
            time: day + Double(place + 1), arms: [arm(trials, trials / 20), arm(trials, successes)])
        })
    }
    let rule = StoppingRule(.groupSequential(.obrienFleming), horizon: .looks(2))
    func calls(_ records: [ExperimentRecord]) -> [ExperimentDecision] {
      ExperimentAnalysis.comparisons(of: records) { _ in rule }.map(\.decision)
    }
    // p is 0.03 at the second look: enough alone, too little beside one that is not called.
    let weak = record("1", [255, 564])
    #expect(calls([weak]) == [.adopt])
    #expect(calls([weak, record("2", [250, 505])]) == [.continue, .continue])
    #expect(calls([weak, record("2", [250, 700])]) == [.adopt, .adopt])
    var other = record("2", [250, 505])
    other.metric = "2"
    #expect(calls([weak, other]) == [.adopt, .continue])
    let both = ExperimentAnalysis.comparisons(of: [weak, record("2", [250, 700])]) { _ in rule }
    #expect(both[1].why.contains("shared by 2 variants (Holm)"))
  }

  @Test func `a broken split invalidates whatever the arms say`() {
    let result = comparisons([(6_000, 180), (4_000, 200)]).first
    #expect(result?.decision == .stopInvalid)
    #expect(result?.why.contains("control has 60 %, planned 50 %") == true)
  }

  @Test func `a split that was broken once is told by the figures of that look`() throws {
    func look(_ trials: Int, _ others: Int) -> ExperimentLook {
      ExperimentLook(arms: [arm(trials, trials / 10), arm(others, others / 10)])
    }
    let record = ExperimentRecord(
      names: ["control", "b"],
      looks: [look(1_000, 1_000), look(6_000, 4_000), look(50_000, 50_000)])
    let result = try #require(ExperimentAnalysis(record).comparisons().first)
    #expect(result.decision == .stopInvalid)
    #expect(
      result.why.hasPrefix(
        "Invalid: at look 2 the split is not the planned one (p below 0.0001): control has 60 %, "))
  }

  @Test(arguments: [
    ([(0, 0), (0, 0)], "nobody has been counted"), ([(100, 0), (100, 0)], "the same value"),
    ([(100, 100), (100, 100)], "the same value"), ([(0, 0), (10, 3)], "nobody has been counted"),
  ])
  func `too little is no answer`(arms: [(Int, Int)], words: String) {
    let result = comparisons(arms).first
    #expect(result?.decision == .continue)
    #expect(result?.why.contains(words) == true)
    #expect(result?.winProbability == nil)
  }

  @Test func `means with nothing to vary, or one user, are no answer`() {
    for arm in [Moments([1.0]), Moments([2.0, 2, 2]), Moments()] {
      let record = ExperimentRecord(
        names: ["a", "b"], looks: [ExperimentLook(arms: [.mean(arm), .mean(arm)])])
      #expect(ExperimentAnalysis(record).comparisons().first?.decision == .continue)
    }
    let constant = ExperimentRecord(
      names: ["a", "b"],
      looks: [
        ExperimentLook(arms: [.mean(Moments([2.0, 2, 2])), .mean(Moments([3.0, 3, 3]))])
      ])
    #expect(
      ExperimentAnalysis(constant).comparisons().first?.why
        == "Nothing can be said: no user of a variant differs from the others of it, so chance "
        + "cannot be judged. Wait for more data.")
    let unknown = ExperimentRecord(
      names: ["a", "b"],
      looks: [ExperimentLook(arms: [.spreadUnknown(count: 9), .spreadUnknown(count: 9)])])
    #expect(
      ExperimentAnalysis(unknown).comparisons().first?.why
        == "Nothing can be said: the variance is missing, so the difference cannot be judged. "
        + "Wait for more data.")
  }

  @Test func `a guardrail that may be harmed forbids the adoption`() {
    func decision(_ returns: (Int, Int)) -> ExperimentComparison? {
      let record = ExperimentRecord(
        names: ["control", "variant 1"],
        guardrails: [GuardrailMetric(name: "returns", higherIsBetter: false, margin: 0.1)],
        looks: [
          ExperimentLook(
            arms: [arm(50_000, 2_500), arm(50_000, 2_900)],
            guardrails: [[arm(50_000, returns.0), arm(50_000, returns.1)]])
        ])
      return ExperimentAnalysis(record).comparisons().first
    }
    #expect(decision((5_000, 5_010))?.decision == .adopt)
    let open = decision((500, 540))
    #expect(open?.decision == .continue)
    #expect(open?.why.contains("not shown yet that returns is not worse by more than 10 %") == true)
    let harmed = decision((5_000, 6_000))
    #expect(harmed?.decision == .drop)
    #expect(harmed?.why.hasSuffix("but returns is worse by more than 10 %.") == true)
  }

  @Test(arguments: [
    StoppingRule(.groupSequential(.obrienFleming), horizon: .looks(40)),
    StoppingRule(.groupSequential(.pocock), horizon: .size(perVariant: 8_000, looks: 40)),
    StoppingRule(.anytime, horizon: nil), nil,
  ])
  func `a decision at a look knows nothing of later looks`(rule: StoppingRule?) throws {
    var generator = SeededGenerator(seed: 11)
    var record = PeekedTest.record(rate: 0.1, lift: 0.25, looks: 40, using: &generator)
    for look in record.looks.indices { record.looks[look].time = Double(look + 1) }
    let whole = try #require(ExperimentAnalysis(record, rule: rule).comparisons().first)
    for looks in [2, 7, 20, 33] {
      var part = record
      part.looks = Array(record.looks[..<looks])
      let seen = try #require(ExperimentAnalysis(part, rule: rule).comparisons().first)
      #expect(seen.looks == Array(whole.looks[..<looks]))
    }
  }

  /// Thirty days of 2,000 users an arm and a rate of 10 %; on some days the treatment's conversions
  /// are reported wrong by a share.
  func report(wrongBy share: Double, on days: ClosedRange<Int>) -> ExperimentRecord {
    let looks = (1...30).map { day in
      let users = 2_000 * day
      let reported = days.contains(day) ? Double(users) * 0.1 * (1 + share) : Double(users) * 0.1
      return ExperimentLook(
        time: Double(day), arms: [arm(users, users / 10), arm(users, Int(reported))])
    }
    return ExperimentRecord(names: ["control", "treatment"], looks: looks)
  }

  @Test(arguments: [14...14, 21...21, 20...21])
  func `a report that the ones before it contradict ends nothing`(days: ClosedRange<Int>) throws {
    let wrong = report(wrongBy: 0.15, on: days)
    let result = try #require(ExperimentAnalysis(wrong).comparisons().first)
    #expect(abs(result.looks[days.upperBound - 1].comparison?.score ?? 0) > 5)
    #expect(result.decision == .continue)
    #expect(result.why.contains("that those before"))
    #expect((result.last?.anytimeP ?? 0) > 0.5)
    let lasting = report(wrongBy: 0.15, on: 1...30)
    #expect(ExperimentAnalysis(lasting).comparisons().first?.decision == .adopt)
  }

  @Test func `no looks, and one look with days, have an answer`() {
    let none = ExperimentRecord(names: ["a", "b"], looks: [])
    let answer = ExperimentAnalysis(none).comparisons().first
    #expect(answer?.decision == .continue && answer?.why == "There are no looks yet.")
    var one = report(wrongBy: 0.15, on: 1...30)
    one.looks = Array(one.looks.suffix(1))
    let called = ExperimentAnalysis(one).comparisons().first
    #expect(called?.decision == .adopt && called?.stoppedLook == 0)
  }

  @Test func `no conversions in one arm only is a difference of rates without a relative one`() {
    let result = comparisons([(500, 0), (500, 12)]).first
    #expect(result?.decision == .adopt)
    #expect(result?.last?.comparison?.relative == nil)
    #expect((result?.expectedLoss ?? 1) < 1e-6)
  }

  @Test func `the expected loss is of the rate, and relative for means`() throws {
    // Beta-binomial quadrature, 5 of 40 against 12 of 42: loss of the treatment, then the control.
    let rates = try #require(comparisons([(40, 5), (42, 12)]).first)
    #expect(abs((rates.expectedLoss ?? 0) / 0.00141632480748 - 1) < 1e-6)
    #expect(abs((rates.winProbability ?? 0) - 0.960883570048) < 1e-6)
    let fewer = try #require(comparisons([(40, 5), (42, 12)], higherIsBetter: false).first)
    #expect(abs((fewer.expectedLoss ?? 0) / 0.154013727405 - 1) < 1e-6)
    // gbstats 0.8.0, EffectBayesianABTest, relative, flat prior, on ASOS 036afc, variant 2, metric 4.
    let control = Moments(count: 1_050_994, mean: 148.194364427, variance: 78105.3873708)
    let treatment = Moments(count: 1_050_508, mean: 147.904167723, variance: 77913.8114206)
    let record = ExperimentRecord(
      names: ["control", "treatment"],
      looks: [ExperimentLook(arms: [.mean(control), .mean(treatment)])])
    let means = try #require(ExperimentAnalysis(record).comparisons().first)
    #expect(abs((means.expectedLoss ?? 0) / 0.00229668875153 - 1) < 1e-7)
    #expect(abs((means.winProbability ?? 0) - 0.225472714913) < 1e-8)
  }

  @Test func `false calls among many tests are taken back`() {
    let clear = comparisons([(5_000, 250), (5_000, 400)])
    let weak = comparisons([(5_000, 250), (5_000, 296)])
    let nothing = (0..<20).flatMap { _ in comparisons([(5_000, 250), (5_000, 251)]) }
    #expect(weak.first?.decision == .adopt)
    let kept = SimultaneousTests.controlled(clear + weak + nothing, rate: 0.05)
    #expect(kept.map(\.decision).prefix(2) == [.adopt, .continue])
    #expect(kept[1].why.contains("Taken back: among 22 tests"))
  }

  /// Calls that the last look confirms at 5 %, those that it does not, and the most there can be.
  func confirmations(
    _ rule: (ExperimentRecord) -> StoppingRule?
  ) throws -> (confirmed: Int, unconfirmed: Int, possible: Int) {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let data = try Data(contentsOf: folder.appendingPathComponent("Fixtures/asos_metric_1.csv"))
    var table = ExperimentTable(file: "asos_metric_1.csv")
    try table.take(data)
    var (confirmed, unconfirmed, possible) = (0, 0, 0)
    for record in try table.finished() {
      let result = try #require(ExperimentAnalysis(record, rule: rule(record)).comparisons().first)
      let end = result.looks.last { $0.comparison != nil }?.comparison
      let isClear = (end?.pValue ?? 1) < 0.05
      if isClear { possible += 1 }
      guard let call = result.call else { continue }
      let isUp = (end?.effect.value ?? 0) > 0
      if isClear, isUp == (call == .adopt) { confirmed += 1 } else { unconfirmed += 1 }
    }
    return (confirmed, unconfirmed, possible)
  }

  @Test func `the calls on ASOS's tests are confirmed at their ends`() throws {
    let planned = try confirmations { record in
      StoppingRule(.groupSequential(.obrienFleming), horizon: .looks(record.looks.count))
    }
    // The ninth has a broken split.
    #expect(planned == (8, 0, 9))
    let usual = try confirmations { _ in nil }
    #expect(usual == (6, 0, 9))
  }
}

@Suite struct VariantAssignmentTests {
  @Test func `a user keeps the variant, and another salt deals anew`() {
    let one = VariantAssignment(salt: "checkout", shares: [0.5, 0.5])
    let other = VariantAssignment(salt: "banner", shares: [0.5, 0.5])
    var same = 0
    for number in 0..<10_000 {
      let id = "user-\(number)"
      #expect(one.variant(of: id) == one.variant(of: id))
      if one.variant(of: id) == other.variant(of: id) { same += 1 }
    }
    #expect(abs(same - 5_000) < 200)
    // Fixed for ever: changing these would move users between variants.
    #expect((0..<8).map { one.variant(of: "user-\($0)") } == [0, 1, 1, 0, 1, 0, 1, 0])
  }

  @Test(arguments: [[0.5, 0.5], [0.9, 0.1], [1, 2, 3, 4], [1, 0, 1]])
  func `variants get their shares of sequential and of odd ids`(shares: [Double]) throws {
    let assignment = VariantAssignment(salt: "t1", shares: shares)
    for prefix in ["", "customer:", "ü"] {
      var counts = [Int](repeating: 0, count: shares.count)
      for number in 0..<30_000 { counts[assignment.variant(of: "\(prefix)\(number)")] += 1 }
      for (count, share) in zip(counts, shares) where share == 0 { #expect(count == 0) }
      let used = zip(counts, shares).filter { $0.1 > 0 }
      let split = try SampleRatioMismatch(observed: used.map(\.0), shares: used.map(\.1))
      #expect(split.pValue > 1e-4)
    }
  }

  @Test func `places are uniform`() {
    let assignment = VariantAssignment(salt: "s", shares: [1])
    var counts = [Double](repeating: 0, count: 64)
    for number in 0..<64_000 { counts[Int(assignment.place(of: "\(number)") * 64)] += 1 }
    let statistic = counts.reduce(0) { $0 + ($1 - 1_000) * ($1 - 1_000) / 1_000 }
    #expect(statistic < 120)
  }
}

@Suite struct ExperimentFileTests {
  func problem(_ text: String) -> String? {
    do {
      _ = try ExperimentJSON(bytes: Array(text.utf8), file: "t.json")
      return nil
    } catch {
      return error.description
    }
  }

  func look(_ control: String, _ treatment: String = "\"n\": 10, \"sum\": 2") -> String {
    "{\"variants\": [{\"name\": \"a\", \(control)}, {\"name\": \"b\", \(treatment)}]}"
  }

  func file(_ looks: String, metric: String = "proportion") -> String {
    "{\"metric\": \"\(metric)\",\n\"looks\": [\(looks)]}"
  }

  @Test func `a test of two looks is read`() throws {
    let text = file(look("\"n\": 5, \"sum\": 1") + ", " + look("\"n\": 9, \"sum\": 1"))
    let test = try ExperimentJSON(bytes: Array(text.utf8), file: "t.json")
    #expect(test.record.names == ["a", "b"])
    #expect(test.record.looks.map { $0.arms.map(\.count) } == [[5, 10], [9, 10]])
  }

  @Test func `earlier figures make an adjusted comparison`() throws {
    let sums =
      "\"n\": 10, \"sum\": 30, \"sum_squares\": 120, \"pre_sum\": 20, "
      + "\"pre_sum_squares\": 60, \"post_pre_sum_of_products\": 75"
    let text = file(look(sums, sums), metric: "mean")
    let test = try ExperimentJSON(bytes: Array(text.utf8), file: "t.json")
    guard case .adjusted(let arm) = test.record.looks[0].arms[0] else {
      Issue.record("not adjusted")
      return
    }
    #expect(arm.sumOfProducts == 75)
  }

  @Test(arguments: [
    ("\"n\": -1, \"sum\": 0", "2:44: found -1.0, expected a whole number from 0 to 2^53 for 'n'"),
    ("\"n\": 5, \"sum\": 6", "2:54: found 6.0, expected a whole number from 0 to n (5) for 'sum'"),
    ("\"n\": 5, \"sum\": NaN", "2:54: found nan, expected"),
    ("\"n\": 5", "2:25: found no 'sum', expected"),
    ("\"n\": \"5\", \"sum\": 1", "2:44: found '5', expected a whole number"),
  ])
  func `a bad number is pointed at`(figures: String, words: String) {
    let message = problem(file(look(figures))) ?? ""
    #expect(message.hasPrefix("t.json:\(words)"), "\(message)")
  }

  @Test func `structure that is missing or out of order is explained`() {
    #expect(
      problem("{\"looks\": []}")
        == "t.json:1:1: found no 'metric', expected \"metric\": \"proportion\" or \"mean\". "
        + "Say whether the sums count users or add up values.")
    #expect(problem("")?.contains("found the end of the file") == true)
    #expect(problem("{\"metric\": \"mean\", \"looks\": []}")?.contains("an empty list") == true)
    #expect(problem(file("{\"variants\": [{\"name\": \"a\"}]}"))?.contains("one variant") == true)
    #expect(
      problem(file(look("\"n\": 5, \"sum\": 1"), metric: "mean"))?.contains("sum_squares") == true)
    let shrinking = look("\"n\": 9, \"sum\": 1") + "," + look("\"n\": 5, \"sum\": 1")
    #expect(problem(file(shrinking))?.contains("fewer than 9 at the look before") == true)
    #expect(problem("{\"metric\": \"mean\" \"looks\"}")?.contains("a comma or }") == true)
  }

  @Test(arguments: [
    (
      "{\"metric\": \"proportion\",\n \"plannedlooks\": 5, \"looks\": []}",
      "2:2: found the unknown key 'plannedlooks' in the test, expected 'planned_looks', 'planned_n' "
        + "or 'looks'. Correct the key, or keep remarks in \"note\"."
    ),
    (
      "{\"metric\": \"mean\", \"looks\": [{\"tme\": 1, \"variants\": [{\"name\": \"a\"}, "
        + "{\"name\": \"b\"}]}]}",
      "1:31: found the unknown key 'tme' in a look, expected 'time' or 'variants'."
    ),
  ])
  func `a key that nobody reads is pointed at, with the ones that were meant`(
    text: String, words: String
  ) {
    let message = problem(text) ?? ""
    #expect(message.hasPrefix("t.json:\(words)"), "\(message)")
  }

  @Test func `a misspelt figure is pointed at and a note is not`() throws {
    let message = problem(file(look("\"n\": 10, \"sums\": 2")))
    #expect(message?.contains("'sums' in a variant, expected 'sum', ") == true)
    let noted = "{\"note\": \"of May\"," + file(look("\"n\": 10, \"sum\": 2")).dropFirst()
    #expect(problem(noted) == nil)
  }

  @Test(arguments: [("0.05", 0.05), ("-0.2", -0.2)])
  func `the least effect worth finding is read`(number: String, effect: Double) throws {
    let text =
      "{\"minimum_effect\": \(number)," + file(look("\"n\": 10, \"sum\": 2")).dropFirst()
    #expect(try ExperimentJSON(bytes: Array(text.utf8), file: "t.json").minimumEffect == effect)
    #expect(
      problem(text.replacingOccurrences(of: number, with: "0"))?.contains("that is not 0") == true)
  }

  func records(_ rows: [String]) throws -> [ExperimentRecord] {
    var table = ExperimentTable(file: "t.csv")
    let header =
      "experiment_id,variant_id,metric_id,time_since_start,count_c,count_t,mean_c,mean_t,"
      + "variance_c,variance_t"
    // Byte by byte, as pieces of a stream may end anywhere.
    for byte in ([header] + rows).joined(separator: "\r\n").utf8 { try table.take([byte]) }
    return try table.finished()
  }

  @Test func `rows in any order and repeated rows make the same tests`() throws {
    let rows = ["x,1,1,2,90,91,1,1.1,2,2", "x,1,1,1,50,51,1,1.1,2,2", "y,1,1,1,5,5,1,1,,"]
    let tests = try records(rows + [rows[0]])
    #expect(tests.map(\.experiment) == ["x", "y"])
    #expect(tests[0].looks.map(\.time) == [1, 2])
    #expect(tests[1].looks[0].arms[0] == .spreadUnknown(count: 5))
    let nobody = try records(["x,1,1,1,0,51,,1.1,,2"])
    #expect(nobody[0].looks[0].arms[0] == .spreadUnknown(count: 0))
  }

  @Test(arguments: [
    (["x,1,1,1,-5,51,1,1.1,2,2"], "t.csv:2:5: found '-5', expected a whole count from 0"),
    (["x,1,1,1,5,51,1,1.1,-2,2"], "t.csv:2:9: found '-2', expected a variance from 0"),
    (["x,1,1,1,5,51,1,1.1,2"], "t.csv:2:1: found 9 cells, expected 10 cells"),
    (
      ["x,1,1,,5,51,1,1.1,2,2"],
      "t.csv:2:4: found an empty cell, expected days since the start, from 0 in 'time_since_start'"
    ),
    (
      ["x,1,1,1,,51,1,1.1,2,2"],
      "t.csv:2:5: found an empty cell, expected a whole count from 0 in 'count_c'. Fill in the cell, "
        + "or remove the row if nothing was read then."
    ),
    (["x,1,1,1,50,NaN,1,1.1,2,2"], "t.csv:2:6: found 'NaN', expected a whole count from 0"),
    (["x,1,1,1,50,51.5,1,1.1,2,2"], "t.csv:2:6: found '51.5', expected a whole count from 0"),
    (["x,1,1,1,50,51,1,,2,2"], "t.csv:2:8: found an empty cell, expected a number in 'mean_t'"),
    (["x,1,1,1,,,,,,"], "t.csv:2:5: found an empty cell, expected a whole count"),
    (
      ["x,1,1,1,50,51,1,1.1,2,2", "x,1,1,1,60,51,1,1.1,2,2"],
      "t.csv:3:4: found the time 1.0 again with other figures than in line 2"
    ), ([], "t.csv:1:1: found a header without rows"),
  ])
  func `a bad row is pointed at`(rows: [String], words: String) {
    do {
      _ = try records(rows)
      Issue.record("nothing was refused")
    } catch {
      #expect("\(error)".hasPrefix(words), "\(error)")
    }
  }
}

@Suite struct ExperimentPlanTests {
  @Test func `a plan's size has the power that was asked for`() throws {
    let question = ExperimentQuestion(
      baseline: .rate(0.05), minimumEffect: 0.1, trafficPerDay: 5_000)
    let plan = try #require(ExperimentPlan(question))
    // 31,231 by the unpooled z-test, 2.6 % more for five looks.
    #expect(plan.usersForOneLook == 31_231)
    #expect(plan.inflation > 1.01 && plan.inflation < 1.04)
    #expect(abs((plan.looks.last?.power ?? 0) - 0.8) < 1e-3)
    #expect(plan.days == (plan.usersPerVariant * 2 / 5_000).rounded(.up))
    #expect(plan.looks.count == 5 && abs(plan.looks[4].limit - 2.031) < 1e-3)
  }

  @Test func `more variants, guardrails and open ends need more users`() throws {
    func users(_ change: (inout ExperimentQuestion) -> Void) throws -> Double {
      var question = ExperimentQuestion(
        baseline: .mean(50, deviation: 100), minimumEffect: 0.05)
      change(&question)
      return try #require(ExperimentPlan(question)).usersPerVariant
    }
    let plain = try users { _ in }
    #expect(try users { $0.variants = 4 } > plain)
    #expect(try users { $0.spending = nil } > plain)
    #expect(try users { $0.guardrail = (.rate(0.02), 0.05) } > plain)
  }

  @Test func `changes that lead out of the possible have no plan`() {
    #expect(ExperimentPlan(ExperimentQuestion(baseline: .rate(0.6), minimumEffect: 1)) == nil)
    #expect(ExperimentPlan(ExperimentQuestion(baseline: .rate(0.6), minimumEffect: 0)) == nil)
  }
}
