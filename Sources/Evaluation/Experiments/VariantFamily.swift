import Statistics

/// The variants of one experiment, which share its error: each against its control, by Holm's rule.
///
/// While m variants are undecided each is tested at alpha / m, and once one is called the others share
/// what it leaves (Maurer and Bretz, "Multiple testing in group sequential trials using graphical
/// approaches", 2013). The variants are those of one record, or of several records with looks of their
/// own, which the clock then puts in order.
struct VariantFamily {
  private typealias Stop = ExperimentAnalysis.Stop

  private struct Member {
    let analysis: ExperimentAnalysis
    let variant: Int
    var stop: Stop?

    /// Days since the start, or the look's number.
    func clock(_ look: Int) -> Double { analysis.record.looks[look].time ?? Double(look) }

    /// The first look that is not before `time`.
    func look(from time: Double) -> Int {
      let looks = analysis.record.looks.indices
      return looks.first { clock($0) >= time } ?? looks.endIndex
    }
  }

  private var members: [Member]

  /// - Parameter analyses: Each with limits for all comparisons of the family.
  init(_ analyses: [ExperimentAnalysis]) {
    members = analyses.flatMap { analysis in
      analysis.readings.indices.map { Member(analysis: analysis, variant: $0) }
    }
    decide()
  }

  /// One comparison a variant, in their order.
  func comparisons() -> [ExperimentComparison] {
    let undecided = max(1, members.count { $0.stop == nil })
    let winners = members.indices.filter { members[$0].stop?.decision == .adopt }
    let best = winners.count > 1 ? self.best(of: winners) : nil
    return members.indices.map { index in
      let member = members[index]
      var result = member.analysis.comparison(
        of: member.variant, stop: member.stop, undecided: undecided)
      if let best, winners.contains(index) {
        result.why += choice(index, best: best, winners: winners)
      }
      return result
    }
  }

  /// The earliest call first, then the rest with what it leaves.
  private mutating func decide() {
    var earliest = -Double.infinity
    for undecided in stride(from: members.count, to: 0, by: -1) {
      let found = members.indices.compactMap { index -> (index: Int, stop: Stop, time: Double)? in
        let member = members[index]
        guard member.stop == nil else { return nil }
        return member.analysis.stop(
          of: member.variant, from: member.look(from: earliest),
          limits: member.analysis.limits.shared(by: undecided)
        ).map { (index, $0, member.clock($0.look)) }
      }
      guard let first = found.min(by: { ($0.time, $0.index) < ($1.time, $1.index) }) else { return }
      members[first.index].stop = first.stop
      earliest = first.time
    }
  }
}

extension VariantFamily {
  /// The winner whose effect is the largest at its last look.
  private func best(of winners: [Int]) -> Int? {
    winners.max { (gain(of: $0), -$0) < (gain(of: $1), -$1) }
  }

  private func gain(of index: Int) -> Double {
    let sign = members[index].analysis.record.higherIsBetter ? 1.0 : -1.0
    guard let comparison = reading(of: index) else { return -.infinity }
    return sign * (comparison.relative ?? comparison.effect).value
  }

  private func reading(of index: Int) -> ArmComparison? {
    members[index].analysis.readings[members[index].variant].last.flatMap { try? $0.get() }
  }

  private func name(_ index: Int) -> String {
    members[index].analysis.record.names[members[index].variant + 1]
  }

  /// Which of several winners to adopt, and how sure that is: only one can be.
  private func choice(_ index: Int, best: Int, winners: [Int]) -> String {
    guard index == best else {
      return " Adopt \(name(best)) instead of it: of \(winners.count) winners its effect is the "
        + "largest, \(effect(best)) against \(effect(index))\(sureness(of: best, over: index))."
    }
    let rest = winners.filter { $0 != best }.map { other in
      "\(effect(other)) of \(name(other))\(sureness(of: best, over: other))"
    }
    return
      " Adopt this one: of \(winners.count) winners its effect is the largest, \(effect(best)) "
      + "against \(rest.joined(separator: " and "))."
  }

  private func effect(_ index: Int) -> String {
    guard let comparison = reading(of: index) else { return "–" }
    return comparison.relative.map { ExperimentWords.signedPercent($0.value) }
      ?? ExperimentWords.value(comparison.effect.value)
  }

  /// `, though the two may be equal (p 0.3)`.
  private func sureness(of best: Int, over other: Int) -> String {
    guard let winner = reading(of: best), let second = reading(of: other),
      let comparison = try? ArmComparison(
        control: second.treatment, treatment: winner.treatment)
    else { return "" }
    let value = ExperimentWords.p(comparison.decidingP)
    return comparison.decidingP < members[best].analysis.rule.alpha
      ? " (p \(value))" : " (the two may be equal, p \(value))"
  }
}

extension ExperimentAnalysis {
  /// Analyses many tests, of which those of one experiment and metric share the error.
  ///
  /// - Parameters:
  ///   - records: Each with its variants; those with the same experiment and metric are one family.
  ///   - rule: When a comparison of a record may be called.
  /// - Returns: One comparison a variant, in the order of the records.
  package static func comparisons(
    of records: [ExperimentRecord], rule: (ExperimentRecord) throws -> StoppingRule
  ) rethrows -> [ExperimentComparison] {
    var families: [[Int]] = []
    var places: [[String]: Int] = [:]
    for (index, record) in records.enumerated() {
      guard let experiment = record.experiment, let metric = record.metric else {
        families.append([index])
        continue
      }
      if let place = places[[experiment, metric]] {
        families[place].append(index)
      } else {
        places[[experiment, metric]] = families.count
        families.append([index])
      }
    }
    var found: [Int: [ExperimentComparison]] = [:]
    for family in families {
      let size = family.reduce(0) { $0 + records[$1].names.count - 1 }
      var results = try VariantFamily(
        family.map { index in
          let record = records[index]
          return ExperimentAnalysis(
            record, limits: LookLimits(try rule(record), for: record, comparisons: size))
        }
      ).comparisons()
      for index in family {
        let count = records[index].names.count - 1
        found[index] = Array(results.prefix(count))
        results.removeFirst(count)
      }
    }
    return records.indices.flatMap { found[$0] ?? [] }
  }
}
