import RealModule

/// Why points could not be grouped.
package enum ClusteringError: Error, Equatable, Sendable {
  case noPoints
  case clusterCountBelowOne(Int)
  /// The flat values do not fill whole rows, or a row has another length than the first.
  case notRectangular(row: Int)
  case notFinite(row: Int)
  case tooFewDistinctPoints(distinct: Int, clusters: Int)
}

/// Points of equal dimension, row after row in one array.
package struct PointTable: Sendable, Equatable {
  /// Row-major coordinates, all finite.
  package let values: [Double]
  /// Coordinates a point, at least 1.
  package let dimension: Int

  /// Checks a flat row-major array of points.
  package init(_ values: [Double], dimension: Int) throws(ClusteringError) {
    guard !values.isEmpty, dimension > 0 else { throw .noPoints }
    guard values.count.isMultiple(of: dimension) else {
      throw .notRectangular(row: values.count / dimension)
    }
    if let bad = values.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(row: bad / dimension)
    }
    self.values = values
    self.dimension = dimension
  }

  /// Checks and flattens one array per point.
  package init(rows: [[Double]]) throws(ClusteringError) {
    let dimension = rows.first?.count ?? 0
    if let bad = rows.firstIndex(where: { $0.count != dimension }) {
      throw .notRectangular(row: bad)
    }
    try self.init(rows.flatMap { $0 }, dimension: dimension)
  }

  package var count: Int { values.count / dimension }

  package subscript(row: Int) -> ArraySlice<Double> {
    values[row * dimension..<(row + 1) * dimension]
  }

  /// About `limit` rows at even distances, all of them if there are fewer.
  func thinned(to limit: Int) -> PointTable {
    guard count > limit else { return self }
    var kept: [Double] = []
    kept.reserveCapacity(limit * dimension)
    for step in 0..<limit { kept += self[step * count / limit] }
    return PointTable(unchecked: kept, dimension: dimension)
  }

  init(unchecked values: [Double], dimension: Int) {
    self.values = values
    self.dimension = dimension
  }
}

/// Shift and scale that give every coordinate mean 0 and population deviation 1.
package struct Standardisation: Sendable, Codable, Equatable {
  package let means: [Double]
  /// Population standard deviations; 1 where a coordinate is constant.
  package let deviations: [Double]

  /// Measures `table`; a constant coordinate becomes 0 everywhere.
  package init(of table: PointTable) {
    let count = Double(table.count)
    var means = [Double](repeating: 0, count: table.dimension)
    var squares = means
    for index in table.values.indices { means[index % table.dimension] += table.values[index] }
    means = means.map { $0 / count }
    for index in table.values.indices {
      let centred = table.values[index] - means[index % table.dimension]
      squares[index % table.dimension] += centred * centred
    }
    self.means = means
    deviations = zip(squares, means).map { square, mean in
      let deviation = (square / count).squareRoot()
      // What a constant deviates from its mean is the rounding of the sum.
      return deviation > abs(mean) * count * 0x1p-52 ? deviation : 1
    }
  }

  package func standardised(_ table: PointTable) -> PointTable {
    var values = table.values
    for index in values.indices {
      let column = index % table.dimension
      values[index] = (values[index] - means[column]) / deviations[column]
    }
    return PointTable(unchecked: values, dimension: table.dimension)
  }

  package func standardised(_ point: [Double]) -> [Double] {
    point.indices.map { (point[$0] - means[$0]) / deviations[$0] }
  }

  /// The point in the units it was measured in.
  package func restored(_ point: [Double]) -> [Double] {
    point.indices.map { point[$0] * deviations[$0] + means[$0] }
  }
}
