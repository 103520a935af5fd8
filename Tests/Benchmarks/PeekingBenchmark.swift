import Evaluation
import Foundation
import Statistics

/// How often a test is called when it is looked at a hundred times: arms of rate 5 %, a look every
/// 200 users an arm up to 20,000, equal arms and a lift of 10 %.
///
/// Every run goes through the whole analysis, as a file of it would.
struct PeekingBenchmark {
  let runs: Int
  let seed: UInt64

  private static let everyLook = PlannedHorizon.size(perVariant: 20_000, looks: 100)
  private static let rules: [(name: String, rule: StoppingRule)] = [
    ("O'Brien-Fleming, 100 looks", .init(.groupSequential(.obrienFleming), horizon: .looks(100))),
    (
      "O'Brien-Fleming, judged at each",
      .init(.groupSequential(.obrienFleming), horizon: everyLook)
    ),
    ("Pocock, 100 looks", .init(.groupSequential(.pocock), horizon: .looks(100))),
    ("Pocock, judged at each", .init(.groupSequential(.pocock), horizon: everyLook)),
    (
      "alpha · share³, judged at each",
      .init(.groupSequential(.power(exponent: 3)), horizon: everyLook)
    ),
    ("anytime, 20,000 users planned", .init(.anytime, horizon: everyLook)),
    ("anytime, 10 % worth finding", .init(.anytime, horizon: nil, minimumEffect: 0.1)),
    ("anytime, 5 % worth finding", .init(.anytime, horizon: nil, minimumEffect: 0.05)),
    ("anytime, 30 % worth finding", .init(.anytime, horizon: nil, minimumEffect: 0.3)),
  ]

  private struct Tally {
    var calls = 0
    var users = 0
    var time = Duration.zero
  }

  func run() {
    print("\(runs) tests of 100 looks: called (standard error), users an arm at the end, ms a test")
    for lift in [0.0, 0.1] {
      print(lift == 0 ? "equal arms" : "lift of \(lift)")
      for (entry, tally) in zip(Self.rules, tallies(lift: lift)) {
        let share = Double(tally.calls) / Double(runs)
        let error = (share * (1 - share) / Double(runs)).squareRoot()
        print(
          "  " + entry.name.padding(toLength: 33, withPad: " ", startingAt: 0)
            + String(
              format: "%.4f (%.4f)  %6d  %.2f", share, error, tally.users / runs,
              tally.time / .milliseconds(runs)))
      }
    }
  }

  private func tallies(lift: Double) -> [Tally] {
    let clock = ContinuousClock()
    var tallies = Self.rules.map { _ in Tally() }
    var generator = SeededGenerator(seed: seed)
    let sizes = Self.record(lift: 0, using: &generator)
    let limits = Self.rules.map { LookLimits($0.rule, for: sizes) }
    for _ in 0..<runs {
      let record = Self.record(lift: lift, using: &generator)
      for (index, limits) in limits.enumerated() {
        tallies[index].time += clock.measure {
          let result = ExperimentAnalysis(record, limits: limits).comparisons().first
          if result?.call != nil { tallies[index].calls += 1 }
          tallies[index].users += 200 * ((result?.stoppedLook ?? 99) + 1)
        }
      }
    }
    return tallies
  }

  private static func record(
    lift: Double, using generator: inout some RandomNumberGenerator
  ) -> ExperimentRecord {
    var successes = [0, 0]
    let looks = (1...100).map { look in
      for arm in 0..<2 {
        successes[arm] += binomial(
          trials: 200, probability: arm == 1 ? 0.05 * (1 + lift) : 0.05, using: &generator)
      }
      return ExperimentLook(
        arms: successes.map { .proportion(Proportion(successes: $0, trials: 200 * look)) })
    }
    return ExperimentRecord(names: ["control", "treatment"], looks: looks)
  }
}
