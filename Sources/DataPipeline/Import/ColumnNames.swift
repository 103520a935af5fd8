/// The columns of a file that an import uses, by position from 0.
struct ColumnPositions: Equatable, Sendable {
  /// `nil` where rows have no order number and get one from their line.
  var order: Int?
  var customer: Int
  /// Used in turn where `customer` is empty or 0.
  var otherCustomers: [Int] = []
  var date: Int
  var amount: Int
  var currency: Int?
  var status: Int?
  var refund: Int?
  var consent: Int?
  var channel: Int?
  /// Filled in on cancelled orders.
  var cancelledAt: Int?

  /// The last column that a row must have.
  var lastNeeded: Int { max(order ?? 0, customer, date, amount) }
}

/// The names under which formats know their columns; letters and digits only, in lower case.
struct ColumnNames {
  let format: OrderFormat
  var order: [String]
  var customer: [String]
  /// Whatever else tells customers apart, in the order in which it is asked.
  var otherCustomers: [String] = []
  var date: [String]
  var amount: [String]
  var currency: [String] = []
  var status: [String] = []
  var refund: [String] = []
  var consent: [String] = []
  /// What the order came by.
  var channel: [String] = []
  var cancelledAt: [String] = []
  /// Columns without which a header is another format's.
  var signature: [[String]] = []

  /// In the order in which they are tried.
  static let known = [onlineRetail, shopify, wooCommerce, generic]

  static let onlineRetail = ColumnNames(
    format: .onlineRetail, order: ["invoiceno"], customer: ["customerid"], date: ["invoicedate"],
    amount: ["totalprice"])

  static let shopify = ColumnNames(
    format: .shopify, order: ["name"], customer: ["customerid", "email"],
    otherCustomers: ["email", "phone", "billingphone", "shippingphone"], date: ["createdat"],
    amount: ["total"],
    currency: ["currency"], status: ["financialstatus"], refund: ["refundedamount"],
    consent: ["acceptsmarketing"], channel: ["source", "sourcename"],
    cancelledAt: ["cancelledat"], signature: [["financialstatus"]])

  static let wooCommerce = ColumnNames(
    format: .wooCommerce, order: ["ordernumber", "orderid", "order"],
    customer: [
      "customerid", "customeruser", "customeruserid", "customeremail", "billingemail",
      "emailbilling", "customer",
    ],
    otherCustomers: [
      "billingemail", "emailbilling", "customeremail", "billingphone", "phonebilling",
    ],
    date: ["orderdate", "datecreated", "date", "datecreatedgmt"],
    amount: ["ordertotal", "ordertotalamount", "total", "nrevenue", "netsales"],
    currency: ["ordercurrency", "currency"], status: ["orderstatus", "status"],
    refund: [
      "ordertotalrefunded", "totalrefunded", "refundedtotal", "orderrefundamount", "refunded",
    ],
    channel: ["origin", "attributionorigin", "createdvia", "ordercreatedvia", "source"],
    signature: [
      ["orderstatus", "status"],
      ["ordertotal", "ordertotalamount", "nrevenue", "netsales", "total"],
    ])

  static let generic = ColumnNames(
    format: .generic,
    order: [
      "orderid", "ordernumber", "orderno", "order", "ordername", "invoiceno", "invoiceid",
      "invoicenumber", "invoice", "transactionid", "transaction", "orderreference", "reference",
      "id",
    ],
    customer: [
      "customerid", "customerno", "customernumber", "customer", "clientid", "client", "userid",
      "user", "buyerid", "buyer", "memberid", "customeremail", "email",
    ],
    date: [
      "orderdate", "date", "createdat", "created", "placedat", "orderedat", "purchasedate",
      "invoicedate", "transactiondate", "datetime", "timestamp", "day",
    ],
    amount: [
      "amount", "total", "totalprice", "ordertotal", "totalamount", "grandtotal", "orderamount",
      "revenue", "ordervalue", "value", "price", "sales", "spent",
    ],
    currency: ["currency", "currencycode", "ordercurrency"],
    status: ["status", "orderstatus", "financialstatus", "paymentstatus"],
    channel: ["channel", "saleschannel", "orderchannel", "ordersource", "utmsource", "source"])
}

extension ColumnNames {
  /// The columns a person named; they are compared like any others, without regard to case and
  /// blanks.
  init(_ mapping: ColumnMapping) {
    self.init(
      format: .mapped, order: [mapping.order].map(Self.normalised),
      customer: [mapping.customer].map(Self.normalised), date: [mapping.date].map(Self.normalised),
      amount: [mapping.amount].map(Self.normalised),
      currency: mapping.currency.map { [Self.normalised($0)] } ?? [],
      status: mapping.status.map { [Self.normalised($0)] } ?? [],
      channel: mapping.channel.map { [Self.normalised($0)] } ?? [])
  }

  /// Positions in a header whose names are normalised, or `nil` if a needed column is missing.
  func positions(in header: [String]) -> ColumnPositions? {
    let isThisFormat = signature.allSatisfy { names in names.contains(where: header.contains) }
    guard isThisFormat, let order = position(of: self.order, in: header),
      let customer = position(of: self.customer, in: header),
      let date = position(of: self.date, in: header),
      let amount = position(of: self.amount, in: header)
    else { return nil }
    let others = otherCustomers.compactMap { header.firstIndex(of: $0) }.filter { $0 != customer }
    return ColumnPositions(
      order: order, customer: customer, otherCustomers: others, date: date,
      amount: amount, currency: position(of: currency, in: header),
      status: position(of: status, in: header), refund: position(of: refund, in: header),
      consent: position(of: consent, in: header), channel: position(of: channel, in: header),
      cancelledAt: position(of: cancelledAt, in: header))
  }

  /// What to ask for when a header lacks it.
  func missing(in header: [String]) -> [String] {
    let parts = [
      ("an order number", order), ("a customer", customer), ("a date", date), ("an amount", amount),
    ]
    let absent = parts.filter { position(of: $0.1, in: header) == nil }
      .map { "\($0.0) (\($0.1.prefix(3).joined(separator: ", ")))" }
    return absent.isEmpty ? signature.compactMap(\.first) : absent
  }

  private func position(of names: [String], in header: [String]) -> Int? {
    for name in names {
      if let position = header.firstIndex(of: name) { return position }
    }
    return nil
  }

  /// `Order No.` and `order_no` become `orderno`.
  static func normalised(_ name: String) -> String {
    String(
      name.lowercased().unicodeScalars.filter {
        $0.properties.isAlphabetic || $0.properties.numericType != nil
      })
  }
}
