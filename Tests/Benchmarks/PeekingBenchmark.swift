import Evaluation
import Statistics

/// How often a test is called when it is looked at a hundred times: arms of rate 5 %, a look every
/// 200 users an arm up to 20,000, equal arms and a lift of 10 and 20 %.
struct PeekingBenchmark {
  let runs: Int
  let seed: UInt64

  private static let rules: [(name: String, rule: StoppingRule)] = [
    (
      "O'Brien-Fleming, --planned-looks 100",
      StoppingRule(.groupSequential(.obrienFleming), horizon: .looks(100))
    ),
    (
      "O'Brien-Fleming, --planned-n 20000",
      StoppingRule(
        .groupSequential(.obrienFleming),
        horizon: .size(perVariant: 20_000, looks: PlannedHorizon.usualLooks))
    ),
    ("Pocock, --planned-looks 100", StoppingRule(.groupSequential(.pocock), horizon: .looks(100))),
    ("anytime, --planned-looks 100", StoppingRule(.anytime, horizon: .looks(100))),
    (
      "anytime, --planned-n 20000",
      StoppingRule(.anytime, horizon: .size(perVariant: 20_000, looks: PlannedHorizon.usualLooks))
    ),
    ("anytime, no horizon", StoppingRule(.anytime, horizon: nil)),
  ]

  func run() {
    print("share of \(runs) tests called, and the users an arm at which they ended on average")
    for lift in [0.0, 0.1, 0.2] {
      var called = Self.rules.map { _ in 0 }
      var users = Self.rules.map { _ in 0 }
      var generator = SeededGenerator(seed: seed)
      for _ in 0..<runs {
        let record = Self.record(lift: lift, using: &generator)
        for (index, entry) in Self.rules.enumerated() {
          let result = ExperimentAnalysis(record, rule: entry.rule).comparisons().first
          if result?.call != nil { called[index] += 1 }
          users[index] += 200 * ((result?.stoppedLook ?? 99) + 1)
        }
      }
      print("lift \(lift)")
      for (index, entry) in Self.rules.enumerated() {
        let share = Double(called[index]) / Double(runs)
        print("  \(entry.name): \(share), \(users[index] / runs)")
      }
    }
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
