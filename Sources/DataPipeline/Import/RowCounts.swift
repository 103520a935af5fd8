import Commerce

/// Counts the rows of a file and says what is wrong with the first bad ones.
struct RowCounts: ~Copyable {
  var report: QualityReport
  /// Line that the next row begins on.
  var line: Int
  private let maximumDiagnostics: Int

  init(report: QualityReport, line: Int, maximumDiagnostics: Int) {
    self.report = report
    self.line = line
    self.maximumDiagnostics = maximumDiagnostics
  }

  /// Counts a row that is no order although nothing is wrong with it.
  mutating func count(_ cause: RefusalCause) { report.refused[cause, default: 0] += 1 }

  /// Counts a bad row and says what it should have been.
  mutating func refuse(
    _ cause: RefusalCause, column: Int? = nil, value: @autoclosure () -> String,
    _ rules: borrowing RowRules
  ) {
    count(cause)
    guard report.diagnostics.count < maximumDiagnostics else { return }
    report.diagnostics.append(
      ImportDiagnostic(
        file: report.file, line: line, column: column.map { $0 + 1 },
        columnName: column.flatMap { rules.columnName($0) }, value: value(),
        expected: expected(by: cause, rules), advice: cause.advice))
  }

  mutating func refuse(
    _ cause: RefusalCause, column: Int?, bytes: UnsafeRawBufferPointer,
    _ rules: borrowing RowRules
  ) {
    refuse(cause, column: column, value: ImportDiagnostic.shortened(bytes), rules)
  }

  /// What a good row has there.
  private func expected(by cause: RefusalCause, _ rules: borrowing RowRules) -> String {
    switch cause {
    case .currency:
      "\(report.currency.code), which is that of \(report.currencySource.words)"
    case .future: "a day up to \(Instant(seconds: rules.latestSecond).day)"
    default: cause.expected(decimalMark: rules.decimalMark)
    }
  }
}
