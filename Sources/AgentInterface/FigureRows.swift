package import Commerce
package import Oversight

/// A figure of the shop with what it means, against its target and the past.
package struct KPIRow: Codable, Hashable, Sendable {
  package var kpi: KPI
  package var name: String
  /// In words.
  package var formula: String
  /// Which order counts for which day.
  package var attribution: String
  /// Days that are summed, or for what lies ahead, days ahead.
  package var windowDays: Int
  package var from: Day
  package var through: Day
  /// In the KPI's unit: currency units, a share, a ratio or a count; `nil` where it is not known.
  package var value: Double?
  package var target: Double?
  package var meetsTarget: Bool?
  /// Against the same weekdays a week and 52 weeks before; `nil` without history.
  package var lastWeek: Change?
  package var lastYear: Change?

  package struct Change: Codable, Hashable, Sendable {
    package var before: Double
    /// As a share of what it was; `nil` where that was 0.
    package var relative: Double?
    /// `nil` where it cannot be told.
    package var isOutsideNoise: Bool?

    package init(before: Double, relative: Double?, isOutsideNoise: Bool?) {
      self.before = before
      self.relative = relative
      self.isOutsideNoise = isOutsideNoise
    }
  }

  package init(
    kpi: KPI, name: String, formula: String, attribution: String, windowDays: Int, from: Day,
    through: Day, value: Double?, target: Double? = nil, meetsTarget: Bool? = nil,
    lastWeek: Change? = nil, lastYear: Change? = nil
  ) {
    self.kpi = kpi
    self.name = name
    self.formula = formula
    self.attribution = attribution
    self.windowDays = windowDays
    self.from = from
    self.through = through
    self.value = value
    self.target = target
    self.meetsTarget = meetsTarget
    self.lastWeek = lastWeek
    self.lastYear = lastYear
  }
}

/// How well the forecasts of a class of decisions have held, and what is made of it.
package struct CalibrationRow: Codable, Hashable, Sendable {
  package var kind: ActionClass
  /// Outcomes that were measured, the newest.
  package var settled: Int
  package var within: Int
  /// The share that should lie within.
  package var level: Double
  /// Where the true share within lies with probability 0.9.
  package var coverageLow: Double
  package var coverageHigh: Double
  /// Mean of actual − expected in half widths of the interval.
  package var bias: Double
  /// Its standard error; `nil` for a single outcome.
  package var biasError: Double?
  /// Mean pinball loss of the interval's ends, as a share of what was expected.
  package var pinballLoss: Double?
  /// What the next forecast's mean, and its interval's width, are multiplied by.
  package var biasFactor: Double
  package var widthFactor: Double
  /// Why the class is not trusted to act alone, if so.
  package var concern: String?

  package init(
    kind: ActionClass, settled: Int, within: Int, level: Double, coverageLow: Double,
    coverageHigh: Double, bias: Double, biasError: Double?, pinballLoss: Double?,
    biasFactor: Double, widthFactor: Double, concern: String?
  ) {
    self.kind = kind
    self.settled = settled
    self.within = within
    self.level = level
    self.coverageLow = coverageLow
    self.coverageHigh = coverageHigh
    self.bias = bias
    self.biasError = biasError
    self.pinballLoss = pinballLoss
    self.biasFactor = biasFactor
    self.widthFactor = widthFactor
    self.concern = concern
  }
}
