import Commerce
import DataPipeline
import Statistics

struct DetectReport: Report {
  private let rows: Int
  private let missing: Int
  private let from: String
  private let to: String
  private let intervalSeconds: Double?
  private let threshold = AnomalyDetector.threshold
  private let alerts: [Alert]
  private let changePoints: [String]
  private let notes: [String]

  private enum CodingKeys: CodingKey {
    case rows, missing, notes, from, to, intervalSeconds, threshold, alerts, changePoints
  }

  /// A scan of the file's rows, or of all of them from the last to the first.
  init(_ scan: AnomalyScan, isReversed: Bool = false) {
    notes =
      (isReversed
        ? ["The rows run from the newest to the oldest; they were judged from the oldest on."] : [])
      + scan.notes

    rows = scan.rows
    missing = scan.missing
    from = Instant(seconds: scan.first).iso8601
    to = Instant(seconds: scan.last).iso8601
    intervalSeconds = scan.interval
    alerts = scan.allAlerts.map(Alert.init)
    changePoints = scan.changePoints.map { "\($0)" }
  }

  func text(_ layout: TextLayout) -> String {
    let facts = TextFacts([
      (
        "rows", Figure.count(rows) + (missing > 0 ? ", \(Figure.count(missing)) without value" : "")
      ),
      ("from", from), ("to", to),
      ("interval", intervalSeconds.map { "\(Figure.of($0, digits: 0)) seconds" } ?? "–"),
      ("threshold", Figure.of(threshold)),
      ("daily mean changes", changePoints.isEmpty ? "–" : changePoints.joined(separator: ", ")),
    ])
    let table = TextTable(
      [
        .left("start"), .left("end"), .left("peak"), .right("value"), .right("expected"),
        .right("low"), .right("high"), .left("cause"), .right("score"),
      ], rows: alerts.map(\.cells), emptyText: "Nothing is unusual.")
    return (notes + [facts.text(layout), "", table.text(layout)]).joined(separator: "\n")
  }
}

extension DetectReport {
  /// Numbers are null where there is no value or no expectation yet.
  fileprivate struct Alert: Encodable {
    let start: String
    let end: String
    let peak: String
    let value: Double?
    let expected: Double?
    let low: Double?
    let high: Double?
    let score: Double
    let cause: String

    init(_ alert: AnomalyAlert) {
      func known(_ number: Double) -> Double? { number.isFinite ? number : nil }
      start = Instant(seconds: alert.start).iso8601
      end = Instant(seconds: alert.end).iso8601
      peak = Instant(seconds: alert.peak).iso8601
      value = known(alert.value)
      expected = known(alert.verdict.expected)
      low = known(alert.verdict.low)
      high = known(alert.verdict.high)
      score = alert.verdict.score
      cause = alert.cause.rawValue
    }

    var cells: [String] {
      let largest = [value, expected, low, high].compactMap { $0 }.map(abs).max() ?? 0
      let digits = largest >= 1_000 ? 0 : largest >= 1 ? 2 : 6
      let numbers = [value, expected, low, high].map { Figure.of($0, digits: digits) }
      return [start, end, peak] + numbers + [cause, Figure.of(score)]
    }
  }
}
