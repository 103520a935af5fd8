import Commerce
import DataPipeline
import Persistence

/// What an import brought and what the file is like.
struct ImportOutput: Report {
  var file: String
  var format: String
  var currency: String
  var currencySource: String
  var rows: Int
  var accepted: Int
  var newOrders: Int
  var alreadyStored: Int
  var conflicting: Int
  var newCustomers: Int
  var refundedOrders: Int
  var customers: Int
  var revenue: MoneyValue
  var firstDay: String?
  var lastDay: String?
  var daysWithoutOrders: Int
  var outliers: Int
  var badRows: Int
  var refused: [String: Int]
  var diagnostics: [String]
  var configuration: String?

  private let report: QualityReport

  init(_ result: OrderIntake.Result) {
    let summary = result.summary
    report = summary.report
    file = report.file
    format = report.format.rawValue
    currency = report.currency.code
    currencySource = report.currencySource.rawValue
    rows = report.rows
    accepted = report.accepted
    newOrders = summary.newOrders
    alreadyStored = summary.alreadyStored
    conflicting = summary.conflicting
    newCustomers = summary.newCustomers
    refundedOrders = summary.refundedOrders
    customers = report.customers
    revenue = MoneyValue(report.revenue)
    firstDay = report.firstDay.map { "\($0)" }
    lastDay = report.lastDay.map { "\($0)" }
    daysWithoutOrders = report.daysWithoutOrders
    outliers = report.outliers
    badRows = report.badRows
    refused = Dictionary(
      uniqueKeysWithValues: report.refused.map { ($0.key.rawValue, $0.value) })
    diagnostics = report.diagnostics.prefix(20).map(\.description)
    configuration = result.newConfiguration
  }

  func text(_ layout: TextLayout) -> String {
    var facts: [(String, String)] = report.facts.map { ($0.label, $0.value) }
    let known = alreadyStored > 0 ? "; \(Figure.count(alreadyStored)) were there already" : ""
    let orders = "\(Figure.count(newOrders)) \(newOrders == 1 ? "order" : "orders")"
    let people = "\(Figure.count(newCustomers)) \(newCustomers == 1 ? "customer" : "customers")"
    facts.insert(("new", "\(orders), \(people)\(known)"), at: 2)
    if conflicting > 0 {
      facts.append(
        ("conflicts", "\(conflicting) orders are stored with other content; those stand"))
    }
    if refundedOrders > 0 {
      let what = refundedOrders == 1 ? "order" : "orders"
      facts.append(("given back", "taken off \(Figure.count(refundedOrders)) \(what)"))
    }
    if let configuration { facts.append(("limits", "written to \(configuration)")) }
    let notes = diagnostics.map { "  " + $0 }
    let more = report.badRows - diagnostics.count
    return
      ([TextFacts(facts).text(layout)] + notes
      + (more > 0 && !notes.isEmpty ? ["  … and \(more) more bad rows"] : []))
      .joined(separator: "\n")
  }

  private enum CodingKeys: String, CodingKey {
    case file, format, currency, currencySource, rows, accepted, newOrders, alreadyStored
    case conflicting, newCustomers, refundedOrders, customers, revenue, firstDay, lastDay,
      daysWithoutOrders
    case outliers, badRows, refused, diagnostics, configuration
  }
}
