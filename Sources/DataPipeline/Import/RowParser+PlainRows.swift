extension RowParser {
  /// Takes in rows up to the first that is more than an order in printable ASCII: the usual case in
  /// one pass, with the same outcome as the general way, which goes on from there.
  mutating func takePlainRows(
    _ columns: PlainColumns, from window: inout InputWindow,
    with scanner: inout RecordScanner, into orders: inout [PendingOrder]
  ) {
    let base = window.base
    let end = window.end
    let lengths = 1...RowRules.maximumReference
    var position = window.start
    var taken = 0
    while let next = scanner.scanPlain(
      base, from: position, to: min(end, position &+ Self.maximumRow), width: columns.width)
    {
      let reference = scanner.plainBytes(of: columns.order, in: base)
      let customer = scanner.plainBytes(of: columns.customer, in: base)
      guard lengths.contains(reference.count), lengths.contains(customer.count),
        !Cell.hasMeaninglessCapitals(customer),
        let seconds = timestampParser.seconds(scanner.plainBytes(of: columns.date, in: base)),
        seconds <= rules.latestSecond,
        let micros = rules.amountParser.shortMicros(
          scanner.plainBytes(of: columns.amount, in: base)), micros > 0, hasRoom(for: micros)
      else { break }
      offeredMicros += micros
      orders.append(
        PendingOrder(
          reference: reference, customer: customer, seconds: seconds, micros: micros,
          acceptsEmail: true))
      position = next
      taken += 1
    }
    counts.report.rows += taken
    counts.line += taken
    window.use(upTo: position)
  }
}
