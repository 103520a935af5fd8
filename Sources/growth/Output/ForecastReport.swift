import DataPipeline
import Statistics

struct ForecastReport: Report {
  private let forecast: SeriesForecast

  init(_ forecast: SeriesForecast) {
    self.forecast = forecast
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(forecast.method, forKey: Key("method"))
    try container.encode(
      forecast.points.map { Step(point: $0, forecast: forecast) }, forKey: Key("forecast"))
    try container.encode(Backtest(forecast.backtest), forKey: Key("backtest"))
    if let trend = forecast.trend {
      try container.encode(trend.sentence, forKey: Key("trend"))
    }
    try container.encode(forecast.period, forKey: Key("period"))
    try container.encode(forecast.notes, forKey: Key("notes"))
  }

  func text(_ layout: TextLayout) -> String {
    let titles = forecast.levels.flatMap { ["lo\(Self.name(of: $0))", "hi\(Self.name(of: $0))"] }
    let largest = forecast.points.map { abs($0.mean) }.max() ?? 0
    let digits = largest >= 1_000 ? 0 : largest >= 1 ? 2 : 6
    let table = TextTable(
      [.left("date"), .right("mean")] + titles.map { .right($0) },
      rows: forecast.points.map { point in
        let ends = point.intervals.flatMap { [$0.lowerBound, $0.upperBound] }
        return [forecast.pace.label(of: point.time)]
          + ([point.mean] + ends).map { Figure.of($0, digits: digits) }
      }, emptyText: "")
    return ([table.text(layout), ""] + sentences).joined(separator: "\n")
  }

  private var sentences: [String] {
    var sentences = forecast.trend.map { [$0.sentence] } ?? []
    sentences.append("Made by a \(forecast.method).")
    if let test = forecast.backtest {
      let error = test.scaledError.map { Figure.of($0) } ?? "–"
      sentences.append(
        "Tried on the past \(test.origins) times: \(error) of the error of repeating the last "
          + "period (MASE), \(Figure.percent(test.coverage, digits: 0)) inside the 95 % interval.")
    }
    return sentences + forecast.notes
  }

  /// `95` for 0.95, `99_5` for 0.995.
  fileprivate static func name(of level: Double) -> String {
    let tenths = Int((level * 1_000).rounded())
    return tenths.isMultiple(of: 10) ? "\(tenths / 10)" : "\(tenths / 10)_\(tenths % 10)"
  }
}

extension ForecastReport {
  /// Field names that depend on the levels asked for.
  fileprivate struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
  }

  fileprivate struct Step: Encodable {
    let point: SeriesForecast.Point
    let forecast: SeriesForecast

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(forecast.pace.label(of: point.time), forKey: Key("date"))
      try container.encode(point.mean, forKey: Key("mean"))
      for (level, interval) in zip(forecast.levels, point.intervals) {
        let name = ForecastReport.name(of: level)
        try container.encode(interval.lowerBound, forKey: Key("lo\(name)"))
        try container.encode(interval.upperBound, forKey: Key("hi\(name)"))
      }
    }
  }

  /// Null where the past is too short, so that the fields are always there.
  fileprivate struct Backtest: Encodable {
    let test: ForecastBacktest?

    init(_ test: ForecastBacktest?) { self.test = test }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(test?.scaledError, forKey: Key("mase"))
      try container.encode(test?.coverage, forKey: Key("coverage95"))
    }
  }
}
