/// What a series would have been without treatment: its own level and a weighted mean of donors.
///
/// Each series is taken relative to its mean over the matched periods (unit fixed effects), as
/// GeoLift does by default; Doudchenko & Imbens (2016), Ferman & Pinto (2021). The donors' weights
/// are at least 0 and add up to 1 (Abadie, Diamond & Hainmueller 2010).
package struct SyntheticControl: Sendable, Equatable {
  /// One for each donor. They add up to 1; below 0 only with augmentation.
  package let weights: [Double]
  /// The untreated series as estimated, for every period.
  package let expected: [Double]
  /// What was minus what was expected, for every period.
  package let gaps: [Double]
  /// The root of the summed squared gaps over the matched periods.
  package let imbalance: Double
  /// The imbalance as a share of the one that equal weights leave: 0 is perfect, 1 no better.
  package let scaledImbalance: Double
  /// See ``SimplexFit/certificate``; how far the squared imbalance may be above the least one.
  package let certificate: Double
  /// The ridge's strength; `nil` without augmentation.
  package let penalty: Double?

  /// Matches a series by donors.
  ///
  /// - Parameters:
  ///   - series: Finite, as long as each donor.
  ///   - donors: At least one.
  ///   - matched: The periods to match, at least two of them.
  ///   - penalty: With a value above 0 the rest of the imbalance is taken up by a ridge regression
  ///     of that strength (Ben-Michael, Feller & Rothstein 2021, equation 9).
  package init(
    of series: [Double], donors: [[Double]], matched: Range<Int>, penalty: Double? = nil
  ) {
    let level = Self.mean(of: series, matched)
    let levels = donors.map { Self.mean(of: $0, matched) }
    let (target, points) = Self.centred(series, donors, matched)
    let fit = SimplexFit(target: target, points: points)
    var weights = fit.weights
    if let penalty {
      let moves = RidgeAugmentation(target: target, points: points, weights: weights)
        .moves(penalty: penalty)
      for index in weights.indices { weights[index] += moves[index] }
    }
    let expected = series.indices.map { period in
      donors.indices.reduce(level) { sum, donor in
        weights[donor] == 0
          ? sum : sum + weights[donor] * (donors[donor][period] - levels[donor])
      }
    }
    self.weights = weights
    self.expected = expected
    self.penalty = penalty
    gaps = zip(series, expected).map { $0 - $1 }
    certificate = fit.certificate
    imbalance = dot(Array(gaps[matched]), Array(gaps[matched])).squareRoot()
    scaledImbalance = Self.scaled(imbalance, target, points)
  }

  /// The series and the donors over the matched periods, each around its own mean there.
  static func centred(
    _ series: [Double], _ donors: [[Double]], _ matched: Range<Int>
  ) -> (target: [Double], points: [[Double]]) {
    func around(_ values: [Double]) -> [Double] {
      let level = mean(of: values, matched)
      return matched.map { values[$0] - level }
    }
    return (around(series), donors.map(around))
  }

  static func mean(of series: [Double], _ periods: Range<Int>) -> Double {
    periods.reduce(0) { $0 + series[$1] } / Double(periods.count)
  }

  private static func scaled(
    _ imbalance: Double, _ target: [Double], _ points: [[Double]]
  ) -> Double {
    var rest = target
    for point in points {
      for index in rest.indices { rest[index] -= point[index] / Double(points.count) }
    }
    let plain = dot(rest, rest).squareRoot()
    return plain > 0 ? imbalance / plain : 0
  }
}

extension SyntheticControl {
  /// The root mean squared gap over some periods.
  package func error(over periods: Range<Int>) -> Double {
    let part = Array(gaps[periods])
    return part.isEmpty ? 0 : (dot(part, part) / Double(part.count)).squareRoot()
  }

  /// The mean gap over some periods.
  package func meanGap(over periods: Range<Int>) -> Double {
    periods.isEmpty ? 0 : periods.reduce(0) { $0 + gaps[$1] } / Double(periods.count)
  }
}
