/// What all campaigns of a shop say together of the shape of its response curves and of the level of
/// its returns, so that each learns from the others.
///
/// Every campaign's evidence for each cell of the grid is added up; others' counts for a share of
/// itself, because audiences differ (a power prior: Ibrahim and Chen 2000).
package struct ResponsePool: Sendable, Equatable {
  private let total: [Double]

  /// How much of another campaign's evidence counts, 0…1.
  private static let power = 0.5

  package init(_ posteriors: some Sequence<ResponsePosterior>) {
    var total = [Double](repeating: 0, count: ResponseGrid.count * ResponseGrid.levels.count)
    for posterior in posteriors {
      for (place, value) in posterior.evidence.enumerated() { total[place] += value }
    }
    self.total = total
  }

  /// What counts beside a campaign's own evidence, if that is in the pool.
  func others(than own: [Double]) -> [Double] {
    zip(total, own).map { Self.power * ($0 - $1) }
  }

  /// What counts for a campaign that has none of its own.
  var all: [Double] { total.map { Self.power * $0 } }
}
