import RealModule

/// The chi-square test that the rows of a table of counts have the same shares.
package struct ChiSquareTest: Sendable, Codable, Equatable {
  package let statistic: Double
  package let degreesOfFreedom: Int
  package let pValue: Double
  /// Cramér's V: strength of the association, in [0, 1].
  package let cramersV: Double

  /// Tests a table of at least two rows and two columns; a row or column of zeros is left out.
  ///
  /// - Parameters:
  ///   - table: Counts, row after row of the same length, each finite and at least 0.
  ///   - continuityCorrected: Whether Yates's correction is applied to a table of two by two.
  /// - Throws: ``ComparisonError/invalidTable`` where that leaves less than two by two.
  package init(
    _ table: [[Double]], continuityCorrected: Bool = false
  ) throws(ComparisonError) {
    let width = table.first?.count ?? 0
    guard table.allSatisfy({ $0.count == width && $0.allSatisfy { $0 >= 0 && $0.isFinite } })
    else { throw .invalidTable }
    let rows = table.map { $0.reduce(0, +) }
    let columns = (0..<width).map { column in table.reduce(0) { $0 + $1[column] } }
    let total = rows.reduce(0, +)
    let (height, breadth) = (rows.count { $0 > 0 }, columns.count { $0 > 0 })
    guard height > 1, breadth > 1 else { throw .invalidTable }
    let isCorrected = continuityCorrected && height == 2 && breadth == 2
    var sum = 0.0
    for (row, counts) in table.enumerated() where rows[row] > 0 {
      for (column, count) in counts.enumerated() where columns[column] > 0 {
        let expected = rows[row] * (columns[column] / total)
        let distance = abs(count - expected)
        let corrected = isCorrected ? distance - min(0.5, distance) : distance
        sum += corrected * corrected / expected
      }
    }
    statistic = sum
    degreesOfFreedom = (height - 1) * (breadth - 1)
    pValue = ChiSquareDistribution(degreesOfFreedom: Double(degreesOfFreedom)).survival(sum)
    cramersV = (sum / (total * Double(min(height, breadth) - 1))).squareRoot()
  }
}

/// The likelihood-ratio test (G-test) that the rows of a table of counts have the same shares.
package struct LikelihoodRatioTest: Sendable, Codable, Equatable {
  package let statistic: Double
  package let degreesOfFreedom: Int
  package let pValue: Double

  /// Tests a table of at least two rows and two columns; a row or column of zeros is left out.
  ///
  /// - Parameter table: Counts, row after row of the same length, each finite and at least 0.
  /// - Throws: ``ComparisonError/invalidTable`` where that leaves less than two by two.
  package init(_ table: [[Double]]) throws(ComparisonError) {
    degreesOfFreedom = try ChiSquareTest(table).degreesOfFreedom
    let rows = table.map { $0.reduce(0, +) }
    let columns = (table.first ?? []).indices.map { column in
      table.reduce(0) { $0 + $1[column] }
    }
    let total = rows.reduce(0, +)
    var sum = 0.0
    for (row, counts) in table.enumerated() {
      for (column, count) in counts.enumerated() where count > 0 {
        sum += count * Double.log(count / (rows[row] * (columns[column] / total)))
      }
    }
    statistic = max(0, 2 * sum)
    pValue = ChiSquareDistribution(degreesOfFreedom: Double(degreesOfFreedom))
      .survival(statistic)
  }
}

/// The test that arms received the shares of traffic they were meant to.
///
/// A small p-value (below 0.001, say) means that assignment or counting is broken and no other
/// result of the experiment can be trusted.
package struct SampleRatioMismatch: Sendable, Codable, Equatable {
  package let statistic: Double
  package let pValue: Double

  /// - Parameters:
  ///   - observed: Users an arm, each at least 0.
  ///   - shares: What each arm was meant to get, up to a common factor, each above 0.
  /// - Throws: ``ComparisonError/invalidTable`` for fewer than two arms or no users.
  package init(observed: [Int], shares: [Double]) throws(ComparisonError) {
    let total = observed.reduce(0) { $0 + Double($1) }
    let whole = shares.reduce(0, +)
    guard observed.count == shares.count, observed.count > 1, total > 0, whole.isFinite,
      shares.allSatisfy({ $0 > 0 }), observed.allSatisfy({ $0 >= 0 })
    else { throw .invalidTable }
    statistic = zip(observed, shares).reduce(0) { sum, arm in
      let expected = total * (arm.1 / whole)
      return sum + (Double(arm.0) - expected) * (Double(arm.0) - expected) / expected
    }
    pValue = ChiSquareDistribution(degreesOfFreedom: Double(observed.count - 1))
      .survival(statistic)
  }
}

/// Fisher's exact test of two rates, for counts too small for the others.
package struct FisherExactTest: Sendable, Codable, Equatable {
  /// Two-sided: the probability of all tables with these margins that are no likelier.
  package let pValue: Double

  /// Sums over all tables, from the likeliest outwards by ratios of neighbours.
  ///
  /// - Throws: ``ComparisonError/invalidArm(index:)`` for impossible counts (control is arm 0),
  ///   ``ComparisonError/invalidTable`` for more than five million possible tables, where no exact
  ///   test is needed.
  /// - Complexity: O(possible tables): the least of the arms' trials and of all successes and
  ///   failures.
  package init(control: Proportion, treatment: Proportion) throws(ComparisonError) {
    guard control.isValid else { throw .invalidArm(index: 0) }
    guard treatment.isValid else { throw .invalidArm(index: 1) }
    let successes = control.successes + treatment.successes
    let failures = control.trials + treatment.trials - successes
    guard min(successes, failures, control.trials, treatment.trials) <= 5_000_000 else {
      throw .invalidTable
    }
    let weights = FisherExactTest.weights(control: control, treatment: treatment)
    let least = max(0, control.successes + treatment.successes - treatment.trials)
    let observed = weights[control.successes - least] * (1 + 1e-7)
    let unlikely = weights.filter { $0 <= observed }.sorted().reduce(0, +)
    pValue = min(1, unlikely / weights.sorted().reduce(0, +))
  }

  /// Probabilities of each possible number of control successes, 1 at the likeliest.
  private static func weights(control: Proportion, treatment: Proportion) -> [Double] {
    let both = control.successes + treatment.successes
    let least = max(0, both - treatment.trials)
    let most = min(both, control.trials)
    let (before, after) = (Double(control.trials), Double(treatment.trials))
    let sum = Double(both)
    let mode = ((sum + 1) * (before + 1) / (before + after + 2)).rounded(.down)
    let start = min(most, max(least, Int(mode)))
    /// P(x + 1) / P(x).
    func ratio(_ successes: Int) -> Double {
      let count = Double(successes)
      return (before - count) / (count + 1) * ((sum - count) / (after - sum + count + 1))
    }
    var weights = [Double](repeating: 0, count: most - least + 1)
    weights[start - least] = 1
    for successes in stride(from: start, to: most, by: 1) {
      weights[successes + 1 - least] = weights[successes - least] * ratio(successes)
    }
    for successes in stride(from: start - 1, through: least, by: -1) {
      weights[successes - least] = weights[successes + 1 - least] / ratio(successes)
    }
    return weights
  }
}
