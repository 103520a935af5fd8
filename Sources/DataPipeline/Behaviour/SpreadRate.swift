import RealModule

/// A rate of purchases known up to a normal spread of its logarithm.
struct SpreadRate {
  var logRate: Double
  /// Standard deviation.
  let spread: Double

  /// The mean of exp(−rate), by three points of Gauss and Hermite.
  var silence: Double {
    mean { Double.exp(-$0) }
  }

  /// The derivative of ``silence`` by the logarithm of the rate.
  private var slope: Double {
    mean { -$0 * Double.exp(-$0) }
  }

  func shifted(by shift: Double) -> SpreadRate {
    SpreadRate(logRate: logRate + shift, spread: spread)
  }

  private func mean(_ value: (Double) -> Double) -> Double {
    let reach = spread * Double(3).squareRoot()
    return 2.0 / 3 * value(Double.exp(logRate))
      + (value(Double.exp(logRate - reach)) + value(Double.exp(logRate + reach))) / 6
  }

  /// What to add to all logarithms so that the mean silence is `target`, by Newton's method with
  /// steps of at most 1.
  static func shift(of rates: [SpreadRate], toSilence target: Double) -> Double {
    var shift = 0.0
    for _ in 0..<20 {
      var (excess, slope) = (0.0, 0.0)
      for rate in rates {
        let moved = rate.shifted(by: shift)
        excess += moved.silence - target
        slope += moved.slope
      }
      guard slope < 0 else { break }
      let step = -excess / slope
      shift += min(1, max(-1, step))
      if abs(step) < 1e-6 { break }
    }
    return shift
  }
}
