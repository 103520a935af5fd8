/// The tests that run at the same time: they share the false calls that are allowed.
///
/// By Benjamini and Hochberg's rule (1995) on anytime p-values: of m tests, k of which are clear at
/// k/m of the usual limit, each is called at that limit, so that of all calls at most one in twenty
/// is expected to be false.
package struct ExperimentFamily: Hashable, Sendable {
  /// Tests that run, at least 1.
  let size: Int
  /// Of the usual limits, in (0, 1].
  let share: Double

  /// One test that runs by itself.
  package static let alone = ExperimentFamily(size: 1, share: 1)

  private init(size: Int, share: Double) {
    self.size = size
    self.share = share
  }

  /// - Parameter evidence: For each running test its p-value as a share of its usual limit.
  package init(evidence: [Double]) {
    let size = max(1, evidence.count)
    let clear = evidence.sorted().enumerated().last { place, value in
      value <= Double(place + 1) / Double(size)
    }
    self.init(size: size, share: Double((clear?.offset ?? 0) + 1) / Double(size))
  }

  /// `the limit is 0.02`, `the limit is 0.01 with 2 tests at once`
  func limitWords(_ limit: Double) -> String {
    var words = ExperimentJudge.pWords(limit * share)
    while words.hasSuffix("0") { words.removeLast() }
    return "the limit is \(words)" + (share < 1 ? " with \(size) tests at once" : "")
  }
}
