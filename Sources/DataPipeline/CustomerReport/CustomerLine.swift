package import Commerce

/// One customer of the report: a line of the customers' file.
package struct CustomerLine: Hashable, Sendable {
  package let reference: String
  package let recencyDays: Int
  /// Purchase days.
  package let frequency: Int
  /// Spent in all, in units of the currency.
  package let monetary: Double
  package let recencyScore: UInt8
  package let frequencyScore: UInt8
  package let monetaryScore: UInt8
  package let segment: SegmentName
  /// From 0, by size; `nil` where customers could not be grouped.
  package let cluster: Int?
  /// `nil` with too little data, as are the next two.
  package let probabilityAlive: Double?
  /// Mean purchase days in the period ahead, at least 1 − the churn risk.
  package let expectedPurchases: Double?
  /// Probability of no purchase in the period ahead.
  package let churnRisk: Double?
  /// Expected spend in the next twelve months, at 1 per cent a month, with its 80 % interval; with
  /// too little data for a model, the rate of all customers so far.
  package let value: Estimate?

  package static let header =
    "customer_id,recency_days,frequency,monetary,r_score,f_score,m_score,segment,cluster,p_alive,"
    + "expected_purchases,churn_risk,clv_12m,clv_low,clv_high"

  /// The line under ``header``, without a line end; what is not known is empty.
  package var csv: String {
    var line = Self.quoted(reference)
    line += ",\(recencyDays),\(frequency),\(Self.figure(monetary)),\(recencyScore)"
    line += ",\(frequencyScore),\(monetaryScore),\(segment.rawValue),"
    if let cluster { line += "\(cluster)" }
    append(probabilityAlive, to: &line)
    append(expectedPurchases, to: &line)
    append(churnRisk, to: &line)
    append(value?.mean, to: &line)
    append(value?.low, to: &line)
    append(value?.high, to: &line)
    return line
  }

  private func append(_ value: Double?, to line: inout String) {
    line += ","
    if let value { line += Self.figure(value) }
  }

  /// Shortest digits that give the number back, whole numbers without a fraction.
  private static func figure(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
  }

  /// Quotes where needed, and keeps a spreadsheet from taking the cell for a formula.
  private static func quoted(_ text: String) -> String {
    let isFormula = text.utf8.first.map { "=+-@".utf8.contains($0) } ?? false
    let safe = isFormula && Double(text) == nil ? "'" + text : text
    guard safe.utf8.contains(where: { ",\"\n\r".utf8.contains($0) }) else { return safe }
    let doubled = safe.split(separator: "\"", omittingEmptySubsequences: false)
    return "\"" + doubled.joined(separator: "\"\"") + "\""
  }
}
