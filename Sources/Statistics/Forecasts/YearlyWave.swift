import RealModule

/// The smooth yearly wave of a daily series: a few sines and cosines beside line and weekdays.
///
/// Source: harmonic regression, Hyndman and Athanasopoulos, "Forecasting: principles and practice",
/// 3rd edition, section 7.4.
struct YearlyWave {
  private let length: Double
  private let weights: [Double]

  private static let harmonics = 4

  /// Learns the wave; `nil` if the least squares have no answer.
  ///
  /// - Parameters:
  ///   - values: At least two years.
  ///   - period: Steps of the shorter season that is fitted beside the wave.
  ///   - length: Steps of a year.
  init?(_ values: ArraySlice<Double>, period: Int, length: Double) {
    self.length = length
    let rows = values.enumerated().map { index, _ in
      Self.features(index, count: values.count, period: period, length: length)
    }
    let width = Self.harmonics * 2 + 1 + period
    var matrix = [[Double]](repeating: [Double](repeating: 0, count: width), count: width)
    var right = [Double](repeating: 0, count: width)
    for (row, value) in zip(rows, values) {
      for one in 0..<width where row[one] != 0 {
        right[one] += row[one] * value
        for other in 0...one { matrix[one][other] += row[one] * row[other] }
      }
    }
    for one in 0..<width {
      matrix[one][one] += 1e-3 * Double(values.count)
      for other in 0..<one { matrix[other][one] = matrix[one][other] }
    }
    guard let found = SymmetricMatrix(rows: matrix).solution(of: right) else { return nil }
    weights = Array(found.prefix(2 * Self.harmonics))
  }

  /// How far the wave is above its mean at `index`, which may lie behind the values.
  func value(at index: Int) -> Double {
    zip(weights, Self.waves(index, length: length)).reduce(0) { $0 + $1.0 * $1.1 }
  }

  private static func waves(_ index: Int, length: Double) -> [Double] {
    (1...harmonics).flatMap { order in
      let angle = 2 * Double.pi * Double(order) * Double(index) / length
      return [Double.sin(angle), Double.cos(angle)]
    }
  }

  private static func features(
    _ index: Int, count: Int, period: Int, length: Double
  ) -> [Double] {
    waves(index, length: length) + [Double(index) / Double(count) - 0.5]
      + (0..<period).map { $0 == index % period ? 1 : 0 }
  }
}
