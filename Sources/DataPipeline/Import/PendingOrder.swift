/// An order that was read and whose customer was not yet looked up.
///
/// Its texts lie in the window: it has to be settled before the window moves.
struct PendingOrder {
  /// Printable ASCII; empty where the format has no order numbers.
  let reference: UnsafeRawBufferPointer
  /// Printable ASCII.
  let customer: CustomerDictionary.Key
  let seconds: Int64
  let micros: Int64
  let line: Int
  let acceptsEmail: Bool
  /// See ``CustomerDictionary/guess(_:)``.
  var guess: UInt32 = 0

  /// Orders that are looked up together: enough for waiting for memory once instead of each time,
  /// few enough for the fastest cache.
  static let limit = 256
}
