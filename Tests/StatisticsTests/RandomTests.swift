import Statistics
import Testing

@Test func `generator repeats the published sequence of seed 0`() {
  var generator = SeededGenerator(seed: 0)
  let drawn = (0..<3).map { _ in generator.next() }
  #expect(
    drawn == [11_091_344_671_253_066_420, 13_793_997_310_169_335_082, 1_900_383_378_846_508_768])
}

@Test func `streams of one seed differ from each other and from the seed's own sequence`() {
  let firsts = (0..<1_000).map { stream in
    var generator = SeededGenerator(seed: 1, stream: UInt64(stream))
    return generator.next()
  }
  var plain = SeededGenerator(seed: 1)
  #expect(Set(firsts + [plain.next()]).count == 1_001)
}

private func moments(of count: Int, draw: (inout SeededGenerator) -> Double) -> (
  mean: Double, variance: Double
) {
  var generator = SeededGenerator(seed: 42)
  let values = (0..<count).map { _ in draw(&generator) }
  let mean = values.reduce(0, +) / Double(count)
  let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  return (mean, squares / Double(count - 1))
}

/// A draw, its mean and its variance by theory.
struct Law: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var mean: Double
  var variance: Double
  var draw: @Sendable (inout SeededGenerator) -> Double

  init(
    _ name: String, _ mean: Double, _ variance: Double,
    draw: @escaping @Sendable (inout SeededGenerator) -> Double
  ) {
    testDescription = name
    self.mean = mean
    self.variance = variance
    self.draw = draw
  }

  static let all: [Law] = [
    Law("uniform", 0.5, 1.0 / 12) { uniform(using: &$0) },
    Law("normal", 3, 4) { normal(mean: 3, deviation: 2, using: &$0) },
    Law("gamma 0.3", 0.6, 1.2) { gamma(shape: 0.3, scale: 2, using: &$0) },
    Law("gamma 9", 9, 9) { gamma(shape: 9, using: &$0) },
    Law("beta small", 0.4, 0.24 / 1.05) { beta(0.02, 0.03, using: &$0) },
    Law("beta", 0.2, 0.16 / 11) { beta(2, 8, using: &$0) },
    Law("poisson 3", 3, 3) { Double(poisson(mean: 3, using: &$0)) },
    Law("poisson 25", 25, 25) { Double(poisson(mean: 25, using: &$0)) },
    Law("poisson million", 1e6, 1e6) { Double(poisson(mean: 1e6, using: &$0)) },
    Law("binomial few", 4, 3.84) { Double(binomial(trials: 100, probability: 0.04, using: &$0)) },
    Law("binomial many", 3e5, 2.1e5) {
      Double(binomial(trials: 1_000_000, probability: 0.3, using: &$0))
    },
    Law("binomial likely", 95, 4.75) {
      Double(binomial(trials: 100, probability: 0.95, using: &$0))
    },
    Law("exponential", 0.25, 0.0625) { exponential(rate: 4, using: &$0) },
    Law("log-normal", 1.1331484530668263, 0.364695711) {
      logNormal(logMean: 0, logDeviation: 0.5, using: &$0)
    },
    Law("geometric", 4, 20) { Double(geometric(probability: 0.2, using: &$0)) },
  ]
}

@Test(arguments: Law.all)
func `draws have the mean and variance of their law`(law: Law) {
  let count = 100_000
  let (mean, variance) = moments(of: count, draw: law.draw)
  let error = (law.variance / Double(count)).squareRoot()
  #expect(abs(mean - law.mean) < 4 * error)
  #expect(abs(variance / law.variance - 1) < 0.06)
}

@Test(arguments: [(mean: 4.0, upTo: 15), (mean: 12.0, upTo: 30)])
func `Poisson counts fall as often as their probabilities say`(mean: Double, upTo: Int) {
  var generator = SeededGenerator(seed: 7)
  var counts = [Double](repeating: 0, count: upTo + 1)
  let draws = 200_000
  for _ in 0..<draws { counts[min(upTo, poisson(mean: mean, using: &generator))] += 1 }
  var probability = 1.0
  var total = 0.0
  var statistic = 0.0
  // e⁻ᵐ enters through the normalisation over all counts.
  var terms: [Double] = []
  for count in 0..<400 {
    terms.append(probability)
    total += probability
    probability *= mean / Double(count + 1)
  }
  for count in 0...upTo {
    let share = (count < upTo ? terms[count] : terms[upTo...].reduce(0, +)) / total
    let expected = share * Double(draws)
    statistic += (counts[count] - expected) * (counts[count] - expected) / expected
  }
  #expect(ChiSquareDistribution(degreesOfFreedom: Double(upTo)).survival(statistic) > 1e-4)
}

@Test func `binomial draws fall as often as their probabilities say`() {
  var generator = SeededGenerator(seed: 9)
  let draws = 200_000
  var counts = [Double](repeating: 0, count: 61)
  for _ in 0..<draws { counts[binomial(trials: 60, probability: 0.3, using: &generator)] += 1 }
  var statistic = 0.0
  var cells = 0.0
  for successes in 6...32 {
    let upTo = regularizedBeta(at: 0.3, Double(successes + 1), Double(60 - successes)).upper
    let below = regularizedBeta(at: 0.3, Double(successes), Double(61 - successes)).upper
    let expected = (upTo - below) * Double(draws)
    statistic += (counts[successes] - expected) * (counts[successes] - expected) / expected
    cells += 1
  }
  #expect(ChiSquareDistribution(degreesOfFreedom: cells).survival(statistic) > 1e-4)
}

@Test func `edges of the discrete laws need no chance`() {
  var generator = SeededGenerator(seed: 3)
  #expect(poisson(mean: 0, using: &generator) == 0)
  #expect(binomial(trials: 0, probability: 0.4, using: &generator) == 0)
  #expect(binomial(trials: 9, probability: 1, using: &generator) == 9)
  #expect(geometric(probability: 1, using: &generator) == 0)
  #expect(multinomial(trials: 5, shares: [0, 0], using: &generator) == [0, 0])
  #expect(multinomial(trials: 5, shares: [0, 3, 0], using: &generator) == [0, 5, 0])
  #expect(multinomial(trials: 1_000, shares: [1, 2, 3], using: &generator).reduce(0, +) == 1_000)
}

@Test func `weighted draws follow weights that change`() {
  var generator = SeededGenerator(seed: 5)
  var sampler = FenwickSampler(weights: [1, 0, 3, 4, 2])
  sampler.update(3, to: 0)
  sampler.update(1, to: 4)
  var counts = [0, 0, 0, 0, 0]
  for _ in 0..<100_000 {
    guard let index = sampler.draw(using: &generator) else { continue }
    counts[index] += 1
  }
  #expect(counts[3] == 0)
  for (index, weight) in [1.0, 4, 3, 0, 2].enumerated() {
    #expect(abs(Double(counts[index]) / 10_000 - weight) < 0.06)
  }
}

@Test func `a sampler of nothing draws nothing`() {
  var generator = SeededGenerator(seed: 5)
  #expect(FenwickSampler(weights: []).draw(using: &generator) == nil)
  #expect(FenwickSampler(weights: [0, 0]).draw(using: &generator) == nil)
}

@Test func `sampler totals stay exact through many updates`() {
  var generator = SeededGenerator(seed: 6)
  var sampler = FenwickSampler(weights: [Double](repeating: 1, count: 37))
  for _ in 0..<10_000 {
    sampler.update(Int.random(in: 0..<37, using: &generator), to: uniform(using: &generator) * 1e6)
  }
  #expect(agrees(sampler.total, sampler.weights.reduce(0, +), within: 1e-12))
}
