/// What the status column of a shop says about an order's money.
enum OrderStatus {
  case paid
  /// Not paid yet, and may still be.
  case open
  case cancelled, refunded

  /// Shopify's financial status and WooCommerce's order status, in any case, with or without `wc-`.
  ///
  /// A status that is not known counts as paid: shops add their own (`packing`, `ready to ship`).
  init(_ text: UnsafeRawBufferPointer) {
    guard (1...40).contains(text.count) else {
      self = .paid
      return
    }
    var word = String(decoding: text, as: UTF8.self).lowercased()
    if word.hasPrefix("wc-") { word.removeFirst(3) }
    switch word {
    case "refunded", "returned": self = .refunded
    case "cancelled", "canceled", "voided", "void", "trash": self = .cancelled
    case "failed", "expired", "unpaid", "pending", "pending payment", "on-hold", "on hold", "draft",
      "checkout-draft", "authorized", "test":
      self = .open
    default: self = .paid
    }
  }
}
