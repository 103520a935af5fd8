/// An order that was parsed and whose customer was not yet looked up.
///
/// Its texts are UTF-8 and lie in the block that it is part of.
struct PendingOrder {
  /// Empty where the format has no order numbers.
  let reference: UnsafeRawBufferPointer
  let customer: CustomerDictionary.Key
  let seconds: Int64
  let micros: Int64
  let line: Int
  let acceptsEmail: Bool
  /// See ``CustomerDictionary/guess(_:)``.
  var guess: UInt32 = 0
  /// The customer's number, once looked up.
  var number: UInt32 = 0
}
