import Foundation
import Statistics
import Testing

@Suite struct MinimumEffectSequenceTests {
  let sequence = MinimumEffectSequence(alpha: 0.05, typicalSize: 20_000)

  @Test(arguments: [0.0, 0.01, 0.5, 2, 8, 60])
  func `the evidence at the limit is one over alpha`(minimum: Double) {
    for size in [1.0, 400, 20_000, 1e9] {
      let limit = sequence.limit(atSize: size, minimum: minimum)
      let effect = EffectEstimate(value: limit, standardError: 1)
      #expect(abs(sequence.pValue(of: effect, size: size, minimum: minimum) - 0.05) < 1e-8)
    }
  }

  @Test func `the interval holds zero exactly while the p-value is above alpha`() {
    for value in stride(from: -0.02, through: 0.02, by: 0.0007) {
      let effect = EffectEstimate(value: value, standardError: 0.003)
      let interval = sequence.interval(around: effect, size: 9_000, minimum: 0.005)
      let pValue = sequence.pValue(of: effect, size: 9_000, minimum: 0.005)
      #expect(interval.contains(0) == (pValue > 0.05))
    }
  }

  /// By hand: half of cosh(κz)·exp(−κ²/2) and half of the normal mixture's density ratio.
  @Test func `the evidence is the mean of both halves`() {
    let mixture = ConfidenceSequence(alpha: 0.05, plannedSize: 20_000)
    let effect = EffectEstimate(value: 0.007, standardError: 0.003)
    let statistic = 0.007 / 0.003
    let least = 0.005 / 0.003
    let points = cosh(least * statistic) * exp(-least * least / 2)
    let normal = exp(mixture.logEvidence(sum: statistic * sqrt(9_000), variance: 9_000))
    let pValue = sequence.pValue(of: effect, size: 9_000, minimum: 0.005)
    #expect(abs(pValue * (points + normal) / 2 - 1) < 1e-12)
  }

  @Test func `it is sharper than the mixture for the least effect and costs little for others`() {
    let mixture = ConfidenceSequence(alpha: 0.05, plannedSize: 20_000)
    // The least effect is 2.3 standard errors at 40,000 users.
    func limits(_ size: Double) -> (both: Double, alone: Double) {
      let limit = sequence.limit(atSize: size, minimum: 2.3 * (size / 40_000).squareRoot())
      return (limit, mixture.bound(atVariance: size) / size.squareRoot())
    }
    #expect(limits(40_000).both < limits(40_000).alone - 0.1)
    for size in [400.0, 4_000, 1e6, 1e8] {
      let (both, alone) = limits(size)
      // Twice the evidence is enough for the normal half by itself.
      #expect(both * both <= alone * alone + 2 * log(2) * (1 + mixture.mixing / size) + 1e-9)
    }
  }

  @Test func `nothing counted is no evidence`() {
    let effect = EffectEstimate(value: 1, standardError: 0)
    #expect(sequence.pValue(of: effect, size: 10, minimum: 1) == 1)
    #expect(sequence.limit(atSize: 0, minimum: 1) == .infinity)
    #expect(sequence.interval(around: effect, size: 10, minimum: 1).upperBound == .infinity)
  }
}
