import RealModule

/// The BG/NBD likelihood of a table of histories and its gradient by the logarithms of (r, α, a,
/// b).
struct BetaGeometricLikelihood {
  private let table: PurchaseTable

  init(_ table: PurchaseTable) {
    self.table = table
  }

  /// The logarithms of parameters within which everything stays computable.
  static func confined(_ place: [Double]) -> [Double] {
    zip(place, limits).map { min($1.upperBound, max($1.lowerBound, $0)) }
  }

  private static let limits: [ClosedRange<Double>] = [
    -16...14, -16...14, -25...11.5, -16...11.5,
  ]

  /// The negative log-likelihood; outside the limits it stays constant.
  func negative(at place: [Double]) -> (value: Double, gradient: [Double]) {
    let inside = BetaGeometricLikelihood.confined(place)
    let model = BetaGeometric(logParameters: inside)
    let (value, slope) = sum(model)
    let scales = [model.rateShape, model.rateScale, model.leaving, model.staying]
    let gradient = place.indices.map { index in
      place[index] == inside[index] ? -slope[index] * scales[index] : 0
    }
    return (-value, gradient)
  }

  /// The log-likelihood and its slopes by r, α, a and b.
  private func sum(_ model: BetaGeometric) -> (value: Double, slope: SIMD4<Double>) {
    let frequencies = FrequencyTerms(model, upTo: table.largestFrequency)
    let ages = TimeTerms(table.ages, after: model.rateScale)
    let recencies = TimeTerms(table.recencies, after: model.rateScale)
    var value = 0.0
    var slope = SIMD4<Double>()
    for cell in table.cells {
      let frequency = Int(cell.frequency)
      let shape = model.rateShape + Double(frequency)
      let logAge = ages.logarithms[Int(cell.age)]
      let inverseAge = ages.inverses[Int(cell.age)]
      var cellValue = frequencies.values[frequency] - shape * logAge
      var cellSlope = frequencies.slopes[frequency]
      cellSlope[0] -= logAge
      cellSlope[1] -= shape * inverseAge
      if frequency > 0 {
        let logRatio = logAge - recencies.logarithms[Int(cell.recency)]
        let odds = frequencies.logOdds[frequency] + shape * logRatio
        let left = 1 / (1 + Double.exp(-odds))
        cellValue += softplus(odds)
        cellSlope[0] += left * logRatio
        cellSlope[1] += left * shape * (inverseAge - recencies.inverses[Int(cell.recency)])
        cellSlope[2] += left / model.leaving
        cellSlope[3] -= left / (model.staying + Double(frequency) - 1)
      }
      value += cell.customers * cellValue
      slope += cell.customers * cellSlope
    }
    return (value, slope)
  }
}

/// What depends on the frequency alone, for each frequency from 0.
private struct FrequencyTerms {
  var values: [Double] = []
  var slopes: [SIMD4<Double>] = []
  var logOdds: [Double] = []

  init(_ model: BetaGeometric, upTo largest: Int) {
    let (shape, scale) = (model.rateShape, model.rateScale)
    let (leaving, staying) = (model.leaving, model.staying)
    // Γ(r + x) / Γ(r) and B(a, b + x) / B(a, b) grow factor by factor; so do their slopes.
    var value = shape * Double.log(scale)
    var slope = SIMD4(Double.log(scale), shape / scale, 0, 0)
    for frequency in 0...largest {
      values.append(value)
      slopes.append(slope)
      let count = Double(frequency)
      logOdds.append(frequency > 0 ? Double.log(leaving / (staying + count - 1)) : 0)
      let both = leaving + staying + count
      value += Double.log((shape + count) * ((staying + count) / both))
      slope += SIMD4(
        1 / (shape + count), 0, -1 / both, 1 / (staying + count) - 1 / both)
    }
  }
}

/// ln(α + t) and 1 / (α + t) for each distinct time.
private struct TimeTerms {
  var logarithms: [Double]
  var inverses: [Double]

  init(_ times: [Double], after scale: Double) {
    logarithms = times.map { Double.log(scale + $0) }
    inverses = times.map { 1 / (scale + $0) }
  }
}
