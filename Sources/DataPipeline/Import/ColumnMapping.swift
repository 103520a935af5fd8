/// Which column of a file holds what, as written after `--map`.
package struct ColumnMapping: Hashable, Codable, Sendable {
  package var order: String
  package var customer: String
  package var date: String
  package var amount: String
  package var currency: String?
  package var status: String?
  /// What the order came by, such as `web`.
  package var channel: String?

  package init(
    order: String, customer: String, date: String, amount: String, currency: String? = nil,
    status: String? = nil, channel: String? = nil
  ) {
    self.order = order
    self.customer = customer
    self.date = date
    self.amount = amount
    self.currency = currency
    self.status = status
    self.channel = channel
  }

  /// Reads `id=Order No,customer=Client,date=When,amount=Total`, with `currency=…`, `status=…` and
  /// `channel=…` if wanted.
  ///
  /// - Throws: ``ImportError/badMapping(text:reason:)`` with what is wrong with it.
  package init(parsing text: String) throws(ImportError) {
    var columns: [Substring: String] = [:]
    for part in text.split(separator: ",") {
      let sides = part.split(separator: "=", maxSplits: 1)
      guard sides.count == 2 else {
        throw .badMapping(text: text, reason: "'\(part)' is not of the form name=column")
      }
      guard Self.known.contains(String(sides[0])) else {
        throw .badMapping(text: text, reason: "'\(sides[0])' is not one of \(Self.knownList)")
      }
      columns[sides[0]] = String(sides[1])
    }
    guard let order = columns["id"], let customer = columns["customer"], let date = columns["date"],
      let amount = columns["amount"]
    else {
      let missing = ["id", "customer", "date", "amount"].filter { columns[$0[...]] == nil }
      throw .badMapping(
        text: text,
        reason: "\(missing.joined(separator: " and ")) \(missing.count == 1 ? "is" : "are") missing"
      )
    }
    self.init(
      order: order, customer: customer, date: date, amount: amount, currency: columns["currency"],
      status: columns["status"], channel: columns["channel"])
  }

  private static let known = ["id", "customer", "date", "amount", "currency", "status", "channel"]
  private static var knownList: String { known.joined(separator: ", ") }
}
