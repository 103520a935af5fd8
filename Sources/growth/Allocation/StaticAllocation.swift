import Statistics

/// One budget to divide over known response curves, as read from a file.
struct StaticAllocation: Decodable {
  var budget: Double
  var channels: [Channel]
  var lower: [Double]?
  var upper: [Double]?
  /// What each spends now; with `maxChange` it limits the step.
  var current: [Double]?
  var maxChange: Double?
  /// Budget whose next unit would return less than this stays unspent.
  var minimumReturn: Double?

  struct Channel: Decodable {
    var name: String?
    var maximum: Double
    var shape: Double
    var halfSaturation: Double

    private enum CodingKeys: String, CodingKey {
      case name
      case maximum = "A"
      case shape = "h"
      case halfSaturation = "c"
    }
  }

  var curves: [HillCurve] {
    channels.map {
      HillCurve(maximum: $0.maximum, halfSaturation: $0.halfSaturation, shape: $0.shape)
    }
  }

  /// - Throws: ``CommandFailure`` if a list has not one entry for each channel.
  func bounds() throws -> [SpendBound] {
    for (name, list) in [("lower", lower), ("upper", upper), ("current", current)] {
      guard let list, list.count != channels.count else { continue }
      throw CommandFailure(
        "'\(name)' has \(list.count) entries; the file has \(channels.count) channels.")
    }
    guard maxChange.map({ $0 >= 0 }) ?? true else {
      throw CommandFailure("'max_change' is \(maxChange ?? 0). A share of at least 0 is expected.")
    }
    return channels.indices.map { index in
      let bound = SpendBound(
        lower: lower?[index] ?? 0, upper: upper?[index] ?? max(0, budget))
      guard let current, let maxChange else { return bound }
      return bound.withinStep(from: current[index], change: maxChange)
    }
  }

  func divided() throws -> BudgetAllocation {
    let bounds = try bounds()
    guard minimumReturn.map({ $0 >= 0 && $0.isFinite }) ?? true else {
      throw CommandFailure("'minimum_return' is \(minimumReturn ?? 0). At least 0 is expected.")
    }
    do throws(AllocationError) {
      return try BudgetAllocation.allocate(
        total: budget, curves: curves, bounds: bounds,
        configuration: BudgetAllocation.Configuration(leastMarginal: minimumReturn ?? 0))
    } catch {
      throw CommandFailure(sentence(for: error))
    }
  }

  func name(of index: Int) -> String { channels[index].name ?? "\(index + 1)" }

  private func sentence(for error: AllocationError) -> String {
    switch error {
    case .boundCount(let expected, let found):
      "There are \(found) bounds for \(expected) channels."
    case .invalidCurve(let index):
      "The curve of channel \(name(of: index)) is none: 'A' is at least 0, 'c' and 'h' are above 0."
    case .invalidBound(let index):
      "The bounds of channel \(name(of: index)) are none: 0 ≤ lower ≤ upper is expected."
    case .invalidTotal(let total): "The budget is \(total). At least 0 is expected."
    case .lowerBoundsExceedTotal(let lowerBounds, let total):
      "The lower bounds add up to \(lowerBounds), the budget is only \(total)."
    }
  }
}
