import RealModule

/// The normal distribution with a mean and a standard deviation.
package struct NormalDistribution: Sendable, Codable, Equatable {
  package var mean: Double
  /// The standard deviation, above 0.
  package var deviation: Double

  /// Mean 0, deviation 1.
  package static let standard = NormalDistribution()

  package init(mean: Double = 0, deviation: Double = 1) {
    self.mean = mean
    self.deviation = deviation
  }

  package func density(_ value: Double) -> Double {
    let scaled = (value - mean) / deviation
    return Double.exp(-0.5 * scaled * scaled - logRootTwoPi) / deviation
  }

  /// The probability of a value of at most `value`.
  package func cumulative(_ value: Double) -> Double {
    0.5 * Double.erfc(-(value - mean) / deviation * 0.5.squareRoot())
  }

  /// The probability of a value above `value`, exact in the far tail.
  package func survival(_ value: Double) -> Double {
    0.5 * Double.erfc((value - mean) / deviation * 0.5.squareRoot())
  }

  /// The value below which `probability` of the draws lie; ±∞ at 0 and 1, NaN outside [0, 1].
  package func quantile(_ probability: Double) -> Double {
    mean + deviation * standardNormalQuantile(probability)
  }
}

/// The two-sided p-value of a standard normal statistic.
package func twoSidedNormalP(_ statistic: Double) -> Double {
  Double.erfc(abs(statistic) * 0.5.squareRoot())
}

/// Wichura's algorithm AS 241 (1988), about 10⁻¹⁶ of the value.
private func standardNormalQuantile(_ probability: Double) -> Double {
  guard probability > 0, probability < 1 else {
    return probability == 0 ? -.infinity : probability == 1 ? .infinity : .nan
  }
  let centred = probability - 0.5
  guard abs(centred) > 0.425 else {
    let square = 0.180625 - centred * centred
    return centred * polynomial(centreTop, square) / polynomial(centreBottom, square)
  }
  let tail = min(probability, 1 - probability)
  let depth = (-Double.log(tail)).squareRoot()
  let value =
    depth <= 5
    ? polynomial(tailTop, depth - 1.6) / polynomial(tailBottom, depth - 1.6)
    : polynomial(farTop, depth - 5) / polynomial(farBottom, depth - 5)
  return centred < 0 ? -value : value
}

private func polynomial(_ coefficients: [Double], _ argument: Double) -> Double {
  coefficients.reversed().reduce(0) { $0 * argument + $1 }
}

private let centreTop = [
  3.3871328727963666080, 1.3314166789178437745e2, 1.9715909503065514427e3,
  1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
  3.3430575583588128105e4, 2.5090809287301226727e3,
]
private let centreBottom = [
  1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
  2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4,
  5.2264952788528545610e3,
]
private let tailTop = [
  1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550,
  3.64784832476320460504, 1.27045825245236838258, 2.41780725177450611770e-1,
  2.27238449892691845833e-2, 7.74545014278341407640e-4,
]
private let tailBottom = [
  1, 2.05319162663775882187, 1.67638483018380384940, 6.89767334985100004550e-1,
  1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
  1.05075007164441684324e-9,
]
private let farTop = [
  6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580,
  2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
  2.71155556874348757815e-5, 2.01033439929228813265e-7,
]
private let farBottom = [
  1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
  7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
  2.04426310338993978564e-15,
]
