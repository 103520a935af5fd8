/// Places in the season at which nothing happens, as the weekday on which a shop is closed.
///
/// They are taken out before forecasting, so that they neither blur the days around them nor get
/// an interval, and put back as 0.
struct SilentSeasons {
  /// For each place of the season, that of index 0 first.
  private let isOpen: [Bool]

  /// Periods without anything that make a place silent, and periods that are looked at.
  private static let (least, most) = (4, 8)

  init(_ values: [Double], period: Int) {
    let periods = min(Self.most, values.count / max(1, period))
    guard period > 1, periods >= Self.least else {
      isOpen = [true]
      return
    }
    var open = [Bool](repeating: false, count: period)
    for index in values.count - periods * period..<values.count where values[index] != 0 {
      open[index % period] = true
    }
    isOpen = open.contains(true) ? open : [true]
  }

  var share: Double { Double(isOpen.count { $0 }) / Double(isOpen.count) }

  func isOpen(_ index: Int) -> Bool { isOpen[index % isOpen.count] }

  /// The values at open places.
  func kept(_ values: [Double]) -> [Double] {
    values.indices.filter(isOpen).map { values[$0] }
  }

  /// Periods and year counted in open places.
  func kept(_ seasons: CombinedForecast.Seasons) -> CombinedForecast.Seasons {
    let places = isOpen.count
    let open = isOpen.count { $0 }
    guard open < places else { return seasons }
    return .init(
      periods: seasons.periods.map { $0 * open / places }.filter { $0 > 1 },
      year: seasons.year.map { $0 * share })
  }
}
