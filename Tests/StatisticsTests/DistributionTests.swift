import Statistics
import Testing

private struct Reference: Decodable {
  var regularizedBeta: [[Double]]
  var regularizedGamma: [[Double]]
  var studentTwoSided: [[Double]]
  var studentQuantile: [[Double]]
  var normalQuantile: [[Double]]
  var normalTails: [[Double]]
  var logBeta: [[Double]]
  var digamma: [[Double]]
  var betaQuantile: [[Double]]
  var gammaQuantile: [[Double]]
  var fisherSurvival: [[Double]]
}

private func reference() throws -> Reference {
  try Fixture.json("distributions.json", as: Reference.self)
}

@Test func `incomplete beta tails agree with fifty-digit arithmetic`() throws {
  for row in try reference().regularizedBeta {
    let tails = regularizedBeta(at: row[2], row[0], row[1])
    #expect(agrees(tails.lower, row[3], within: 1e-12), "\(row): \(tails)")
    #expect(agrees(tails.upper, row[4], within: 1e-12), "\(row): \(tails)")
  }
}

@Test func `incomplete gamma tails agree with fifty-digit arithmetic`() throws {
  for row in try reference().regularizedGamma {
    let tails = regularizedGamma(shape: row[0], at: row[1])
    #expect(agrees(tails.lower, row[2], within: 1e-12), "\(row): \(tails)")
    #expect(agrees(tails.upper, row[3], within: 1e-12), "\(row): \(tails)")
  }
}

@Test func `Student's p-values agree with fifty-digit arithmetic`() throws {
  for row in try reference().studentTwoSided {
    let value = StudentDistribution(degreesOfFreedom: row[0]).twoSidedP(row[1])
    #expect(agrees(value, row[2], within: 1e-12), "\(row): \(value)")
  }
}

@Test func `Student's quantiles agree with scipy`() throws {
  for row in try reference().studentQuantile {
    let value = StudentDistribution(degreesOfFreedom: row[0]).quantile(row[1])
    #expect(agrees(value, row[2], within: 1e-10), "\(row): \(value)")
  }
}

@Test func `normal tails and quantiles agree with fifty-digit arithmetic`() throws {
  for row in try reference().normalTails {
    #expect(agrees(NormalDistribution.standard.cumulative(row[0]), row[1], within: 1e-12))
    #expect(agrees(NormalDistribution.standard.survival(row[0]), row[2], within: 1e-12))
  }
  for row in try reference().normalQuantile {
    let value = NormalDistribution.standard.quantile(row[0])
    #expect(agrees(value, row[1], within: 1e-13, floor: 1e-15), "\(row): \(value)")
  }
}

@Test func `log-beta and digamma agree with fifty-digit arithmetic`() throws {
  for row in try reference().logBeta {
    let value = logBeta(row[0], row[1])
    #expect(agrees(value, row[2], within: 1e-13), "\(row): \(value)")
    #expect(value == logBeta(row[1], row[0]))
  }
  for row in try reference().digamma {
    let value = digamma(row[0])
    #expect(agrees(value, row[1], within: 1e-13, floor: 1e-14), "\(row): \(value)")
  }
}

@Test func `beta and gamma quantiles agree with scipy`() throws {
  for row in try reference().betaQuantile {
    let value = BetaDistribution(row[0], row[1]).quantile(row[2])
    #expect(agrees(value, row[3], within: 1e-10), "\(row): \(value)")
  }
  for row in try reference().gammaQuantile {
    let value = GammaDistribution(shape: row[0]).quantile(row[1])
    #expect(agrees(value, row[2], within: 1e-10), "\(row): \(value)")
  }
}

@Test func `Fisher's distribution agrees with scipy`() throws {
  for row in try reference().fisherSurvival {
    let law = FisherDistribution(upper: row[1], lower: row[2])
    #expect(agrees(law.survival(row[0]), row[3], within: 1e-11), "\(row)")
    #expect(agrees(law.cumulative(row[0]) + law.survival(row[0]), 1, within: 1e-14))
  }
}

@Test func `quantiles undo cumulative probabilities`() {
  for probability in [1e-9, 0.013, 0.4, 0.77, 0.9999] {
    let student = StudentDistribution(degreesOfFreedom: 4.5)
    #expect(
      agrees(student.cumulative(student.quantile(probability)), probability, within: 1e-11))
    let beta = BetaDistribution(3.5, 900)
    #expect(agrees(beta.cumulative(beta.quantile(probability)), probability, within: 1e-11))
    let square = ChiSquareDistribution(degreesOfFreedom: 3)
    #expect(agrees(square.cumulative(square.quantile(probability)), probability, within: 1e-11))
  }
}

@Test func `impossible arguments give no number and ends give ends`() {
  #expect(NormalDistribution.standard.quantile(1.2).isNaN)
  #expect(NormalDistribution.standard.quantile(0) == -.infinity)
  #expect(regularizedBeta(at: -1, 2, 3).lower.isNaN)
  #expect(regularizedBeta(at: 1, 2, 3) == (1, 0))
  #expect(regularizedGamma(shape: 2, at: .infinity) == (1, 0))
  #expect(BetaDistribution(2, 2).quantile(1) == 1)
  #expect(StudentDistribution(degreesOfFreedom: .infinity).twoSidedP(0) == 1)
  #expect(StudentDistribution(degreesOfFreedom: 3).twoSidedP(.infinity) == 0)
}
