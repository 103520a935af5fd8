import Commerce

extension QualityReport {
  /// What to think of rows that share an order number, if there are many.
  package var lineItemNote: String? {
    guard lineItems > 0, lineItems * 20 >= accepted else { return nil }
    return "\(lineItems) rows repeat the order number before them with another amount, as rows for "
      + "each thing bought do; only the first amount of each order counts. Export one row an order."
  }

  /// What to think of cancellations that are orders of their own.
  package var cancellationNote: String? {
    guard format == .onlineRetail, let cancelled = refused[.cancelled], cancelled > 0 else {
      return nil
    }
    let what = cancelled == 1 ? "cancellation does" : "cancellations do"
    return "\(cancelled) \(what) not say which order is cancelled, so nothing is taken off any."
  }

  /// What stands out so much that a report has to say it.
  package var notes: [String] { [lineItemNote, cancellationNote].compactMap(\.self) }

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
    if let givenBackMicros {
      let sum = Money(micros: givenBackMicros, currency)
      facts.append(("refunds", "\(sum) of these orders, by rows of their own; not in the revenue"))
    }
    facts += notes.map { ("note", $0) }
    if currencies.count > 1 {
      let mix = currencies.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      facts.append(("currencies", mix.map { "\($0.value) \($0.key)" }.joined(separator: ", ")))
    }
    return facts
  }
}
