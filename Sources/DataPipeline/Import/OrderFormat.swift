/// The layouts of order files that are understood.
package enum OrderFormat: String, CaseIterable, Codable, Sendable {
  /// UCI Online Retail, one row an invoice: `InvoiceNo,InvoiceDate,CustomerID,TotalPrice`.
  case onlineRetail = "online-retail"
  /// Any header with an order, a customer, a date and an amount:
  /// `order_id,customer_id,order_date,amount`.
  case generic
  /// The order export of the Shopify admin; only the first line of an order counts.
  case shopify
  /// Order exports of WooCommerce and its common export plugins.
  case wooCommerce = "woocommerce"
  /// CDNOW, columns apart by spaces and without a header: (master id,) id, YYYYMMDD, pieces,
  /// dollars.
  case cdnow
  /// Columns named by the person who imports.
  case mapped

  /// What a sentence calls it.
  package var name: String {
    switch self {
    case .onlineRetail: "Online Retail"
    case .generic: "generic"
    case .shopify: "Shopify"
    case .wooCommerce: "WooCommerce"
    case .cdnow: "CDNOW"
    case .mapped: "mapped"
    }
  }
}
