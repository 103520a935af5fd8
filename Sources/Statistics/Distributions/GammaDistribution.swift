import RealModule

/// The gamma distribution on the positive axis, with mean `shape` × `scale`.
package struct GammaDistribution: Sendable, Codable, Equatable {
  /// Above 0.
  package var shape: Double
  /// Above 0; the inverse of the rate.
  package var scale: Double

  package init(shape: Double, scale: Double = 1) {
    self.shape = shape
    self.scale = scale
  }

  package func density(_ value: Double) -> Double {
    guard value > 0 else { return 0 }
    let scaled = value / scale
    let logDensity = (shape - 1) * Double.log(scaled) - scaled - Double.logGamma(shape)
    return Double.exp(logDensity) / scale
  }

  package func cumulative(_ value: Double) -> Double {
    regularizedGamma(shape: shape, at: max(0, value) / scale).lower
  }

  package func survival(_ value: Double) -> Double {
    regularizedGamma(shape: shape, at: max(0, value) / scale).upper
  }

  /// The value below which `probability` of the draws lie; NaN outside [0, 1].
  package func quantile(_ probability: Double) -> Double {
    guard probability > 0, probability < 1 else {
      return probability == 0 ? 0 : probability == 1 ? .infinity : .nan
    }
    let rising = probability <= 0.5
    let target = rising ? probability : 1 - probability
    let leftmost = (Double.log(probability) + Double.logGamma(shape + 1)) / shape - 1
    let rightmost = Double.log(shape + 40 * shape.squareRoot() + 800)
    let logValue = place(
      ofTail: target, rising: rising, in: min(leftmost, rightmost - 1)...rightmost,
      tail: { place in
        let value = Double.exp(place)
        let tails = regularizedGamma(shape: shape, at: value)
        let slope = Double.exp(shape * place - value - Double.logGamma(shape))
        return (rising ? tails.lower : tails.upper, slope)
      })
    return scale * Double.exp(logValue)
  }
}

/// The distribution of a sum of squared standard normal values.
package struct ChiSquareDistribution: Sendable, Equatable {
  /// Above 0.
  package let degreesOfFreedom: Double

  package init(degreesOfFreedom: Double) {
    self.degreesOfFreedom = degreesOfFreedom
  }

  package func cumulative(_ value: Double) -> Double { gamma.cumulative(value) }

  package func survival(_ value: Double) -> Double { gamma.survival(value) }

  package func quantile(_ probability: Double) -> Double { gamma.quantile(probability) }

  private var gamma: GammaDistribution {
    GammaDistribution(shape: degreesOfFreedom / 2, scale: 2)
  }
}
