import AgentInterface
import Oversight

/// How well the forecasts of a class of decisions have held, for scripts and in a sentence.
struct CalibrationValue: Encodable {
  var decisionClass: String
  var settled: Int
  var within: Int
  var level: Double
  /// Where the true share within lies with probability 0.9.
  var coverageInterval: [Double]
  /// In half widths of the interval.
  var bias: Double
  var biasError: Double?
  var pinballLoss: Double?
  var biasFactor: Double
  var widthFactor: Double
  var concern: String?

  init(_ row: CalibrationRow) {
    decisionClass = row.kind.rawValue
    settled = row.settled
    within = row.within
    level = row.level
    coverageInterval = [row.coverageLow, row.coverageHigh]
    bias = row.bias
    biasError = row.biasError
    pinballLoss = row.pinballLoss
    biasFactor = row.biasFactor
    widthFactor = row.widthFactor
    concern = row.concern
  }

  var sentence: String {
    let ends = coverageInterval.map { Figure.of($0 * 100, digits: 0) }
    let held =
      "\(decisionClass): \(within) of \(settled) within the \(Figure.percent(level, digits: 0)) "
      + "interval (truly \(ends[0]) to \(ends[1]) %), outcomes \(Figure.of(bias, digits: 1)) half "
      + "widths off; the next mean × \(Figure.of(biasFactor)), interval × \(Figure.of(widthFactor))"
    return concern.map { held + ". Not trusted to act alone: \($0)" } ?? held
  }
}
