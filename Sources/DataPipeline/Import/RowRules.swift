import Commerce

/// What a row must look like to be an order: everything about a file that does not change while
/// reading.
///
/// It is never copied, only asked: every row asks it a dozen times.
struct RowRules: ~Copyable {
  let columns: ColumnPositions
  let amountParser: AmountParser
  let isShopify: Bool
  /// Whether free orders count as purchases: in CDNOW they do, by the definition of its published
  /// results.
  let acceptsFreeOrders: Bool
  /// The last second that is believed.
  let latestSecond: Int64
  /// Where the fields of a plain row are, if an order number, a customer, a date and an amount are
  /// all that decides on a row.
  let plainColumns: PlainColumns?
  private let isOnlineRetail: Bool
  private let columnNames: [String]
  private let width: Int
  /// What the last row's status and currency were; most rows repeat them.
  private var lastStatus: (text: ShortText?, status: OrderStatus) = (nil, .paid)
  private var lastCurrency: (text: ShortText?, currency: Currency?) = (nil, nil)
  private var lastChannel: (text: ShortText?, number: UInt8) = (nil, 0)
  /// Those seen so far; `nil` where the file does not tell them.
  private(set) var channels: ChannelNames?

  static let maximumReference = 128

  init(layout: FileLayout, latestDay: Day?) {
    columns = layout.columns
    columnNames = layout.columnNames
    width = layout.columnNames.count
    amountParser = AmountParser(decimalMark: layout.decimalMark)
    isShopify = layout.format == .shopify
    acceptsFreeOrders = layout.format == .cdnow
    isOnlineRetail = layout.format == .onlineRetail
    plainColumns = PlainColumns(layout)
    channels = columns.channel == nil ? nil : ChannelNames()
    let dayAfter = latestDay.map { Instant($0.adding(days: 1)).seconds }
    latestSecond = min(dayAfter ?? TimestampParser.limit, TimestampParser.limit) - 1
  }

  var decimalMark: UInt8 { amountParser.decimalMark }

  func columnName(_ column: Int) -> String? {
    columnNames.indices.contains(column) ? columnNames[column] : nil
  }

  /// Empty where the format has no order numbers.
  @inline(__always)
  func orderReference(
    _ scanner: borrowing RecordScanner, _ base: UnsafeMutableRawPointer
  ) -> Cell {
    guard let column = columns.order else { return .empty }
    return scanner.cell(column, in: base)
  }

  /// Whether the row has as many fields as the header; empty ones at the end do not matter.
  @inline(__always)
  func hasRightWidth(_ scanner: borrowing RecordScanner, _ base: UnsafeMutableRawPointer) -> Bool {
    if scanner.fieldCount == width { return true }
    if scanner.fieldCount < width { return scanner.fieldCount > columns.lastNeeded }
    return scanner.isBlank(from: width, in: base)
  }

  @inline(__always)
  func isUsableReference(_ cell: Cell) -> Bool {
    cell.bytes.isEmpty ? columns.order == nil : isUsable(cell)
  }

  /// Whether something may be called so. Control characters never reach a terminal.
  @inline(__always)
  func isUsable(_ cell: Cell) -> Bool {
    guard cell.bytes.count <= Self.maximumReference else { return false }
    return cell.isPlain || Self.isPrintable(cell.bytes)
  }

  private static func isPrintable(_ text: UnsafeRawBufferPointer) -> Bool {
    !AmountText.scalars(text).contains {
      switch $0.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: true
      default: false
      }
    }
  }

  /// Why the row is no purchase although nothing is wrong with it, and whether the order of its
  /// number is none any more either.
  ///
  /// Online Retail gives cancellations numbers of their own and does not say what they cancel.
  @inline(__always)
  mutating func cancellation(
    _ scanner: borrowing RecordScanner, _ base: UnsafeMutableRawPointer,
    _ reference: UnsafeRawBufferPointer
  ) -> (cause: RefusalCause, isOfOrder: Bool)? {
    if isOnlineRetail, reference.first == UInt8(ascii: "C") { return (.cancelled, false) }
    if let column = columns.cancelledAt, !scanner.bytes(of: column, in: base).isEmpty {
      return (.cancelled, true)
    }
    guard let column = columns.status else { return nil }
    return switch status(scanner.bytes(of: column, in: base)) {
    case .paid: nil
    case .open: (.cancelled, false)
    case .cancelled: (.cancelled, true)
    case .refunded: (.refunded, true)
    }
  }

  private mutating func status(_ text: UnsafeRawBufferPointer) -> OrderStatus {
    let short = ShortText(text)
    if let short, short == lastStatus.text { return lastStatus.status }
    lastStatus = (short, OrderStatus(text))
    return lastStatus.status
  }

  /// Empty for a guest.
  @inline(__always)
  func customerReference(
    _ scanner: borrowing RecordScanner, _ base: UnsafeMutableRawPointer
  ) -> Cell {
    let customer = scanner.cell(columns.customer, in: base)
    guard customer.isNobody, !columns.otherCustomers.isEmpty else { return customer }
    for other in columns.otherCustomers {
      let name = scanner.cell(other, in: base)
      if !name.isNobody { return name }
    }
    return .empty
  }

  /// False if the file says no, or has a column of addresses and none for this row.
  @inline(__always)
  func acceptsEmail(_ scanner: borrowing RecordScanner, _ base: UnsafeMutableRawPointer) -> Bool {
    if let column = columns.email, scanner.bytes(of: column, in: base).isEmpty { return false }
    guard let column = columns.consent else { return true }
    switch scanner.bytes(of: column, in: base).first {
    case UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "f"), UInt8(ascii: "F"),
      UInt8(ascii: "0"):
      return false
    default: return true
    }
  }

  /// The row's currency column, if it holds a code.
  @inline(__always)
  mutating func currency(_ scanner: borrowing RecordScanner, _ base: UnsafeMutableRawPointer)
    -> Currency?
  {
    guard let column = columns.currency else { return nil }
    let text = scanner.bytes(of: column, in: base)
    let short = ShortText(text)
    if let short, short == lastCurrency.text { return lastCurrency.currency }
    lastCurrency = (short, Currency(String(decoding: text.prefix(8), as: UTF8.self)))
    return lastCurrency.currency
  }
}

extension RowRules {
  /// The number of the channel a row names, 0 if it names none.
  @inline(__always)
  mutating func channel(
    _ scanner: borrowing RecordScanner, _ base: UnsafeMutableRawPointer
  ) -> UInt8 {
    guard let column = columns.channel else { return 0 }
    return channel(scanner.bytes(of: column, in: base))
  }

  private mutating func channel(_ text: UnsafeRawBufferPointer) -> UInt8 {
    let short = ShortText(text)
    if let short, short == lastChannel.text { return lastChannel.number }
    let name = String(String.UnicodeScalarView(AmountText.scalars(text)))
    lastChannel = (short, channels?.number(of: name) ?? 0)
    return lastChannel.number
  }
}

/// The columns of a layout in which a row without quotes needs no closer look.
struct PlainColumns {
  let order: Int
  let customer: Int
  let date: Int
  let amount: Int
  /// Of all columns.
  let width: Int

  /// Fails for a layout with a format's own rules, or with columns that may cancel or change an
  /// order.
  init?(_ layout: FileLayout) {
    let columns = layout.columns
    let others = [
      columns.otherCustomers.first, columns.status, columns.cancelledAt, columns.refund,
      columns.currency, columns.consent, columns.channel,
    ]
    guard layout.format == .generic || layout.format == .mapped, let order = columns.order,
      others.allSatisfy({ $0 == nil }), layout.delimiter != UInt8(ascii: " "),
      layout.columnNames.count <= RecordScanner.maximumFields
    else { return nil }
    self.order = order
    customer = columns.customer
    date = columns.date
    amount = columns.amount
    width = layout.columnNames.count
  }
}
