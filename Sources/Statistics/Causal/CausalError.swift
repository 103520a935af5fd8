/// Why a test of regions cannot be read or planned.
package enum CausalError: Error, Equatable, Sendable {
  case noRegions
  /// A region has another number of periods than the first.
  case unequalLengths(region: String, periods: Int, expected: Int)
  case notFinite(region: String, period: Int)
  case repeatedRegion(String)
  case unknownRegion(String)
  case noTreatedRegions
  /// Every region is treated or kept out, so there is nobody to compare with.
  case noDonors
  case emptyTest
  /// The test reaches past the periods that the panel has.
  case testOutside(lastPeriod: Int, periods: Int)
  case tooFewPeriodsBefore(found: Int, needed: Int)
  /// The treated regions never change before the test, so nothing can be matched.
  case constantBefore
  case badLevel(Double)
}

extension CausalError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noRegions: "There are no regions. Give one row a region and day."
    case .unequalLengths(let region, let periods, let expected):
      "Region '\(region)' has \(periods) periods and the first has \(expected). Complete its rows."
    case .notFinite(let region, let period):
      "Region '\(region)' has no finite value in period \(period + 1). Correct or remove the region."
    case .repeatedRegion(let region): "Region '\(region)' appears twice. Add its rows up."
    case .unknownRegion(let region):
      "There is no region '\(region)' with a value in every period. Check its name and its rows."
    case .noTreatedRegions: "No region is treated. Name those where the test ran."
    case .noDonors:
      "No region is left to compare with: each is treated or kept out. Leave some untouched."
    case .emptyTest: "The test has no period. Give a first and a last one."
    case .testOutside(let last, let periods):
      "The test ends in period \(last + 1) and the data in period \(periods)."
    case .tooFewPeriodsBefore(let found, let needed):
      "There are \(found) periods before the test and at least \(needed) are needed to learn how "
        + "the regions move together. Give earlier data."
    case .constantBefore:
      "The treated regions do not change before the test, so nothing can be matched to them."
    case .badLevel(let level): "A level of \(level) is not between 0.5 and 1."
    }
  }
}
