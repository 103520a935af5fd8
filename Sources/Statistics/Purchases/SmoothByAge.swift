import RealModule

/// A quantity that depends smoothly on age, tabulated once for each frequency.
///
/// What BG/NBD expects of customers who still buy costs a hypergeometric series each. Between ages
/// it bends so little that an interpolation through 24 Chebyshev nodes in ln(scale + age) agrees
/// to nine digits (Berrut and Trefethen, "Barycentric Lagrange interpolation", 2004), and a hundred
/// thousand customers share some hundred nodes.
package struct SmoothByAge {
  private let quantity: (PurchaseSummary) -> Double
  private let scale: Double
  private let nodes: [Double]
  private let ages: [Double]
  private let weights: [Double]
  private var rows: [Int: [Double]] = [:]

  /// - Parameters:
  ///   - ages: The range of ages that will be asked for.
  ///   - scale: Above 0; where the quantity bends, such as the inverse scale of the rates.
  ///   - quantity: Depends on frequency and age alone.
  package init(
    ages: ClosedRange<Double>, scale: Double, quantity: @escaping (PurchaseSummary) -> Double
  ) {
    let count = 24
    let (low, high) = (Double.log(scale + ages.lowerBound), Double.log(scale + ages.upperBound))
    nodes = (0..<count).map { index in
      let angle = Double.pi * (Double(index) + 0.5) / Double(count)
      return 0.5 * (low + high) - 0.5 * max(high - low, 1e-9) * Double.cos(angle)
    }
    weights = (0..<count).map { index in
      let sine = Double.sin(Double.pi * (Double(index) + 0.5) / Double(count))
      return index.isMultiple(of: 2) ? sine : -sine
    }
    self.ages = nodes.map { max(0, Double.exp($0) - scale) }
    self.scale = scale
    self.quantity = quantity
  }

  /// The quantity at a frequency and age inside the range.
  package mutating func value(frequency: Int, age: Double) -> Double {
    let row = row(of: frequency)
    let place = Double.log(scale + age)
    var (above, below) = (0.0, 0.0)
    for index in nodes.indices {
      let distance = place - nodes[index]
      if abs(distance) < 1e-12 { return row[index] }
      let share = weights[index] / distance
      above += share * row[index]
      below += share
    }
    return above / below
  }

  private mutating func row(of frequency: Int) -> [Double] {
    if let row = rows[frequency] { return row }
    let row = ages.map { quantity(PurchaseSummary(frequency: frequency, recency: 0, age: $0)) }
    rows[frequency] = row
    return row
  }
}
