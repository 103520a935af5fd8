import Commerce

extension QualityReport {
  /// What to think of rows that share an order number, if there are many.
  package var lineItemNote: String? {
    guard let lineItems, lineItems > 0, lineItems * 20 >= accepted else { return nil }
    return "\(lineItems) rows repeat the order number before them with another amount, as rows for "
      + "each thing bought do; only the first of each order counts. Export one row an order."
  }

  /// What the file is like, in words: what a person looks at before trusting it.
  package var facts: [(label: String, value: String)] {
    var facts = [
      ("file", "\(file) (\(format.name), \(encoding))"),
      ("rows", "\(rows): \(accepted) orders counted"),
      ("revenue", "\(revenue) (currency from: \(currencySource.rawValue))"),
      (
        "days",
        "\(firstDay?.description ?? "–") to \(lastDay?.description ?? "–"), "
          + "\(daysWithoutOrders) without orders"
      ),
      ("unusual", "\(outliers) orders far from the others"),
    ]
    if !refused.isEmpty { facts.append(("left out", refusalSummary)) }
    if let lineItemNote { facts.append(("line items", lineItemNote)) }
    if currencies.count > 1 {
      let mix = currencies.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      facts.append(("currencies", mix.map { "\($0.value) \($0.key)" }.joined(separator: ", ")))
    }
    return facts
  }
}
