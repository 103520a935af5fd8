package import Commerce

/// What an import found: how much was good, what was left out and why, and what stands out.
package struct QualityReport: Codable, Sendable {
  package var file: String
  package var format: OrderFormat
  package var currency: Currency
  package var currencySource: CurrencySource
  /// Rows with data; the header, empty lines and further lines of a Shopify order do not count.
  package var rows = 0
  package var accepted = 0
  package var refused: [RefusalCause: Int] = [:]
  package var firstDay: Day?
  package var lastDay: Day?
  /// Days from `firstDay` to `lastDay` on which nothing was ordered.
  package var daysWithoutOrders = 0
  /// Accepted orders beyond three interquartile ranges of the logarithm of the amount.
  package var outliers = 0
  package var customers = 0
  package var revenueMicros: Int64 = 0
  /// Rows by the currency code they carry, where there is such a column.
  package var currencies: [String: Int] = [:]
  /// `point` or `comma`.
  package var decimalMark = ""
  package var delimiter = ""
  /// `UTF-8`, or `Latin-1` if at least one name could only be that.
  package var encoding = "UTF-8"
  /// What other rows, of this or another file, gave back of orders; ``revenueMicros`` is without it.
  /// `nil` if nothing was.
  package var givenBackMicros: Int64?
  /// The first bad rows.
  package var diagnostics: [ImportDiagnostic] = []
  /// Accepted orders and revenue day by day.
  package var demand = DailyDemand()

  package enum CurrencySource: String, Codable, Sendable {
    case option, file, format
    /// Nothing said which; pounds sterling were taken.
    case assumed

    /// `that of most of the first rows`: where it comes from.
    var words: String {
      switch self {
      case .option: "--currency"
      case .file: "most of the first rows"
      case .format: "the format"
      case .assumed: "nothing in the file"
      }
    }
  }

  package init(
    file: String, format: OrderFormat, currency: Currency, currencySource: CurrencySource
  ) {
    self.file = file
    self.format = format
    self.currency = currency
    self.currencySource = currencySource
  }

  package var duplicates: Int { refused[.duplicate, default: 0] }
  /// Rows that are further amounts of the order in the row before.
  package var lineItems: Int { refused[.lineItem, default: 0] }

  /// The same, told apart from what the file was before refunds were taken off.
  func settled(since gross: QualityReport) -> QualityReport {
    var report = self
    let difference = gross.revenueMicros - revenueMicros
    report.givenBackMicros = difference > 0 ? difference : nil
    return report
  }

  /// Rows refused because something is wrong with them.
  package var badRows: Int {
    refused.reduce(0) { $0 + ($1.key.isBad ? $1.value : 0) }
  }

  package var revenue: Money { Money(micros: revenueMicros, currency) }

  /// `12 cancelled, 3 unreadable date`, most frequent first.
  package var refusalSummary: String {
    let ordered = refused.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
    guard !ordered.isEmpty else { return "it has no rows" }
    return ordered.map { "\($0.value) \($0.key.rawValue)" }.joined(separator: ", ")
  }
}
